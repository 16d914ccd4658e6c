package ateliers.cloud.services.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.executeapi.FakeFunctions;
import ateliers.cloud.executeapi.Visitor;
import ateliers.cloud.http.WireResponse;
import ateliers.cloud.services.TestServices;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;

/** How stages find methods, and what variables, binary types, mocks and gateway responses make of requests. */
class RestStageTest {
    private static final String URI = "arn:aws:apigateway:eu-west-3:lambda:path/2015-03-31/functions/"
            + "arn:aws:lambda:eu-west-3:123456789012:function:%s/invocations";
    private static final String BODY = """
            {"swagger":"2.0","info":{"title":"t","version":"1.0"},
             "x-amazon-apigateway-binary-media-types":["image/png"],
             "paths":{
              "/part1":{"post":{%1$s}},
              "/part1/constant":{"x-amazon-apigateway-any-method":{%1$s}},
              "/part2/{any}/sub":{"get":{%1$s}},
              "/{proxy+}":{"get":{%1$s},"options":{%1$s}},
              "/varied":{"get":{%2$s}},
              "/slow":{"get":{%3$s}},
              "/mock":{"get":{"responses":{"200":{}},"x-amazon-apigateway-integration":{"type":"mock",
                 "passthroughBehavior":"never","requestTemplates":{"application/json":"{\\"statusCode\\": 200}"},
                 "responses":{"default":{"statusCode":"200","responseTemplates":{"application/json":
                   "{\\"stage\\": \\"$context.stage\\", \\"path\\": \\"$context.resourcePath\\"}"}}}}}},
              "/undeclared":{"get":{"x-amazon-apigateway-integration":{"type":"mock",
                 "requestTemplates":{"application/json":"{\\"statusCode\\": 200}"},
                 "responses":{"default":{"statusCode":"200"}}}}}}}
            """.formatted(
                    proxy("f", ""), proxy("${stageVariables.function}", ""), proxy("f", ",\"timeoutInMillis\":50"));

    private final FakeFunctions functions = new FakeFunctions();
    private final TestServices cloud = new TestServices(functions, new ApiGatewayService());
    private final ApiGatewayClient client = cloud.client(ApiGatewayClient.class);
    private Visitor api;

    private static String proxy(String function, String more) {
        return "\"x-amazon-apigateway-integration\":{\"type\":\"aws_proxy\",\"httpMethod\":\"POST\",\"uri\":\""
                + URI.formatted(function) + "\"" + more + "}";
    }

    @BeforeEach
    void deploy() {
        String id =
                client.importRestApi(r -> r.body(SdkBytes.fromUtf8String(BODY))).id();
        client.createDeployment(r -> r.restApiId(id).stageName("prod").variables(Map.of("function", "g")));
        api = new Visitor(cloud.door, id);
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "POST, /prod/part1, /part1",
        "OPTIONS, /prod/part1, /{proxy+}",
        "GET, /prod/part1/constant, /part1/constant",
        "OPTIONS, /prod/part1/constant, /part1/constant",
        "GET, /prod/part1/other, /{proxy+}",
        "GET, /prod/part2/x/sub, /part2/{any}/sub",
        "GET, /prod/part2/x, /{proxy+}",
        "GET, /prod/a/b/c, /{proxy+}"
    })
    void theMostSpecificResourceThatHasTheMethodAnswers(String method, String target, String resource) {
        assertThat(api.send(method, target, "").status()).isEqualTo(200);
        assertThat(functions.event.path("resource").asText()).isEqualTo(resource);
    }

    @Test
    void aHeadRequestIsNoGet() {
        assertThat(api.send("HEAD", "/prod/varied", "").status()).isEqualTo(403);
        assertThat(api.send("HEAD", "/prod/part1/constant", "").status()).isEqualTo(200);
        assertThat(functions.event.path("httpMethod").asText()).isEqualTo("HEAD");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "/prod//a, /a, /prod//a, a",
        "//prod/a, /a, /prod/a, a",
        "/prod/a//b, /a//b, /prod/a//b, a//b",
        "/prod/user/test%2Balias@a.example, /user/test%2Balias@a.example, /prod/user/test%2Balias@a.example,"
                + " user/test%2Balias@a.example"
    })
    void slashesAndEscapesOfPathsStayWhereAwsLeavesThem(String target, String path, String inContext, String proxy) {
        api.get(target);

        assertThat(functions.event.path("path").asText()).isEqualTo(path);
        assertThat(functions.event.at("/requestContext/path").asText()).isEqualTo(inContext);
        assertThat(functions.event.at("/pathParameters/proxy").asText()).isEqualTo(proxy);
    }

    @Test
    void eachMethodLetsAsManyThroughAsItsSettingsSay() {
        client.updateStage(r -> r.restApiId(api.apiId())
                .stageName("prod")
                .patchOperations(
                        replace("/*/*/throttling/rateLimit", "0.01"),
                        replace("/*/*/throttling/burstLimit", "1"),
                        replace("/~1part1/POST/throttling/rateLimit", "0.01"),
                        replace("/~1part1/POST/throttling/burstLimit", "2")));

        assertThat(statuses("GET", "/prod/varied")).containsExactly(200, 429, 429);
        assertThat(statuses("POST", "/prod/part1")).containsExactly(200, 200, 429);
        WireResponse refused = api.get("/prod/varied");
        assertThat(refused.headers().get("x-amzn-ErrorType")).containsExactly("TooManyRequestsException");
        assertThat(Visitor.text(refused)).isEqualTo("{\"message\":\"Too Many Requests\"}");
    }

    private List<Integer> statuses(String method, String target) {
        return Stream.generate(() -> api.send(method, target, "").status())
                .limit(3)
                .toList();
    }

    private static PatchOperation replace(String path, String value) {
        return PatchOperation.builder().op("replace").path(path).value(value).build();
    }

    @Test
    void stageVariablesChooseTheFunction() {
        api.get("/prod/varied");
        assertThat(functions.function).endsWith(":function:g");
        assertThat(functions.event.at("/stageVariables/function").asText()).isEqualTo("g");

        client.updateStage(r -> r.restApiId(api.apiId())
                .stageName("prod")
                .patchOperations(PatchOperation.builder()
                        .op("replace")
                        .path("/variables/function")
                        .value("h")
                        .build()));
        api.get("/prod/varied");
        assertThat(functions.function).endsWith(":function:h");
    }

    @Test
    void binaryBodiesArriveInBase64() {
        byte[] body = {(byte) 0x89, 'P', 'N', 'G'};

        api.send("POST", "/prod/part1", body, "Content-Type", "image/png");

        assertThat(functions.event.path("isBase64Encoded").asBoolean()).isTrue();
        assertThat(Base64.getDecoder().decode(functions.event.path("body").asText()))
                .isEqualTo(body);
        api.send("POST", "/prod/part1", "text".getBytes(StandardCharsets.UTF_8), "Content-Type", "text/plain");
        assertThat(functions.event.path("isBase64Encoded").asBoolean()).isFalse();
        assertThat(functions.event.path("body").asText()).isEqualTo("text");
    }

    @Test
    void base64OfAnswersIsDecodedForThoseWhoAcceptTheBinaryType() {
        functions.handler = event -> "{\"body\":\"dGVzdA==\",\"isBase64Encoded\":true}";

        assertThat(Visitor.text(api.get("/prod/a", "Accept", "image/png"))).isEqualTo("test");
        assertThat(Visitor.text(api.get("/prod/a", "Accept", "text/plain"))).isEqualTo("dGVzdA==");
        assertThat(Visitor.text(api.get("/prod/a"))).isEqualTo("dGVzdA==");
    }

    @Test
    void aFunctionThatIsLateIsATimeout() {
        CountDownLatch answered = new CountDownLatch(1);
        functions.handler = event -> {
            try {
                answered.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return "{}";
        };

        WireResponse response = api.get("/prod/slow");
        answered.countDown();

        assertThat(response.status()).isEqualTo(504);
        assertThat(Visitor.text(response)).isEqualTo("{\"message\":\"Endpoint request timed out\"}");
        assertThat(Visitor.header(response, "x-amzn-ErrorType")).isEqualTo("InternalServerErrorException");
    }

    @Test
    void mocksFillContextVariables() {
        assertThat(Visitor.text(api.get("/prod/mock"))).isEqualTo("{\"stage\": \"prod\", \"path\": \"/mock\"}");
    }

    @Test
    void aMockThatPassesNothingThroughRefusesOtherTypes() {
        WireResponse response = api.get("/prod/mock", "Content-Type", "text/plain");

        assertThat(response.status()).isEqualTo(415);
        assertThat(Visitor.text(response)).isEqualTo("{\"message\":\"Unsupported Media Type\"}");
    }

    @Test
    void aMockWithoutTheMethodsResponseFails() {
        assertThat(api.get("/prod/undeclared").status()).isEqualTo(500);
    }

    @Test
    void gatewayResponsesHaveHeadersStatusesAndVariables() {
        client.putGatewayResponse(r -> r.restApiId(api.apiId())
                .responseType("DEFAULT_4XX")
                .responseParameters(Map.of(
                        "gatewayresponse.header.Access-Control-Allow-Origin",
                        "'*'",
                        "gatewayresponse.header.X-Request",
                        "context.requestId")));
        client.putGatewayResponse(r -> r.restApiId(api.apiId())
                .responseType("DEFAULT_5XX")
                .statusCode("599")
                .responseTemplates(Map.of(
                        "application/json",
                        "{\"said\":$context.error.messageString,\"type\":\"$context.error.responseType\","
                                + "\"on\":\"$context.stage\"}")));
        client.createDeployment(r -> r.restApiId(api.apiId()).stageName("prod"));
        functions.fails = true;

        WireResponse missing = api.send("DELETE", "/prod/varied", "");
        WireResponse failed = api.get("/prod/varied");

        assertThat(missing.status()).isEqualTo(403);
        assertThat(Visitor.text(missing)).isEqualTo("{\"message\":\"Missing Authentication Token\"}");
        assertThat(Visitor.header(missing, "Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(Visitor.header(missing, "X-Request")).isEqualTo(Visitor.header(missing, "x-amzn-RequestId"));
        assertThat(failed.status()).isEqualTo(599);
        assertThat(Visitor.text(failed))
                .isEqualTo("{\"said\":\"Internal server error\",\"type\":\"DEFAULT_5XX\",\"on\":\"prod\"}");
    }
}
