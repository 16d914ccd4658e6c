package ateliers.cloud.services.s3;

import static ateliers.cloud.services.s3.S3TestCase.refused;
import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.CloudExtension;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Transition;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Lifecycle rules on the cloud's clock, over HTTP.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html">Managing the lifecycle of
 *     objects</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-configuration-examples.html">Examples of
 *     configurations</a>
 */
class LifecycleTest {
    private static final String BUCKET = "any-company";

    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    private S3Client s3;

    @BeforeEach
    void makeBucket() {
        s3 = cloud.client(S3Client.builder());
        s3.createBucket(r -> r.bucket(BUCKET));
    }

    private static LifecycleRule rule(
            String id, Consumer<LifecycleRuleFilter.Builder> filter, Consumer<LifecycleRule.Builder> actions) {
        LifecycleRule.Builder rule =
                LifecycleRule.builder().id(id).status("Enabled").filter(filter);
        actions.accept(rule);
        return rule.build();
    }

    private void rules(LifecycleRule... rules) {
        s3.putBucketLifecycleConfiguration(r -> r.bucket(BUCKET).lifecycleConfiguration(c -> c.rules(rules)));
    }

    private static Transition to(String storageClass, int days) {
        return Transition.builder().storageClass(storageClass).days(days).build();
    }

    private void put(String key, String text) {
        s3.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromString(text));
    }

    private void enableVersions() {
        s3.putBucketVersioning(r -> r.bucket(BUCKET).versioningConfiguration(v -> v.status("Enabled")));
    }

    private List<String> keys() {
        return s3.listObjectsV2(r -> r.bucket(BUCKET)).contents().stream()
                .map(each -> each.key())
                .toList();
    }

    private List<ObjectVersion> versions() {
        return s3.listObjectVersions(r -> r.bucket(BUCKET)).versions();
    }

    private void afterMidnights(int count) {
        Instant now = cloud.cloud().clock().instant();
        Instant midnight = now.truncatedTo(ChronoUnit.DAYS).plus(count, ChronoUnit.DAYS);
        cloud.cloud().clock().advance(Duration.between(now, midnight).plusSeconds(1));
    }

    private void isRefused(LifecycleRule rule, String code, String message) {
        refused(() -> rules(rule), code, 400, message);
    }

    /** A day after it was made, rounded up to the next midnight: the second from now. */
    @Test
    void anObjectExpiresAtTheMidnightAfterItsDays() {
        rules(rule("a day", f -> f.prefix("tmp/"), r -> r.expiration(e -> e.days(1))));
        put("tmp/a", "a");
        put("kept", "a");

        afterMidnights(1);
        assertThat(keys()).containsExactly("kept", "tmp/a");
        afterMidnights(1);
        assertThat(keys()).containsExactly("kept");
    }

    @Test
    void aRuleThatIsDisabledDoesNothing() {
        rules(rule("r", f -> f.prefix(""), r -> r.expiration(e -> e.days(1)).status("Disabled")));
        put("a", "a");

        afterMidnights(3);

        assertThat(keys()).containsExactly("a");
    }

    /** See <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-filters.html">filters</a>. */
    @Test
    void tagsAndSizesSayWhichObjects() {
        rules(
                rule(
                        "tag",
                        f -> f.tag(Tag.builder().key("kind").value("draft").build()),
                        r -> r.expiration(e -> e.days(1))),
                rule(
                        "size",
                        f -> f.and(a -> a.prefix("logs/").objectSizeGreaterThan(3L)),
                        r -> r.expiration(e -> e.days(1))));
        s3.putObject(r -> r.bucket(BUCKET).key("draft").tagging("kind=draft&more=yes"), RequestBody.fromString("a"));
        s3.putObject(r -> r.bucket(BUCKET).key("final").tagging("kind=final"), RequestBody.fromString("a"));
        put("logs/big", "abcd");
        put("logs/small", "abc");

        afterMidnights(2);

        assertThat(keys()).containsExactly("final", "logs/small");
    }

    @Test
    void aDateIsAMidnight() {
        Instant tomorrow =
                cloud.cloud().clock().instant().truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
        rules(rule("date", f -> f.prefix(""), r -> r.expiration(e -> e.date(tomorrow))));
        put("a", "a");

        afterMidnights(1);

        assertThat(keys()).isEmpty();
    }

    /** See <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html">x-amz-expiration</a>. */
    @Test
    void answersTellWhenAnObjectExpiresAndByWhichRule() {
        rules(
                rule("une semaine", f -> f.prefix(""), r -> r.expiration(e -> e.days(7))),
                rule("a month", f -> f.prefix(""), r -> r.expiration(e -> e.days(30))));
        Instant date =
                cloud.cloud().clock().instant().truncatedTo(ChronoUnit.DAYS).plus(8, ChronoUnit.DAYS);

        String put = s3.putObject(r -> r.bucket(BUCKET).key("a"), RequestBody.fromString("a"))
                .expiration();

        assertThat(put)
                .matches("expiry-date=\"..., \\d\\d ... \\d{4} 00:00:00 GMT\", rule-id=\"une\\+semaine\"")
                .contains(date.toString().substring(0, 4));
        assertThat(s3.headObject(r -> r.bucket(BUCKET).key("a")).expiration()).isEqualTo(put);
        assertThat(s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("a"))
                        .response()
                        .expiration())
                .isEqualTo(put);
        assertThat(s3.copyObject(r -> r.sourceBucket(BUCKET)
                                .sourceKey("a")
                                .destinationBucket(BUCKET)
                                .destinationKey("b"))
                        .expiration())
                .isEqualTo(put);
    }

    @Test
    void inAVersionedBucketADeleteMarkerComesAndOldVersionsGo() {
        enableVersions();
        rules(rule(
                "r",
                f -> f.prefix(""),
                r -> r.expiration(e -> e.days(1)).noncurrentVersionExpiration(e -> e.noncurrentDays(1))));
        put("a", "one");
        put("a", "two");

        afterMidnights(2);
        var after = s3.listObjectVersions(r -> r.bucket(BUCKET));
        assertThat(after.deleteMarkers()).hasSize(1);
        assertThat(after.versions()).hasSize(1);
        afterMidnights(2);
        assertThat(versions()).isEmpty();
        // A marker that stands alone goes too, once it is old enough.
        afterMidnights(1);
        assertThat(s3.listObjectVersions(r -> r.bucket(BUCKET)).deleteMarkers()).isEmpty();
    }

    @Test
    void someNewerVersionsAreKept() {
        enableVersions();
        rules(rule(
                "r",
                f -> f.prefix(""),
                r -> r.noncurrentVersionExpiration(e -> e.noncurrentDays(1).newerNoncurrentVersions(1))));
        put("a", "one");
        put("a", "two");
        put("a", "three");

        afterMidnights(3);

        assertThat(versions()).hasSize(2);
    }

    @Test
    void aDeleteMarkerThatStandsAloneIsRemoved() {
        enableVersions();
        put("a", "one");
        String version = versions().get(0).versionId();
        s3.deleteObject(r -> r.bucket(BUCKET).key("a"));
        rules(rule("r", f -> f.prefix(""), r -> r.expiration(e -> e.expiredObjectDeleteMarker(true))));

        afterMidnights(1);
        assertThat(s3.listObjectVersions(r -> r.bucket(BUCKET)).deleteMarkers()).hasSize(1);
        s3.deleteObject(r -> r.bucket(BUCKET).key("a").versionId(version));
        afterMidnights(1);
        assertThat(s3.listObjectVersions(r -> r.bucket(BUCKET)).deleteMarkers()).isEmpty();
    }

    /** See <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpu-abort-incomplete-mpu-lifecycle-config.html">incomplete uploads</a>. */
    @Test
    void anUploadThatNobodyCompletesIsAborted() {
        rules(rule("stop", f -> f.prefix("up/"), r -> r.abortIncompleteMultipartUpload(a -> a.daysAfterInitiation(1))));
        var upload = s3.createMultipartUpload(r -> r.bucket(BUCKET).key("up/a"));

        assertThat(upload.abortRuleId()).isEqualTo("stop");
        assertThat(upload.abortDate())
                .isEqualTo(cloud.cloud()
                        .clock()
                        .instant()
                        .truncatedTo(ChronoUnit.DAYS)
                        .plus(2, ChronoUnit.DAYS));
        assertThat(s3.listParts(r -> r.bucket(BUCKET).key("up/a").uploadId(upload.uploadId()))
                        .abortRuleId())
                .isEqualTo("stop");
        afterMidnights(2);
        assertThat(s3.listMultipartUploads(r -> r.bucket(BUCKET)).uploads()).isEmpty();
    }

    /** See <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html">transitions</a>. */
    @Test
    void anObjectGoesToAnotherStorageClassUnlessItIsSmall() {
        rules(
                rule("r", f -> f.prefix("big"), r -> r.transitions(to("GLACIER", 0))),
                rule(
                        "s",
                        f -> f.and(a -> a.prefix("small").objectSizeLessThan(9L)),
                        r -> r.transitions(to("DEEP_ARCHIVE", 0))));
        put("big", "a".repeat(128 * 1024));
        put("big-not", "a");
        put("small", "a");

        afterMidnights(1);

        assertThat(s3.headObject(r -> r.bucket(BUCKET).key("big")).storageClassAsString())
                .isEqualTo("GLACIER");
        assertThat(s3.headObject(r -> r.bucket(BUCKET).key("big-not")).storageClassAsString())
                .isNull();
        assertThat(s3.headObject(r -> r.bucket(BUCKET).key("small")).storageClassAsString())
                .isEqualTo("DEEP_ARCHIVE");
        refused(() -> s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("big")), "InvalidObjectState", 403);
    }

    /** See <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-configure-notification.html">event notifications</a>. */
    @Test
    void anExpirationIsToldByS3Itself() {
        SqsClient sqs = cloud.client(SqsClient.builder());
        String url = sqs.createQueue(r -> r.queueName("told")).queueUrl();
        String arn = cloud.cloud().place().arn("sqs", "told");
        sqs.setQueueAttributes(r -> r.queueUrl(url)
                .attributesWithStrings(java.util.Map.of(
                        "Policy",
                        "{\"Statement\": {\"Effect\": \"Allow\", \"Principal\": {\"Service\": \"s3.amazonaws.com\"},"
                                + " \"Action\": \"sqs:SendMessage\", \"Resource\": \"" + arn + "\"}}")));
        NotificationFixture told = new NotificationFixture(s3, BUCKET, arn);
        told.put(told.queue("s3:LifecycleExpiration:*"));
        rules(rule("r", f -> f.prefix(""), r -> r.expiration(e -> e.days(1))));
        put("a b", "a");

        afterMidnights(2);

        List<String> bodies = sqs.receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(10)).messages().stream()
                .map(Message::body)
                .filter(body -> !body.contains("s3:TestEvent"))
                .toList();
        assertThat(bodies)
                .singleElement()
                .asString()
                .contains("\"eventVersion\":\"2.3\"", "\"eventName\":\"LifecycleExpiration:Delete\"")
                .contains("\"userIdentity\":{\"principalId\":\"s3.amazonaws.com\"}")
                .contains("\"sourceIPAddress\":\"s3.amazonaws.com\"", "\"key\":\"a+b\"")
                .doesNotContain("eTag");
    }

    @Test
    void aConfigurationIsShownAsItIsKept() {
        rules(LifecycleRule.builder()
                .status("Enabled")
                .filter(f -> f.prefix(""))
                .expiration(e -> e.days(7))
                .build());

        var kept = s3.getBucketLifecycleConfiguration(r -> r.bucket(BUCKET));

        assertThat(kept.rules().get(0).id()).isNotEmpty();
        assertThat(kept.rules().get(0).filter().prefix()).isEmpty();
        assertThat(kept.transitionDefaultMinimumObjectSizeAsString()).isEqualTo("all_storage_classes_128K");
        s3.deleteBucketLifecycle(r -> r.bucket(BUCKET));
        refused(
                () -> s3.getBucketLifecycleConfiguration(r -> r.bucket(BUCKET)),
                "NoSuchLifecycleConfiguration",
                404,
                "The lifecycle configuration does not exist");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void daysArePositive(int days) {
        isRefused(
                rule("r", f -> f.prefix(""), r -> r.expiration(e -> e.days(days))),
                "InvalidArgument",
                "'Days' for Expiration action must be a positive integer");
    }

    /** See <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html">the operation</a>. */
    @Test
    void whatS3RefusesIsRefusedInItsWords() {
        String malformed = "The XML you provided was not well-formed or did not validate against our published schema";
        isRefused(
                LifecycleRule.builder()
                        .status("Enabled")
                        .expiration(e -> e.days(7))
                        .build(),
                "MalformedXML",
                malformed);
        isRefused(
                rule("r", f -> f.prefix("").objectSizeGreaterThan(5L), r -> r.expiration(e -> e.days(7))),
                "MalformedXML",
                malformed);
        isRefused(
                rule("r", f -> f.prefix(""), r -> r.expiration(e -> e.days(7).expiredObjectDeleteMarker(true))),
                "MalformedXML",
                malformed);
        isRefused(rule("r", f -> f.prefix(""), r -> r.noncurrentVersionExpiration(e -> {})), "MalformedXML", malformed);
        isRefused(
                rule("r", f -> f.prefix(""), r -> {}),
                "InvalidRequest",
                "At least one action needs to be specified in a rule");
        isRefused(
                rule("r", f -> f.prefix(""), r -> r.expiration(e -> e.date(Instant.parse("2030-01-01T02:02:00Z")))),
                "InvalidArgument",
                "'Date' must be at midnight GMT");
        Tag tag = Tag.builder().key("k").value("v").build();
        isRefused(
                rule("r", f -> f.and(a -> a.tags(tag, tag)), r -> r.expiration(e -> e.days(7))),
                "InvalidRequest",
                "Duplicate Tag Keys are not allowed.");
        isRefused(
                rule("r", f -> f.tag(tag), r -> r.abortIncompleteMultipartUpload(a -> a.daysAfterInitiation(1))),
                "InvalidRequest",
                "AbortIncompleteMultipartUpload cannot be specified with Tags.");
        isRefused(
                rule("r", f -> f.prefix(""), r -> r.transitions(to("STANDARD_IA", 1))),
                "InvalidArgument",
                "'Days' in Transition action must be greater than or equal to 30 for storageClass 'STANDARD_IA'");
        LifecycleRule same = rule("same", f -> f.prefix(""), r -> r.expiration(e -> e.days(7)));
        refused(
                () -> rules(same, same),
                "InvalidArgument",
                400,
                "Rule ID must be unique. Found same ID for more than one rule");
    }
}
