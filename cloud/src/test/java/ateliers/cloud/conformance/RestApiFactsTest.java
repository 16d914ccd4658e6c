package ateliers.cloud.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.wire.RawHttp;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** What a REST API makes of requests and answers, with a real function behind it. */
class RestApiFactsTest extends ConformanceCase {
    private static final String TRUST = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Principal\":{\"Service\":\"lambda.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";
    private static final String INTERNAL = "{\"message\":\"Internal server error\"}";
    private static final String DOCUMENT = """
            {"swagger":"2.0","info":{"title":"facts","version":"1.0"},
             "x-amazon-apigateway-request-validators":{"all":{"validateRequestBody":true,"validateRequestParameters":true}},
             "definitions":{"order":{"type":"object","required":["sku"],"properties":{"sku":{"type":"string"}}}},
             "paths":{
              "/orders":{"get":{%1$s},"post":{%1$s}},
              "/orders/{id}":{"get":{%1$s}},
              "/files/{proxy+}":{"x-amazon-apigateway-any-method":{%1$s}},
              "/wrong":{"get":{"x-amazon-apigateway-integration":{"type":"aws_proxy","httpMethod":"GET","uri":"%2$s"}}},
              "/checked":{"post":{"x-amazon-apigateway-request-validator":"all",
                "parameters":[{"in":"query","name":"b","required":true},{"in":"header","name":"a","required":true},
                 {"in":"body","name":"order","schema":{"$ref":"#/definitions/order"}}],%1$s}}}}
            """;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private String stage;

    @BeforeEach
    void deploy() {
        IamClient iam = cloud.client(IamClient.builder());
        String role = iam.createRole(r -> r.roleName("runner").assumeRolePolicyDocument(TRUST))
                .role()
                .arn();
        LambdaClient lambda = cloud.client(LambdaClient.builder());
        SdkBytes code = SdkBytes.fromByteArray(FunctionJar.of(Mirror.class));
        String function = lambda.createFunction(r -> r.functionName("mirror")
                        .runtime("java17")
                        .handler(Mirror.class.getName())
                        .role(role)
                        .timeout(60)
                        .code(c -> c.zipFile(code)))
                .functionArn();
        ApiGatewayClient gateway = cloud.client(ApiGatewayClient.builder());
        String uri = "arn:aws:apigateway:eu-west-3:lambda:path/2015-03-31/functions/" + function + "/invocations";
        String proxy = "\"x-amazon-apigateway-integration\":{\"type\":\"aws_proxy\",\"httpMethod\":\"POST\",\"uri\":\""
                + uri + "\"}";
        String id = gateway.importRestApi(r -> r.body(SdkBytes.fromUtf8String(DOCUMENT.formatted(proxy, uri))))
                .id();
        gateway.createDeployment(r -> r.restApiId(id).stageName("prod"));
        lambda.addPermission(r -> r.functionName("mirror")
                .statementId("api")
                .action("lambda:InvokeFunction")
                .principal("apigateway.amazonaws.com")
                .sourceArn(cloud.cloud().place().arn("execute-api", id + "/*/*/*")));
        stage = "/_aws/execute-api/" + id + "/prod";
    }

    @Test
    @Fact(14)
    @DisplayName("Fact 14: what a request has not is present as null")
    void absentIsNull() {
        JsonNode event = event("/orders");

        for (String name : List.of("body", "queryStringParameters", "pathParameters", "stageVariables")) {
            assertThat(event.has(name)).as(name).isTrue();
            assertThat(event.get(name).isNull()).as(name).isTrue();
        }
    }

    @Test
    @Fact(15)
    @DisplayName("Fact 15: the identity has its twelve keys, the unused ones null")
    void identity() {
        JsonNode identity = event("/orders").at("/requestContext/identity");

        assertThat(names(identity))
                .containsExactlyInAnyOrder(
                        "accessKey",
                        "accountId",
                        "caller",
                        "cognitoAuthenticationProvider",
                        "cognitoAuthenticationType",
                        "cognitoIdentityId",
                        "cognitoIdentityPoolId",
                        "principalOrgId",
                        "sourceIp",
                        "user",
                        "userAgent",
                        "userArn");
        assertThat(names(identity).stream().filter(name -> !identity.get(name).isNull()))
                .containsExactlyInAnyOrder("sourceIp", "userAgent");
        assertThat(identity.path("sourceIp").asText()).isEqualTo("127.0.0.1");
        assertThat(identity.path("userAgent").asText()).isEqualTo("facts");
    }

    @Test
    @Fact(16)
    @DisplayName("Fact 16: the path leaves the stage out, the context's path has it")
    void paths() {
        JsonNode event = event("/orders/7");

        assertThat(event.path("path").asText()).isEqualTo("/orders/7");
        assertThat(event.at("/requestContext/path").asText()).isEqualTo("/prod/orders/7");
        assertThat(event.path("resource").asText()).isEqualTo("/orders/{id}");
        assertThat(event.path("pathParameters")).isEqualTo(json("{\"id\":\"7\"}"));
    }

    @Test
    @Fact(17)
    @DisplayName("Fact 17: a trailing slash stays in the path and goes from the greedy parameter")
    void trailingSlash() {
        JsonNode event = event("/files/a/b/");

        assertThat(event.path("path").asText()).isEqualTo("/files/a/b/");
        assertThat(event.at("/requestContext/path").asText()).isEqualTo("/prod/files/a/b/");
        assertThat(event.path("pathParameters")).isEqualTo(json("{\"proxy\":\"a/b\"}"));
    }

    @Test
    @Fact(18)
    @DisplayName("Fact 18: of a repeated query parameter the single map keeps the last value, the multi map all")
    void repeatedParameter() {
        JsonNode event = event("/orders?a=1&b=x&a=2&a=3");

        assertThat(event.path("queryStringParameters")).isEqualTo(json("{\"a\":\"3\",\"b\":\"x\"}"));
        assertThat(event.path("multiValueQueryStringParameters"))
                .isEqualTo(json("{\"a\":[\"1\",\"2\",\"3\"],\"b\":[\"x\"]}"));
    }

    @Test
    @Fact(19)
    @DisplayName("Fact 19: header case is preserved")
    void headerCase() {
        String answer = RawHttp.send(
                cloud.cloud().endpoint(),
                "GET " + stage + "/orders HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\nAccept-Encoding: gzip\r\n"
                        + "X-Correlation-Token: aValUE\r\nx-small: 1\r\nX-CAPITAL: 2\r\nx-mIxEd: 3\r\nUser-Agent: raw\r\nConnection: close\r\n\r\n");
        JsonNode event = json(answer.substring(answer.indexOf("\r\n\r\n") + 4));

        assertThat(names(event.path("headers")))
                .contains("Host", "Accept", "Accept-Encoding", "X-Correlation-Token", "User-Agent")
                .contains("x-small", "X-CAPITAL", "x-mIxEd")
                .contains("X-Amzn-Trace-Id", "X-Forwarded-For", "X-Forwarded-Port", "X-Forwarded-Proto");
        assertThat(event.at("/headers/X-Correlation-Token").asText()).isEqualTo("aValUE");
        assertThat(event.at("/multiValueHeaders/X-Correlation-Token")).isEqualTo(json("[\"aValUE\"]"));
    }

    @ParameterizedTest(name = "{0} is answered with {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | 502",
                "{\"statusCode\":200,\"wrongValue\":\"v\"} | 502",
                "{\"statusCode\":200,\"body\":{\"a\":1}} | 502",
                "{\"statusCode\":200,\"body\":1} | 502",
                "{\"statusCode\":\"test\"} | 502",
                "\"justAString\" | 502",
                "{\"statusCode\":200,\"multiValueHeaders\":{\"a\":\"b\"}} | 502",
                "{\"statusCode\":\"201\"} | 201",
                "{\"headers\":{\"test-header\":\"value\"}} | 200",
                "{\"statusCode\":200,\"headers\":null} | 200"
            })
    @Fact(20)
    @DisplayName("Fact 20: answers that are none are a bad gateway, a status may be a text or left out")
    void answers(String answer, int status) {
        HttpResponse<String> response = get("/orders", "X-Answer", encoded(answer));

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).isEqualTo(status == 502 ? INTERNAL : "");
    }

    @Test
    @Fact(21)
    @DisplayName("Fact 21: the type is JSON by default, booleans become texts, single and multi values merge")
    void headersOfAnswers() {
        HttpResponse<String> response = get(
                "/orders",
                "X-Answer",
                encoded("{\"statusCode\":200,\"headers\":{\"flag\":true,\"test-multi\":\"solo\"},"
                        + "\"multiValueHeaders\":{\"tesT-Multi\":[\"multi\"]}}"));

        assertThat(response.headers().allValues("Content-Type")).containsExactly("application/json");
        assertThat(response.headers().allValues("flag")).containsExactly("true");
        assertThat(response.headers().allValues("test-multi")).containsExactly("multi", "solo");
    }

    @Test
    @Fact(22)
    @DisplayName("Fact 22: an integration method other than POST is an internal error")
    void integrationMethod() {
        HttpResponse<String> response = get("/wrong");

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).isEqualTo(INTERNAL);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"GET, /unknown", "GET, /orders/1/2", "DELETE, /orders"})
    @Fact(23)
    @DisplayName("Fact 23: an unknown route or method misses a token")
    void unknownRoute(String method, String path) {
        HttpResponse<String> response = send(method, path, "");

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).isEqualTo("{\"message\":\"Missing Authentication Token\"}");
        assertThat(response.headers().firstValue("x-amzn-ErrorType")).contains("MissingAuthenticationTokenException");
    }

    @Test
    @Fact(24)
    @DisplayName("Fact 24: what request validation refuses")
    void validation() {
        HttpResponse<String> bare = send("POST", "/checked", "{\"sku\":\"s\"}");
        HttpResponse<String> half = send("POST", "/checked?b=1", "{\"sku\":\"s\"}");
        HttpResponse<String> wrong = send("POST", "/checked?b=1", "{\"test\":\"test\"}", "a", "2");
        HttpResponse<String> empty = send("POST", "/checked?b=1", "", "a", "2");
        HttpResponse<String> good = send("POST", "/checked?b=1", "{\"sku\":\"s\"}", "a", "2");

        assertThat(bare.statusCode()).isEqualTo(400);
        assertThat(bare.body()).isEqualTo("{\"message\":\"Missing required request parameters: [a, b]\"}");
        assertThat(half.statusCode()).isEqualTo(400);
        assertThat(half.body()).isEqualTo("{\"message\":\"Missing required request parameters: [a]\"}");
        assertThat(List.of(wrong.statusCode(), empty.statusCode())).containsExactly(400, 400);
        assertThat(wrong.body()).isEqualTo("{\"message\":\"Invalid request body\"}");
        assertThat(empty.body()).isEqualTo("{\"message\":\"Invalid request body\"}");
        assertThat(good.statusCode()).isEqualTo(200);
    }

    /** What the function got of a GET. */
    private JsonNode event(String path) {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json(response.body());
    }

    private HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(cloud.cloud().endpoint() + stage + path))
                .header("User-Agent", "facts")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String answer) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(answer.getBytes(StandardCharsets.UTF_8));
    }
}
