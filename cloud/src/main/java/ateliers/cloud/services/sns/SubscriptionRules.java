package ateliers.cloud.services.sns;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.kit.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Protocols, endpoints and attributes of subscriptions.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html">Subscribe</a>
 */
final class SubscriptionRules {
    private static final ObjectMapper JSON = Json.mapper();
    private static final Pattern MAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
    private static final List<String> ELSEWHERE = List.of("http", "https", "sms", "application", "firehose");

    private SubscriptionRules() {}

    static void checkEndpoint(String protocol, String endpoint, Topic topic) {
        if (protocol == null) {
            throw SnsErrors.validation("protocol");
        }
        if (ELSEWHERE.contains(protocol)) {
            throw new Unsupported("sns: subscriptions of the protocol " + protocol);
        }
        String present = endpoint == null ? "" : endpoint;
        switch (protocol) {
            case "sqs" -> {
                if (!Arns.isQueue(present)) {
                    throw SnsErrors.parameter("SQS endpoint ARN");
                }
                if (present.endsWith(".fifo") && !topic.fifo) {
                    throw SnsErrors.parameter("Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be"
                            + " subscribed to standard SNS topics");
                }
            }
            case "lambda" -> {
                if (!Arns.isFunction(present)) {
                    throw SnsErrors.parameter("Lambda endpoint ARN");
                }
            }
            case "email", "email-json" -> {
                if (!MAIL.matcher(present).matches()) {
                    throw SnsErrors.parameter("Email address");
                }
            }
            default -> throw SnsErrors.parameter("Amazon SNS does not support this protocol string: " + protocol);
        }
        if (topic.fifo && !protocol.equals("sqs")) {
            throw SnsErrors.parameter("Invalid parameter: Endpoint Reason: Please use FIFO SQS queue");
        }
    }

    /**
     * Checks the attributes of a new subscription, or one that is set on an old one.
     *
     * @param onBody whether the filter policy, with these attributes, looks at the body
     */
    static void check(
            Map<String, String> attributes,
            String protocol,
            Topic topic,
            boolean onBody,
            Function<String, AwsServiceException> refusal) {
        attributes.forEach((name, value) -> {
            switch (name) {
                case "RawMessageDelivery" -> checkRaw(value, protocol, refusal);
                case "FilterPolicyScope" -> checkScope(value, refusal);
                case "FilterPolicy" -> {
                    if (!value.isEmpty()) {
                        FilterPolicy.check(value, onBody, refusal);
                    }
                }
                case "RedrivePolicy" -> checkRedrive(value, topic, refusal);
                case "DeliveryPolicy", "SubscriptionRoleArn", "ReplayPolicy" ->
                    throw new Unsupported("sns: the subscription attribute " + name);
                default -> throw refusal.apply("AttributeName");
            }
        });
    }

    private static void checkRaw(String value, String protocol, Function<String, AwsServiceException> refusal) {
        if (!List.of("true", "false").contains(value.toLowerCase(java.util.Locale.ROOT))) {
            throw refusal.apply("RawMessageDelivery: Invalid value [" + value + "]. Must be true or false.");
        }
        if (value.equalsIgnoreCase("true") && !protocol.equals("sqs")) {
            throw refusal.apply("Delivery protocol [" + protocol + "] does not support raw message delivery.");
        }
    }

    private static void checkScope(String value, Function<String, AwsServiceException> refusal) {
        if (!List.of("MessageBody", "MessageAttributes").contains(value)) {
            throw refusal.apply("FilterPolicyScope: Invalid value [" + value
                    + "]. Please use either MessageBody or MessageAttributes");
        }
    }

    private static void checkRedrive(String value, Topic topic, Function<String, AwsServiceException> refusal) {
        if (value.isEmpty()) {
            return;
        }
        JsonNode policy;
        try {
            policy = JSON.readTree(value);
        } catch (JsonProcessingException e) {
            throw refusal.apply("RedrivePolicy: failed to parse JSON. " + e.getMessage());
        }
        String arn = policy.path("deadLetterTargetArn").asText("");
        if (!Arns.isQueue(arn)) {
            throw refusal.apply("RedrivePolicy: deadLetterTargetArn is an invalid arn");
        }
        if (topic.fifo && !arn.endsWith(".fifo")) {
            throw refusal.apply("RedrivePolicy: must use a FIFO queue as DLQ for a FIFO Subscription to a FIFO Topic.");
        }
        if (!topic.fifo && arn.endsWith(".fifo")) {
            throw refusal.apply(
                    "RedrivePolicy: must use a standard queue as DLQ for a subscription to a standard topic.");
        }
    }
}
