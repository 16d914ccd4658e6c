package ateliers.cloud.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.services.s3.NotificationFixture;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.TopicConfiguration;
import software.amazon.awssdk.services.sns.SnsClient;

class S3NotificationFactsTest extends ConformanceCase {
    private static final String BUCKET = "facts-about-notifications";
    private static final String UNUSABLE = "Unable to validate the following destination configurations";

    private S3Client s3;
    private OpenQueue queue;
    private NotificationFixture notifications;

    @BeforeEach
    void makeBucket() {
        s3 = cloud.client(S3Client.builder());
        s3.createBucket(r -> r.bucket(BUCKET)
                .createBucketConfiguration(
                        c -> c.locationConstraint(cloud.cloud().place().region())));
        queue = new OpenQueue("events");
        notifications = new NotificationFixture(s3, BUCKET, queue.arn);
    }

    @Test
    @Fact(1)
    @DisplayName("Fact 1: versions, source, and an event's name without its prefix")
    void eventOfAPut() {
        notifyQueue("s3:ObjectCreated:*");
        put("k", "hello");

        JsonNode record = record();

        assertThat(record.path("eventVersion").asText()).isEqualTo("2.1");
        assertThat(record.path("eventSource").asText()).isEqualTo("aws:s3");
        assertThat(record.path("eventName").asText()).isEqualTo("ObjectCreated:Put");
        assertThat(record.at("/s3/s3SchemaVersion").asText()).isEqualTo("1.0");
    }

    @Test
    @Fact(2)
    @DisplayName("Fact 2: who asked, from where, and the answer's ids")
    void whoAsked() {
        notifyQueue("s3:ObjectCreated:*");
        put("k", "hello");

        JsonNode record = record();

        assertThat(record.at("/userIdentity/principalId").asText()).isNotEmpty();
        assertThat(record.at("/requestParameters/sourceIPAddress").asText()).isNotEmpty();
        assertThat(names(record.path("responseElements"))).containsExactlyInAnyOrder("x-amz-request-id", "x-amz-id-2");
    }

    @Test
    @Fact(3)
    @DisplayName("Fact 3: the object's key, size, eTag without quotes, and sequencer")
    void objectOfAPut() {
        notifyQueue("s3:ObjectCreated:*");
        put("k", "hello");

        JsonNode object = record().at("/s3/object");

        assertThat(names(object)).containsExactlyInAnyOrder("key", "size", "eTag", "sequencer");
        assertThat(object.path("eTag").asText()).isEqualTo("5d41402abc4b2a76b9719d911017c592");
    }

    @Test
    @Fact(4)
    @DisplayName("Fact 4: a deletion's object has only key and sequencer")
    void objectOfADeletion() {
        put("k", "hello");
        notifyQueue("s3:ObjectRemoved:*");
        s3.deleteObject(r -> r.bucket(BUCKET).key("k"));

        JsonNode record = record();

        assertThat(record.path("eventName").asText()).isEqualTo("ObjectRemoved:Delete");
        assertThat(names(record.at("/s3/object"))).containsExactlyInAnyOrder("key", "sequencer");
    }

    @Test
    @Fact(5)
    @DisplayName("Fact 5: keys are URL-encoded, a space as a plus")
    void encodedKeys() {
        notifyQueue("s3:ObjectCreated:*");
        put("a@b c", "x");

        assertThat(record().at("/s3/object/key").asText()).isEqualTo("a%40b+c");
    }

    @Test
    @Fact(6)
    @DisplayName("Fact 6: versioned buckets add the version's id")
    void versionId() {
        s3.putBucketVersioning(r -> r.bucket(BUCKET).versioningConfiguration(v -> v.status("Enabled")));
        notifyQueue("s3:ObjectCreated:*");

        String version = s3.putObject(r -> r.bucket(BUCKET).key("k"), RequestBody.fromString("x"))
                .versionId();

        assertThat(record().at("/s3/object/versionId").asText()).isEqualTo(version);
    }

    @Test
    @Fact(7)
    @DisplayName("Fact 7: copies and completed uploads have names of their own, the latter's eTag its parts")
    void copiesAndUploads() {
        put("k", "hello");
        notifyQueue("s3:ObjectCreated:*");
        s3.copyObject(r ->
                r.sourceBucket(BUCKET).sourceKey("k").destinationBucket(BUCKET).destinationKey("copy"));
        assertThat(record().path("eventName").asText()).isEqualTo("ObjectCreated:Copy");

        String id = s3.createMultipartUpload(r -> r.bucket(BUCKET).key("m")).uploadId();
        String etag = s3.uploadPart(
                        r -> r.bucket(BUCKET).key("m").uploadId(id).partNumber(1), RequestBody.fromString("x"))
                .eTag();
        CompletedPart part = CompletedPart.builder().partNumber(1).eTag(etag).build();
        s3.completeMultipartUpload(r -> r.bucket(BUCKET).key("m").uploadId(id).multipartUpload(m -> m.parts(part)));

        JsonNode record = record();
        assertThat(record.path("eventName").asText()).isEqualTo("ObjectCreated:CompleteMultipartUpload");
        assertThat(record.at("/s3/object/eTag").asText()).endsWith("-1");
    }

    @Test
    @Fact(8)
    @DisplayName("Fact 8: filter rules come back capitalised, an empty configuration without keys")
    void filterRules() {
        notifications.put(notifications.queue("s3:ObjectCreated:*", "prefix", "in/", "SUFFIX", ".csv"));
        assertThat(notifications
                        .configuration()
                        .queueConfigurations()
                        .get(0)
                        .filter()
                        .key()
                        .filterRules())
                .extracting(FilterRule::nameAsString)
                .containsExactly("Prefix", "Suffix");

        notifications.clear();

        assertThat(notifications.configuration().sdkFields())
                .filteredOn(field -> field.getValueOrDefault(notifications.configuration()) instanceof Iterable<?> many
                        && many.iterator().hasNext())
                .isEmpty();
        assertThat(notifications.configuration().eventBridgeConfiguration()).isNull();
    }

    @Test
    @Fact(9)
    @DisplayName("Fact 9: a bad ARN")
    void badArn() {
        refused(
                () -> notifications.put(notifications.queueAt("nonsense")),
                "InvalidArgument",
                400,
                "The ARN could not be parsed");
    }

    @Test
    @Fact(10)
    @DisplayName("Fact 10: a destination that is missing, or does not let S3 in")
    void unusableDestinations() {
        refused(
                () -> notifications.put(
                        notifications.queueAt(cloud.cloud().place().arn("sqs", "missing"))),
                "InvalidArgument",
                400,
                UNUSABLE);
        queue.sqs.createQueue(r -> r.queueName("closed"));
        refused(
                () -> notifications.put(
                        notifications.queueAt(cloud.cloud().place().arn("sqs", "closed"))),
                "InvalidArgument",
                400,
                UNUSABLE);
    }

    @Test
    @Fact(11)
    @DisplayName("Fact 11: a topic gets the subject Amazon S3 Notification")
    void subjectAtATopic() {
        SnsClient sns = cloud.client(SnsClient.builder());
        String topic = sns.createTopic(r -> r.name("news")).topicArn();
        sns.setTopicAttributes(r -> r.topicArn(topic)
                .attributeName("Policy")
                .attributeValue("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
                        + "{\"Service\":\"s3.amazonaws.com\"},\"Action\":\"sns:Publish\",\"Resource\":\"" + topic
                        + "\"}]}"));
        sns.subscribe(r -> r.topicArn(topic).protocol("sqs").endpoint(queue.arn));
        TopicConfiguration toTopic = TopicConfiguration.builder()
                .topicArn(topic)
                .eventsWithStrings("s3:ObjectCreated:*")
                .build();
        s3.putBucketNotificationConfiguration(
                r -> r.bucket(BUCKET).notificationConfiguration(c -> c.topicConfigurations(toTopic)));
        queue.takeAll();

        put("k", "hello");

        JsonNode envelope = queue.takeJson();
        assertThat(envelope.path("Subject").asText()).isEqualTo("Amazon S3 Notification");
        assertThat(json(envelope.path("Message").asText())
                        .at("/Records/0/eventName")
                        .asText())
                .isEqualTo("ObjectCreated:Put");
    }

    @Test
    @Fact(13)
    @DisplayName("Fact 13: a key that does not exist")
    void noSuchKey() {
        refused(
                () -> s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("none")),
                "NoSuchKey",
                404,
                "The specified key does not exist.");
    }

    private void put(String key, String content) {
        s3.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromString(content));
    }

    /** Tells the queue of some events, and takes S3's test event away. */
    private void notifyQueue(String events) {
        notifications.put(notifications.queue(events));
        queue.take();
    }

    private JsonNode record() {
        return queue.takeJson().at("/Records/0");
    }
}
