package ateliers.cloud.services.lambda.mapping;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.kit.Arn;
import ateliers.cloud.kit.Constraints;
import ateliers.cloud.services.lambda.api.Destinations;
import ateliers.cloud.services.lambda.api.LambdaErrors;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.EventSourcePosition;

/** What Lambda refuses in the settings of a mapping, whatever the source and the role are. */
final class MappingChecks {
    private static final Set<String> OTHER_SOURCES = Set.of("kinesis", "kafka", "mq", "rds", "docdb");

    private MappingChecks() {}

    /** Whether a source is a queue; otherwise it is a stream of DynamoDB. */
    static boolean isQueue(String sourceArn) {
        Arn source = Arn.find(sourceArn).orElseThrow(MappingChecks::unrecognized);
        if (source.service().equals("sqs")) {
            return true;
        }
        if (source.service().equals("dynamodb") && source.resource().matches("table/[^/]+/stream/.+")) {
            return false;
        }
        if (OTHER_SOURCES.contains(source.service())) {
            throw new Unsupported("lambda: event sources of the service " + source.service());
        }
        throw unrecognized();
    }

    private static AwsServiceException unrecognized() {
        return LambdaErrors.invalid("Unrecognized event source.");
    }

    static void position(CreateEventSourceMappingRequest request, boolean queue) {
        EventSourcePosition position = request.startingPosition();
        String given = request.startingPositionAsString();
        if (queue) {
            foreign(request.startingPositionTimestamp(), "StartingPositionTimestamp");
            foreign(given, "StartingPosition");
            return;
        }
        if (given == null) {
            throw LambdaErrors.invalid(Constraints.missing("startingPosition") + ".");
        }
        if (position == EventSourcePosition.UNKNOWN_TO_SDK_VERSION) {
            throw LambdaErrors.validation(Constraints.sentence(
                    given, "startingPosition", "satisfy enum value set: [LATEST, AT_TIMESTAMP, TRIM_HORIZON]"));
        }
        if (position == EventSourcePosition.AT_TIMESTAMP) {
            throw LambdaErrors.invalid("Unsupported starting position for arn type: " + request.eventSourceArn());
        }
        if (request.startingPositionTimestamp() != null) {
            throw new Unsupported("lambda: a StartingPositionTimestamp beside the position " + given);
        }
    }

    static void settings(EventSourceMappingConfiguration settings, boolean queue) {
        LambdaErrors.constraints()
                .between("batchSize", settings.batchSize(), 1, 10_000)
                .between("maximumBatchingWindowInSeconds", settings.maximumBatchingWindowInSeconds(), 0, 300)
                .between("parallelizationFactor", settings.parallelizationFactor(), 1, 10)
                .between("maximumRecordAgeInSeconds", settings.maximumRecordAgeInSeconds(), -1, 604_800)
                .between("maximumRetryAttempts", settings.maximumRetryAttempts(), -1, 10_000)
                .between("tumblingWindowInSeconds", settings.tumblingWindowInSeconds(), 0, 900)
                .also(errors -> settings.functionResponseTypesAsStrings().stream()
                        .filter(type -> !type.equals("ReportBatchItemFailures"))
                        .findFirst()
                        .ifPresent(type -> errors.must(
                                false,
                                List.of(type),
                                "functionResponseTypes",
                                "satisfy constraint: [Member must satisfy enum value set: [ReportBatchItemFailures]]")))
                .require();
        if (queue) {
            queue(settings);
        } else {
            stream(settings);
        }
    }

    private static void queue(EventSourceMappingConfiguration settings) {
        boolean fifo = settings.eventSourceArn().endsWith(".fifo");
        boolean waits = settings.maximumBatchingWindowInSeconds() > 0;
        if (fifo && waits) {
            throw LambdaErrors.invalid("Batching window is not supported for FIFO queues");
        }
        if (fifo && settings.batchSize() > 10) {
            throw LambdaErrors.invalid("Batch size must be between 1 and 10 for FIFO queues");
        }
        if (settings.batchSize() > 10 && !waits) {
            throw LambdaErrors.invalid("Maximum batch window in seconds must be greater than 0 if maximum batch size"
                    + " is greater than 10");
        }
        if (settings.scalingConfig() != null) {
            LambdaErrors.constraints()
                    .between(
                            "scalingConfig.maximumConcurrency",
                            settings.scalingConfig().maximumConcurrency(),
                            2,
                            1000)
                    .require();
        }
        foreign(settings.parallelizationFactor(), "ParallelizationFactor");
        foreign(settings.maximumRecordAgeInSeconds(), "MaximumRecordAgeInSeconds");
        foreign(settings.maximumRetryAttempts(), "MaximumRetryAttempts");
        foreign(settings.bisectBatchOnFunctionError(), "BisectBatchOnFunctionError");
        foreign(settings.tumblingWindowInSeconds(), "TumblingWindowInSeconds");
        foreign(settings.destinationConfig(), "DestinationConfig");
    }

    private static void stream(EventSourceMappingConfiguration settings) {
        foreign(settings.scalingConfig(), "ScalingConfig");
        Integer age = settings.maximumRecordAgeInSeconds();
        if (age != null && age >= 0 && age < 60) {
            throw LambdaErrors.invalid("MaximumRecordAgeInSeconds must be -1 or between 60 and 604800");
        }
        if (settings.tumblingWindowInSeconds() != null && settings.tumblingWindowInSeconds() > 0) {
            throw new Unsupported("lambda: tumbling windows");
        }
        foreign(Destinations.onSuccess(settings.destinationConfig()).orElse(null), "DestinationConfig");
        Destinations.onFailure(settings.destinationConfig()).ifPresent(MappingChecks::destination);
    }

    private static void destination(String arn) {
        String service = Arn.find(arn).map(Arn::service).orElse("");
        if (service.equals("s3")) {
            throw new Unsupported("lambda: S3 destinations of event source mappings");
        }
        if (!service.equals("sqs") && !service.equals("sns")) {
            throw LambdaErrors.invalid("The destination ARN " + arn + " is invalid.");
        }
    }

    /** A parameter that this kind of event source does not know. */
    private static void foreign(Object value, String parameter) {
        if (value != null) {
            throw LambdaErrors.invalid("Unsupported " + parameter + " parameter for given event source mapping type.");
        }
    }
}
