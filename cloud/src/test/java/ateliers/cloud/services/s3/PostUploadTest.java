package ateliers.cloud.services.s3;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.CloudExtension;
import ateliers.cloud.door.Credentials;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Uploads by forms, as <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-UsingHTTPPOST.html">browsers</a> and
 * boto3's {@code generate_presigned_post} send them. What AWS answers is what it answered to LocalStack's tests of
 * {@code TestS3PresignedPost}, or is on the page that a test names.
 */
class PostUploadTest {
    private static final String BUCKET = "photos";
    private static final String SHOP = "https://shop.example";

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
    void aFormUploadsWithItsFieldsAsHeaders() throws Exception {
        HttpResponse<String> answer = post(form("dossier/${filename}")
                .file("C:\\images\\été.txt", "bonjour")
                .with("Content-Type", "text/plain")
                .with("x-amz-meta-Auteur", "Zoé S3")
                .with("x-amz-storage-class", "STANDARD_IA")
                .with("tagging", "<Tagging><TagSet><Tag><Key>a</Key><Value>1</Value></Tag></TagSet></Tagging>"));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("Location"))
                .contains("https://photos.s3.eu-west-3.amazonaws.com/dossier%2F%C3%A9t%C3%A9.txt");
        var got = s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("dossier/été.txt"));
        assertThat(got.asUtf8String()).isEqualTo("bonjour");
        assertThat(got.response().eTag())
                .isEqualTo(answer.headers().firstValue("ETag").orElseThrow());
        assertThat(got.response().contentType()).isEqualTo("text/plain");
        assertThat(got.response().storageClassAsString()).isEqualTo("STANDARD_IA");
        assertThat(got.response().metadata()).isEqualTo(Map.of("auteur", "=?UTF-8?Q?Zo=C3=A9_S3?="));
        assertThat(s3.getObjectTagging(r -> r.bucket(BUCKET).key("dossier/été.txt"))
                        .tagSet())
                .hasSize(1);
    }

    @Test
    void theAnswerIsAsTheFormWants() throws Exception {
        HttpResponse<String> created = post(form("k").with("success_action_status", "201"));
        HttpResponse<String> ok = post(form("k").with("success_action_status", "200"));
        HttpResponse<String> other = post(form("k").with("success_action_status", "202"));

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.body())
                .contains("<PostResponse><Location>https://photos.s3.eu-west-3.amazonaws.com/k</Location>")
                .contains(
                        "<Bucket>photos</Bucket><Key>k</Key><ETag>&quot;f02368945726d5fc2a14eb576f7276c0&quot;</ETag>");
        assertThat(ok.statusCode()).isEqualTo(200);
        assertThat(ok.body()).isEmpty();
        assertThat(other.statusCode()).isEqualTo(204);
    }

    @Test
    void theBrowserIsSentOnToAPageThatIsOne() throws Exception {
        HttpResponse<String> sent = post(form("a b").with("success_action_redirect", SHOP + "/merci?x=1"));
        HttpResponse<String> not = post(form("a b").with("success_action_redirect", "/merci"));

        assertThat(sent.statusCode()).isEqualTo(303);
        assertThat(sent.headers().firstValue("Location"))
                .contains(SHOP + "/merci?x=1&bucket=photos&key=a%20b&etag=%22f02368945726d5fc2a14eb576f7276c0%22");
        assertThat(not.statusCode()).isEqualTo(204);
    }

    /** See https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html. */
    @Test
    void itIsToldAsAPost() throws Exception {
        SqsClient sqs = cloud.client(SqsClient.builder());
        String url = sqs.createQueue(r -> r.queueName("events")).queueUrl();
        String arn = cloud.cloud().place().arn("sqs", "events");
        sqs.setQueueAttributes(r -> r.queueUrl(url).attributes(Map.of(QueueAttributeName.POLICY, """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sqs:SendMessage",
                 "Principal": {"Service": "s3.amazonaws.com"}, "Resource": "%s"}]}""".formatted(arn))));
        new NotificationFixture(s3, BUCKET, arn)
                .put(new NotificationFixture(s3, BUCKET, arn).queue("s3:ObjectCreated:Post"));
        cloud.cloud().clock().awaitIdle(Duration.ofSeconds(20));
        sqs.purgeQueue(r -> r.queueUrl(url));

        HttpResponse<String> answer = post(form("k"));

        cloud.cloud().clock().awaitIdle(Duration.ofSeconds(20));
        JsonNode record = new ObjectMapper()
                .readTree(sqs.receiveMessage(r -> r.queueUrl(url))
                        .messages()
                        .get(0)
                        .body())
                .at("/Records/0");
        assertThat(record.path("eventName").asText()).isEqualTo("ObjectCreated:Post");
        assertThat(record.at("/responseElements/x-amz-request-id").asText())
                .isEqualTo(answer.headers().firstValue("x-amz-request-id").orElseThrow());
    }

    @Test
    void aLargeFileStreams() throws Exception {
        String large = "0123456789\r\n--".repeat(50_000);

        assertThat(post(form("k").file("large", large)).statusCode()).isEqualTo(204);

        assertThat(s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("k")).asUtf8String())
                .isEqualTo(large);
    }

    @Test
    void aFileWithoutANameLeavesTheKeyAsItIs() throws Exception {
        assertThat(post(form("k-${filename}").file(null, "bonjour")).statusCode())
                .isEqualTo(204);

        assertThat(s3.listObjectsV2(r -> r.bucket(BUCKET)).contents().get(0).key())
                .isEqualTo("k-${filename}");
        assertThat(s3.headObject(r -> r.bucket(BUCKET).key("k-${filename}")).contentType())
                .isEqualTo("binary/octet-stream");
    }

    @Test
    void whoSignedMustBeAllowedToPut() throws Exception {
        IamClient iam = cloud.client(IamClient.builder());
        iam.createUser(r -> r.userName("zoe"));
        var given = iam.createAccessKey(r -> r.userName("zoe")).accessKey();
        Credentials.Key zoe =
                cloud.cloud().credentials().find(given.accessKeyId()).orElseThrow();

        HttpResponse<String> answer = form("k").signed(zoe, "eu-west-3").post();

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body())
                .contains("<Code>AccessDenied</Code>", "is not authorized to perform: s3:PutObject on resource: ");
    }

    @Test
    void aFormThatNobodySignedIsForBucketsThatTakeIt() throws Exception {
        assertRefused(form("k").post(), 403, "AccessDenied", "Access Denied");
        s3.deletePublicAccessBlock(r -> r.bucket(BUCKET));
        s3.putBucketPolicy(r -> r.bucket(BUCKET).policy("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:PutObject",
                 "Resource": "arn:aws:s3:::photos/*", "Condition": {"StringEquals": {"s3:authType": "POST"}}}]}"""));

        assertThat(form("k").post().statusCode()).isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource({
        "x-amz-signature, X-Amz-Signature",
        "x-amz-algorithm, X-Amz-Algorithm",
        "x-amz-credential, X-Amz-Credential",
        "x-amz-date, X-Amz-Date",
        "policy, policy",
        "key, key"
    })
    void aFieldThatIsMissingIsNamed(String field, String name) throws Exception {
        HttpResponse<String> answer = signed(form("k")).without(field).post();

        assertRefused(
                answer,
                400,
                "InvalidArgument",
                "Bucket POST must contain a field named '" + name
                        + "'.  If it is specified, please check the order of the fields.");
        assertThat(answer.body()).contains("<ArgumentName>" + name + "</ArgumentName><ArgumentValue></ArgumentValue>");
    }

    @Test
    void aPolicyThatNobodySignedLetsNothing() throws Exception {
        PostUploadFixture form = signed(form("k"));
        List.of("signature", "algorithm", "credential", "date").forEach(each -> form.without("x-amz-" + each));

        assertRefused(form.post(), 403, "AccessDenied", "Access Denied");
    }

    @Test
    void whatIsChangedAfterItWasSignedIsNotTaken() throws Exception {
        PostUploadFixture form = signed(form("k"));

        assertRefused(
                form.unknown("policy", Base64.getEncoder().encodeToString("{}".getBytes(StandardCharsets.UTF_8)))
                        .post(),
                403,
                "SignatureDoesNotMatch",
                "The request signature we calculated does not match the signature you provided. Check your key and"
                        + " signing method.");
    }

    @Test
    void aFormSignedBeforeSigV4IsForOlderRegions() throws Exception {
        assertRefused(
                form("k")
                        .unknown("policy", "e30=")
                        .unknown("signature", "x")
                        .unknown("AWSAccessKeyId", "AKIA")
                        .post(),
                400,
                "InvalidRequest",
                "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.");
        assertRefused(
                form("k").unknown("policy", "e30=").unknown("signature", "x").post(),
                400,
                "InvalidArgument",
                "Bucket POST must contain a field named 'AWSAccessKeyId'.  If it is specified, please check the order of"
                        + " the fields.");
    }

    @Test
    void aPolicyExpires() throws Exception {
        String past = Instant.now().minus(Duration.ofMinutes(1)).toString();

        assertDenied(form("k").expiring(past), "Policy expired.");
    }

    @Test
    void conditionsAreHeld() throws Exception {
        assertPolicyRefuses(form("k").condition(List.of("eq", "$key", "other")), "[\"eq\", \"$key\", \"other\"]");
        assertPolicyRefuses(form("k").condition(List.of("eq", "key", "k")), "[\"eq\", \"key\", \"k\"]");
        assertPolicyRefuses(form("k").condition(Map.of("acl", "private")), "[\"eq\", \"$acl\", \"private\"]");
        assertPolicyRefuses(
                form("k").condition(List.of("starts-with", "$key", "user/")), "[\"starts-with\", \"$key\", \"user/\"]");
        assertPolicyRefuses(
                form("k")
                        .unknown("Content-Type", "image/png, text/html")
                        .condition(List.of("starts-with", "$Content-Type", "image/")),
                "[\"starts-with\", \"$Content-Type\", \"image/\"]");
        assertPolicyRefuses(
                form("k").condition(List.of("content-length-range", "test", "10")),
                "[\"content-length-range\", \"test\", \"10\"]");
        assertThat(post(form("user/k")
                                .condition(List.of("starts-with", "$KEY", "user/"))
                                .unknown("Content-Type", "image/png, image/gif")
                                .condition(List.of("starts-with", "$content-type", "image/"))
                                .unknown("x-ignore-this", "of a page"))
                        .statusCode())
                .isEqualTo(204);
    }

    /** Also told at https://github.com/aws/aws-sdk-php/issues/3292 of a policy without a bucket. */
    @Test
    void everyFieldIsInACondition() throws Exception {
        assertDenied(form("k").unknown("Content-Type", "text/plain"), "Extra input fields: content-type");
    }

    @Test
    void theFileHasTheSizeThatThePolicyWants() throws Exception {
        HttpResponse<String> large = post(sized("a".repeat(12)));
        HttpResponse<String> small = post(sized("a"));

        assertRefused(large, 400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size");
        assertThat(large.body()).contains("<ProposedSize>12</ProposedSize><MaxSizeAllowed>10</MaxSizeAllowed>");
        assertRefused(small, 400, "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size");
        assertThat(small.body()).contains("<ProposedSize>1</ProposedSize><MinSizeAllowed>5</MinSizeAllowed>");
        assertThat(s3.listObjectsV2(r -> r.bucket(BUCKET)).contents()).isEmpty();
        assertThat(post(sized("a".repeat(5))).statusCode()).isEqualTo(204);
        assertThat(post(sized("a".repeat(10))).statusCode()).isEqualTo(204);
    }

    private PostUploadFixture sized(String content) {
        return form("k").condition(List.of("content-length-range", "5", 10)).file("f", content);
    }

    /** Words of https://www.bennadel.com/blog/2503 and of what AWS answered to LocalStack. */
    @Test
    void aPolicyIsADocumentOfItsKind() throws Exception {
        assertInvalid(
                form("k").condition(Map.of("a", "1", "b", "2")),
                "Invalid Simple-Condition: Simple-Conditions must" + " have exactly one property specified.");
        assertInvalid(
                form("k").condition(Map.of("success_action_status", 201)),
                "Invalid Simple-Condition: value must be a string.");
        assertInvalid(form("k").condition("key"), "Invalid condition test: must be a List or Object.");
        assertInvalid(form("k").condition(List.of()), "Invalid Condition: missing operation identifier.");
        assertInvalid(form("k").condition(List.of("in", "$key", "k")), "Invalid Condition: unknown operation 'in'.");
        assertInvalid(form("k").condition(List.of("eq", "$key")), "Invalid eq: wrong number of arguments.");
        assertInvalid(form("k").expiring("demain"), "Invalid 'expiration' value: 'demain'");
    }

    @Test
    void aPostIsAFormWithAFile() throws Exception {
        PostUploadFixture form = signed(form("k"));

        HttpResponse<String> other = form.send("text/html", form.body());
        assertRefused(
                other, 412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
        assertThat(other.body())
                .contains("<Condition>Bucket POST must be of the enclosure-type multipart/form-data</Condition>");
        HttpResponse<String> none = signed(form("k").withoutFile()).post();
        assertRefused(none, 400, "InvalidArgument", "POST requires exactly one file upload per request.");
        assertThat(none.body()).contains("<ArgumentName>file</ArgumentName><ArgumentValue>0</ArgumentValue>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/form-data", "multipart/form-data; boundary=another"})
    void aBodyIsOfTheFormThatItsTypeTells(String type) throws Exception {
        PostUploadFixture form = signed(form("k"));

        assertRefused(
                form.send(type, form.body()),
                400,
                "MalformedPOSTRequest",
                "The body of your POST request is not well-formed multipart/form-data.");
    }

    @Test
    void fieldsBeforeTheFileAreNotLarge() throws Exception {
        PostUploadFixture many = form("k");
        IntStream.range(0, 2000).forEach(i -> many.unknown("x-ignore-" + i, ""));

        for (PostUploadFixture form : List.of(form("k").unknown("x-ignore-this", "x".repeat(21_000)), many)) {
            assertRefused(
                    signed(form).post(),
                    400,
                    "MaxPostPreDataLengthExceededError",
                    "Your POST request fields preceding the upload file were too large.");
        }
    }

    @Test
    void pagesOfSitesPostThatTheBucketLets() throws Exception {
        assertThat(signed(form("k")).post("Origin", SHOP).body()).contains("AWS's APIs are not for pages here.");
        s3.putBucketCors(r -> r.bucket(BUCKET)
                .corsConfiguration(c -> c.corsRules(CORSRule.builder()
                        .allowedOrigins(SHOP)
                        .allowedMethods("POST")
                        .build())));

        HttpResponse<String> answer = signed(form("k")).post("Origin", SHOP);

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains(SHOP);
    }

    private PostUploadFixture form(String objectKey) {
        return new PostUploadFixture(cloud.cloud().endpoint().resolve("/" + BUCKET), BUCKET)
                .unknown("key", objectKey)
                .condition(List.of("starts-with", "$key", ""));
    }

    private PostUploadFixture signed(PostUploadFixture form) throws Exception {
        return form.signed(key, "eu-west-3");
    }

    private HttpResponse<String> post(PostUploadFixture form) throws Exception {
        return signed(form).post();
    }

    private void assertPolicyRefuses(PostUploadFixture form, String condition) throws Exception {
        assertDenied(form, "Policy Condition failed: " + condition);
    }

    private void assertDenied(PostUploadFixture form, String reason) throws Exception {
        assertRefused(post(form), 403, "AccessDenied", "Invalid according to Policy: " + reason);
    }

    private void assertInvalid(PostUploadFixture form, String message) throws Exception {
        assertRefused(post(form), 400, "InvalidPolicyDocument", "Invalid Policy: " + message);
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String code, String message) {
        String body = answer.body().replace("&quot;", "\"").replace("&apos;", "'");
        assertThat(body).contains("<Code>" + code + "</Code><Message>" + message + "</Message>");
        assertThat(answer.statusCode()).isEqualTo(status);
    }
}
