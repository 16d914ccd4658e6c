package ateliers.cloud.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.services.Fakes;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

class S3WireTest {
    private final FakeBuckets buckets = new FakeBuckets();
    private final FrontFixture cloud = new FrontFixture(false, Fakes.open("s3", S3Client.class, buckets));
    private final S3Client s3 = cloud.client(S3Client.builder());
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        s3.close();
        cloud.close();
    }

    @Test
    void anObjectGoesInAndOut() {
        s3.putObject(
                r -> r.bucket("b").key("folder/a b+c é.txt").contentType("text/plain"),
                RequestBody.fromString("hello"));

        assertThat(buckets.objects.get("b/folder/a b+c é.txt")).asString().isEqualTo("hello");
        assertThat(buckets.lastPut.contentLength()).isEqualTo(5);
        assertThat(buckets.lastPut.contentEncoding()).isNull();
        var got = s3.getObjectAsBytes(r -> r.bucket("b").key("folder/a b+c é.txt"));
        assertThat(got.asUtf8String()).isEqualTo("hello");
        assertThat(got.response().metadata()).containsEntry("owner", "me");
        assertThat(got.response().contentType()).isEqualTo("text/plain");
    }

    @ParameterizedTest
    @EnumSource(
            value = ChecksumAlgorithm.class,
            names = {"CRC32", "SHA1", "SHA256", "CRC32_C"})
    void checksumsInTheTrailerAreVerified(ChecksumAlgorithm algorithm) {
        s3.putObject(r -> r.bucket("b").key("k").checksumAlgorithm(algorithm), RequestBody.fromString("hello"));

        assertThat(buckets.lastPut.checksumAlgorithm()).isEqualTo(algorithm);
        assertThat(buckets.objects.get("b/k")).asString().isEqualTo("hello");
    }

    @Test
    void aLargeObjectStreamsThroughChunks() {
        long size = 40L << 20;
        try (InputStream zeros = new ZeroStream(size)) {
            s3.putObject(r -> r.bucket("b").key("large"), RequestBody.fromInputStream(zeros, size));
        } catch (IOException e) {
            throw new AssertionError(e);
        }

        assertThat(buckets.sizes.get("b/large")).isEqualTo(size);
    }

    @Test
    void anEmptyObjectHasAnEmptyBody() {
        s3.putObject(r -> r.bucket("b").key("empty"), RequestBody.empty());

        assertThat(s3.getObjectAsBytes(r -> r.bucket("b").key("empty")).asByteArray())
                .isEmpty();
    }

    @Test
    void aRangeIs206() {
        s3.putObject(r -> r.bucket("b").key("k"), RequestBody.fromString("hello"));

        var got = s3.getObjectAsBytes(r -> r.bucket("b").key("k").range("bytes=0-2"));

        assertThat(got.asUtf8String()).isEqualTo("hel");
        assertThat(got.response().sdkHttpResponse().statusCode()).isEqualTo(206);
    }

    @Test
    void anUnchangedObjectIs304() {
        assertThatThrownBy(() -> s3.getObjectAsBytes(r -> r.bucket("b").key("k").ifNoneMatch("\"e\"")))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(304));
    }

    @Test
    void aRefusedUploadGetsItsErrorThoughTheBodyWasNotRead() {
        s3.putObject(r -> r.bucket("b").key("k"), RequestBody.fromString("hello"));

        assertThatThrownBy(() -> s3.putObject(
                        r -> r.bucket("b").key("k").ifNoneMatch("*"), RequestBody.fromBytes(new byte[5 << 20])))
                .isInstanceOfSatisfying(S3Exception.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(412);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("PreconditionFailed");
                });
    }

    @Test
    void aMissingKeyIsTheSdksException() {
        assertThatThrownBy(() -> s3.getObjectAsBytes(r -> r.bucket("b").key("none")))
                .isInstanceOfSatisfying(NoSuchKeyException.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(404);
                    assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("The specified key does not exist.");
                    assertThat(e.requestId()).isNotBlank();
                    assertThat(e.extendedRequestId()).isNotBlank();
                });
    }

    @Test
    void aHeadHasALengthAndNoBody() {
        s3.putObject(r -> r.bucket("b").key("k"), RequestBody.fromString("hello"));

        assertThat(s3.headObject(r -> r.bucket("b").key("k")).contentLength()).isEqualTo(5);
        assertThatThrownBy(() -> s3.headObject(r -> r.bucket("b").key("none")))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(404));
    }

    @Test
    void aDeletionIs204() {
        var response = s3.deleteObject(r -> r.bucket("b").key("k"));

        assertThat(response.sdkHttpResponse().statusCode()).isEqualTo(204);
    }

    @Test
    void aDocumentInTheBodyArrives() {
        var response = s3.deleteObjects(r -> r.bucket("b")
                .delete(Delete.builder()
                        .objects(ObjectIdentifier.builder().key("a&b").build())
                        .build()));

        assertThat(response.deleted()).extracting(d -> d.key()).containsExactly("a&b");
    }

    @Test
    void aPresignedUrlIsTheSigners() throws Exception {
        buckets.objects.put("b/a b", "hello".getBytes());
        try (S3Presigner presigner = presigner()) {
            URI url = presigner
                    .presignGetObject(p -> p.signatureDuration(Duration.ofMinutes(5))
                            .getObjectRequest(r -> r.bucket("b").key("a b")))
                    .url()
                    .toURI();

            assertThat(get(url).body()).isEqualTo("hello");
            HttpResponse<String> other = get(URI.create(url.toString().replace("a%20b", "other")));
            assertThat(other.statusCode()).isEqualTo(403);
            assertThat(other.body()).contains("<Code>SignatureDoesNotMatch</Code>");
        }
    }

    @Test
    void aPresignedUploadNeedsNoPayloadHash() throws Exception {
        try (S3Presigner presigner = presigner()) {
            URI url = presigner
                    .presignPutObject(p -> p.signatureDuration(Duration.ofMinutes(5))
                            .putObjectRequest(r -> r.bucket("b").key("up")))
                    .url()
                    .toURI();

            HttpResponse<String> put = http.send(
                    HttpRequest.newBuilder(url)
                            .PUT(HttpRequest.BodyPublishers.ofString("hello"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(put.statusCode()).isEqualTo(200);
            assertThat(buckets.objects.get("b/up")).asString().isEqualTo("hello");
        }
    }

    @Test
    void whoSignsNothingIsAnonymous() throws Exception {
        assertThat(get(cloud.endpoint()).body()).contains("<Name>anonymous</Name>");
    }

    @Test
    void aBucketMayStandInTheHost() throws Exception {
        buckets.objects.put("my.bucket/k", "hello".getBytes());

        String answer = RawHttp.send(
                cloud.endpoint(),
                "GET /k HTTP/1.1\r\nHost: my.bucket.s3.eu-west-3.amazonaws.com\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200").endsWith("hello");
    }

    @Test
    void aBodyShorterThanPromisedIsRefused() {
        String answer = RawHttp.send(
                cloud.endpoint(),
                "PUT /b/k HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 21\r\nx-amz-decoded-content-length: 9\r\n"
                        + "x-amz-content-sha256: STREAMING-UNSIGNED-PAYLOAD-TRAILER\r\nx-amz-trailer: x-amz-checksum-crc32\r\n"
                        + "Connection: close\r\n\r\n5\r\nhello\r\n0\r\n\r\n      ");

        assertThat(answer).contains("400 Bad Request").contains("MalformedTrailerError");
    }

    @Test
    void aChecksumThatDoesNotFitIsRefused() {
        String body = "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n";
        String answer = RawHttp.send(
                cloud.endpoint(),
                "PUT /b/k HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: " + body.length()
                        + "\r\nx-amz-decoded-content-length: 5\r\n"
                        + "x-amz-content-sha256: STREAMING-UNSIGNED-PAYLOAD-TRAILER\r\nx-amz-trailer: x-amz-checksum-crc32\r\n"
                        + "Connection: close\r\n\r\n" + body);

        assertThat(answer)
                .contains("400 Bad Request")
                .contains("<Code>BadDigest</Code>")
                .contains("CRC32");
        assertThat(buckets.objects).isEmpty();
    }

    @Test
    void xmlThatNobodyKnowsIsMalformed() {
        String body = "<Delete><Objekt><Key>k</Key></Objekt></Delete>";
        String answer = RawHttp.send(
                cloud.endpoint(),
                "POST /b?delete HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: " + body.length()
                        + "\r\nConnection: close\r\n\r\n" + body);

        assertThat(answer).contains("400 Bad Request").contains("<Code>MalformedXML</Code>");
    }

    @Test
    void whatTheCloudLacksIs501() {
        assertThatThrownBy(() -> s3.getBucketCors(r -> r.bucket("b"))).isInstanceOfSatisfying(S3Exception.class, e -> {
            assertThat(e.statusCode()).isEqualTo(501);
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("Unsupported");
            assertThat(e.awsErrorDetails().errorMessage()).contains("GetBucketCors");
        });
    }

    private S3Presigner presigner() {
        return S3Presigner.builder()
                .region(Region.of(FrontFixture.PLACE.region()))
                .endpointOverride(cloud.endpoint())
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .credentialsProvider(StaticCredentialsProvider.create(FrontFixture.credentialsOf(cloud.root)))
                .build();
    }

    private HttpResponse<String> get(URI url) throws Exception {
        return http.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** So many zeros. */
    private static final class ZeroStream extends InputStream {
        private long left;

        ZeroStream(long size) {
            this.left = size;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (left == 0) {
                return -1;
            }
            int count = (int) Math.min(left, length);
            left -= count;
            return count;
        }
    }
}
