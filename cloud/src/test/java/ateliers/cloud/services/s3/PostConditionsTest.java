package ateliers.cloud.services.s3;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.CloudExtension;
import ateliers.cloud.door.Credentials;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** What the conditions of a form's policy, and those of other policies, look at when a form is posted. */
class PostConditionsTest {
    private static final String BUCKET = "photos";

    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    private S3Client s3;
    private Credentials.Key key;

    @BeforeEach
    void aBucket() {
        s3 = cloud.client(S3Client.builder());
        s3.createBucket(r -> r.bucket(BUCKET));
        key = cloud.cloud().credentials().issue(cloud.cloud().root());
    }

    @Test
    void theBucketIsTheOneThatIsPostedTo() throws Exception {
        s3.createBucket(r -> r.bucket("drawings"));
        PostUploadFixture ofDrawings = new PostUploadFixture(address(), "drawings").with("key", "k");

        HttpResponse<String> answer = ofDrawings
                .unknown("bucket", "drawings")
                .signed(key, "eu-west-3")
                .post();

        assertRefused(answer, "[\"eq\", \"$bucket\", \"drawings\"]");
        assertThat(s3.listObjectsV2(r -> r.bucket(BUCKET)).contents()).isEmpty();
    }

    /** Told at https://github.com/tj/node-s3-policy/pull/8 and https://github.com/waynehoover/s3_direct_upload/issues/29. */
    @Test
    void aFieldThatMayBeginWithAnythingHasToBeThere() throws Exception {
        List<String> anyType = List.of("starts-with", "$Content-Type", "");

        HttpResponse<String> without =
                form().condition(anyType).signed(key, "eu-west-3").post();
        HttpResponse<String> empty = form().condition(anyType)
                .unknown("Content-Type", "")
                .signed(key, "eu-west-3")
                .post();

        assertRefused(without, "[\"starts-with\", \"$Content-Type\", \"\"]");
        assertThat(empty.statusCode()).isEqualTo(204);
    }

    @Test
    void aBucketsPolicyKnowsWhenTheSessionBeganThatSigned() throws Exception {
        s3.putBucketPolicy(r -> r.bucket(BUCKET).policy("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*", "Action": "s3:PutObject",
                 "Resource": "arn:aws:s3:::photos/*",
                 "Condition": {"DateLessThan": {"aws:TokenIssueTime": "2999-01-01T00:00:00Z"}}}]}"""));
        Credentials.Key session =
                cloud.cloud().credentials().issueTemporary(cloud.cloud().root(), Duration.ofMinutes(5));

        assertThat(form().signed(session, "eu-west-3").post().statusCode()).isEqualTo(403);
        assertThat(form().signed(key, "eu-west-3").post().statusCode()).isEqualTo(204);
    }

    /** AWS's pages do not say what becomes of a form that brings a file and names a source. */
    @Test
    void aFormThatNamesASourceToCopyIsLacking() throws Exception {
        s3.putObject(r -> r.bucket(BUCKET).key("source"), RequestBody.fromString("other"));

        HttpResponse<String> answer = form().with("x-amz-copy-source", BUCKET + "/source")
                .signed(key, "eu-west-3")
                .post();

        assertThat(answer.statusCode()).isEqualTo(501);
        assertThat(answer.body()).contains("the field x-amz-copy-source of a form");
        assertThat(s3.listObjectsV2(r -> r.bucket(BUCKET)).contents())
                .extracting(object -> object.key())
                .containsExactly("source");
    }

    private URI address() {
        return cloud.cloud().endpoint().resolve("/" + BUCKET);
    }

    private PostUploadFixture form() {
        return new PostUploadFixture(address(), BUCKET).with("key", "k");
    }

    private static void assertRefused(HttpResponse<String> answer, String condition) {
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("Invalid according to Policy: Policy Condition failed: ");
        assertThat(answer.body().replace("&quot;", "\"")).contains(condition);
    }
}
