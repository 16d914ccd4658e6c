package ateliers.cloud.services.sqs;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.door.Room;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One queue: its name, attributes and tags, and its messages. */
final class Queue {
    private static final Duration PURGE_PAUSE = Duration.ofSeconds(60);

    final String name;
    final String arn;
    final String url;
    final MessageStore messages;
    final Map<String, String> tags = new ConcurrentHashMap<>();
    private final CloudClock clock;
    private final Instant created;
    private volatile Instant modified;
    private volatile Map<String, String> attributes;
    private volatile QueueSettings settings;
    private Instant purged = Instant.EPOCH;

    /**
     * A new queue.
     *
     * @param attributes checked, with the defaults filled in
     * @param room for the messages
     * @param news told that there is a message to take
     */
    Queue(
            String name,
            String arn,
            String url,
            Map<String, String> attributes,
            CloudClock clock,
            Room room,
            Runnable news) {
        this.name = name;
        this.arn = arn;
        this.url = url;
        this.clock = clock;
        this.created = clock.instant();
        this.modified = created;
        this.attributes = Map.copyOf(attributes);
        this.settings = QueueSettings.of(attributes);
        this.messages = new MessageStore(clock, settings.fifo(), room, news);
    }

    QueueSettings settings() {
        return settings;
    }

    /** What was set, without what is counted. */
    Map<String, String> attributes() {
        return attributes;
    }

    /** Sets checked attributes; an empty text takes its attribute away. */
    synchronized void set(Map<String, String> checked) {
        Map<String, String> merged = QueueAttributes.merge(attributes, checked);
        settings = QueueSettings.of(merged);
        attributes = Map.copyOf(merged);
        modified = clock.instant();
    }

    /** All attributes that GetQueueAttributes can show now. */
    Map<String, String> allAttributes() {
        MessageStore.Counts counts = messages.counts(settings);
        Map<String, String> all = new LinkedHashMap<>();
        all.put("QueueArn", arn);
        all.put("ApproximateNumberOfMessages", Integer.toString(counts.visible()));
        all.put("ApproximateNumberOfMessagesNotVisible", Integer.toString(counts.inFlight()));
        all.put("ApproximateNumberOfMessagesDelayed", Integer.toString(counts.delayed()));
        all.put("CreatedTimestamp", Long.toString(created.getEpochSecond()));
        all.put("LastModifiedTimestamp", Long.toString(modified.getEpochSecond()));
        all.putAll(attributes);
        return all;
    }

    /** Deletes all messages, at most once a minute. */
    synchronized void purge() {
        Instant now = clock.instant();
        if (purged.plus(PURGE_PAUSE).isAfter(now)) {
            throw SqsErrors.purgeInProgress(name);
        }
        purged = now;
        messages.purge();
    }
}
