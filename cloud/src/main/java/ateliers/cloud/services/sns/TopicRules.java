package ateliers.cloud.services.sns;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.kit.Json;
import ateliers.cloud.policy.MalformedPolicyException;
import ateliers.cloud.policy.Policy;
import ateliers.cloud.policy.PolicyKind;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Names and attributes of topics.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html">SetTopicAttributes</a>
 */
final class TopicRules {
    /** Attributes that are kept and have no effect here. */
    static final Set<String> INERT = Set.of("KmsMasterKeyId", "TracingConfig", "DeliveryPolicy", "FifoThroughputScope");

    private static final ObjectMapper JSON = Json.mapper();
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,256}");
    private static final Pattern FIFO_NAME = Pattern.compile("[A-Za-z0-9_-]{1,251}\\.fifo");
    private static final Pattern STATUS_LOGGING = Pattern.compile(
            "(HTTP|SQS|Lambda|Firehose|Application)(SuccessFeedbackRoleArn|FailureFeedbackRoleArn|SuccessFeedbackSampleRate)");
    private static final List<String> BOOLEANS = List.of("true", "false");
    private static final int MAX_DISPLAY_NAME = 100;

    private TopicRules() {}

    static void checkName(String name, boolean fifo) {
        if (name == null) {
            throw SnsErrors.validation("name");
        }
        if (fifo && !FIFO_NAME.matcher(name).matches()) {
            throw SnsErrors.parameter("Fifo Topic names must end with .fifo and must be made up of only uppercase and"
                    + " lowercase ASCII letters, numbers, underscores, and hyphens, and must be between 1 and 256"
                    + " characters long.");
        }
        if (!fifo && !NAME.matcher(name).matches()) {
            throw SnsErrors.parameter("Topic Name");
        }
    }

    /**
     * Checks one attribute.
     *
     * @param refusal makes the exception of AWS's words
     * @param unknown the words for an attribute that topics do not have
     */
    static void check(
            String name, String value, boolean fifo, Function<String, AwsServiceException> refusal, String unknown) {
        switch (name) {
            case "Policy" -> checkPolicy(value, refusal);
            case "DisplayName" -> require(value.length() <= MAX_DISPLAY_NAME && !value.contains("\n"), name, refusal);
            case "SignatureVersion" -> require(List.of("1", "2").contains(value), name, refusal);
            case "TracingConfig" -> require(List.of("PassThrough", "Active").contains(value), name, refusal);
            case "ContentBasedDeduplication" -> require(fifo && BOOLEANS.contains(value), name, refusal);
            case "FifoThroughputScope" ->
                require(fifo && List.of("Topic", "MessageGroup").contains(value), name, refusal);
            case "DeliveryPolicy" -> checkJson(name, value, refusal);
            case "KmsMasterKeyId" -> {
                // any key id; keys are not looked at
            }
            case "ArchivePolicy", "DataProtectionPolicy" -> throw new Unsupported("sns: the topic attribute " + name);
            default -> {
                if (STATUS_LOGGING.matcher(name).matches()) {
                    throw new Unsupported("sns: delivery status logging (" + name + ")");
                }
                throw refusal.apply(unknown);
            }
        }
    }

    private static void require(boolean right, String name, Function<String, AwsServiceException> refusal) {
        if (!right) {
            throw refusal.apply(name);
        }
    }

    private static void checkJson(String name, String value, Function<String, AwsServiceException> refusal) {
        try {
            require(value.isEmpty() || JSON.readTree(value).isObject(), name, refusal);
        } catch (JsonProcessingException e) {
            throw refusal.apply(name + ": failed to parse JSON");
        }
    }

    private static void checkPolicy(String policy, Function<String, AwsServiceException> refusal) {
        try {
            Policy.parse(policy, PolicyKind.RESOURCE);
            for (var statement : JSON.readTree(policy).withArrayProperty("Statement")) {
                checkActions(statement.path("Action"), refusal);
            }
        } catch (MalformedPolicyException | JsonProcessingException | UnsupportedOperationException e) {
            throw refusal.apply("Policy Error: null");
        }
    }

    private static void checkActions(JsonNode actions, Function<String, AwsServiceException> refusal) {
        Iterable<JsonNode> each = actions.isArray() ? actions : List.of(actions);
        for (var action : each) {
            String text = action.asText();
            if (!text.isEmpty() && !text.equals("*") && !text.regionMatches(true, 0, "sns:", 0, 4)) {
                throw refusal.apply("Policy statement action out of service scope!");
            }
        }
    }
}
