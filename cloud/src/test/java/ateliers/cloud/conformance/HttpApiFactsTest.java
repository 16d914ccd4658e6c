package ateliers.cloud.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.executeapi.Caller;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.s3.S3Client;

/** A function behind an HTTP API, deployed from a SAM template and reached by the API's host. */
class HttpApiFactsTest extends ConformanceCase {
    private static final String TEMPLATE = """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Mirror:
                Type: AWS::Serverless::Function
                Properties:
                  Runtime: java17
                  Handler: ateliers.cloud.conformance.HttpMirror
                  CodeUri: s3://code-of-the-mirror/mirror.jar
                  MemorySize: 256
                  Timeout: 60
                  Events:
                    Item: {Type: HttpApi, Properties: {Method: any, Path: '/items/{id}'}}
                    Answers: {Type: HttpApi, Properties: {Method: get, Path: '/answers/{proxy+}'}}
            Outputs:
              Url: {Value: !Sub 'https://${ServerlessHttpApi}.execute-api.${AWS::Region}.${AWS::URLSuffix}/'}
            """;

    private Caller api;

    @BeforeEach
    void deploy() throws IOException {
        S3Client s3 = cloud.client(S3Client.builder().forcePathStyle(true));
        s3.createBucket(r -> r.bucket("code-of-the-mirror")
                .createBucketConfiguration(
                        c -> c.locationConstraint(cloud.cloud().place().region())));
        s3.putObject(r -> r.bucket("code-of-the-mirror").key("mirror.jar"), RequestBody.fromBytes(code()));
        CloudFormationClient cfn = cloud.client(CloudFormationClient.builder());
        cfn.createStack(r -> r.stackName("mirror")
                .templateBody(TEMPLATE)
                .capabilities(Capability.CAPABILITY_IAM, Capability.CAPABILITY_AUTO_EXPAND));
        idle();
        Stack stack = cfn.describeStacks(r -> r.stackName("mirror")).stacks().get(0);
        assertThat(stack.stackStatusAsString()).isEqualTo("CREATE_COMPLETE");
        URI url = URI.create(stack.outputs().get(0).outputValue());
        api = new Caller(cloud.cloud().endpoint(), url.getHost());
    }

    @Test
    @Fact(58)
    @DisplayName(
            "Fact 58: payload 2.0 has cookies, joined headers and queries, requestContext.http, no multi-value maps")
    void payload2() {
        JsonNode event = api.send(
                        "POST",
                        "/items/a%20b?q=1&q=2&r=%C3%A9&empty=",
                        "{\"a\":1}",
                        "Content-Type",
                        "application/json",
                        "Cookie",
                        "x=1; y=2",
                        "X-Seen",
                        "one",
                        "X-Seen",
                        "two",
                        "User-Agent",
                        "Facts/1.0")
                .json();

        assertThat(event.path("version").asText()).isEqualTo("2.0");
        assertThat(event.path("routeKey").asText()).isEqualTo("ANY /items/{id}");
        assertThat(event.path("rawPath").asText()).isEqualTo("/items/a b");
        assertThat(event.path("rawQueryString").asText()).isEqualTo("q=1&q=2&r=%C3%A9&empty=");
        assertThat(event.path("cookies")).hasToString("[\"x=1\",\"y=2\"]");
        assertThat(event.path("queryStringParameters")).isEqualTo(json("{\"q\":\"1,2\",\"r\":\"é\",\"empty\":\"\"}"));
        assertThat(event.path("pathParameters")).isEqualTo(json("{\"id\":\"a b\"}"));
        assertThat(event.path("body").asText()).isEqualTo("{\"a\":1}");
        assertThat(event.path("isBase64Encoded").isBoolean()).isTrue();
        assertThat(event.path("isBase64Encoded").asBoolean()).isFalse();
        assertThat(names(event))
                .doesNotContain("multiValueHeaders", "multiValueQueryStringParameters", "httpMethod", "resource");

        JsonNode headers = event.path("headers");
        assertThat(names(headers)).allMatch(name -> name.equals(name.toLowerCase(java.util.Locale.ROOT)));
        assertThat(headers.path("x-seen").asText()).isEqualTo("one,two");
        assertThat(headers.path("host").asText()).isEqualTo(api.host());
        assertThat(names(headers))
                .contains("content-length", "x-amzn-trace-id", "x-forwarded-for", "x-forwarded-port")
                .doesNotContain("cookie");

        JsonNode context = event.path("requestContext");
        assertThat(names(context))
                .containsExactlyInAnyOrder(
                        "accountId",
                        "apiId",
                        "domainName",
                        "domainPrefix",
                        "http",
                        "requestId",
                        "routeKey",
                        "stage",
                        "time",
                        "timeEpoch");
        assertThat(context.path("stage").asText()).isEqualTo("$default");
        assertThat(context.path("domainName").asText()).isEqualTo(api.host());
        assertThat(context.path("time").asText()).matches("\\d\\d/[A-Z][a-z]{2}/\\d{4}:\\d\\d:\\d\\d:\\d\\d \\+0000");
        JsonNode http = context.path("http");
        assertThat(http.path("method").asText()).isEqualTo("POST");
        assertThat(http.path("path").asText()).isEqualTo("/items/a b");
        assertThat(http.path("protocol").asText()).isEqualTo("HTTP/1.1");
        assertThat(http.path("sourceIp").asText()).isEqualTo("127.0.0.1");
        assertThat(http.path("userAgent").asText()).isEqualTo("Facts/1.0");
    }

    /** As ministackorg/ministack pull request 766 saw it on AWS. */
    @ParameterizedTest
    @CsvSource({
        ", true",
        "application/x-www-form-urlencoded, true",
        "application/octet-stream, true",
        "text/plain, false",
        "application/json; charset=utf-8, false"
    })
    @DisplayName("A body goes as base64 unless its type is known for text: one without a type does")
    void bodiesWithoutAType(String type, boolean base64) {
        String[] headers = type == null ? new String[0] : new String[] {"Content-Type", type};

        JsonNode event = api.send("POST", "/items/1", "abc", headers).json();

        assertThat(event.path("isBase64Encoded").asBoolean()).isEqualTo(base64);
        assertThat(event.path("body").asText()).isEqualTo(base64 ? "YWJj" : "abc");
    }

    @Test
    @DisplayName("Without body, cookies and query, payload 2.0 has none of them")
    void bareRequest() {
        JsonNode event = api.get("/items/7").json();

        assertThat(names(event)).doesNotContain("body", "cookies", "queryStringParameters", "stageVariables");
        assertThat(event.path("rawQueryString").asText()).isEmpty();
    }

    @Test
    @DisplayName("What has no statusCode is the body of a 200 in JSON")
    void inferredAnswers() {
        Caller.Reply text = api.get("/answers/text");
        assertThat(text.status()).isEqualTo(200);
        assertThat(text.header("content-type")).containsExactly("application/json");
        assertThat(text.body()).isEqualTo("du texte");
        assertThat(api.get("/answers/list").body()).isEqualTo("[1,2]");
    }

    @Test
    @DisplayName("What has a statusCode is the answer, with its cookies and as plain text")
    void statedAnswers() {
        Caller.Reply reply = api.get("/answers/teapot");

        assertThat(reply.status()).isEqualTo(418);
        assertThat(reply.body()).isEqualTo("théière");
        assertThat(reply.header("content-type")).containsExactly("text/plain; charset=utf-8");
        assertThat(reply.header("set-cookie")).containsExactly("a=1", "b=2; Secure");
        assertThat(reply.header("apigw-requestid")).hasSize(1);
    }

    @Test
    @DisplayName("An error of the function and an answer that is none are a 500, an unknown route a 404")
    void errors() {
        for (String target : new String[] {"/answers/throw", "/answers/malformed"}) {
            Caller.Reply reply = api.get(target);
            assertThat(reply.status()).isEqualTo(500);
            assertThat(reply.body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
        }
        Caller.Reply unknown = api.send("DELETE", "/answers/text", "");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.header("content-type")).containsExactly("application/json");
        assertThat(unknown.body()).isEqualTo("{\"message\":\"Not Found\"}");
    }

    private static byte[] code() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String name = HttpMirror.class.getName().replace('.', '/') + ".class";
        try (ZipOutputStream zip = new ZipOutputStream(bytes);
                InputStream input = HttpMirror.class.getClassLoader().getResourceAsStream(name)) {
            zip.putNextEntry(new ZipEntry(name));
            input.transferTo(zip);
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }
}
