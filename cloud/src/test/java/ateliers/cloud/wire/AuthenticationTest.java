package ateliers.cloud.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.door.Credentials;
import ateliers.cloud.door.Principal;
import ateliers.cloud.journal.Entry;
import ateliers.cloud.services.Fakes;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.ListTopicsRequest;
import software.amazon.awssdk.services.sns.model.ListTopicsResponse;
import software.amazon.awssdk.services.sns.model.Topic;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Each refusal in the words of the family of the service. */
class AuthenticationTest {
    private static final AwsCredentials STRANGER = AwsBasicCredentials.create("AKIASTRANGER", "secret");

    private static final int TOO_LARGE = 17 << 20;

    private final FrontFixture cloud = new FrontFixture(
            false,
            Fakes.open("sqs", SqsClient.class, new FakeQueues()),
            Fakes.open("s3", S3Client.class, new FakeBuckets()),
            Fakes.open("sns", SnsClient.class, new Topics()));

    private static final class Topics implements SnsClient {
        @Override
        public ListTopicsResponse listTopics(ListTopicsRequest request) {
            return ListTopicsResponse.builder()
                    .topics(Topic.builder().topicArn(request.nextToken()).build())
                    .build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
            // nothing to close
        }
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void theSignerIsTheCaller() {
        Principal user = new Principal.User("123456789012", "ada", "arn:aws:iam::123456789012:user/ada", "AIDA");
        Credentials.Key key = cloud.credentials.issueTemporary(user, Duration.ofHours(1));

        assertThat(queues(FrontFixture.credentialsOf(key)).listQueues().queueUrls())
                .containsExactly(" by " + user.arn());
    }

    @Test
    void aBodyIsNotReadForAStranger() {
        byte[] head =
                ("POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Amz-Target: AmazonSQS.ListQueues\r\n"
                                + "Authorization: AWS4-HMAC-SHA256 Credential=AKIASTRANGER/20260101/eu-west-3/sqs/aws4_request,"
                                + " SignedHeaders=host, Signature=0\r\nX-Amz-Date: 20260101T000000Z\r\n"
                                + "Content-Length: " + TOO_LARGE + "\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8);

        assertThat(RawHttp.send(cloud.endpoint(), Arrays.copyOf(head, head.length + TOO_LARGE), false))
                .startsWith("HTTP/1.1 400")
                .contains("UnrecognizedClientException");
    }

    @Test
    void anUnknownKeyIsRefused() {
        assertThat(refusal(() -> queues(STRANGER).listQueues()))
                .isEqualTo("400 UnrecognizedClientException: The security token included in the request is invalid.");
        assertThat(refusal(() -> topics(STRANGER).listTopics()))
                .isEqualTo("403 InvalidClientTokenId: The security token included in the request is invalid.");
        assertThat(refusal(() -> buckets(STRANGER).listBuckets()))
                .isEqualTo("403 InvalidAccessKeyId: The AWS Access Key Id you provided does not exist in our records.");
    }

    @Test
    void aRefusalIsInTheJournal() {
        refusal(() -> queues(STRANGER).listQueues());

        Entry entry = cloud.journal.entries().get(0);
        assertThat(entry.kind()).isEqualTo(Entry.Kind.DENIAL);
        assertThat(entry.service()).isEqualTo("sqs");
        assertThat(entry.operation()).isEqualTo("ListQueues");
        assertThat(entry.outcome()).isEqualTo("UnrecognizedClientException");
    }

    @Test
    void aWrongSecretIsRefused() {
        AwsCredentials wrong = AwsBasicCredentials.create(cloud.root.accessKeyId(), "wrong");

        assertThat(refusal(() -> queues(wrong).listQueues()))
                .isEqualTo("400 InvalidSignatureException: The request signature we calculated does not match the"
                        + " signature you provided. Check your AWS Secret Access Key and signing method. Consult the"
                        + " service documentation for details.");
        assertThat(refusal(() -> topics(wrong).listTopics())).startsWith("403 SignatureDoesNotMatch");
        assertThat(refusal(() -> buckets(wrong).listBuckets()))
                .isEqualTo("403 SignatureDoesNotMatch: The request signature we calculated does not match the signature"
                        + " you provided. Check your key and signing method.");
    }

    @Test
    void anExpiredSessionIsRefused() {
        AwsCredentials expired =
                FrontFixture.credentialsOf(cloud.credentials.issueTemporary(root(), Duration.ofSeconds(-1)));

        assertThat(refusal(() -> queues(expired).listQueues()))
                .isEqualTo("400 ExpiredTokenException: The security token included in the request is expired");
        assertThat(refusal(() -> topics(expired).listTopics()))
                .isEqualTo("403 ExpiredToken: The security token included in the request is expired");
        assertThat(refusal(() -> buckets(expired).listBuckets()))
                .isEqualTo("400 ExpiredToken: The provided token has expired.");
    }

    @Test
    void anotherSessionsTokenIsRefused() {
        Credentials.Key key = cloud.credentials.issueTemporary(root(), Duration.ofHours(1));
        AwsCredentials mixed =
                AwsSessionCredentials.create(key.accessKeyId(), key.secretAccessKey(), "of another session");

        assertThat(refusal(() -> queues(mixed).listQueues())).startsWith("400 UnrecognizedClientException");
        assertThat(refusal(() -> buckets(mixed).listBuckets())).startsWith("400 InvalidToken");
    }

    @Test
    void anOldSignatureIsRefused() {
        String answer = raw("sns", Instant.now().minusSeconds(3600), "Action=ListTopics&Version=2010-03-31");

        assertThat(answer)
                .startsWith("HTTP/1.1 403")
                .contains("<Code>SignatureDoesNotMatch</Code>")
                .contains("<Message>Signature expired: ")
                .contains(" - 5 min.)");
    }

    @Test
    void aSignatureOfTheFutureIsRefused() {
        String answer = raw("s3", Instant.now().plusSeconds(3600), "");

        assertThat(answer).startsWith("HTTP/1.1 403").contains("<Code>RequestTimeTooSkewed</Code>");
    }

    @Test
    void theSignersOwnRequestPasses() {
        String answer = raw("sns", Instant.now(), "Action=ListTopics&Version=2010-03-31&NextToken=a%20b");

        assertThat(answer).startsWith("HTTP/1.1 200").contains("<TopicArn>a b</TopicArn>");
    }

    @Test
    void aChangedBodyIsRefused() {
        raw("sns", Instant.now(), "Action=ListTopics&Version=2010-03-31&NextToken=a");

        String answer = RawHttp.send(cloud.endpoint(), lastRequest.replace("NextToken=a", "NextToken=b"));

        assertThat(answer).startsWith("HTTP/1.1 403").contains("<Code>SignatureDoesNotMatch</Code>");
    }

    @Test
    void noSignatureIsRefused() {
        String answer = RawHttp.send(
                cloud.endpoint(),
                "GET /?Action=ListTopics HTTP/1.1\r\nHost: sns.eu-west-3.localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 403")
                .contains("<Code>MissingAuthenticationToken</Code>")
                .contains("<Message>Request is missing Authentication Token</Message>");
    }

    @Test
    void halfASignatureIsRefused() {
        String answer = RawHttp.send(
                cloud.endpoint(),
                "GET /?Action=ListTopics HTTP/1.1\r\nHost: sns.eu-west-3.localhost\r\n"
                        + "Authorization: AWS4-HMAC-SHA256 Credential=x\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 403")
                .contains("<Code>IncompleteSignature</Code>")
                .contains("Authorization header requires 'Signature' parameter.");
    }

    @Test
    void anotherRegionIsRefused() {
        String answer = raw("sns", "us-west-2", Instant.now(), "Action=ListTopics&Version=2010-03-31");

        assertThat(answer).startsWith("HTTP/1.1 403").contains("Credential should be scoped to a valid region.");
    }

    @Test
    void aCloudForAnyKeyTakesStrangersForItsRoot() {
        try (FrontFixture open = new FrontFixture(true, Fakes.open("sqs", SqsClient.class, new FakeQueues()));
                SqsClient sqs = open.client(SqsClient.builder(), STRANGER)) {
            assertThat(sqs.listQueues().queueUrls()).containsExactly(" by " + root().arn());
        }
    }

    @Test
    void itStillVerifiesTheKeysItIssued() {
        try (FrontFixture open = new FrontFixture(true, Fakes.open("sqs", SqsClient.class, new FakeQueues()))) {
            AwsCredentials wrong = AwsBasicCredentials.create(open.root.accessKeyId(), "wrong");
            SqsClient sqs = open.client(SqsClient.builder(), wrong);

            assertThatThrownBy(sqs::listQueues).hasMessageContaining("signature");
        }
    }

    private String lastRequest;

    private String raw(String service, Instant time, String form) {
        return raw(service, FrontFixture.PLACE.region(), time, form);
    }

    /** A request that the SDK's signer signed at some time. */
    private String raw(String service, String region, Instant time, String form) {
        URI uri = cloud.endpoint().resolve("/");
        SdkHttpRequest request = SdkHttpRequest.builder()
                .uri(uri)
                .method(form.isEmpty() ? SdkHttpMethod.GET : SdkHttpMethod.POST)
                .putHeader("Content-Type", "application/x-www-form-urlencoded")
                .build();
        var signed = AwsV4HttpSigner.create()
                .sign(b -> b.identity(FrontFixture.credentialsOf(cloud.root))
                        .request(request)
                        .payload(ContentStreamProvider.fromUtf8String(form))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(time, ZoneOffset.UTC)));
        String headers = signed.request().headers().entrySet().stream()
                .filter(h -> !h.getKey().equalsIgnoreCase("Content-Length"))
                .map(h -> h.getKey() + ": " + String.join(",", h.getValue()) + "\r\n")
                .collect(Collectors.joining());
        lastRequest = request.method() + " / HTTP/1.1\r\n" + headers + "Content-Length: " + form.length()
                + "\r\nConnection: close\r\n\r\n" + form;
        return RawHttp.send(cloud.endpoint(), lastRequest);
    }

    private Principal root() {
        return new Principal.Root(FrontFixture.PLACE.account());
    }

    private SqsClient queues(AwsCredentials credentials) {
        return cloud.client(SqsClient.builder(), credentials);
    }

    private SnsClient topics(AwsCredentials credentials) {
        return cloud.client(SnsClient.builder(), credentials);
    }

    private S3Client buckets(AwsCredentials credentials) {
        return cloud.client(S3Client.builder(), credentials);
    }

    private static String refusal(Runnable call) {
        try {
            call.run();
        } catch (AwsServiceException e) {
            return e.statusCode() + " " + e.awsErrorDetails().errorCode() + ": "
                    + e.awsErrorDetails().errorMessage();
        }
        throw new AssertionError("accepted");
    }
}
