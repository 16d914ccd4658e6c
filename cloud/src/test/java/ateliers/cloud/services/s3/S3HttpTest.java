package ateliers.cloud.services.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.CloudExtension;
import ateliers.cloud.kit.Pojos;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** S3 over HTTP, with the SDK's real client. */
class S3HttpTest {
    private static final String BUCKET = "any-company";

    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    private S3Client s3;

    @BeforeEach
    void makeBucket() {
        s3 = cloud.client(S3Client.builder());
        s3.createBucket(r -> r.bucket(BUCKET));
    }

    @Test
    void anObjectGoesThereAndBackWithItsHeaders() {
        s3.putObject(
                r -> r.bucket(BUCKET).key("a/é b+c.txt").contentType("text/csv").metadata(Map.of("m", "1")),
                RequestBody.fromString("hello"));

        var got = s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("a/é b+c.txt"));

        assertThat(got.asUtf8String()).isEqualTo("hello");
        assertThat(got.response().contentType()).isEqualTo("text/csv");
        assertThat(got.response().metadata()).isEqualTo(Map.of("m", "1"));
        assertThat(got.response().eTag()).isEqualTo("\"5d41402abc4b2a76b9719d911017c592\"");
        assertThat(s3.listObjectsV2(r -> r.bucket(BUCKET).encodingType(EncodingType.URL))
                        .contents())
                .extracting("key")
                .containsExactly("a/é b+c.txt");
    }

    @ParameterizedTest
    @EnumSource(
            value = ChecksumAlgorithm.class,
            names = {"CRC32", "CRC32_C", "SHA1", "SHA256"})
    void checksumsInTheTrailerAreKept(ChecksumAlgorithm algorithm) {
        var put = s3.putObject(
                r -> r.bucket(BUCKET).key("k").checksumAlgorithm(algorithm), RequestBody.fromString("123456789"));

        assertThat(Pojos.text(put, "Checksum" + algorithm.name().replace("_", "")))
                .isNotEmpty();
        assertThat(s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("k")).asUtf8String())
                .isEqualTo("123456789");
    }

    @Test
    void errorsAreTheSdksExceptions() {
        assertThatThrownBy(() -> s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("none")))
                .isInstanceOfSatisfying(NoSuchKeyException.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(404);
                    assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("The specified key does not exist.");
                });
        assertThatThrownBy(() -> s3.headObject(r -> r.bucket(BUCKET).key("none")))
                .isInstanceOf(NoSuchKeyException.class);
        assertThatThrownBy(() -> s3.listObjectsV2(r -> r.bucket("no-such-bucket")))
                .isInstanceOf(NoSuchBucketException.class);
    }

    @Test
    void rangesAndConditionsHaveTheirStatus() {
        var put = s3.putObject(r -> r.bucket(BUCKET).key("k"), RequestBody.fromString("0123456789"));

        var part = s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("k").range("bytes=2-4"));
        assertThat(part.asUtf8String()).isEqualTo("234");
        assertThat(part.response().sdkHttpResponse().statusCode()).isEqualTo(206);
        status(() -> s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("k").range("bytes=20-")), 416);
        status(() -> s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("k").ifNoneMatch(put.eTag())), 304);
        status(() -> s3.putObject(r -> r.bucket(BUCKET).key("k").ifNoneMatch("*"), RequestBody.fromString("x")), 412);
    }

    @Test
    void aLargeObjectGoesInPartsAndIsCopied() {
        byte[] five = new byte[5 << 20];
        String id = s3.createMultipartUpload(r -> r.bucket(BUCKET).key("large")).uploadId();
        var first = s3.uploadPart(
                r -> r.bucket(BUCKET).key("large").uploadId(id).partNumber(1), RequestBody.fromBytes(five));
        var second = s3.uploadPart(
                r -> r.bucket(BUCKET).key("large").uploadId(id).partNumber(2), RequestBody.fromString("end"));
        var done = s3.completeMultipartUpload(r -> r.bucket(BUCKET)
                .key("large")
                .uploadId(id)
                .multipartUpload(m -> m.parts(
                        CompletedPart.builder()
                                .partNumber(1)
                                .eTag(first.eTag())
                                .checksumCRC32(first.checksumCRC32())
                                .build(),
                        CompletedPart.builder()
                                .partNumber(2)
                                .eTag(second.eTag())
                                .checksumCRC32(second.checksumCRC32())
                                .build())));
        s3.copyObject(r -> r.sourceBucket(BUCKET)
                .sourceKey("large")
                .destinationBucket(BUCKET)
                .destinationKey("é copy"));

        assertThat(done.eTag()).endsWith("-2\"");
        assertThat(s3.headObject(r -> r.bucket(BUCKET).key("é copy")).contentLength())
                .isEqualTo((5 << 20) + 3);
        assertThat(s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("large")).asByteArray())
                .hasSize((5 << 20) + 3)
                .endsWith('e', 'n', 'd');
    }

    @Test
    void aPresignedUrlNeedsNoKey() throws Exception {
        s3.putObject(r -> r.bucket(BUCKET).key("k"), RequestBody.fromString("hello"));
        try (S3Presigner presigner = presigner()) {
            var url = presigner.presignGetObject(p -> p.signatureDuration(Duration.ofMinutes(1))
                    .getObjectRequest(r -> r.bucket(BUCKET).key("k")));

            var answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(url.url().toURI()).build(), HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("hello");
        }
    }

    /** See Content-Type of https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html. */
    @Test
    void aBodyWhoseTypeIsNotToldIsBinary() throws Exception {
        try (S3Presigner presigner = presigner()) {
            var url = presigner.presignPutObject(p -> p.signatureDuration(Duration.ofMinutes(1))
                    .putObjectRequest(r -> r.bucket(BUCKET).key("k")));

            var answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(url.url().toURI())
                                    .PUT(HttpRequest.BodyPublishers.ofString("hello"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(s3.headObject(r -> r.bucket(BUCKET).key("k")).contentType())
                    .isEqualTo("binary/octet-stream");
        }
    }

    private S3Presigner presigner() {
        var key = cloud.cloud().credentials().issue(cloud.cloud().root());
        return S3Presigner.builder()
                .region(Region.of(cloud.cloud().place().region()))
                .endpointOverride(cloud.cloud().endpoint())
                .credentialsProvider(StaticCredentialsProvider.create(CloudExtension.credentials(key)))
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build();
    }

    @Test
    void settingsGoThereAndBack() {
        s3.putBucketVersioning(r -> r.bucket(BUCKET).versioningConfiguration(v -> v.status("Enabled")));
        s3.putBucketNotificationConfiguration(r -> r.bucket(BUCKET).notificationConfiguration(c -> {}));

        assertThat(s3.getBucketVersioning(r -> r.bucket(BUCKET)).statusAsString())
                .isEqualTo("Enabled");
        assertThat(s3.getBucketLocation(r -> r.bucket(BUCKET)).locationConstraintAsString())
                .isEqualTo("eu-west-3");
        assertThat(s3.getBucketNotificationConfiguration(r -> r.bucket(BUCKET)).hasQueueConfigurations())
                .isFalse();
        assertThat(s3.listBuckets().buckets()).extracting("name").containsExactly(BUCKET);
    }

    private static void status(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, int status) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(status));
    }
}
