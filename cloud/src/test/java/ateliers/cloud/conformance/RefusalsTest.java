package ateliers.cloud.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.sns.SnsClient;

/** What AWS refuses, or means otherwise than it looks, and public suites tried. */
class RefusalsTest extends ConformanceCase {
    private static final String BUCKET = "any-company";

    /** See <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">Publish</a>. */
    @Test
    void aMessageOfSeveralStructuresIsOneJsonObjectAndNothingAfterIt() {
        SnsClient sns = cloud.client(SnsClient.builder());
        String topic = sns.createTopic(r -> r.name("news")).topicArn();

        refused(
                () -> sns.publish(
                        r -> r.topicArn(topic).messageStructure("json").message("{\"default\": \"a\"} trailing")),
                "InvalidParameter",
                400,
                "Invalid parameter: Message Structure - JSON message body failed to parse");
    }

    /** See <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html">TransactGetItems</a>. */
    @Test
    void aTransactionReadsAnItemOnce() {
        DynamoDbClient dynamo = ordersTable();
        TransactGetItem get = TransactGetItem.builder()
                .get(g -> g.tableName("orders").key(Map.of("id", AttributeValue.fromS("1"))))
                .build();

        refused(
                () -> dynamo.transactGetItems(r -> r.transactItems(get, get)),
                "ValidationException",
                400,
                "Transaction request cannot include multiple operations on one item");
    }

    /** See <a href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html">GetLogEvents</a>. */
    @Test
    void aPageOfEventsHasTenThousandAtMost() {
        CloudWatchLogsClient logs = cloud.client(CloudWatchLogsClient.builder());
        logs.createLogGroup(r -> r.logGroupName("g"));
        logs.createLogStream(r -> r.logGroupName("g").logStreamName("s"));

        refused(
                () -> logs.getLogEvents(
                        r -> r.logGroupName("g").logStreamName("s").limit(10_001)),
                "InvalidParameterException",
                400,
                "1 validation error detected: Value '10001' at 'limit' failed to satisfy constraint: Member must have"
                        + " value less than or equal to 10000");
    }

    /** See <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html">filters</a>. */
    @ParameterizedTest
    @CsvSource({
        "mon+dossier/, mon dossier/a, 1",
        "ann%C3%A9e/, année/a, 1",
        "a%, a%b, 1",
        "mon+dossier/, mon+dossier/a, 0"
    })
    void filtersOfNotificationsAreEncodedAsInUrls(String prefix, String key, int told) {
        S3Client s3 = cloud.client(S3Client.builder());
        s3.createBucket(r -> r.bucket(BUCKET));
        OpenQueue queue = new OpenQueue("told");
        s3.putBucketNotificationConfiguration(r -> r.bucket(BUCKET)
                .notificationConfiguration(c -> c.queueConfigurations(QueueConfiguration.builder()
                        .queueArn(queue.arn)
                        .events(Event.S3_OBJECT_CREATED)
                        .filter(f -> f.key(k -> k.filterRules(FilterRule.builder()
                                .name("prefix")
                                .value(prefix)
                                .build())))
                        .build())));
        queue.takeAll();

        s3.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromString("a"));

        assertThat(queue.takeAll()).hasSize(told);
    }

    /** See <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html">CopyObject</a>. */
    @Test
    void tagsOfAHeaderAreUrlParametersAndADeleteMarkerIsNoSource() {
        S3Client s3 = cloud.client(S3Client.builder());
        s3.createBucket(r -> r.bucket(BUCKET));
        s3.putBucketVersioning(r -> r.bucket(BUCKET).versioningConfiguration(v -> v.status("Enabled")));
        s3.putObject(r -> r.bucket(BUCKET).key("k"), RequestBody.fromString("a"));
        String marker = s3.deleteObject(r -> r.bucket(BUCKET).key("k")).versionId();

        refused(
                () -> s3.copyObject(r -> r.sourceBucket(BUCKET)
                        .sourceKey("k")
                        .sourceVersionId(marker)
                        .destinationBucket(BUCKET)
                        .destinationKey("to")),
                "InvalidRequest",
                400,
                "The source of a copy request may not specifically refer to a delete marker by version id.");
        refused(
                () -> s3.putObject(
                        r -> r.bucket(BUCKET).key("k").tagging("key1=val1,key2=val2&key1=other"),
                        RequestBody.fromString("a")),
                "InvalidArgument",
                400,
                "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag"
                        + " name duplicates.");
    }
}
