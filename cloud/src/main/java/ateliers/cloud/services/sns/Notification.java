package ateliers.cloud.services.sns;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/**
 * A message as a topic has accepted it.
 *
 * @param messages its text by protocol, with that of all the others under {@code default}
 * @param sequenceNumber of FIFO topics
 */
record Notification(
        String messageId,
        Instant time,
        Map<String, String> messages,
        Optional<String> subject,
        Map<String, MessageAttributeValue> attributes,
        Optional<String> groupId,
        Optional<String> deduplicationId,
        Optional<String> sequenceNumber) {

    String messageFor(String protocol) {
        return messages.getOrDefault(protocol, messages.get("default"));
    }

    /** What filter policies on the body look at. */
    String filteredBody() {
        return messages.get("default");
    }
}
