package ateliers.cloud.services.sqs;

import java.util.Map;
import java.util.Optional;

/**
 * A queue's attributes as values, made once whenever they are set.
 *
 * @param visibilityTimeout seconds
 * @param delay seconds
 * @param maximumMessageSize bytes
 * @param retention seconds
 * @param waitTime seconds
 */
record QueueSettings(
        boolean fifo,
        int visibilityTimeout,
        int delay,
        int maximumMessageSize,
        int retention,
        int waitTime,
        boolean contentBasedDeduplication,
        boolean deduplicationPerGroup,
        Optional<DeadLetters.Redrive> redrive,
        DeadLetters.Allow redriveAllow) {

    /** @param attributes checked, with the defaults filled in */
    static QueueSettings of(Map<String, String> attributes) {
        return new QueueSettings(
                "true".equals(attributes.get("FifoQueue")),
                Integer.parseInt(attributes.get("VisibilityTimeout")),
                Integer.parseInt(attributes.get("DelaySeconds")),
                Integer.parseInt(attributes.get("MaximumMessageSize")),
                Integer.parseInt(attributes.get("MessageRetentionPeriod")),
                Integer.parseInt(attributes.get("ReceiveMessageWaitTimeSeconds")),
                "true".equals(attributes.get("ContentBasedDeduplication")),
                "messageGroup".equals(attributes.get("DeduplicationScope")),
                DeadLetters.redrive(attributes.getOrDefault("RedrivePolicy", "")),
                DeadLetters.allow(attributes.getOrDefault("RedriveAllowPolicy", "")));
    }
}
