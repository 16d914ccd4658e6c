package ateliers.cloud.services.s3;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;

/** The notifications of a bucket to a queue, as tests configure them. */
public record NotificationFixture(S3Client s3, String bucket, String queueArn) {
    /** Sets configurations in the place of those that are there. */
    public void put(QueueConfiguration... configurations) {
        s3.putBucketNotificationConfiguration(
                r -> r.bucket(bucket).notificationConfiguration(c -> c.queueConfigurations(configurations)));
    }

    /** Takes all configurations away. */
    public void clear() {
        s3.putBucketNotificationConfiguration(r -> r.bucket(bucket).notificationConfiguration(c -> {}));
    }

    /** What the bucket has. */
    public GetBucketNotificationConfigurationResponse configuration() {
        return s3.getBucketNotificationConfiguration(r -> r.bucket(bucket));
    }

    /**
     * A configuration for the queue.
     *
     * @param filter names and values of rules, in turns
     */
    public QueueConfiguration queue(String event, String... filter) {
        List<FilterRule> rules = new ArrayList<>();
        for (int i = 0; i < filter.length; i += 2) {
            rules.add(FilterRule.builder().name(filter[i]).value(filter[i + 1]).build());
        }
        QueueConfiguration.Builder queue =
                QueueConfiguration.builder().queueArn(queueArn).eventsWithStrings(event);
        return (rules.isEmpty() ? queue : queue.filter(f -> f.key(k -> k.filterRules(rules)))).build();
    }

    /** A configuration for another queue. */
    public QueueConfiguration queueAt(String arn) {
        return queue("s3:ObjectCreated:*").toBuilder().queueArn(arn).build();
    }
}
