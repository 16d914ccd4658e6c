package ateliers.cloud.services.lambda.mapping;

import ateliers.cloud.door.Unsupported;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.DestinationConfig;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.EventSourcePosition;

/** What Lambda refuses in the settings of a mapping, whatever the source and the role are. */
final class MappingChecks {
    private static final Set<String> OTHER_SOURCES = Set.of("kinesis", "kafka", "mq", "rds", "docdb");

    private MappingChecks() {}

    /** Whether a source is a queue; otherwise it is a stream of DynamoDB. */
    static boolean isQueue(String sourceArn) {
        String[] parts = sourceArn == null ? new String[0] : sourceArn.split(":", 6);
        if (parts.length == 6 && parts[0].equals("arn")) {
            if (parts[2].equals("sqs")) {
                return true;
            }
            if (parts[2].equals("dynamodb") && parts[5].matches("table/[^/]+/stream/.+")) {
                return false;
            }
            if (OTHER_SOURCES.contains(parts[2])) {
                throw new Unsupported("lambda: event sources of the service " + parts[2]);
            }
        }
        throw MappingErrors.invalid("Unrecognized event source.");
    }

    static void position(CreateEventSourceMappingRequest request, boolean queue) {
        EventSourcePosition position = request.startingPosition();
        String given = request.startingPositionAsString();
        if (queue) {
            foreign(request.startingPositionTimestamp(), "StartingPositionTimestamp");
            if (given != null) {
                throw MappingErrors.foreign("StartingPosition");
            }
            return;
        }
        if (given == null) {
            throw MappingErrors.invalid(
                    "1 validation error detected: Value null at 'startingPosition' failed to satisfy"
                            + " constraint: Member must not be null.");
        }
        if (position == EventSourcePosition.UNKNOWN_TO_SDK_VERSION) {
            throw MappingErrors.constraint(
                    given, "startingPosition", "satisfy enum value set: [LATEST, AT_TIMESTAMP, TRIM_HORIZON]");
        }
        if (position == EventSourcePosition.AT_TIMESTAMP) {
            throw MappingErrors.invalid("Unsupported starting position for arn type: " + request.eventSourceArn());
        }
        if (request.startingPositionTimestamp() != null) {
            throw new Unsupported("lambda: a StartingPositionTimestamp beside the position " + given);
        }
    }

    static void settings(EventSourceMappingConfiguration settings, boolean queue) {
        range(settings.batchSize(), "batchSize", 1, 10_000);
        range(settings.maximumBatchingWindowInSeconds(), "maximumBatchingWindowInSeconds", 0, 300);
        range(settings.parallelizationFactor(), "parallelizationFactor", 1, 10);
        range(settings.maximumRecordAgeInSeconds(), "maximumRecordAgeInSeconds", -1, 604_800);
        range(settings.maximumRetryAttempts(), "maximumRetryAttempts", -1, 10_000);
        range(settings.tumblingWindowInSeconds(), "tumblingWindowInSeconds", 0, 900);
        settings.functionResponseTypesAsStrings().stream()
                .filter(type -> !type.equals("ReportBatchItemFailures"))
                .findFirst()
                .ifPresent(type -> {
                    throw MappingErrors.constraint(
                            List.of(type),
                            "functionResponseTypes",
                            "satisfy constraint: [Member must satisfy enum value set: [ReportBatchItemFailures]]");
                });
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
            throw MappingErrors.invalid("Batching window is not supported for FIFO queues");
        }
        if (fifo && settings.batchSize() > 10) {
            throw MappingErrors.invalid("Batch size must be between 1 and 10 for FIFO queues");
        }
        if (settings.batchSize() > 10 && !waits) {
            throw MappingErrors.invalid("Maximum batch window in seconds must be greater than 0 if maximum batch size"
                    + " is greater than 10");
        }
        if (settings.scalingConfig() != null) {
            range(settings.scalingConfig().maximumConcurrency(), "scalingConfig.maximumConcurrency", 2, 1000);
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
            throw MappingErrors.invalid("MaximumRecordAgeInSeconds must be -1 or between 60 and 604800");
        }
        if (settings.tumblingWindowInSeconds() != null && settings.tumblingWindowInSeconds() > 0) {
            throw new Unsupported("lambda: tumbling windows");
        }
        DestinationConfig destinations = settings.destinationConfig();
        if (destinations == null) {
            return;
        }
        if (destinations.onSuccess() != null && destinations.onSuccess().destination() != null) {
            throw MappingErrors.foreign("DestinationConfig");
        }
        if (destinations.onFailure() != null && destinations.onFailure().destination() != null) {
            destination(destinations.onFailure().destination());
        }
    }

    private static void destination(String arn) {
        String[] parts = arn.split(":", 6);
        if (parts.length == 6 && parts[2].equals("s3")) {
            throw new Unsupported("lambda: S3 destinations of event source mappings");
        }
        if (parts.length < 6 || !(parts[2].equals("sqs") || parts[2].equals("sns"))) {
            throw MappingErrors.invalid("The destination ARN " + arn + " is invalid.");
        }
    }

    private static void foreign(Object value, String parameter) {
        if (value != null) {
            throw MappingErrors.foreign(parameter);
        }
    }

    private static void range(Integer value, String member, int least, int most) {
        if (value == null) {
            return;
        }
        if (value < least) {
            throw MappingErrors.constraint(value, member, "have value greater than or equal to " + least);
        }
        if (value > most) {
            throw MappingErrors.constraint(value, member, "have value less than or equal to " + most);
        }
    }
}
