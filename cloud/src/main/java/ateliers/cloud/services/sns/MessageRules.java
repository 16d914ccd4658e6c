package ateliers.cloud.services.sns;

import ateliers.cloud.kit.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/**
 * What may be published.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">Publish</a>
 */
final class MessageRules {
    static final int MAX_BYTES = 262_144;
    private static final ObjectMapper JSON = Json.mapper();
    private static final Pattern SUBJECT = Pattern.compile("[\\x21-\\x7E][\\x20-\\x7E]{0,98}");
    private static final Pattern FIFO_ID = Pattern.compile("[\\x21-\\x7E]{1,128}");

    private MessageRules() {}

    /** What a publisher gave, of one message. */
    record Draft(
            String message,
            String subject,
            String structure,
            Map<String, MessageAttributeValue> attributes,
            String groupId,
            String deduplicationId) {

        static Draft of(PublishRequest request) {
            return new Draft(
                    request.message(),
                    request.subject(),
                    request.messageStructure(),
                    request.messageAttributes(),
                    request.messageGroupId(),
                    request.messageDeduplicationId());
        }

        static Draft of(PublishBatchRequestEntry entry) {
            return new Draft(
                    entry.message(),
                    entry.subject(),
                    entry.messageStructure(),
                    entry.messageAttributes(),
                    entry.messageGroupId(),
                    entry.messageDeduplicationId());
        }

        long size() {
            return AttributeRules.bytes(message) + AttributeRules.size(attributes);
        }
    }

    /**
     * Checks all but the size.
     *
     * @param path where the message attributes are in the request
     * @return the texts by protocol
     */
    static Map<String, String> check(Draft draft, Topic topic, String path) {
        if (draft.subject() != null && !SUBJECT.matcher(draft.subject()).matches()) {
            throw SnsErrors.parameter("Subject");
        }
        if (draft.message() == null || draft.message().isEmpty()) {
            throw SnsErrors.parameter("Empty message");
        }
        checkFifo(draft, topic);
        AttributeRules.check(draft.attributes(), path);
        return messages(draft);
    }

    /** What a FIFO topic tells duplicates by. */
    static Optional<String> deduplicationId(Draft draft, Topic topic) {
        if (draft.deduplicationId() != null || !topic.fifo) {
            return Optional.ofNullable(draft.deduplicationId());
        }
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(draft.message().getBytes(StandardCharsets.UTF_8));
            return Optional.of(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void checkFifo(Draft draft, Topic topic) {
        checkId("MessageGroupId", draft.groupId());
        checkId("MessageDeduplicationId", draft.deduplicationId());
        if (!topic.fifo) {
            if (draft.deduplicationId() != null) {
                throw SnsErrors.parameter("MessageDeduplicationId Reason: The request includes MessageDeduplicationId"
                        + " parameter that is not valid for this topic type");
            }
            return;
        }
        if (draft.groupId() == null) {
            throw SnsErrors.parameter("The MessageGroupId parameter is required for FIFO topics");
        }
        if (draft.deduplicationId() == null && !topic.isContentBased()) {
            throw SnsErrors.parameter("The topic should either have ContentBasedDeduplication enabled or"
                    + " MessageDeduplicationId provided explicitly");
        }
    }

    private static void checkId(String name, String id) {
        if (id != null && !FIFO_ID.matcher(id).matches()) {
            throw SnsErrors.parameter(name + " Reason: " + name
                    + " can only include alphanumeric and punctuation characters. 1 to 128 in length");
        }
    }

    private static Map<String, String> messages(Draft draft) {
        if (draft.structure() == null || draft.structure().isEmpty()) {
            return Map.of("default", draft.message());
        }
        if (!draft.structure().equals("json")) {
            throw SnsErrors.parameter("MessageStructure");
        }
        JsonNode tree;
        try {
            tree = JSON.readTree(draft.message());
        } catch (JsonProcessingException e) {
            throw SnsErrors.parameter("Message Structure - JSON message body failed to parse");
        }
        if (tree == null || !tree.isObject()) {
            throw SnsErrors.parameter("Message Structure - JSON message body failed to parse");
        }
        if (!tree.path("default").isTextual()) {
            throw SnsErrors.parameter("Message Structure - No default entry in JSON message body");
        }
        Map<String, String> messages = new HashMap<>();
        // values that are no strings are ignored, as AWS does
        tree.properties().stream()
                .filter(entry -> entry.getValue().isTextual())
                .forEach(entry -> messages.put(entry.getKey(), entry.getValue().asText()));
        return messages;
    }
}
