package ateliers.cloud.services.lambda;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.CloudExtension;
import ateliers.cloud.conformance.FunctionJar;
import ateliers.cloud.conformance.HttpMirror;
import ateliers.cloud.door.Principal;
import ateliers.cloud.executeapi.Caller;
import ateliers.cloud.executeapi.Caller.Reply;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * What functions answer by their URLs, over HTTP. Answers and refusals as LocalStack recorded them on AWS ({@code
 * lambda_/test_lambda.snapshot.json}, TestLambdaURL and TestLambdaPermissions) and as AWS's pages
 * <a href="https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html">on invoking</a>
 * and <a href="https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html">on access</a> have them.
 */
class FunctionUrlTest {
    private static final String FORBIDDEN = "{\"Message\":\"Forbidden. For troubleshooting Function URL authorization"
            + " issues, see: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html\"}";

    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    private LambdaClient lambda;
    private IamClient iam;

    @BeforeEach
    void makeFunction() {
        lambda = cloud.client(LambdaClient.builder());
        iam = cloud.client(IamClient.builder());
        String role = iam.createRole(
                        r -> r.roleName("runner")
                                .assumeRolePolicyDocument(
                                        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                                                + "\"Principal\":{\"Service\":\"lambda.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}"))
                .role()
                .arn();
        lambda.createFunction(r -> r.functionName("mirror")
                .runtime("java17")
                .handler(HttpMirror.class.getName())
                .role(role)
                .timeout(60)
                .code(c -> c.zipFile(SdkBytes.fromByteArray(FunctionJar.of(HttpMirror.class)))));
    }

    private Caller url(String auth) {
        return caller(
                lambda.createFunctionUrlConfig(r -> r.functionName("mirror").authType(auth))
                        .functionUrl());
    }

    private Caller caller(String url) {
        return new Caller(cloud.cloud().endpoint(), URI.create(url).getHost());
    }

    private void open(String qualifier) {
        openUrl(qualifier);
        lambda.addPermission(r -> r.functionName("mirror")
                .qualifier(qualifier)
                .statementId("invoke")
                .action("lambda:InvokeFunction")
                .principal("*")
                .invokedViaFunctionUrl(true));
    }

    private String openUrl(String qualifier) {
        return lambda.addPermission(r -> r.functionName("mirror")
                        .qualifier(qualifier)
                        .statementId("url")
                        .action("lambda:InvokeFunctionUrl")
                        .principal("*")
                        .functionUrlAuthType("NONE"))
                .statement();
    }

    @Test
    void theEventIsOfPayload2AndNamesTheUrl() {
        Caller mirror = url("NONE");
        open(null);

        Reply reply = mirror.send(
                "POST",
                "/pa2%2Fth/1?q=query&multiQuery=foo&multiQuery=%2Fbar",
                "{\"foo\": \"bar\"}",
                "Content-Type",
                "application/json",
                "ExTrA-HeadErs",
                "With WeiRd CapS",
                "Cookie",
                "a=1; b=2",
                "User-Agent",
                "test/echo");

        assertThat(reply.status()).isEqualTo(200);
        JsonNode event = reply.json();
        assertThat(event.path("version").asText()).isEqualTo("2.0");
        assertThat(event.path("routeKey").asText()).isEqualTo("$default");
        assertThat(event.path("rawPath").asText()).isEqualTo("/pa2/th/1");
        assertThat(event.path("rawQueryString").asText()).isEqualTo("q=query&multiQuery=foo&multiQuery=%2Fbar");
        assertThat(event.path("queryStringParameters")).hasToString("{\"q\":\"query\",\"multiQuery\":\"foo,/bar\"}");
        assertThat(event.path("cookies")).hasToString("[\"a=1\",\"b=2\"]");
        assertThat(event.path("body").asText()).isEqualTo("{\"foo\": \"bar\"}");
        assertThat(event.path("isBase64Encoded").asBoolean(true)).isFalse();
        assertThat(event.has("pathParameters") || event.has("stageVariables")).isFalse();
        assertThat(names(event.path("headers")))
                .containsExactlyInAnyOrder(
                        "content-length",
                        "content-type",
                        "extra-headers",
                        "host",
                        "user-agent",
                        "x-amzn-tls-cipher-suite",
                        "x-amzn-tls-version",
                        "x-amzn-trace-id",
                        "x-forwarded-for",
                        "x-forwarded-port",
                        "x-forwarded-proto");
        JsonNode context = event.path("requestContext");
        assertThat(context.path("accountId").asText()).isEqualTo("anonymous");
        assertThat(context.path("apiId").asText() + ".lambda-url.eu-west-3.on.aws")
                .isEqualTo(context.path("domainName").asText())
                .isEqualTo(mirror.host());
        assertThat(context.path("domainPrefix")).isEqualTo(context.path("apiId"));
        assertThat(context.path("stage").asText()).isEqualTo("$default");
        assertThat(context.path("http").path("method").asText()).isEqualTo("POST");
        assertThat(context.has("authorizer")).isFalse();
        // TestRequestIdHandling: the answer, the event and the log name the invocation alike.
        assertThat(reply.header("x-amzn-RequestId"))
                .containsExactly(context.path("requestId").asText());
    }

    @Test
    void aFormIsBase64ForTheFunction() {
        Caller mirror = url("NONE");
        open(null);

        JsonNode event = mirror.send("POST", "/", "a=1", "Content-Type", "multipart/form-data; boundary=x")
                .json();

        assertThat(event.path("body").asText()).isEqualTo("YT0x");
        assertThat(event.path("isBase64Encoded").asBoolean()).isTrue();
    }

    @Test
    void whatTheFunctionReturnsBecomesAnAnswer() {
        Caller mirror = url("NONE");
        open(null);

        Reply text = mirror.get("/text");
        assertThat(text.status() + " " + text.body()).isEqualTo("200 du texte");
        assertThat(text.header("Content-Type")).containsExactly("application/json");
        assertThat(mirror.get("/list").body()).isEqualTo("[1,2]");
        Reply teapot = mirror.get("/teapot");
        assertThat(teapot.status() + " " + teapot.body()).isEqualTo("418 théière");
        assertThat(teapot.header("Content-Type")).containsExactly("application/json");
        assertThat(teapot.header("Set-Cookie")).containsExactly("a=1", "b=2; Secure");
        for (String path : List.of("/throw", "/malformed")) {
            Reply failed = mirror.get(path);
            assertThat(failed.status() + " " + failed.body()).isEqualTo("502 Internal Server Error");
        }
    }

    @Test
    void bothPermissionsAreNeeded() {
        Caller mirror = url("NONE");

        Reply closed = mirror.get("/text");
        assertThat(closed.status() + " " + closed.body()).isEqualTo("403 " + FORBIDDEN);
        assertThat(closed.header("x-amzn-ErrorType")).containsExactly("AccessDeniedException");

        assertThat(openUrl(null))
                .endsWith("\"Condition\":{\"StringEquals\":{\"lambda:FunctionUrlAuthType\":\"NONE\"}}}");
        assertThat(mirror.get("/text").status()).isEqualTo(403);

        String statement = lambda.addPermission(r -> r.functionName("mirror")
                        .statementId("invoke")
                        .action("lambda:InvokeFunction")
                        .principal("*")
                        .invokedViaFunctionUrl(true))
                .statement();
        assertThat(statement).endsWith("\"Condition\":{\"Bool\":{\"lambda:InvokedViaFunctionUrl\":\"true\"}}}");
        assertThat(mirror.get("/text").status()).isEqualTo(200);
        assertThat(cloud.cloud().journal().entries().stream()
                        .filter(entry -> entry.operation().equals("GET /text"))
                        .map(entry -> entry.kind() + " " + entry.outcome())
                        .toList())
                .containsExactly("DENIAL 403", "DENIAL 403", "CALL OK");
    }

    @Test
    void aStrangerMayNotInvokeWhatIsOpenByItsUrlOnly() {
        url("NONE");
        open(null);
        LambdaClient ada = cloud.clientAs(cloud.user("ada"), LambdaClient.builder());

        assertThat(refusal(() -> ada.invoke(r -> r.functionName("mirror"))))
                .startsWith("AccessDeniedException: User: arn:aws:iam::");
    }

    @Test
    void withIamTheSignatureAndBothActionsAreChecked() {
        Caller mirror = url("AWS_IAM");
        open(null); // is about AuthType NONE
        Principal ada = cloud.user("ada");
        AwsCredentials key =
                CloudExtension.credentials(cloud.cloud().credentials().issue(ada));

        assertThat(mirror.get("/").body()).isEqualTo(FORBIDDEN);
        assertThat(signed(mirror, key).body()).isEqualTo(FORBIDDEN);
        Reply forged = signed(mirror, AwsBasicCredentials.create(key.accessKeyId(), "wrong"));
        assertThat(forged.status()).isEqualTo(403);
        assertThat(forged.body()).startsWith("{\"message\":\"The request signature we calculated does not match");

        allow("lambda:InvokeFunctionUrl");
        // The function's policy lets everybody invoke it by its URL.
        JsonNode event = signed(mirror, key).json();

        JsonNode by = event.path("requestContext").path("authorizer").path("iam");
        assertThat(by.path("userArn").asText()).isEqualTo(ada.arn());
        assertThat(by.path("accessKey").asText()).isEqualTo(key.accessKeyId());
        assertThat(by.path("accountId").asText())
                .isEqualTo(cloud.cloud().place().account());
        assertThat(event.path("requestContext").path("accountId").asText())
                .isEqualTo(cloud.cloud().place().account());

        lambda.removePermission(r -> r.functionName("mirror").statementId("invoke"));
        assertThat(signed(mirror, key).body()).isEqualTo(FORBIDDEN);
        allow("lambda:InvokeFunctionUrl\",\"lambda:InvokeFunction");
        assertThat(signed(mirror, key).status()).isEqualTo(200);
    }

    @Test
    void anAliasHasAUrlOfItsOwnWhichOutlivesIt() {
        lambda.publishVersion(r -> r.functionName("mirror"));
        lambda.createAlias(r -> r.functionName("mirror").name("live").functionVersion("1"));
        Caller live = caller(lambda.createFunctionUrlConfig(
                        r -> r.functionName("mirror").qualifier("live").authType("NONE"))
                .functionUrl());
        open("live");

        assertThat(live.get("/text").body()).isEqualTo("du texte");

        lambda.deleteAlias(r -> r.functionName("mirror").name("live"));
        assertThat(live.get("/text").body()).isEqualTo(FORBIDDEN);
    }

    @Test
    void anUnknownUrlIsForbiddenWithoutAWord() {
        Reply reply = caller("https://0123456789abcdefghijklmnopqrstuv.lambda-url.eu-west-3.on.aws")
                .get("/");

        assertThat(reply.status() + " " + reply.body()).isEqualTo("403 {\"Message\":null}");
        assertThat(reply.header("x-amzn-ErrorType")).containsExactly("AccessDeniedException");
        assertThat(reply.header("Content-Type")).containsExactly("application/json");
    }

    @Test
    void withoutConcurrencyTheUrlIsOff() {
        Caller mirror = url("NONE");
        open(null);
        lambda.putFunctionConcurrency(r -> r.functionName("mirror").reservedConcurrentExecutions(0));

        assertThat(mirror.get("/text").status()).isEqualTo(429);
    }

    @Test
    void aPathLeadsThereTooForWhoCannotResolveTheName() {
        Caller mirror = url("NONE");
        open(null);
        String id = mirror.host().substring(0, 32);

        Reply reply = new Caller(cloud.cloud().endpoint(), "127.0.0.1").get("/_aws/lambda-url/" + id + "/list");

        assertThat(reply.body()).isEqualTo("[1,2]");
    }

    @Test
    void corsIsAnsweredAsConfigured() {
        Caller mirror = url("NONE");
        open(null);
        lambda.updateFunctionUrlConfig(r -> r.functionName("mirror")
                .cors(c -> c.allowOrigins("https://example.com")
                        .allowMethods("GET", "POST")
                        .allowHeaders("date")
                        .exposeHeaders("x-seen")
                        .maxAge(300)
                        .allowCredentials(true)));

        Reply preflight = mirror.send(
                "OPTIONS", "/", "", "Origin", "https://example.com", "Access-Control-Request-Method", "GET");
        assertThat(preflight.status()).isEqualTo(200);
        assertThat(preflight.header("access-control-allow-methods")).containsExactly("GET,POST");
        assertThat(preflight.header("access-control-allow-headers")).containsExactly("date");
        assertThat(preflight.header("access-control-max-age")).containsExactly("300");
        Reply answer = mirror.get("/text", "Origin", "https://example.com");
        assertThat(answer.header("access-control-allow-origin")).containsExactly("https://example.com");
        assertThat(answer.header("access-control-expose-headers")).containsExactly("x-seen");
        assertThat(answer.header("access-control-allow-credentials")).containsExactly("true");
        assertThat(mirror.get("/text", "Origin", "https://example.org").header("access-control-allow-origin"))
                .isEmpty();
    }

    private void allow(String actions) {
        iam.putUserPolicy(r -> r.userName("ada")
                .policyName("url")
                .policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\""
                        + actions + "\"],\"Resource\":\"*\"}]}"));
    }

    private static Reply signed(Caller mirror, AwsCredentials credentials) {
        SdkHttpRequest request = AwsV4HttpSigner.create()
                .sign(r -> r.identity(credentials)
                        .request(SdkHttpRequest.builder()
                                .method(SdkHttpMethod.GET)
                                .uri(URI.create("https://" + mirror.host() + "/"))
                                .build())
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "lambda")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-3"))
                .request();
        List<String> headers = new ArrayList<>();
        request.forEachHeader((name, values) -> {
            if (!name.equalsIgnoreCase("host")) {
                headers.addAll(List.of(name, values.get(0)));
            }
        });
        return mirror.get("/", headers.toArray(String[]::new));
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
