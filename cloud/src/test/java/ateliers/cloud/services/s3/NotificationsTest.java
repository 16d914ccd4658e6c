package ateliers.cloud.services.s3;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.journal.Entry;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class NotificationsTest extends S3TestCase {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SqsClient sqs;
    private String queueUrl;
    private String queueArn;
    private NotificationFixture notifications;

    @BeforeEach
    void makeQueue() {
        sqs = cloud.door().as(cloud.root(), SqsClient.class);
        queueUrl = sqs.createQueue(r -> r.queueName("events")).queueUrl();
        queueArn = cloud.place().arn("sqs", "events");
        notifications = new NotificationFixture(s3, BUCKET, queueArn);
        allowS3();
    }

    @Test
    void aDeletionInAVersionedBucketTellsItsMarker() throws Exception {
        version("Enabled");
        put("k", "x");
        configure("s3:ObjectRemoved:DeleteMarkerCreated");

        String marker = s3.deleteObject(r -> r.bucket(BUCKET).key("k")).versionId();

        JsonNode record = record();
        assertThat(record.path("eventName").asText()).isEqualTo("ObjectRemoved:DeleteMarkerCreated");
        assertThat(record.at("/s3/object/versionId").asText()).isEqualTo(marker);
    }

    @Test
    void anEventTellsItsRegionBucketAndRequest() throws Exception {
        configure("s3:ObjectCreated:*");
        put("k", "hello");

        JsonNode record = record();

        assertThat(record.path("awsRegion").asText()).isEqualTo("eu-west-3");
        assertThat(record.at("/s3/bucket/name").asText()).isEqualTo(BUCKET);
        assertThat(record.at("/s3/bucket/arn").asText()).isEqualTo("arn:aws:s3:::" + BUCKET);
        assertThat(cloud.journal().entries())
                .filteredOn(entry -> entry.operation().equals("PutObject"))
                .extracting(Entry::requestId)
                .containsExactly(record.at("/responseElements/x-amz-request-id").asText());
    }

    @Test
    void sequencersRise() throws Exception {
        configure("s3:ObjectCreated:*");
        put("dir/é", "x");
        JsonNode first = record().at("/s3/object");
        put("dir/é", "y");

        assertThat(first.path("key").asText()).isEqualTo("dir/%C3%A9");
        assertThat(record().at("/s3/object/sequencer").asText())
                .isGreaterThan(first.path("sequencer").asText())
                .matches("[0-9A-F]+");
    }

    @Test
    void aConfiguredQueueGetsTheTestEvent() throws Exception {
        notifications.put(notifications.queue("s3:ObjectCreated:*"));

        JsonNode message = message();

        assertThat(message.path("Service").asText()).isEqualTo("Amazon S3");
        assertThat(message.path("Event").asText()).isEqualTo("s3:TestEvent");
        assertThat(message.path("Bucket").asText()).isEqualTo(BUCKET);
    }

    @Test
    void onlyKeysThatPassTheFilterAreTold() throws Exception {
        notifications.put(notifications.queue("s3:ObjectCreated:*", "prefix", "in/", "suffix", ".csv"));
        message();
        put("in/a.txt", "x");
        put("out/a.csv", "x");
        put("in/a.csv", "x");

        assertThat(record().at("/s3/object/key").asText()).isEqualTo("in/a.csv");
        assertThat(receive()).isEmpty();
    }

    @Test
    void configurationsThatShareAnEventAreRefused() {
        refused(
                () -> notifications.put(
                        notifications.queue("s3:ObjectCreated:*"), notifications.queue("s3:ObjectCreated:Put")),
                "InvalidArgument",
                400,
                "Configurations overlap. Configurations on the same bucket cannot share a common event type.");
        refused(
                () -> notifications.put(
                        notifications.queue("s3:ObjectCreated:*", "prefix", "in/"),
                        notifications.queue("s3:ObjectCreated:Put", "suffix", ".csv")),
                "InvalidArgument",
                400,
                "Configuration is ambiguously defined. Cannot have overlapping suffixes in two rules if the prefixes are"
                        + " overlapping for the same event type.");
        notifications.put(
                notifications.queue("s3:ObjectCreated:*", "prefix", "in/"),
                notifications.queue("s3:ObjectCreated:*", "prefix", "out/"));
    }

    @Test
    void anUnknownEventIsRefused() {
        refused(
                () -> notifications.put(notifications.queue("s3:ObjectEaten:*")),
                "InvalidArgument",
                400,
                "The event is not supported for notifications");
        refused(
                () -> notifications.put(notifications.queue("s3:ObjectCreated:*", "infix", "x")),
                "InvalidArgument",
                400,
                "filter rule name must be either prefix or suffix");
    }

    @Test
    void theConfigurationTellsThatEventBridgeIsTold() {
        assertThat(s3.getBucketNotificationConfiguration(r -> r.bucket(BUCKET)).eventBridgeConfiguration())
                .isNull();

        s3.putBucketNotificationConfiguration(
                r -> r.bucket(BUCKET).notificationConfiguration(c -> c.eventBridgeConfiguration(e -> {})));

        assertThat(s3.getBucketNotificationConfiguration(r -> r.bucket(BUCKET)).eventBridgeConfiguration())
                .isNotNull();
    }

    @Test
    void aDeliveryThatIsNoLongerAllowedIsTriedAgainThenDropped() {
        configure("s3:ObjectCreated:*");
        sqs.setQueueAttributes(r -> r.queueUrl(queueUrl).attributes(Map.of(QueueAttributeName.POLICY, "")));

        put("k", "x");

        assertThat(cloud.clock().await(this::isDropped, Duration.ofMinutes(5))).isTrue();
        assertThat(cloud.journal().entries())
                .filteredOn(entry ->
                        entry.kind() == Entry.Kind.DENIAL && entry.service().equals("sqs"))
                .hasSize(4);
    }

    @Test
    void aDeliveryThatIsAllowedInTimeArrives() throws Exception {
        configure("s3:ObjectCreated:*");
        sqs.setQueueAttributes(r -> r.queueUrl(queueUrl).attributes(Map.of(QueueAttributeName.POLICY, "")));
        put("k", "x");
        cloud.clock().awaitIdle(Duration.ofSeconds(10));

        allowS3();
        cloud.clock().advance(Duration.ofMinutes(1));

        assertThat(record().at("/s3/object/key").asText()).isEqualTo("k");
        assertThat(isDropped()).isFalse();
    }

    private boolean isDropped() {
        return cloud.journal().entries().stream()
                .anyMatch(entry ->
                        entry.kind() == Entry.Kind.DROPPED && entry.resource().equals(queueArn));
    }

    private void allowS3() {
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":"
                + "\"s3.amazonaws.com\"},\"Action\":\"sqs:SendMessage\",\"Resource\":\"" + queueArn
                + "\",\"Condition\":{\"ArnLike\":{\"aws:SourceArn\":\"arn:aws:s3:::" + BUCKET
                + "\"},\"StringEquals\":{\"aws:SourceAccount\":\""
                + cloud.place().account() + "\"}}}]}";
        sqs.setQueueAttributes(r -> r.queueUrl(queueUrl).attributes(Map.of(QueueAttributeName.POLICY, policy)));
    }

    /** Configures the queue for some events and takes the test event away. */
    private void configure(String... events) {
        notifications.put(notifications.queue("s3:ObjectCreated:*").toBuilder()
                .eventsWithStrings(events)
                .build());
        receive();
    }

    private JsonNode record() throws Exception {
        return message().path("Records").path(0);
    }

    private JsonNode message() throws Exception {
        return JSON.readTree(receive().get(0));
    }

    private List<String> receive() {
        cloud.clock().awaitIdle(Duration.ofSeconds(10));
        var messages = sqs.receiveMessage(r -> r.queueUrl(queueUrl)).messages();
        messages.forEach(
                message -> sqs.deleteMessage(r -> r.queueUrl(queueUrl).receiptHandle(message.receiptHandle())));
        return messages.stream().map(message -> message.body()).toList();
    }
}
