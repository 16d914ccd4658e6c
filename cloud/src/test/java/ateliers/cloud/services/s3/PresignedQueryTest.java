package ateliers.cloud.services.s3;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.CloudExtension;
import ateliers.cloud.door.Credentials;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Presigned URLs whose query holds what headers say elsewhere, as those of boto3 and of the SDK for JavaScript do.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html">Authenticating requests:
 *     using query parameters</a>
 */
class PresignedQueryTest {
    private static final String BUCKET = "any-company";

    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    private S3Client s3;

    @BeforeEach
    void makeBucket() {
        s3 = cloud.client(S3Client.builder());
        s3.createBucket(r -> r.bucket(BUCKET));
    }

    private HttpResponse<String> put(Map<String, String> query, String... headers) throws Exception {
        return put("hello", query, headers);
    }

    private HttpResponse<String> put(String body, Map<String, String> query, String... headers) throws Exception {
        Credentials.Key key = cloud.cloud().credentials().issue(cloud.cloud().root());
        try (S3Presigner presigner = S3Presigner.builder()
                .region(Region.of(cloud.cloud().place().region()))
                .endpointOverride(cloud.cloud().endpoint())
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .credentialsProvider(StaticCredentialsProvider.create(CloudExtension.credentials(key)))
                .build()) {
            URI url = presigner
                    .presignPutObject(p -> p.signatureDuration(Duration.ofMinutes(5))
                            .putObjectRequest(r -> r.bucket(BUCKET)
                                    .key("k")
                                    .overrideConfiguration(c -> query.forEach(c::putRawQueryParameter))))
                    .url()
                    .toURI();
            HttpRequest.Builder request = HttpRequest.newBuilder(url).PUT(HttpRequest.BodyPublishers.ofString(body));
            for (int i = 0; i < headers.length; i += 2) {
                request.header(headers[i], headers[i + 1]);
            }
            return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void metadataAndTagsAreTheObjects() throws Exception {
        var response = put(Map.of("x-amz-meta-color", "blue", "X-Amz-Tagging", "team=shop"));

        assertThat(response.statusCode()).isEqualTo(200);
        HeadObjectResponse head = s3.headObject(r -> r.bucket(BUCKET).key("k"));
        assertThat(head.metadata()).isEqualTo(Map.of("color", "blue"));
        assertThat(s3.getObjectTagging(r -> r.bucket(BUCKET).key("k")).tagSet())
                .containsExactly(Tag.builder().key("team").value("shop").build());
    }

    @Test
    void aHeaderThatIsSentCounts() throws Exception {
        assertThat(put(Map.of("x-amz-meta-color", "blue"), "x-amz-meta-color", "red")
                        .statusCode())
                .isEqualTo(200);

        assertThat(s3.headObject(r -> r.bucket(BUCKET).key("k")).metadata()).isEqualTo(Map.of("color", "red"));
    }

    @Test
    void anAclIsRefusedAsInAHeader() throws Exception {
        var response = put(Map.of("x-amz-acl", "public-read"));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("<Code>AccessControlListNotSupported</Code>");
    }

    @Test
    void aSourceMakesItACopy() throws Exception {
        s3.putObject(r -> r.bucket(BUCKET).key("from"), RequestBody.fromString("copied"));

        var response = put("", Map.of("x-amz-copy-source", BUCKET + "/from"));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.body()).contains("<CopyObjectResult");
        assertThat(s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("k")).asUtf8String())
                .isEqualTo("copied");
    }

    /** See <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html">PutObject: x-amz-tagging</a>. */
    @Test
    void tagsThatAreNoQueryAreRefused() throws Exception {
        var response = put(Map.of("x-amz-tagging", "key1=val1,key2=val2"));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body())
                .contains("<Code>InvalidArgument</Code>")
                .contains(
                        "shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.");
    }

    /** As S3 answered an upload of a part with one in comparisons of S3-compatible stores, and as Zenko's cloudserver knows it. */
    @Test
    void aVersionThatIsWrittenHasNoIdYet() throws Exception {
        var response = put(Map.of("versionId", "3HL4kqtJvjVBH40Nrjfkd"));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body())
                .contains("<Code>InvalidArgument</Code>")
                .contains("<Message>This operation does not accept a version-id.</Message>");
    }
}
