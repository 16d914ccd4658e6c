package ateliers.cloud.services.sns;

import ateliers.cloud.clock.CloudClock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;

/** Accepts messages for topics and starts their deliveries. */
final class Publisher {
    private static final int MAX_ENTRIES = 10;
    private static final int MAX_ID = 80;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]+");

    private final CloudClock clock;
    private final Subscriptions subscriptions;
    private final Deliveries deliveries;
    private final TopicMetrics metrics;

    Publisher(CloudClock clock, Subscriptions subscriptions, Deliveries deliveries, TopicMetrics metrics) {
        this.clock = clock;
        this.metrics = metrics;
        this.subscriptions = subscriptions;
        this.deliveries = deliveries;
    }

    Deduplication.Accepted publish(Topic topic, MessageRules.Draft draft) {
        Map<String, String> messages = MessageRules.check(draft, topic, "messageAttributes");
        if (draft.size() > MessageRules.MAX_BYTES) {
            throw SnsErrors.parameter("Message too long");
        }
        return accept(topic, draft, messages);
    }

    /** Checks all entries before it accepts the first, as AWS does; the answers by entry id. */
    Map<String, Deduplication.Accepted> publish(Topic topic, List<PublishBatchRequestEntry> entries) {
        checkIds(entries);
        Map<String, MessageRules.Draft> drafts = new LinkedHashMap<>();
        Map<String, Map<String, String>> messages = new LinkedHashMap<>();
        long size = 0;
        for (PublishBatchRequestEntry entry : entries) {
            MessageRules.Draft draft = MessageRules.Draft.of(entry);
            String path = "publishBatchRequestEntries." + (drafts.size() + 1) + ".member.messageAttributes";
            drafts.put(entry.id(), draft);
            messages.put(entry.id(), MessageRules.check(draft, topic, path));
            size += draft.size();
        }
        if (size > MessageRules.MAX_BYTES) {
            throw SnsErrors.batchTooLong();
        }
        Map<String, Deduplication.Accepted> accepted = new LinkedHashMap<>();
        drafts.forEach((id, draft) -> accepted.put(id, accept(topic, draft, messages.get(id))));
        return accepted;
    }

    private static void checkIds(List<PublishBatchRequestEntry> entries) {
        if (entries.isEmpty()) {
            throw SnsErrors.emptyBatch();
        }
        if (entries.size() > MAX_ENTRIES) {
            throw SnsErrors.tooManyEntries();
        }
        Set<String> ids = new HashSet<>();
        for (PublishBatchRequestEntry entry : entries) {
            String id = Optional.ofNullable(entry.id()).orElse("");
            if (!ids.add(id)) {
                throw SnsErrors.idsNotDistinct();
            }
        }
        for (String id : ids) {
            if (id.length() > MAX_ID) {
                throw SnsErrors.batchEntryId("is too long", id);
            }
            if (!ID.matcher(id).matches()) {
                throw SnsErrors.batchEntryId("contains an impermissible character", id);
            }
        }
    }

    private Deduplication.Accepted accept(Topic topic, MessageRules.Draft draft, Map<String, String> messages) {
        metrics.published(topic, draft.size());
        UnaryOperator<Deduplication.Accepted> start = answer -> {
            start(topic, draft, messages, answer);
            return answer;
        };
        if (!topic.fifo) {
            return start.apply(new Deduplication.Accepted(UUID.randomUUID().toString(), "", clock.instant()));
        }
        String key = MessageRules.deduplicationId(draft, topic).orElseThrow();
        String scoped =
                "MessageGroup".equals(topic.attributes.get("FifoThroughputScope")) ? draft.groupId() + ' ' + key : key;
        return topic.accepted.accept(
                scoped,
                clock.instant(),
                () -> start.apply(new Deduplication.Accepted(
                        UUID.randomUUID().toString(), topic.nextSequenceNumber(), clock.instant())));
    }

    private void start(
            Topic topic, MessageRules.Draft draft, Map<String, String> messages, Deduplication.Accepted answer) {
        Notification notification = new Notification(
                answer.messageId(),
                answer.time(),
                messages,
                Optional.ofNullable(draft.subject()),
                Map.copyOf(draft.attributes()),
                Optional.ofNullable(draft.groupId()),
                MessageRules.deduplicationId(draft, topic),
                answer.sequenceNumber().isEmpty() ? Optional.empty() : Optional.of(answer.sequenceNumber()));
        List<Subscription> present = List.copyOf(subscriptions.of(topic));
        if (present.isEmpty()) {
            return;
        }
        Runnable work = () -> deliveries.deliver(notification, present);
        if (topic.fifo) {
            topic.deliveries.add(work);
        } else {
            clock.execute(work);
        }
    }
}
