package ateliers.cloud.services.sqs;

import ateliers.cloud.metrics.Metric;
import ateliers.cloud.metrics.Metrics;
import ateliers.cloud.metrics.Samples;
import java.time.Instant;
import java.util.Map;

/**
 * What SQS measures of queues.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html">Available
 *     CloudWatch metrics for Amazon SQS</a>
 */
record QueueMetrics(Metrics metrics) {
    private static final String NAMESPACE = "AWS/SQS";
    private static final String COUNT = "Count";

    /** @param bytes the size of the message */
    void sent(Queue queue, int bytes) {
        measured(queue, "NumberOfMessagesSent", 1, COUNT);
        measured(queue, "SentMessageSize", bytes, "Bytes");
    }

    void received(Queue queue, int messages) {
        if (messages == 0) {
            measured(queue, "NumberOfEmptyReceives", 1, COUNT);
        } else {
            measured(queue, "NumberOfMessagesReceived", messages, COUNT);
        }
    }

    void deleted(Queue queue) {
        measured(queue, "NumberOfMessagesDeleted", 1, COUNT);
    }

    /** How many messages it has. */
    void sample(Queue queue, Instant time) {
        MessageStore.Counts counts = queue.messages.counts(queue.settings());
        sampled(queue, time, "ApproximateNumberOfMessagesVisible", counts.visible());
        sampled(queue, time, "ApproximateNumberOfMessagesNotVisible", counts.inFlight());
        sampled(queue, time, "ApproximateNumberOfMessagesDelayed", counts.delayed());
    }

    private void measured(Queue queue, String name, double value, String unit) {
        metrics.measured(metric(queue, name), value, unit);
    }

    private void sampled(Queue queue, Instant time, String name, double value) {
        metrics.add(metric(queue, name), time, Samples.of(value, 1), COUNT, false);
    }

    private static Metric metric(Queue queue, String name) {
        return new Metric(NAMESPACE, name, Map.of("QueueName", queue.name));
    }
}
