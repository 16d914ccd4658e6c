package ateliers.cloud.services.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.journal.Entry;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class NotificationsTest extends S3TestCase {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SqsClient sqs;
    private String queueUrl;
    private String queueArn;

    @BeforeEach
    void makeQueue() {
        sqs = cloud.door().as(cloud.root(), SqsClient.class);
        queueUrl = sqs.createQueue(r -> r.queueName("events")).queueUrl();
        queueArn = cloud.place().arn("sqs", "events");
        allowS3();
    }

    @Test
    void fact1AnEventOfAPutHasVersionSourceNameAndSchema() throws Exception {
        configure("s3:ObjectCreated:*");
        put("k", "hello");

        JsonNode record = record();

        assertThat(record.path("eventVersion").asText()).isEqualTo("2.1");
        assertThat(record.path("eventSource").asText()).isEqualTo("aws:s3");
        assertThat(record.path("eventName").asText()).isEqualTo("ObjectCreated:Put");
        assertThat(record.at("/s3/s3SchemaVersion").asText()).isEqualTo("1.0");
        assertThat(record.path("awsRegion").asText()).isEqualTo("eu-west-3");
        assertThat(record.at("/s3/bucket/name").asText()).isEqualTo(BUCKET);
        assertThat(record.at("/s3/bucket/arn").asText()).isEqualTo("arn:aws:s3:::" + BUCKET);
    }

    @Test
    void fact2AnEventTellsWhoAskedAndWhatWasAnswered() throws Exception {
        configure("s3:ObjectCreated:*");
        put("k", "hello");

        JsonNode record = record();

        assertThat(record.at("/userIdentity/principalId").asText()).isNotEmpty();
        assertThat(record.at("/requestParameters/sourceIPAddress").asText()).isEqualTo("127.0.0.1");
        assertThat(cloud.journal().entries())
                .filteredOn(entry -> entry.operation().equals("PutObject"))
                .extracting(Entry::requestId)
                .containsExactly(record.at("/responseElements/x-amz-request-id").asText());
        assertThat(record.at("/responseElements/x-amz-id-2").asText()).isNotEmpty();
    }

    @Test
    void fact3AnEventsObjectHasKeySizeEtagAndSequencer() throws Exception {
        configure("s3:ObjectCreated:*");
        put("k", "hello");

        JsonNode object = record().at("/s3/object");

        assertThat(names(object)).containsExactlyInAnyOrder("key", "size", "eTag", "sequencer");
        assertThat(object.path("size").asInt()).isEqualTo(5);
        assertThat(object.path("eTag").asText()).isEqualTo("5d41402abc4b2a76b9719d911017c592");
        put("k", "again");
        assertThat(record().at("/s3/object/sequencer").asText())
                .isGreaterThan(object.path("sequencer").asText())
                .matches("[0-9A-F]+");
    }

    @Test
    void fact4AnEventOfADeletionHasOnlyKeyAndSequencer() throws Exception {
        put("k", "hello");
        configure("s3:ObjectRemoved:*");
        s3.deleteObject(r -> r.bucket(BUCKET).key("k"));

        JsonNode record = record();

        assertThat(record.path("eventName").asText()).isEqualTo("ObjectRemoved:Delete");
        assertThat(names(record.at("/s3/object"))).containsExactlyInAnyOrder("key", "sequencer");
    }

    @Test
    void fact5KeysAreUrlEncoded() throws Exception {
        configure("s3:ObjectCreated:*");
        put("dir/a@b c+é", "x");

        assertThat(record().at("/s3/object/key").asText()).isEqualTo("dir/a%40b+c%2B%C3%A9");
    }

    @Test
    void fact6AVersionedBucketAddsTheVersionId() throws Exception {
        version("Enabled");
        configure("s3:ObjectCreated:*", "s3:ObjectRemoved:DeleteMarkerCreated");
        String id = s3.putObject(r -> r.bucket(BUCKET).key("k"), RequestBody.fromString("x"))
                .versionId();
        assertThat(record().at("/s3/object/versionId").asText()).isEqualTo(id);

        String marker = s3.deleteObject(r -> r.bucket(BUCKET).key("k")).versionId();
        JsonNode record = record();
        assertThat(record.path("eventName").asText()).isEqualTo("ObjectRemoved:DeleteMarkerCreated");
        assertThat(record.at("/s3/object/versionId").asText()).isEqualTo(marker);
    }

    @Test
    void fact7CopiesAndUploadsHaveNamesOfTheirOwn() throws Exception {
        put("k", "hello");
        configure("s3:ObjectCreated:*");
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
    void fact8FilterRuleNamesComeBackCapitalisedAndEmptyConfigurationsEmpty() {
        put(queue("s3:ObjectCreated:*", "prefix", "in/", "SUFFIX", ".csv"));

        QueueConfiguration back = s3.getBucketNotificationConfiguration(r -> r.bucket(BUCKET))
                .queueConfigurations()
                .get(0);
        assertThat(back.filter().key().filterRules())
                .extracting(FilterRule::nameAsString)
                .containsExactly("Prefix", "Suffix");
        assertThat(back.id()).isNotEmpty();

        s3.putBucketNotificationConfiguration(r -> r.bucket(BUCKET).notificationConfiguration(c -> {}));
        var empty = s3.getBucketNotificationConfiguration(r -> r.bucket(BUCKET));
        assertThat(empty.hasQueueConfigurations()).isFalse();
        assertThat(empty.hasTopicConfigurations()).isFalse();
        assertThat(empty.hasLambdaFunctionConfigurations()).isFalse();
    }

    @Test
    void fact9ABadArnIsRefused() {
        refused(
                () -> put(queue("s3:ObjectCreated:*").toBuilder()
                        .queueArn("nonsense")
                        .build()),
                "InvalidArgument",
                400,
                "The ARN could not be parsed");
    }

    @Test
    void fact10ADestinationThatIsMissingOrClosedIsRefused() {
        String words = "Unable to validate the following destination configurations";
        refused(
                () -> put(queue("s3:ObjectCreated:*").toBuilder()
                        .queueArn(cloud.place().arn("sqs", "missing"))
                        .build()),
                "InvalidArgument",
                400,
                words);
        sqs.setQueueAttributes(r -> r.queueUrl(queueUrl).attributes(Map.of(QueueAttributeName.POLICY, "")));
        refused(() -> configure("s3:ObjectCreated:*"), "InvalidArgument", 400, words);
    }

    @Test
    void aConfiguredQueueGetsTheTestEvent() throws Exception {
        put(queue("s3:ObjectCreated:*"));

        JsonNode message = message();

        assertThat(message.path("Service").asText()).isEqualTo("Amazon S3");
        assertThat(message.path("Event").asText()).isEqualTo("s3:TestEvent");
        assertThat(message.path("Bucket").asText()).isEqualTo(BUCKET);
    }

    @Test
    void onlyKeysThatPassTheFilterAreTold() throws Exception {
        put(queue("s3:ObjectCreated:*", "prefix", "in/", "suffix", ".csv"));
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
                () -> put(queue("s3:ObjectCreated:*"), queue("s3:ObjectCreated:Put")),
                "InvalidArgument",
                400,
                "Configurations overlap. Configurations on the same bucket cannot share a common event type.");
        refused(
                () -> put(
                        queue("s3:ObjectCreated:*", "prefix", "in/"), queue("s3:ObjectCreated:Put", "suffix", ".csv")),
                "InvalidArgument",
                400,
                "Configuration is ambiguously defined. Cannot have overlapping suffixes in two rules if the prefixes are"
                        + " overlapping for the same event type.");
        put(queue("s3:ObjectCreated:*", "prefix", "in/"), queue("s3:ObjectCreated:*", "prefix", "out/"));
    }

    @Test
    void anUnknownEventIsRefused() {
        refused(
                () -> put(queue("s3:ObjectEaten:*")),
                "InvalidArgument",
                400,
                "The event is not supported for notifications");
        refused(
                () -> put(queue("s3:ObjectCreated:*", "infix", "x")),
                "InvalidArgument",
                400,
                "filter rule name must be either prefix or suffix");
    }

    @Test
    void eventBridgeIsOurGap() {
        assertThatThrownBy(() -> s3.putBucketNotificationConfiguration(
                        r -> r.bucket(BUCKET).notificationConfiguration(c -> c.eventBridgeConfiguration(e -> {}))))
                .isInstanceOf(Unsupported.class);
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
        put(queue("s3:ObjectCreated:*").toBuilder().eventsWithStrings(events).build());
        receive();
    }

    private void put(QueueConfiguration... configurations) {
        s3.putBucketNotificationConfiguration(
                r -> r.bucket(BUCKET).notificationConfiguration(c -> c.queueConfigurations(configurations)));
    }

    private QueueConfiguration queue(String event, String... filter) {
        List<FilterRule> rules = new ArrayList<>();
        for (int i = 0; i < filter.length; i += 2) {
            rules.add(FilterRule.builder().name(filter[i]).value(filter[i + 1]).build());
        }
        QueueConfiguration.Builder queue =
                QueueConfiguration.builder().queueArn(queueArn).eventsWithStrings(event);
        return (rules.isEmpty() ? queue : queue.filter(f -> f.key(k -> k.filterRules(rules)))).build();
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

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        for (Iterator<String> all = object.fieldNames(); all.hasNext(); ) {
            names.add(all.next());
        }
        return names;
    }
}
