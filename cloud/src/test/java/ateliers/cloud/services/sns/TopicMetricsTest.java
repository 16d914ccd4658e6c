package ateliers.cloud.services.sns;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.CloudExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * What CloudWatch knows of topics, under the names and with the units of SNS's developer guide.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html">Monitoring Amazon SNS topics
 *     using CloudWatch</a>
 */
class TopicMetricsTest {
    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    private SnsClient sns;
    private CloudWatchClient cloudWatch;
    private SqsClient sqs;
    private String topic;

    @BeforeEach
    void topic() {
        sns = cloud.client(SnsClient.builder());
        sqs = cloud.client(SqsClient.builder());
        cloudWatch = cloud.client(CloudWatchClient.builder());
        topic = sns.createTopic(r -> r.name("news")).topicArn();
    }

    @Test
    void aTopicWithoutSubscriptionsCountsWhatIsPublished() {
        sns.publish(r -> r.topicArn(topic).message("café"));
        sns.publish(r -> r.topicArn(topic)
                .message("12345")
                .messageAttributes(Map.of(
                        "k",
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue("v")
                                .build())));
        settle();

        assertThat(sums()).isEqualTo(Map.of("NumberOfMessagesPublished", 2.0, "PublishSize", 5.0 + 5 + 1 + 6 + 1));
        Datapoint size = points("PublishSize").get(0);
        assertThat(size.unitAsString()).isEqualTo("Bytes");
        assertThat(size.sampleCount()).isEqualTo(2);
        assertThat(points("NumberOfMessagesPublished").get(0).unitAsString()).isEqualTo("Count");
    }

    @Test
    void deliveriesAreCountedAndWhatFiltersKeepBack() {
        subscribe(queue("open", true), Map.of());
        subscribe(queue("kind", true), Map.of("FilterPolicy", "{\"kind\":[\"good\"]}"));
        subscribe(
                queue("body", true),
                Map.of("FilterPolicy", "{\"kind\":[\"good\"]}", "FilterPolicyScope", "MessageBody"));

        sns.publish(r -> r.topicArn(topic).message("{\"kind\":\"bad\"}"));
        settle();

        assertThat(sums())
                .containsEntry("NumberOfNotificationsDelivered", 1.0)
                .containsEntry("NumberOfNotificationsFilteredOut", 2.0)
                .containsEntry("NumberOfNotificationsFilteredOut-MessageAttributes", 1.0)
                .containsEntry("NumberOfNotificationsFilteredOut-NoMessageAttributes", 1.0)
                .containsEntry("NumberOfNotificationsFilteredOut-MessageBody", 1.0)
                .doesNotContainKey("NumberOfNotificationsFailed");
    }

    @Test
    void whatCannotBeDeliveredFailsOnceAndGoesToTheDeadLetterQueueOrNot() {
        String closed = queue("closed", false);
        subscribe(closed, Map.of());
        subscribe(
                queue("closed-too", false),
                Map.of("RedrivePolicy", "{\"deadLetterTargetArn\":\"" + queue("rest", true) + "\"}"));
        subscribe(
                queue("closed-three", false), Map.of("RedrivePolicy", "{\"deadLetterTargetArn\":\"" + closed + "\"}"));

        sns.publish(r -> r.topicArn(topic).message("bonjour"));
        settle();

        assertThat(sums())
                .containsEntry("NumberOfNotificationsFailed", 3.0)
                .containsEntry("NumberOfNotificationsRedrivenToDlq", 1.0)
                .containsEntry("NumberOfNotificationsFailedToRedriveToDlq", 1.0)
                .doesNotContainKey("NumberOfNotificationsDelivered");
    }

    private String queue(String name, boolean open) {
        String url = sqs.createQueue(r -> r.queueName(name)).queueUrl();
        String arn = cloud.cloud().place().arn("sqs", name);
        if (open) {
            sqs.setQueueAttributes(
                    r -> r.queueUrl(url).attributes(Map.of(QueueAttributeName.POLICY, """
                    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service":
                    "sns.amazonaws.com"}, "Action": "sqs:SendMessage", "Resource": "%s"}]}""".formatted(arn))));
        }
        return arn;
    }

    private void subscribe(String queueArn, Map<String, String> attributes) {
        sns.subscribe(r -> r.topicArn(topic).protocol("sqs").endpoint(queueArn).attributes(attributes));
    }

    private void settle() {
        assertThat(cloud.cloud().clock().awaitIdle(Duration.ofSeconds(30))).isTrue();
    }

    private Map<String, Double> sums() {
        return cloudWatch.listMetrics(r -> r.namespace("AWS/SNS")).metrics().stream()
                .peek(metric -> assertThat(metric.dimensions()).containsExactly(dimension()))
                .map(Metric::metricName)
                .collect(Collectors.toMap(
                        name -> name,
                        name -> points(name).stream()
                                .mapToDouble(Datapoint::sum)
                                .sum(),
                        Double::sum,
                        TreeMap::new));
    }

    private List<Datapoint> points(String name) {
        Instant now = cloud.cloud().clock().instant();
        return cloudWatch
                .getMetricStatistics(r -> r.namespace("AWS/SNS")
                        .metricName(name)
                        .dimensions(dimension())
                        .statistics(Statistic.SUM, Statistic.SAMPLE_COUNT)
                        .period(3600)
                        .startTime(now.minusSeconds(7200))
                        .endTime(now.plusSeconds(3600)))
                .datapoints();
    }

    private static Dimension dimension() {
        return Dimension.builder().name("TopicName").value("news").build();
    }
}
