package ateliers.grader.checklist;

import ateliers.grader.targets.AwsClients;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Reads the policies that topics, queues, buckets and functions of a stack have themselves. */
final class ResourcePolicies {
    /** What a service answers of a resource that has no policy. */
    private static final Set<String> NONE = Set.of("NoSuchBucketPolicy", "ResourceNotFoundException");

    private final AwsClients aws;

    ResourcePolicies(AwsClients aws) {
        this.aws = aws;
    }

    /**
     * A resource's own policy.
     *
     * @param resource the resource's ARN
     * @param document in JSON
     */
    record Held(String resource, String document) {}

    /** The policy of a resource, where it has one; empty for a type of resource that has none. */
    Optional<Held> of(StackResourceSummary resource) {
        String id = resource.physicalResourceId();
        try {
            return switch (resource.resourceType()) {
                case "AWS::SNS::Topic" ->
                    held(
                            id,
                            aws.sns()
                                    .getTopicAttributes(r -> r.topicArn(id))
                                    .attributes()
                                    .get("Policy"));
                case "AWS::SQS::Queue" -> queue(id);
                case "AWS::S3::Bucket" ->
                    held(
                            "arn:aws:s3:::" + id,
                            aws.s3().getBucketPolicy(r -> r.bucket(id)).policy());
                case "AWS::Lambda::Function" ->
                    held(
                            aws.lambda()
                                    .getFunctionConfiguration(r -> r.functionName(id))
                                    .functionArn(),
                            aws.lambda().getPolicy(r -> r.functionName(id)).policy());
                case "AWS::Lambda::Alias", "AWS::Lambda::Version" ->
                    held(id, aws.lambda().getPolicy(r -> r.functionName(id)).policy());
                case "AWS::Events::EventBus" -> bus(id);
                case "AWS::SecretsManager::Secret" ->
                    held(
                            id,
                            aws.secretsManager()
                                    .getResourcePolicy(r -> r.secretId(id))
                                    .resourcePolicy());
                default -> Optional.empty();
            };
        } catch (AwsServiceException e) {
            if (NONE.contains(e.awsErrorDetails().errorCode())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Optional<Held> queue(String url) {
        Map<QueueAttributeName, String> attributes = aws.sqs()
                .getQueueAttributes(
                        r -> r.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN, QueueAttributeName.POLICY))
                .attributes();
        return held(attributes.get(QueueAttributeName.QUEUE_ARN), attributes.get(QueueAttributeName.POLICY));
    }

    private Optional<Held> bus(String name) {
        DescribeEventBusResponse bus = aws.eventBridge().describeEventBus(r -> r.name(name));
        return held(bus.arn(), bus.policy());
    }

    private static Optional<Held> held(String resource, String document) {
        return Optional.ofNullable(document).filter(text -> !text.isBlank()).map(text -> new Held(resource, text));
    }
}
