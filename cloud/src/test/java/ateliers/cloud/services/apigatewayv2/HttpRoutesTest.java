package ateliers.cloud.services.apigatewayv2;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.executeapi.Visitor;
import ateliers.cloud.http.WireResponse;
import ateliers.cloud.journal.Entry;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.apigatewayv2.model.Cors;

/** Which route takes a request, who may call it, and requests from other origins. */
class HttpRoutesTest extends HttpApiFixture {
    private static final String FORBIDDEN = "{\"message\":\"Forbidden\"}";

    private String id;
    private Visitor api;

    @BeforeEach
    void deploy() {
        id = api();
        client.createStage(r -> r.apiId(id).stageName("$default").autoDeploy(true));
        api = new Visitor(cloud.door, id);
    }

    private void cors(Cors cors) {
        client.updateApi(r -> r.apiId(id).corsConfiguration(cors));
    }

    private WireResponse preflight(String target, String origin) {
        return api.send("OPTIONS", target, "", "Origin", origin, "Access-Control-Request-Method", "GET");
    }

    /** The routes of AWS's documentation, and which one it says takes what. */
    @ParameterizedTest
    @CsvSource({
        "GET, /pets/dog/1, GET /pets/dog/1",
        "GET, /pets/dog/2, GET /pets/dog/{id}",
        "GET, /pets/cat, GET /pets/{proxy+}",
        "POST, /test/5, ANY /{proxy+}",
        "GET, /, $default"
    })
    void theMostSpecificRouteTakesARequest(String method, String target, String key) {
        for (String each :
                new String[] {"GET /pets/dog/1", "GET /pets/dog/{id}", "GET /pets/{proxy+}", "ANY /{proxy+}", "$default"
                }) {
            route(id, each);
        }

        api.send(method, target, "");

        assertThat(functions.event.path("routeKey").asText()).isEqualTo(key);
    }

    @Test
    void anUnsignedRequestForASignedRouteIsForbidden() {
        String integration = integration(id);
        client.createRoute(r ->
                r.apiId(id).routeKey("GET /mine").authorizationType("AWS_IAM").target("integrations/" + integration));
        cloud.deny("execute-api:Invoke");

        WireResponse response = api.get("/mine");

        assertThat(response.status()).isEqualTo(403);
        assertThat(Visitor.text(response)).isEqualTo(FORBIDDEN);
        assertThat(functions.event).isNull();
    }

    @Test
    void theSignerIsTold() {
        String integration = integration(id);
        client.createRoute(r ->
                r.apiId(id).routeKey("GET /mine").authorizationType("AWS_IAM").target("integrations/" + integration));

        api.get("/mine", "Authorization", "AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE/20260101/eu-west-3/execute-api/x");

        assertThat(functions
                        .event
                        .at("/requestContext/authorizer/iam/accessKey")
                        .asText())
                .isEqualTo("AKIAEXAMPLE");
        assertThat(functions.event.at("/requestContext/authorizer/iam/userArn").asText())
                .isEqualTo("arn:aws:iam::123456789012:root");
    }

    @Test
    void aMissingPermissionIsAnInternalError() {
        route(id, "GET /a");
        cloud.deny("lambda:InvokeFunction");

        WireResponse response = api.get("/a");

        assertThat(response.status()).isEqualTo(500);
        assertThat(Visitor.text(response)).isEqualTo("{\"message\":\"Internal Server Error\"}");
    }

    @Test
    void theJournalSaysWhyARequestDidNotGoWell() {
        route(id, "GET /a");
        functions.fails = true;
        api.get("/a");
        functions.fails = false;
        functions.handler = event -> "{\"statusCode\":200,\"body\":{}}";
        api.get("/a");

        assertThat(cloud.journal.entries().stream()
                        .filter(entry -> entry.service().equals("execute-api"))
                        .map(Entry::message))
                .containsExactly(
                        "The Lambda function returned the following error: Unhandled. Check your Lambda function code"
                                + " and try again.",
                        "The response from the Lambda function doesn't match the format that API Gateway expects: the"
                                + " body is no text");
    }

    @Test
    void theFunctionIsInvokedForItsRoute() {
        route(id, "GET /a/{b}");
        api.get("/a/1");

        assertThat(functions.caller.name()).isEqualTo("apigateway.amazonaws.com");
        assertThat(functions.caller.sourceArn())
                .contains("arn:aws:execute-api:eu-west-3:123456789012:" + id + "/$default/GET/a/{b}");
    }

    @Test
    void aFunctionThatTakesTooLongIsUnavailable() {
        String integration = client.createIntegration(r -> r.apiId(id)
                        .integrationType("AWS_PROXY")
                        .payloadFormatVersion("2.0")
                        .timeoutInMillis(50)
                        .integrationUri(FUNCTION))
                .integrationId();
        client.createRoute(r -> r.apiId(id).routeKey("GET /slow").target("integrations/" + integration));
        CountDownLatch answered = new CountDownLatch(1);
        functions.handler = event -> {
            try {
                answered.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return "{}";
        };

        WireResponse response = api.get("/slow");
        answered.countDown();

        assertThat(response.status()).isEqualTo(503);
        assertThat(Visitor.text(response)).isEqualTo("{\"message\":\"Service Unavailable\"}");
    }

    @Test
    void aBodyOverTenMegabytesIsTooLarge() {
        route(id, "POST /a");

        WireResponse response = api.send("POST", "/a", new byte[10 * 1024 * 1024 + 1]);

        assertThat(response.status()).isEqualTo(413);
        assertThat(Visitor.text(response)).isEqualTo("{\"message\":\"Request Entity Too Large\"}");
    }

    @Test
    void aPreflightRequestIsAnsweredWithAllThatIsConfigured() {
        route(id, "GET /a");
        cors(Cors.builder()
                .allowOrigins("https://a.example")
                .allowMethods("get", "POST")
                .allowHeaders("content-type")
                .exposeHeaders("x-total")
                .allowCredentials(true)
                .maxAge(600)
                .build());

        WireResponse response = preflight("/a", "https://a.example");

        assertThat(response.status()).isEqualTo(204);
        assertThat(Visitor.header(response, "access-control-allow-origin")).isEqualTo("https://a.example");
        assertThat(Visitor.header(response, "access-control-allow-methods")).isEqualTo("GET,POST");
        assertThat(Visitor.header(response, "access-control-allow-headers")).isEqualTo("content-type");
        assertThat(Visitor.header(response, "access-control-expose-headers")).isEqualTo("x-total");
        assertThat(Visitor.header(response, "access-control-allow-credentials")).isEqualTo("true");
        assertThat(Visitor.header(response, "access-control-max-age")).isEqualTo("600");
        assertThat(functions.event).isNull();
    }

    @Test
    void anotherOriginIsTheClientsToRefuse() {
        route(id, "GET /a");
        cors(Cors.builder().allowOrigins("https://a.example").build());

        assertThat(Visitor.header(preflight("/a", "https://b.example"), "access-control-allow-origin"))
                .isNull();
        WireResponse response = api.get("/a", "Origin", "https://b.example");
        assertThat(response.status()).isEqualTo(200);
        assertThat(Visitor.header(response, "access-control-allow-origin")).isNull();
    }

    @Test
    void theConfigurationWinsOverTheFunctionsHeaders() {
        route(id, "GET /a");
        cors(Cors.builder().allowOrigins("*").build());
        functions.handler = event -> "{\"statusCode\":200,\"headers\":{\"Access-Control-Allow-Origin\":\"https://f\","
                + "\"access-control-allow-methods\":\"PUT\"}}";

        WireResponse response = api.get("/a", "Origin", "https://b.example");

        assertThat(Visitor.header(response, "access-control-allow-origin")).isEqualTo("*");
        assertThat(Visitor.header(response, "access-control-allow-methods")).isNull();
    }

    @Test
    void whatIsNotFoundIsReadableFromOtherOriginsToo() {
        route(id, "GET /a");
        cors(Cors.builder().allowOrigins("*").build());

        WireResponse response = api.get("/none", "Origin", "https://b.example");

        assertThat(response.status()).isEqualTo(404);
        assertThat(Visitor.header(response, "access-control-allow-origin")).isEqualTo("*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ANY /{proxy+}", "$default"})
    void aSignedRouteThatTakesPreflightRequestsForbidsThem(String key) {
        String integration = integration(id);
        client.createRoute(
                r -> r.apiId(id).routeKey(key).authorizationType("AWS_IAM").target("integrations/" + integration));
        cors(Cors.builder().allowOrigins("*").allowMethods("GET").build());
        cloud.deny("execute-api:Invoke");

        assertThat(Visitor.text(preflight("/a", "https://b.example"))).isEqualTo(FORBIDDEN);
    }

    @Test
    void withoutAConfigurationPreflightRequestsAreTheFunctions() {
        route(id, "ANY /a");
        functions.handler = event -> "{\"statusCode\":204,\"headers\":{\"Access-Control-Allow-Origin\":\"*\"}}";

        WireResponse response = preflight("/a", "https://b.example");

        assertThat(response.status()).isEqualTo(204);
        assertThat(Visitor.header(response, "Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(functions.event.path("routeKey").asText()).isEqualTo("ANY /a");
    }
}
