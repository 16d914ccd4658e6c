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

    Notifier(Store store) {
        this.store = store;
        this.messages = new EventMessages(store.place());
    }

    /** Tells all whom an event about an object concerns. */
    void publish(Bucket bucket, String event, StoredObject object) {
        for (NotificationRule rule : bucket.settings().notifications().rules()) {
            if (rule.matches(event, object.key())) {
                String message = messages.record(
                        rule, bucket, event, object, store.clock().instant());
                store.clock().execute(() -> deliver(bucket, rule, event, message, 0));
            }
        }
    }

    /** Sends the test event of a rule. */
    void test(Bucket bucket, NotificationRule rule) {
        send(bucket, rule, messages.test(bucket, store.clock().instant()));
    }

    private void deliver(Bucket bucket, NotificationRule rule, String event, String message, int attempt) {
        try {
            send(bucket, rule, message);
        } catch (AwsServiceException e) {
            if (attempt < RETRIES.size() && !(e instanceof Unsupported)) {
                store.clock()
                        .schedule(
                                RETRIES.get(attempt),
                                () -> store.clock().execute(() -> deliver(bucket, rule, event, message, attempt + 1)));
            } else {
                store.notes().dropped(event, rule.arn(), e, "notification " + rule.id() + " of " + bucket.arn());
            }
        }
    }

    /** The subject is for topics: queues and functions have no place for it. */
    private void send(Bucket bucket, NotificationRule rule, String message) {
        Payload payload = Payload.of(message).withSubject(SUBJECT);
        store.door().targets().send(principal(bucket), rule.arn(), payload);
    }

    /** Who delivers for a bucket. */
    Principal principal(Bucket bucket) {
        return Principal.service("s3.amazonaws.com", bucket.arn(), store.place().account());
    }
}
