package ateliers.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** A cloud for people's own tools: any key is the root user's, and every region that is signed for is the cloud's one. */
class AnyKeyTest {
    @RegisterExtension
    final CloudExtension cloud = new CloudExtension(() -> CloudOptions.fresh().withAnyKey());

    @Test
    void aQueueMadeInAnotherRegionIsTheCloudsOwn() {
        try (SqsClient there = inRegion("us-east-1", SqsClient.builder()).build()) {
            String url = there.createQueue(r -> r.queueName("q")).queueUrl();

            SqsClient here = cloud.client(SqsClient.builder());
            assertThat(here.listQueues().queueUrls()).containsExactly(url);
            assertThat(here.getQueueAttributes(r -> r.queueUrl(url).attributeNamesWithStrings("QueueArn"))
                            .attributesAsStrings())
                    .containsEntry("QueueArn", cloud.cloud().place().arn("sqs", "q"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"us-east-1", "eu-central-1", "eu-west-3"})
    void aBucketIsMadeAsItsRegionWantsIt(String region) {
        try (S3Client s3 = s3(region)) {
            s3.createBucket(r -> {
                r.bucket("made-in-" + region);
                if (!region.equals("us-east-1")) {
                    r.createBucketConfiguration(c -> c.locationConstraint(region));
                }
            });

            assertThat(cloud.client(S3Client.builder()).listBuckets().buckets())
                    .extracting(bucket -> bucket.name())
                    .containsExactly("made-in-" + region);
        }
    }

    @Test
    void aBucketOfYetAnotherRegionIsRefusedAsByAws() {
        try (S3Client s3 = s3("eu-central-1")) {
            assertThatThrownBy(() -> s3.createBucket(r ->
                            r.bucket("elsewhere").createBucketConfiguration(c -> c.locationConstraint("eu-north-1"))))
                    .hasMessageContaining("The eu-north-1 location constraint is incompatible");
        }
    }

    @Test
    void aKeyOfTheCloudsOwnThatIsGoneIsNotTheRootUsers() {
        IamClient iam = cloud.client(IamClient.builder());
        iam.createUser(r -> r.userName("bob"));
        AccessKey key = iam.createAccessKey(r -> r.userName("bob")).accessKey();
        StsClient his =
                cloud.client(StsClient.builder(), AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()));
        assertThat(his.getCallerIdentity().arn()).endsWith(":user/bob");

        iam.deleteAccessKey(r -> r.userName("bob").accessKeyId(key.accessKeyId()));

        assertThatThrownBy(his::getCallerIdentity).hasMessageContaining("The security token included in the request");
    }

    @Test
    void anOlderPresignedUrlIsTakenUntilItExpires() throws Exception {
        S3Client s3 = cloud.client(S3Client.builder());
        s3.createBucket(r -> r.bucket("shared").createBucketConfiguration(c -> c.locationConstraint("eu-west-3")));
        s3.putObject(r -> r.bucket("shared").key("k"), RequestBody.fromString("hello"));

        assertThat(get("/shared/k?AWSAccessKeyId=any&Signature=x&Expires=4102444800")
                        .body())
                .isEqualTo("hello");
        assertThat(get("/shared/k?AWSAccessKeyId=any&Signature=x&Expires=1000000000")
                        .body())
                .contains("<Code>AccessDenied</Code><Message>Request has expired</Message>");
    }

    /** Any key may sign, and not for ever. */
    @Test
    void aPresignedUrlIsTakenUntilItExpires() throws Exception {
        S3Client s3 = cloud.client(S3Client.builder());
        s3.createBucket(r -> r.bucket("shared").createBucketConfiguration(c -> c.locationConstraint("eu-west-3")));
        s3.putObject(r -> r.bucket("shared").key("k"), RequestBody.fromString("hello"));
        String now = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
                .withZone(ZoneOffset.UTC)
                .format(Instant.now());

        assertThat(get(presigned(now)).body()).isEqualTo("hello");
        HttpResponse<String> late = get(presigned("20200101T000000Z"));
        assertThat(late.statusCode()).isEqualTo(403);
        assertThat(late.body()).contains("<Code>AccessDenied</Code><Message>Request has expired</Message>");
    }

    private static String presigned(String when) {
        return "/shared/k?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=any/" + when.substring(0, 8)
                + "/eu-west-3/s3/aws4_request&X-Amz-Date=" + when + "&X-Amz-Expires=600&X-Amz-SignedHeaders=host"
                + "&X-Amz-Signature=" + "0".repeat(64);
    }

    @Test
    void anOlderPresignedUrlIsRefusedWhereKeysAreKnown() throws Exception {
        try (Cloud strict = Cloud.start()) {
            HttpResponse<String> answer = get(strict, "/shared/k?AWSAccessKeyId=any&Signature=x&Expires=4102444800");

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("Please use AWS4-HMAC-SHA256.");
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return get(cloud.cloud(), path);
    }

    private static HttpResponse<String> get(Cloud from, String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(from.endpoint().resolve(path)).build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private S3Client s3(String region) {
        S3ClientBuilder builder = inRegion(region, S3Client.builder());
        return builder.forcePathStyle(true).build();
    }

    private <B extends AwsClientBuilder<B, ?>> B inRegion(String region, B builder) {
        return builder.region(Region.of(region))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "thing")))
                .endpointOverride(cloud.cloud().endpoint());
    }
}
