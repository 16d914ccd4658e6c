package ateliers.cloud.services.s3;

import ateliers.cloud.door.Payload;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.Unsupported;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Delivers what happens in buckets as {@code s3.amazonaws.com}. A delivery that fails is tried again a few times in
 * cloud time, then dropped.
 */
final class Notifier {
    private static final String SUBJECT = "Amazon S3 Notification";
    private static final List<Duration> RETRIES =
            List.of(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(2));

    private final Store store;
    private final EventMessages messages;
    private final BridgeEvents bridge;

    Notifier(Store store) {
        this.store = store;
        this.messages = new EventMessages(store.place());
        this.bridge = new BridgeEvents(store.place());
    }

    /** Tells all whom an event about an object concerns. */
    void publish(Bucket bucket, String event, StoredObject object) {
        if (bucket.settings().notifications().toBridge()) {
            String told = bridge.event(bucket, event, object, store.clock().instant());
            deliver(new Way(bucket, bridge.bus(), "notification of Amazon EventBridge"), event, Payload.of(told));
        }
        for (NotificationRule rule : bucket.settings().notifications().rules()) {
            if (rule.matches(event, object.key())) {
                String message = messages.record(
                        rule, bucket, event, object, store.clock().instant());
                deliver(way(bucket, rule), event, Payload.of(message).withSubject(SUBJECT));
            }
        }
    }

    /** Sends the test event of a rule. */
    void test(Bucket bucket, NotificationRule rule) {
        String message = messages.test(bucket, store.clock().instant());
        send(way(bucket, rule), Payload.of(message).withSubject(SUBJECT));
    }

    /** From a bucket to one that it tells. */
    private record Way(Bucket bucket, String arn, String name) {}

    private static Way way(Bucket bucket, NotificationRule rule) {
        return new Way(bucket, rule.arn(), "notification " + rule.id());
    }

    private void deliver(Way way, String event, Payload payload) {
        store.clock().execute(() -> attempt(way, event, payload, 0));
    }

    private void attempt(Way way, String event, Payload payload, int attempt) {
        try {
            send(way, payload);
        } catch (AwsServiceException e) {
            if (attempt < RETRIES.size() && !(e instanceof Unsupported)) {
                store.clock()
                        .schedule(
                                RETRIES.get(attempt),
                                () -> store.clock().execute(() -> attempt(way, event, payload, attempt + 1)));
            } else {
                store.notes()
                        .dropped(
                                event,
                                way.arn(),
                                e,
                                way.name() + " of " + way.bucket().arn());
            }
        }
    }

    /** The subject is for topics: queues and functions have no place for it. */
    private void send(Way way, Payload payload) {
        store.door().targets().send(principal(way.bucket()), way.arn(), payload);
    }

    /** Who delivers for a bucket. */
    Principal principal(Bucket bucket) {
        return Principal.service("s3.amazonaws.com", bucket.arn(), store.place().account());
    }
}
