package ateliers.cloud.services.s3;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.CloudExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** What a page of another site gets of a bucket, in the browser of whoever runs the cloud. */
class BucketCorsTest {
    private static final String BUCKET = "photos";
    private static final String SHOP = "https://shop.example";
    private static final String ALLOWED = "Access-Control-Allow-Origin";

    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    private S3Client s3;

    @BeforeEach
    void aBucketForPagesOfTheShop() {
        s3 = cloud.client(S3Client.builder());
        s3.createBucket(r -> r.bucket(BUCKET));
        s3.putObject(r -> r.bucket(BUCKET).key("k"), RequestBody.fromString("hello"));
        rules(CORSRule.builder()
                .allowedOrigins(SHOP, "https://*.shop.example")
                .allowedMethods("GET", "PUT")
                .allowedHeaders("Content-*", "x-amz-meta-colour")
                .exposeHeaders("ETag")
                .maxAgeSeconds(600)
                .build());
    }

    @Test
    void aPageThatMayReadsAnObjectByItsPresignedAddress() throws Exception {
        HttpResponse<String> answer = ask("GET", presigned(), "Origin", SHOP, "Sec-Fetch-Site", "cross-site");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("hello");
        assertThat(answer.headers().firstValue(ALLOWED)).contains(SHOP);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials"))
                .contains("true");
        assertThat(answer.headers().firstValue("Access-Control-Expose-Headers")).contains("ETag");
        assertThat(answer.headers().firstValue("Vary"))
                .contains("Origin, Access-Control-Request-Headers, Access-Control-Request-Method");
    }

    @Test
    void aRefusalIsReadTooAsIsAnAnswerToATool() throws Exception {
        HttpResponse<String> refused = ask("GET", object(), "Origin", "https://my.shop.example");

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("<Code>AccessDenied</Code>");
        assertThat(refused.headers().firstValue(ALLOWED)).contains("https://my.shop.example");
        assertThat(ask("GET", presigned(), "X-Nothing", "of a page").headers().firstValue(ALLOWED))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, https://evil.example",
        "GET, https://shop.example.evil",
        "DELETE, https://shop.example",
        "GET, null"
    })
    void othersAndOtherMethodsAreRefusedBeforeS3IsAsked(String method, String origin) throws Exception {
        HttpResponse<String> answer = ask(method, presigned(), "Origin", origin);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("AWS's APIs are not for pages here.");
        assertThat(answer.headers().firstValue(ALLOWED)).isEmpty();
    }

    @Test
    void aPreflightRequestIsAnsweredForTheRuleThatFits() throws Exception {
        HttpResponse<String> answer = preflight("PUT", "content-type, X-Amz-Meta-Colour");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue(ALLOWED)).contains(SHOP);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Methods")).contains("GET, PUT");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Headers"))
                .contains("content-type, x-amz-meta-colour");
        assertThat(answer.headers().firstValue("Access-Control-Max-Age")).contains("600");
    }

    /** What AWS answered to LocalStack's tests of {@code TestS3Cors}. */
    @Test
    void aPreflightRequestForMoreIsRefused() throws Exception {
        String why = "This CORS request is not allowed. This is usually because the evalution of Origin, request method"
                + " / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the"
                + " resource's CORS spec.";

        assertRefused(preflight("DELETE", "content-type"), why, "DELETE", "OBJECT");
        assertRefused(preflight("PUT", "content-type, authorization"), why, "PUT", "OBJECT");
        assertRefused(
                ask("OPTIONS", address("/" + BUCKET), "Origin", SHOP, "Access-Control-Request-Method", "POST"),
                why,
                "POST",
                "BUCKET");
    }

    @Test
    void aPreflightRequestToABucketWithoutRulesIsRefused() throws Exception {
        s3.deleteBucketCors(r -> r.bucket(BUCKET));

        assertRefused(preflight("PUT", "content-type"), "CORS is not enabled for this bucket.", "PUT", "BUCKET");
        assertRefused(
                ask("OPTIONS", object(), "Origin", SHOP), "CORS is not enabled for this bucket.", "OPTIONS", "BUCKET");
        assertRefused(ask("OPTIONS", address("/nobodys/k"), "Origin", SHOP), "Bucket not found", "OPTIONS", "BUCKET");
    }

    @Test
    void aPreflightRequestTellsWhoseItIs() throws Exception {
        HttpResponse<String> answer = ask("OPTIONS", object(), "Access-Control-Request-Method", "PUT");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("<Code>BadRequest</Code><Message>Insufficient information. Origin request header needed."
                        + "</Message>");
    }

    private static void assertRefused(HttpResponse<String> answer, String why, String method, String type) {
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body().replace("&apos;", "'"))
                .contains("<Code>AccessForbidden</Code><Message>CORSResponse: " + why + "</Message><Method>" + method
                        + "</Method><ResourceType>" + type + "</ResourceType>");
        assertThat(answer.headers().firstValue(ALLOWED)).isEmpty();
    }

    @Test
    void aRuleForAnyOriginSaysSo() throws Exception {
        rules(CORSRule.builder().allowedOrigins("*").allowedMethods("GET").build());

        HttpResponse<String> answer = ask("GET", presigned(), "Origin", "https://evil.example");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue(ALLOWED)).contains("*");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
    }

    /** The bucket's rules are for its objects: another service is not asked in its name. */
    @Test
    void aBucketsRuleOpensNoOtherService() throws Exception {
        rules(CORSRule.builder()
                .allowedOrigins("*")
                .allowedMethods("GET", "POST")
                .build());
        URI iam = cloud.cloud()
                .endpoint()
                .resolve(
                        "/" + BUCKET + "?Action=CreateUser&UserName=eve&Version=2010-05-08"
                                + "&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=any%2F20260101%2Fus-east-1%2Fiam%2Faws4_request"
                                + "&X-Amz-Date=20260101T000000Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host&X-Amz-Signature=00");

        HttpResponse<String> answer = ask("GET", iam, "Origin", "https://evil.example");

        assertThat(answer.body()).contains("AWS's APIs are not for pages here.");
        assertThat(ask(
                                "GET",
                                URI.create(iam.toString().replace("%2Fiam%2F", "%2Fs3%2F")),
                                "Origin",
                                "https://evil.example")
                        .body())
                .doesNotContain("CreateUserResponse");
    }

    private void rules(CORSRule... rules) {
        s3.putBucketCors(r -> r.bucket(BUCKET).corsConfiguration(c -> c.corsRules(List.of(rules))));
    }

    private URI object() {
        return address("/" + BUCKET + "/k");
    }

    private URI address(String path) {
        return cloud.cloud().endpoint().resolve(path);
    }

    private URI presigned() throws Exception {
        var key = cloud.cloud().credentials().issue(cloud.cloud().root());
        try (S3Presigner presigner = S3Presigner.builder()
                .region(Region.of(cloud.cloud().place().region()))
                .endpointOverride(cloud.cloud().endpoint())
                .credentialsProvider(StaticCredentialsProvider.create(CloudExtension.credentials(key)))
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build()) {
            return presigner
                    .presignGetObject(p -> p.signatureDuration(Duration.ofMinutes(1))
                            .getObjectRequest(r -> r.bucket(BUCKET).key("k")))
                    .url()
                    .toURI();
        }
    }

    private HttpResponse<String> preflight(String method, String headers) throws Exception {
        return ask(
                "OPTIONS",
                object(),
                "Origin",
                SHOP,
                "Access-Control-Request-Method",
                method,
                "Access-Control-Request-Headers",
                headers);
    }

    private static HttpResponse<String> ask(String method, URI address, String... headers)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .headers(headers)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
