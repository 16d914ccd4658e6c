package ateliers.cloud.services.apigatewayv2;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.executeapi.FakeFunctions;
import ateliers.cloud.executeapi.Visitor;
import ateliers.cloud.http.WireResponse;
import ateliers.cloud.services.TestServices;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;

/** Fact 58: payload format 2.0, after AWS's sample event; and what HTTP APIs do with answers. */
class HttpProxyTest {
    private final FakeFunctions functions = new FakeFunctions();
    private final TestServices cloud = new TestServices(functions, new ApiGatewayV2Service());
    private Visitor api;

    @BeforeEach
    void deploy() {
        ApiGatewayV2Client client = cloud.client(ApiGatewayV2Client.class);
        String id = client.createApi(r -> r.name("a")
                        .protocolType("HTTP")
                        .corsConfiguration(c -> c.allowOrigins("*").allowMethods("GET")))
                .apiId();
        String integration = client.createIntegration(r -> r.apiId(id)
                        .integrationType("AWS_PROXY")
                        .payloadFormatVersion("2.0")
                        .integrationUri("arn:aws:lambda:eu-west-3:123456789012:function:f"))
                .integrationId();
        client.createRoute(r -> r.apiId(id).routeKey("GET /items/{id}").target("integrations/" + integration));
        client.createStage(r -> r.apiId(id).stageName("$default").autoDeploy(true));
        api = new Visitor(cloud.door, id);
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void theEventHasCookiesJoinedValuesAndNoMultiValueMaps() {
        api.get("/items/7?a=1&a=2", "Cookie", "x=1; y=2", "X-One", "a", "X-One", "b");

        assertThat(functions.event.path("version").asText()).isEqualTo("2.0");
        assertThat(functions.event.path("routeKey").asText()).isEqualTo("GET /items/{id}");
        assertThat(functions.event.path("cookies")).extracting(c -> c.asText()).containsExactly("x=1", "y=2");
        assertThat(functions.event.at("/headers/x-one").asText()).isEqualTo("a,b");
        assertThat(functions.event.at("/queryStringParameters/a").asText()).isEqualTo("1,2");
        assertThat(functions.event.at("/pathParameters/id").asText()).isEqualTo("7");
        assertThat(functions.event.at("/requestContext/http/method").asText()).isEqualTo("GET");
        assertThat(functions.event.has("multiValueHeaders")).isFalse();
        assertThat(functions.event.has("body")).isFalse();
    }

    @Test
    void anAnswerWithoutAStatusIsTheBody() {
        functions.handler = event -> "{\"a\":1}";

        WireResponse response = api.get("/items/7");

        assertThat(response.status()).isEqualTo(200);
        assertThat(Visitor.text(response)).isEqualTo("{\"a\":1}");
        assertThat(Visitor.header(response, "content-type")).isEqualTo("application/json");
    }

    @Test
    void anUnknownRouteIsNotFound() {
        assertThat(Visitor.text(api.get("/other"))).isEqualTo("{\"message\":\"Not Found\"}");
    }

    @Test
    void aPreflightRequestIsAnsweredWithoutAFunction() {
        WireResponse response =
                api.send("OPTIONS", "/any", "", "Origin", "https://a.example", "Access-Control-Request-Method", "GET");

        assertThat(response.status()).isEqualTo(204);
        assertThat(Visitor.header(response, "access-control-allow-origin")).isEqualTo("*");
        assertThat(functions.event).isNull();
    }

    @Test
    void aFunctionsErrorIsAnInternalError() {
        functions.fails = true;

        assertThat(Visitor.text(api.get("/items/7"))).isEqualTo("{\"message\":\"Internal Server Error\"}");
    }
}
