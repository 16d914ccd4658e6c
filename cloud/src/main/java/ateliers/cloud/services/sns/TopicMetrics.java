package ateliers.cloud.services.sns;

import ateliers.cloud.metrics.Metric;
import ateliers.cloud.metrics.Metrics;
import java.util.Map;

/**
 * What SNS measures of topics.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html">Monitoring Amazon SNS topics
 *     using CloudWatch</a>
 */
record TopicMetrics(Metrics metrics) {
    private static final String NAMESPACE = "AWS/SNS";
    private static final String COUNT = "Count";
    private static final String FILTERED_OUT = "NumberOfNotificationsFilteredOut";

    /** @param bytes the size of the message */
    void published(Topic topic, long bytes) {
        measured(topic, "NumberOfMessagesPublished", 1, COUNT);
        measured(topic, "PublishSize", bytes, "Bytes");
    }

    void delivered(Topic topic) {
        measured(topic, "NumberOfNotificationsDelivered", 1, COUNT);
    }

    /** Once for a message, however often it was tried. */
    void failed(Topic topic) {
        measured(topic, "NumberOfNotificationsFailed", 1, COUNT);
    }

    /** @param moved whether the dead-letter queue took what had failed */
    void redriven(Topic topic, boolean moved) {
        measured(
                topic,
                moved ? "NumberOfNotificationsRedrivenToDlq" : "NumberOfNotificationsFailedToRedriveToDlq",
                1,
                COUNT);
    }

    /** A subscription's filter policy kept a message back. */
    void filteredOut(Subscription subscription, Notification notification) {
        measured(subscription.topic, FILTERED_OUT, 1, COUNT);
        measured(
                subscription.topic,
                FILTERED_OUT + (subscription.onBody() ? "-MessageBody" : "-MessageAttributes"),
                1,
                COUNT);
        if (!subscription.onBody() && notification.attributes().isEmpty()) {
            measured(subscription.topic, FILTERED_OUT + "-NoMessageAttributes", 1, COUNT);
        }
    }

    private void measured(Topic topic, String name, double value, String unit) {
        metrics.measured(new Metric(NAMESPACE, name, Map.of("TopicName", topic.name)), value, unit);
    }
}
