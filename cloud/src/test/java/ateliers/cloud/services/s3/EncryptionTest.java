package ateliers.cloud.services.s3;

import static ateliers.cloud.services.s3.S3TestCase.refused;
import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.CloudExtension;
import ateliers.cloud.journal.Entry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/**
 * Objects encrypted with the key that AWS manages, over HTTP.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html">Using server-side encryption with
 *     AWS KMS keys</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html">S3 Bucket Keys</a>
 */
class EncryptionTest {
    private static final String BUCKET = "any-company";
    private static final String MD5 = "\"5d41402abc4b2a76b9719d911017c592\"";

    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    private S3Client s3;

    @BeforeEach
    void makeBucket() {
        s3 = cloud.client(S3Client.builder());
        s3.createBucket(r -> r.bucket(BUCKET));
    }

    private void byDefault(String algorithm, String key, Boolean bucketKey) {
        s3.putBucketEncryption(r -> r.bucket(BUCKET)
                .serverSideEncryptionConfiguration(c -> c.rules(ServerSideEncryptionRule.builder()
                        .applyServerSideEncryptionByDefault(
                                d -> d.sseAlgorithm(algorithm).kmsMasterKeyID(key))
                        .bucketKeyEnabled(bucketKey)
                        .build())));
    }

    private PutObjectRequest.Builder to(String key) {
        return PutObjectRequest.builder().bucket(BUCKET).key(key);
    }

    private static RequestBody hello() {
        return RequestBody.fromString("hello");
    }

    @Test
    void aBucketsDefaultWithoutAKeyIsTheOneThatAwsManages() {
        byDefault("aws:kms", null, true);

        var put = s3.putObject(to("k").build(), hello());
        var head = s3.headObject(r -> r.bucket(BUCKET).key("k"));

        assertThat(put.serverSideEncryption()).isEqualTo(ServerSideEncryption.AWS_KMS);
        assertThat(put.ssekmsKeyId())
                .matches("arn:aws:kms:eu-west-3:" + cloud.cloud().place().account() + ":key/[0-9a-f-]{36}");
        assertThat(put.bucketKeyEnabled()).isTrue();
        assertThat(head.serverSideEncryption()).isEqualTo(ServerSideEncryption.AWS_KMS);
        assertThat(head.ssekmsKeyId()).isEqualTo(put.ssekmsKeyId());
        assertThat(head.bucketKeyEnabled()).isTrue();
        assertThat(s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("k")).asUtf8String())
                .isEqualTo("hello");
        var rule = s3.getBucketEncryption(r -> r.bucket(BUCKET))
                .serverSideEncryptionConfiguration()
                .rules()
                .get(0);
        assertThat(rule.bucketKeyEnabled()).isTrue();
        assertThat(rule.applyServerSideEncryptionByDefault().kmsMasterKeyID()).isNull();
        assertThat(cloud.cloud().journal().entries())
                .filteredOn(entry -> entry.kind() == Entry.Kind.INERT)
                .extracting(Entry::operation)
                .containsExactly("ServerSideEncryptionConfiguration");
    }

    /** See <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html">the ETag of an object</a>. */
    @Test
    void theETagIsNoDigestOfTheContent() {
        s3.putObject(to("plain").build(), hello());
        String etag = s3.putObject(to("k").serverSideEncryption("aws:kms").build(), hello())
                .eTag();
        var back = s3.copyObject(r ->
                r.sourceBucket(BUCKET).sourceKey("k").destinationBucket(BUCKET).destinationKey("back"));
        var to = s3.copyObject(r -> r.sourceBucket(BUCKET)
                .sourceKey("plain")
                .destinationBucket(BUCKET)
                .destinationKey("to")
                .serverSideEncryption("aws:kms")
                .bucketKeyEnabled(true));

        assertThat(etag).matches("\"[0-9a-f]{32}\"").isNotEqualTo(MD5);
        assertThat(s3.headObject(r -> r.bucket(BUCKET).key("k")).eTag()).isEqualTo(etag);
        assertThat(back.copyObjectResult().eTag()).isEqualTo(MD5);
        assertThat(back.serverSideEncryption()).isEqualTo(ServerSideEncryption.AES256);
        assertThat(to.copyObjectResult().eTag()).isNotEqualTo(MD5);
        assertThat(to.ssekmsKeyId()).contains(":key/");
        assertThat(to.bucketKeyEnabled()).isTrue();
    }

    @Test
    void aRequestSaysOtherwiseThanTheBucket() {
        byDefault("aws:kms", null, true);

        var plain = s3.putObject(to("k").serverSideEncryption("AES256").build(), hello());
        var own = s3.putObject(to("k").bucketKeyEnabled(false).build(), hello());

        assertThat(plain.serverSideEncryption()).isEqualTo(ServerSideEncryption.AES256);
        assertThat(plain.ssekmsKeyId()).isNull();
        assertThat(plain.eTag()).isEqualTo(MD5);
        assertThat(own.ssekmsKeyId()).isNotNull();
        assertThat(own.bucketKeyEnabled()).isNull();
    }

    @Test
    void anUploadInPartsTellsItEachTime() {
        var begun = s3.createMultipartUpload(
                r -> r.bucket(BUCKET).key("k").serverSideEncryption("aws:kms").bucketKeyEnabled(true));
        var part = s3.uploadPart(
                r -> r.bucket(BUCKET).key("k").uploadId(begun.uploadId()).partNumber(1), hello());
        var whole = s3.completeMultipartUpload(r -> r.bucket(BUCKET)
                .key("k")
                .uploadId(begun.uploadId())
                .multipartUpload(u -> u.parts(
                        CompletedPart.builder().partNumber(1).eTag(part.eTag()).build())));

        assertThat(begun.bucketKeyEnabled()).isTrue();
        assertThat(part.ssekmsKeyId()).isNotNull().isEqualTo(begun.ssekmsKeyId());
        assertThat(part.eTag()).isNotEqualTo(MD5);
        assertThat(whole.serverSideEncryption()).isEqualTo(ServerSideEncryption.AWS_KMS);
        assertThat(whole.bucketKeyEnabled()).isTrue();
        assertThat(whole.eTag()).endsWith("-1\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"alias/aws/s3", "arn:aws:kms:eu-west-3:%s:alias/aws/s3"})
    void theManagedKeyMayBeNamed(String name) {
        String key = name.formatted(cloud.cloud().place().account());
        byDefault("aws:kms", key, null);

        String used = s3.putObject(
                        to("k").serverSideEncryption("aws:kms").ssekmsKeyId(key).build(), hello())
                .ssekmsKeyId();

        assertThat(s3.putObject(
                                to("k").serverSideEncryption("aws:kms")
                                        .ssekmsKeyId(used)
                                        .build(),
                                hello())
                        .ssekmsKeyId())
                .isEqualTo(used);
        assertThat(s3.putObject(to("k").build(), hello()).ssekmsKeyId()).isEqualTo(used);
    }

    @Test
    void aCustomersKeyIsLacking() {
        refused(
                () -> s3.putObject(
                        to("k").serverSideEncryption("aws:kms")
                                .ssekmsKeyId("alias/mine")
                                .build(),
                        hello()),
                "Unsupported",
                501,
                "Unsupported by the embedded cloud: s3: encryption with a KMS key of one's own");
        refused(() -> byDefault("aws:kms", "alias/mine", null), "Unsupported", 501);
        refused(() -> byDefault("aws:kms:dsse", null, null), "Unsupported", 501);
    }

    @Test
    void aKeyOfAnotherRegionIsNotFound() {
        refused(
                () -> s3.putObject(
                        to("k").serverSideEncryption("aws:kms")
                                .ssekmsKeyId("arn:aws:kms:us-west-2:111122223333:key/k")
                                .build(),
                        hello()),
                "KMS.NotFoundException",
                400,
                "Invalid arn us-west-2");
    }

    /** See <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/specifying-kms-encryption.html">the headers</a>. */
    @Test
    void aKeyWithoutItsAlgorithmIsRefused() {
        String words = "Server Side Encryption with AWS KMS managed key requires HTTP header"
                + " x-amz-server-side-encryption : aws:kms";
        refused(
                () -> s3.putObject(
                        to("k").serverSideEncryption("AES256")
                                .ssekmsKeyId("alias/aws/s3")
                                .build(),
                        hello()),
                "InvalidArgument",
                400,
                words);
        refused(
                () -> s3.putObject(to("k").ssekmsKeyId("alias/aws/s3").build(), hello()),
                "InvalidArgument",
                400,
                words);
        refused(
                () -> byDefault("AES256", "alias/aws/s3", null),
                "InvalidArgument",
                400,
                "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse");
        refused(
                () -> s3.putObject(to("k").serverSideEncryption("KMS").build(), hello()),
                "InvalidEncryptionAlgorithmError",
                400,
                "The Encryption request you specified is not valid. Supported value: AES256.");
    }

    /** See <a href="https://repost.aws/knowledge-center/s3-kms-signature-version-error">anonymous requests and KMS</a>. */
    @Test
    void whoDoesNotSignReadsNothingThatIsEncryptedWithAKey() throws Exception {
        s3.putObject(to("k").serverSideEncryption("aws:kms").build(), hello());
        s3.deletePublicAccessBlock(r -> r.bucket(BUCKET));
        s3.putBucketPolicy(r -> r.bucket(BUCKET)
                .policy("{\"Version\": \"2012-10-17\", \"Statement\": {\"Effect\": \"Allow\", \"Principal\": \"*\","
                        + " \"Action\": \"s3:GetObject\", \"Resource\": \"arn:aws:s3:::" + BUCKET + "/*\"}}"));
        URI object = cloud.cloud().endpoint().resolve("/" + BUCKET + "/k");

        var answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(object).build(), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("<Code>InvalidArgument</Code>")
                .contains("Requests specifying Server Side Encryption with AWS KMS managed keys require AWS Signature"
                        + " Version 4.");
    }
}
