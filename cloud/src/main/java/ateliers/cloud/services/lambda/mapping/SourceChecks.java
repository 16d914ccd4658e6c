package ateliers.cloud.services.lambda.mapping;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.Need;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.services.lambda.api.Destinations;
import ateliers.cloud.services.lambda.api.LambdaErrors;
import ateliers.cloud.services.lambda.mapping.MappedFunctions.Mapped;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What Lambda refuses of a mapping because of its source or of what the function's role may do. */
final class SourceChecks {
    private static final List<String> QUEUE = List.of("ReceiveMessage", "DeleteMessage", "GetQueueAttributes");
    private static final List<String> STREAM = List.of("GetRecords", "GetShardIterator", "DescribeStream");

    private final ServiceContext cloud;
    private final MappedFunctions functions;

    SourceChecks(ServiceContext cloud, MappedFunctions functions) {
        this.cloud = cloud;
        this.functions = functions;
    }

    void check(EventSourceMappingConfiguration settings, Mapped function, boolean queue) {
        Principal role = functions.assume(function).orElseThrow(LambdaErrors::notAssumable);
        if (queue) {
            queue(settings.eventSourceArn(), function, role);
        } else {
            stream(settings.eventSourceArn(), role);
            destination(settings, role);
        }
    }

    private void queue(String arn, Mapped function, Principal role) {
        for (String action : QUEUE) {
            if (!cloud.door().wouldAllow(role, new Need("sqs:" + action, arn))) {
                throw LambdaErrors.invalid(
                        "The function execution role does not have permissions to call " + action + " on SQS");
            }
        }
        int visibility;
        try {
            visibility = Integer.parseInt(cloud.door()
                    .as(role, SqsClient.class)
                    .getQueueAttributes(r -> r.queueUrl(QueuePoller.url(cloud, arn))
                            .attributeNames(QueueAttributeName.VISIBILITY_TIMEOUT))
                    .attributes()
                    .get(QueueAttributeName.VISIBILITY_TIMEOUT));
        } catch (SdkException e) {
            throw LambdaErrors.invalid("Error occurred while ReceiveMessage. SQS Error Code: " + AwsErrors.code(e)
                    + ". SQS Error Message: " + AwsErrors.message(e));
        }
        if (visibility < function.timeout()) {
            throw LambdaErrors.invalid("Queue visibility timeout: " + visibility
                    + " seconds is less than Function timeout: " + function.timeout() + " seconds");
        }
    }

    private void stream(String arn, Principal role) {
        boolean may =
                STREAM.stream().allMatch(action -> cloud.door().wouldAllow(role, new Need("dynamodb:" + action, arn)))
                        && mayList(arn, role);
        if (!may) {
            throw LambdaErrors.invalid("Cannot access stream " + arn + ". Please ensure the role can perform the"
                    + " GetRecords, GetShardIterator, DescribeStream, and ListStreams Actions on your stream in IAM.");
        }
        try {
            cloud.door().as(role, DynamoDbStreamsClient.class).describeStream(r -> r.streamArn(arn));
        } catch (SdkException e) {
            throw LambdaErrors.invalid("Stream not found: " + arn);
        }
    }

    /** AWS's own policies for mappings allow it on the table's streams, or on anything. */
    private boolean mayList(String arn, Principal role) {
        return cloud.door().wouldAllow(role, new Need("dynamodb:ListStreams", arn))
                || cloud.door().wouldAllow(role, Need.anywhere("dynamodb:ListStreams"));
    }

    private void destination(EventSourceMappingConfiguration settings, Principal role) {
        Destinations.onFailure(settings.destinationConfig())
                .map(cloud.door().targets()::need)
                .filter(need -> !cloud.door().wouldAllow(role, need))
                .ifPresent(need -> {
                    throw LambdaErrors.mayNot(need);
                });
    }
}
