package ateliers.cloud.services.s3;

import static ateliers.cloud.services.s3.S3TestCase.refused;
import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.CloudExtension;
import ateliers.cloud.journal.Entry;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.RequestPayer;

/** Headers and query parameters of S3 that little or nothing comes of, over HTTP. */
class S3ParametersHttpTest {
    private static final String BUCKET = "any-company";

    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    private S3Client s3;

    @BeforeEach
    void makeBucket() {
        s3 = cloud.client(S3Client.builder());
        s3.createBucket(r -> r.bucket(BUCKET));
        s3.putObject(r -> r.bucket(BUCKET).key("k"), RequestBody.fromString("hello"));
    }

    private static Consumer<AwsRequestOverrideConfiguration.Builder> query(String... names) {
        return o -> {
            for (String name : names) {
                o.putRawQueryParameter(name, "");
            }
        };
    }

    @Test
    void aSubResourceThatTakesNoSuchMethodKeepsTheBucketAndTheObject() {
        refused(
                () -> s3.deleteObject(r -> r.bucket(BUCKET).key("k").overrideConfiguration(query("acl"))),
                "MethodNotAllowed",
                405,
                "The specified method is not allowed against this resource.");
        refused(
                () -> s3.deleteBucket(r -> r.bucket(BUCKET).overrideConfiguration(query("versioning"))),
                "MethodNotAllowed",
                405);

        assertThat(s3.headObject(r -> r.bucket(BUCKET).key("k")).contentLength())
                .isEqualTo(5);
    }

    @Test
    void twoSubResourcesConflict() {
        refused(
                () -> s3.getObjectAsBytes(
                        r -> r.bucket(BUCKET).key("k").overrideConfiguration(query("tagging", "acl"))),
                "InvalidArgument",
                400,
                "Conflicting query string parameters: acl, tagging");
    }

    @Test
    void aBucketsSubResourceAtAKeyIsNotTheObject() {
        var location = s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("k").overrideConfiguration(query("location")));
        assertThat(location.asUtf8String()).contains("<LocationConstraint").contains("eu-west-3");

        refused(
                () -> s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("k").overrideConfiguration(query("versions"))),
                "InvalidRequest",
                400,
                "There is no such thing as the ?versions sub-resource for a key");
        refused(
                () -> s3.deleteObject(r -> r.bucket(BUCKET).key("k").overrideConfiguration(query("policy"))),
                "Unsupported",
                501);
        assertThat(s3.headObject(r -> r.bucket(BUCKET).key("k")).contentLength())
                .isEqualTo(5);
    }

    @Test
    void parametersThatAreNoSubResourcesMeanNothing() {
        var got = s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("k").overrideConfiguration(query("x-id", "foo")));

        assertThat(got.asUtf8String()).isEqualTo("hello");
    }

    @Test
    void encryptionWithTheCallersKeyIsLacking() {
        refused(
                () -> s3.putObject(
                        r -> r.bucket(BUCKET).key("k").sseCustomerAlgorithm("AES256"), RequestBody.fromString("x")),
                "Unsupported",
                501,
                "Unsupported by the embedded cloud: the parameter SSECustomerAlgorithm of s3:PutObject");
    }

    @Test
    void whoPaysIsToldToTheJournal() {
        s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("k").requestPayer(RequestPayer.REQUESTER));

        assertThat(cloud.cloud().journal().entries())
                .filteredOn(entry -> entry.kind() == Entry.Kind.INERT)
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.service()).isEqualTo("s3");
                    assertThat(entry.operation()).isEqualTo("RequestPayer");
                    assertThat(entry.resource()).isEqualTo("arn:aws:s3:::" + BUCKET + "/k");
                });
    }

    @Test
    void anotherOwnerThanTheExpectedOneIsRefused() {
        refused(
                () -> s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("k").expectedBucketOwner("000000000000")),
                "AccessDenied",
                403);
    }

    @Test
    void anAlgorithmNeedsItsChecksum() {
        refused(
                () -> s3.deleteObject(r -> r.bucket(BUCKET)
                        .key("k")
                        .overrideConfiguration(
                                o -> o.headers(Map.of("x-amz-sdk-checksum-algorithm", java.util.List.of("CRC32"))))),
                "InvalidRequest",
                400,
                "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer"
                        + " headers were found.");
    }
}
