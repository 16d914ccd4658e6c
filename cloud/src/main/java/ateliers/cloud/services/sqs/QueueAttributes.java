package ateliers.cloud.services.sqs;

import ateliers.cloud.policy.MalformedPolicyException;
import ateliers.cloud.policy.Policy;
import ateliers.cloud.policy.PolicyKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The attributes that can be set on a queue: their names, ranges and defaults.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html">
 *     SetQueueAttributes</a>
 */
final class QueueAttributes {
    static final int MAX_MESSAGE_BYTES = 1_048_576;

    /** What GetQueueAttributes can be asked for and nobody can set. */
    static final List<String> READ_ONLY = List.of(
            "QueueArn",
            "ApproximateNumberOfMessages",
            "ApproximateNumberOfMessagesNotVisible",
            "ApproximateNumberOfMessagesDelayed",
            "CreatedTimestamp",
            "LastModifiedTimestamp");

    /** What is kept and has no effect here, and why. */
    static final Map<String, String> INERT = Map.of(
            "KmsMasterKeyId",
            "messages are not encrypted here; the key is neither looked at nor asked for permission",
            "KmsDataKeyReusePeriodSeconds",
            "messages are not encrypted here",
            "SqsManagedSseEnabled",
            "messages are not encrypted here",
            "FifoThroughputLimit",
            "queues have no limit of throughput here");

    private static final Map<String, Range> NUMBERS = Map.of(
            "VisibilityTimeout", new Range(0, 43_200),
            "DelaySeconds", new Range(0, 900),
            "MaximumMessageSize", new Range(1_024, MAX_MESSAGE_BYTES),
            "MessageRetentionPeriod", new Range(60, 1_209_600),
            "ReceiveMessageWaitTimeSeconds", new Range(0, 20),
            "KmsDataKeyReusePeriodSeconds", new Range(60, 86_400));
    private static final Map<String, List<String>> CHOICES = Map.of(
            "FifoQueue", List.of("true", "false"),
            "ContentBasedDeduplication", List.of("true", "false"),
            "SqsManagedSseEnabled", List.of("true", "false"),
            "DeduplicationScope", List.of("queue", "messageGroup"),
            "FifoThroughputLimit", List.of("perQueue", "perMessageGroupId"));
    private static final Set<String> TEXTS = Set.of("Policy", "RedrivePolicy", "RedriveAllowPolicy", "KmsMasterKeyId");

    private QueueAttributes() {}

    /** Whether GetQueueAttributes knows this name. */
    static boolean isKnown(String name) {
        return name.equals("All") || READ_ONLY.contains(name) || isSettable(name);
    }

    /** Checks what CreateQueue or SetQueueAttributes gives; does not look at other queues. */
    static Map<String, String> check(Map<String, String> given, boolean fifo) {
        Map<String, String> checked = new LinkedHashMap<>();
        given.forEach((name, value) -> {
            if (!isSettable(name)) {
                throw SqsErrors.unknownAttribute(name);
            }
            checkType(name, value, fifo);
            checked.put(name, checkedValue(name, value));
        });
        if ("true".equals(checked.get("SqsManagedSseEnabled"))
                && !checked.getOrDefault("KmsMasterKeyId", "").isEmpty()) {
            throw SqsErrors.attributeValue(
                    "SqsManagedSseEnabled",
                    " Reason: You can use one type of server-side encryption (SSE) at one time.");
        }
        return checked;
    }

    /** What a new queue has where nothing was given. */
    static Map<String, String> defaults(boolean fifo) {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("VisibilityTimeout", "30");
        defaults.put("MaximumMessageSize", Integer.toString(MAX_MESSAGE_BYTES));
        defaults.put("MessageRetentionPeriod", "345600");
        defaults.put("DelaySeconds", "0");
        defaults.put("ReceiveMessageWaitTimeSeconds", "0");
        defaults.put("SqsManagedSseEnabled", "true");
        if (fifo) {
            defaults.put("FifoQueue", "true");
            defaults.put("ContentBasedDeduplication", "false");
            defaults.put("DeduplicationScope", "queue");
            defaults.put("FifoThroughputLimit", "perQueue");
        }
        return defaults;
    }

    /** Puts checked attributes over those that are there; an empty text takes its attribute away. */
    static Map<String, String> merge(Map<String, String> present, Map<String, String> checked) {
        Map<String, String> merged = new LinkedHashMap<>(present);
        checked.forEach((name, value) -> {
            if (value.isEmpty()) {
                merged.remove(name);
            } else {
                merged.put(name, value);
            }
        });
        if (checked.containsKey("KmsMasterKeyId")) {
            boolean kms = !checked.get("KmsMasterKeyId").isEmpty();
            merged.put("SqsManagedSseEnabled", Boolean.toString(!kms));
            if (kms) {
                merged.putIfAbsent("KmsDataKeyReusePeriodSeconds", "300");
            }
        } else if ("true".equals(checked.get("SqsManagedSseEnabled"))) {
            merged.remove("KmsMasterKeyId");
        }
        if ("perMessageGroupId".equals(merged.get("FifoThroughputLimit"))
                && !"messageGroup".equals(merged.get("DeduplicationScope"))) {
            throw SqsErrors.attributeValue("FifoThroughputLimit");
        }
        return merged;
    }

    private static boolean isSettable(String name) {
        return NUMBERS.containsKey(name) || CHOICES.containsKey(name) || TEXTS.contains(name);
    }

    private static void checkType(String name, String value, boolean fifo) {
        if (fifo) {
            if (name.equals("FifoQueue") && !"true".equalsIgnoreCase(value)) {
                throw SqsErrors.attributeValue(name, " Reason: Modifying queue type is not supported.");
            }
            return;
        }
        switch (name) {
            case "FifoQueue", "ContentBasedDeduplication" -> throw SqsErrors.unknownAttribute(name);
            case "DeduplicationScope", "FifoThroughputLimit" ->
                throw SqsErrors.attributeName("You can specify the " + name + " only when FifoQueue is set to true.");
            default -> {
                // for both types
            }
        }
    }

    private static String checkedValue(String name, String value) {
        if (NUMBERS.containsKey(name)) {
            return NUMBERS.get(name).check(name, value);
        }
        if (CHOICES.containsKey(name)) {
            List<String> choices = CHOICES.get(name);
            String wanted = choices.contains("true") ? String.valueOf(value).toLowerCase(Locale.ROOT) : value;
            if (!choices.contains(wanted)) {
                throw SqsErrors.attributeValue(name);
            }
            return wanted;
        }
        switch (name) {
            case "RedrivePolicy" -> DeadLetters.redrive(value);
            case "RedriveAllowPolicy" -> DeadLetters.allow(value);
            case "Policy" -> checkPolicy(value);
            default -> {
                // any key id; keys are not looked at
            }
        }
        return value;
    }

    private static void checkPolicy(String policy) {
        try {
            if (!policy.isEmpty()) {
                Policy.parse(policy, PolicyKind.RESOURCE);
            }
        } catch (MalformedPolicyException e) {
            throw SqsErrors.attributeValue("Policy");
        }
    }

    private record Range(int least, int most) {
        String check(String name, String value) {
            if (value == null || !value.matches("\\d{1,9}")) {
                throw SqsErrors.attributeValue(name);
            }
            int number = Integer.parseInt(value);
            if (number < least || number > most) {
                throw SqsErrors.attributeValue(name);
            }
            return Integer.toString(number);
        }
    }
}
