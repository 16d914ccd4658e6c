package ateliers.cloud.services.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.executeapi.FakeFunctions;
import ateliers.cloud.executeapi.Visitor;
import ateliers.cloud.http.WireResponse;
import ateliers.cloud.services.TestServices;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.CreateDeploymentResponse;

/** Facts 14 to 24 of what AWS answers (recorded against AWS): REST APIs with Lambda proxy integrations. */
class RestProxyTest {
    private static final String URI = "arn:aws:apigateway:eu-west-3:lambda:path/2015-03-31/functions/"
            + "arn:aws:lambda:eu-west-3:123456789012:function:f/invocations";
    private static final String PROXY =
            "\"x-amazon-apigateway-integration\":{\"type\":\"aws_proxy\",\"httpMethod\":\"POST\",\"uri\":\"" + URI
                    + "\"}";
    private static final String BODY = """
            {"swagger":"2.0","info":{"title":"t","version":"1.0"},
             "x-amazon-apigateway-request-validators":{"all":{"validateRequestBody":true,"validateRequestParameters":true}},
             "definitions":{"order":{"type":"object","required":["sku"],"properties":{"sku":{"type":"string"}}}},
             "paths":{
              "/orders":{"post":{%1$s},"get":{%1$s},"options":{"responses":{"200":{"headers":{"Access-Control-Allow-Origin":{"type":"string"}}}},
                "x-amazon-apigateway-integration":{"type":"mock","requestTemplates":{"application/json":"{\\n  \\"statusCode\\" : 200\\n}\\n"},
                "responses":{"default":{"statusCode":"200","responseParameters":{"method.response.header.Access-Control-Allow-Origin":"'*'"},
                 "responseTemplates":{"application/json":"{}\\n"}}}}}},
              "/orders/{id}":{"get":{%1$s}},
              "/files/{proxy+}":{"x-amazon-apigateway-any-method":{%1$s}},
              "/wrong":{"get":{"x-amazon-apigateway-integration":{"type":"aws_proxy","httpMethod":"GET","uri":"%2$s"}}},
              "/checked":{"post":{"x-amazon-apigateway-request-validator":"all",
                "parameters":[{"in":"query","name":"a","required":true},{"in":"header","name":"b","required":true},
                 {"in":"body","name":"order","schema":{"$ref":"#/definitions/order"}}],%1$s}}}}
            """.formatted(PROXY, URI);

    private final FakeFunctions functions = new FakeFunctions();
    private final TestServices cloud = new TestServices(functions, new ApiGatewayService());
    private final ApiGatewayClient client = cloud.client(ApiGatewayClient.class);
    private Visitor api;

    @BeforeEach
    void deploy() {
        String id =
                client.importRestApi(r -> r.body(SdkBytes.fromUtf8String(BODY))).id();
        CreateDeploymentResponse deployment = client.createDeployment(r -> r.restApiId(id));
        client.createStage(r -> r.restApiId(id).stageName("prod").deploymentId(deployment.id()));
        api = new Visitor(cloud.door, id);
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void whatARequestHasNotIsThereAsNull() {
        api.get("/prod/orders");

        for (String name : List.of(
                "body",
                "queryStringParameters",
                "multiValueQueryStringParameters",
                "pathParameters",
                "stageVariables")) {
            assertThat(functions.event.has(name)).as(name).isTrue();
            assertThat(functions.event.get(name).isNull()).as(name).isTrue();
        }
        assertThat(functions.event.get("isBase64Encoded").booleanValue()).isFalse();
    }

    @Test
    void theIdentityHasTwelveKeysTheUnusedOnesNull() {
        api.get("/prod/orders", "User-Agent", "curl");

        assertThat(functions.event.path("requestContext").path("identity"))
                .hasSize(12)
                .filteredOn(value -> !value.isNull())
                .hasSize(2);
        assertThat(functions.event.at("/requestContext/identity/sourceIp").asText())
                .isEqualTo("203.0.113.7");
    }

    @Test
    void thePathLeavesTheStageOutAndTheContextsPathHasIt() {
        api.get("/prod/orders/1");

        assertThat(functions.event.path("path").asText()).isEqualTo("/orders/1");
        assertThat(functions.event.at("/requestContext/path").asText()).isEqualTo("/prod/orders/1");
        assertThat(functions.event.path("resource").asText()).isEqualTo("/orders/{id}");
        assertThat(functions.event.at("/pathParameters/id").asText()).isEqualTo("1");
    }

    @Test
    void aTrailingSlashStaysInThePathAndGoesFromTheGreedyParameter() {
        api.get("/prod/files/a/b/");

        assertThat(functions.event.path("path").asText()).isEqualTo("/files/a/b/");
        assertThat(functions.event.at("/pathParameters/proxy").asText()).isEqualTo("a/b");
    }

    @Test
    void ofARepeatedParameterTheSingleMapKeepsTheLastAndTheOtherAll() {
        api.get("/prod/orders?a=1&a=2");

        assertThat(functions.event.at("/queryStringParameters/a").asText()).isEqualTo("2");
        assertThat(functions.event.at("/multiValueQueryStringParameters/a"))
                .extracting(value -> value.asText())
                .containsExactly("1", "2");
    }

    @Test
    void theCaseOfHeadersIsKept() {
        api.get("/prod/orders", "x-MY-header", "v");

        assertThat(functions.event.at("/headers/x-MY-header").asText()).isEqualTo("v");
        assertThat(functions.event.at("/multiValueHeaders/x-MY-header/0").asText())
                .isEqualTo("v");
    }

    @Test
    void theCallersAddressIsPutBehindThoseThatProxiesNamed() {
        api.get("/prod/orders", "X-Forwarded-For", "198.51.100.1, 198.51.100.2");

        assertThat(functions.event.at("/headers/X-Forwarded-For").asText())
                .isEqualTo("198.51.100.1, 198.51.100.2, 203.0.113.7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "null",
                "\"text\"",
                "[]",
                "{\"statusCode\":200,\"other\":1}",
                "{\"statusCode\":200,\"body\":{}}",
                "{\"statusCode\":200,\"body\":1}",
                "{\"statusCode\":\"many\"}",
                "no json"
            })
    void anAnswerThatIsNoResponseIsABadGateway(String answer) {
        functions.handler = event -> answer;

        WireResponse response = api.get("/prod/orders");

        assertThat(response.status()).isEqualTo(502);
        assertThat(Visitor.text(response)).isEqualTo("{\"message\":\"Internal server error\"}");
        assertThat(Visitor.header(response, "x-amzn-ErrorType")).isEqualTo("InternalServerErrorException");
    }

    @Test
    void aStatusMayBeATextAndMayBeLeftOut() {
        functions.handler = event -> "{\"statusCode\":\"201\"}";
        assertThat(api.get("/prod/orders").status()).isEqualTo(201);

        functions.handler = event -> "{\"headers\":{\"a\":\"b\"}}";
        assertThat(api.get("/prod/orders").status()).isEqualTo(200);
    }

    @Test
    void headersAreMergedAndBooleansAreTextsAndTheTypeIsJson() {
        functions.handler =
                event -> "{\"headers\":{\"a\":true,\"b\":\"1\"},\"multiValueHeaders\":{\"b\":[\"2\",\"3\"]}}";

        WireResponse response = api.get("/prod/orders");

        assertThat(response.headers().get("a")).containsExactly("true");
        assertThat(response.headers().get("b")).containsExactlyInAnyOrder("1", "2", "3");
        assertThat(Visitor.header(response, "Content-Type")).isEqualTo("application/json");
        assertThat(Visitor.header(response, "x-amz-apigw-id")).isNotEmpty();
        assertThat(Visitor.header(response, "x-amzn-RequestId")).isNotEmpty();
    }

    @Test
    void anIntegrationWithAnotherMethodThanPostFails() {
        WireResponse response = api.get("/prod/wrong");

        assertThat(response.status()).isEqualTo(500);
        assertThat(Visitor.text(response)).isEqualTo("{\"message\":\"Internal server error\"}");
        assertThat(functions.event).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/prod/unknown", "/prod/orders/1/2", "/prod/"})
    void anUnknownRouteMissesAToken(String target) {
        WireResponse response = api.get(target);

        assertThat(response.status()).isEqualTo(403);
        assertThat(Visitor.text(response)).isEqualTo("{\"message\":\"Missing Authentication Token\"}");
        assertThat(Visitor.header(response, "x-amzn-ErrorType")).isEqualTo("MissingAuthenticationTokenException");
    }

    @Test
    void anUnknownMethodMissesAToken() {
        assertThat(Visitor.text(api.send("DELETE", "/prod/orders", "")))
                .isEqualTo("{\"message\":\"Missing Authentication Token\"}");
    }

    @Test
    void requiredParametersAreAskedFor() {
        WireResponse response = api.send("POST", "/prod/checked", "{\"sku\":\"s\"}");

        assertThat(response.status()).isEqualTo(400);
        assertThat(Visitor.text(response)).isEqualTo("{\"message\":\"Missing required request parameters: [b, a]\"}");
        assertThat(Visitor.header(response, "x-amzn-ErrorType")).isEqualTo("BadRequestException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"sku\":1}", "no json", ""})
    void aBodyThatDoesNotFitItsModelIsRefused(String body) {
        WireResponse response = api.send("POST", "/prod/checked?a=1", body, "b", "2");

        assertThat(response.status()).isEqualTo(400);
        assertThat(Visitor.text(response)).isEqualTo("{\"message\":\"Invalid request body\"}");
    }

    @Test
    void aBodyThatFitsItsModelPasses() {
        assertThat(api.send("POST", "/prod/checked?a=1", "{\"sku\":\"s\"}", "b", "2")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aMockAnswersPreflightRequests() {
        WireResponse response = api.send("OPTIONS", "/prod/orders", "", "Origin", "https://a.example");

        assertThat(response.status()).isEqualTo(200);
        assertThat(Visitor.header(response, "Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(Visitor.text(response)).isEqualTo("{}\n");
    }

    @Test
    void theFunctionIsInvokedForItsMethod() {
        api.get("/prod/orders/1");

        assertThat(functions.function).isEqualTo("arn:aws:lambda:eu-west-3:123456789012:function:f");
        assertThat(functions.caller.name()).isEqualTo("apigateway.amazonaws.com");
        assertThat(functions.caller.sourceArn())
                .contains("arn:aws:execute-api:eu-west-3:123456789012:" + api.apiId() + "/prod/GET/orders/{id}");
    }

    @Test
    void aMissingPermissionIsAnInternalError() {
        cloud.deny("lambda:InvokeFunction");

        WireResponse response = api.get("/prod/orders");

        assertThat(response.status()).isEqualTo(500);
        assertThat(Visitor.text(response)).isEqualTo("{\"message\":\"Internal server error\"}");
    }

    @Test
    void aFunctionsErrorIsABadGateway() {
        functions.fails = true;

        assertThat(api.get("/prod/orders").status()).isEqualTo(502);
    }

    @Test
    void anUnknownApiOrStageIsForbidden() {
        assertThat(Visitor.text(new Visitor(cloud.door, "nobody").get("/prod/orders")))
                .isEqualTo("{\"message\":\"Forbidden\"}");
        assertThat(api.get("/other/orders").status()).isEqualTo(403);
    }

    @Test
    void aBodyOverTenMegabytesIsTooLarge() {
        WireResponse response = api.send("POST", "/prod/orders", new byte[10 * 1024 * 1024 + 1]);

        assertThat(response.status()).isEqualTo(413);
        assertThat(Visitor.text(response)).isEqualTo("{\"message\":\"HTTP content length exceeded 10485760 bytes.\"}");
    }

    @Test
    void anEditIsNotSeenBeforeItIsDeployed() {
        String root = client.getRestApi(r -> r.restApiId(api.apiId())).rootResourceId();
        client.putMethod(
                r -> r.restApiId(api.apiId()).resourceId(root).httpMethod("GET").authorizationType("NONE"));
        client.putIntegration(r -> r.restApiId(api.apiId())
                .resourceId(root)
                .httpMethod("GET")
                .type("AWS_PROXY")
                .integrationHttpMethod("POST")
                .uri(URI));
        assertThat(api.get("/prod/").status()).isEqualTo(403);

        client.createDeployment(r -> r.restApiId(api.apiId()).stageName("prod"));

        assertThat(api.get("/prod/").status()).isEqualTo(200);
    }
}
