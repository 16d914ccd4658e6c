package ateliers.cloud.services.apigatewayv2;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.executeapi.Visitor;
import ateliers.cloud.http.WireResponse;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Payload format 1.0, after recorded events of HTTP APIs. */
class HttpPayload1Test extends HttpApiFixture {
    private Visitor api;

    @BeforeEach
    void deploy() {
        String id = api();
        String integration = client.createIntegration(r -> r.apiId(id)
                        .integrationType("AWS_PROXY")
                        .payloadFormatVersion("1.0")
                        .integrationUri(FUNCTION))
                .integrationId();
        client.createRoute(r -> r.apiId(id).routeKey("ANY /items/{id}").target("integrations/" + integration));
        client.createStage(r -> r.apiId(id).stageName("dev").autoDeploy(true).stageVariables(Map.of("mode", "one")));
        api = new Visitor(cloud.door, id);
    }

    @Test
    void theEventHasBothKindsOfMapsAndTheRoute() {
        api.send("POST", "/dev/items/7?a=1&a=2", "{}", "X-One", "a", "X-One", "b", "Content-Type", "application/json");

        JsonNode event = functions.event;
        assertThat(event.path("version").asText()).isEqualTo("1.0");
        assertThat(event.path("resource").asText()).isEqualTo("/items/{id}");
        assertThat(event.path("path").asText()).isEqualTo("/dev/items/7");
        assertThat(event.path("httpMethod").asText()).isEqualTo("POST");
        assertThat(event.at("/headers/X-One").asText()).isEqualTo("b");
        assertThat(event.at("/multiValueHeaders/X-One")).hasToString("[\"a\",\"b\"]");
        assertThat(event.at("/queryStringParameters/a").asText()).isEqualTo("2");
        assertThat(event.at("/multiValueQueryStringParameters/a")).hasToString("[\"1\",\"2\"]");
        assertThat(event.at("/pathParameters/id").asText()).isEqualTo("7");
        assertThat(event.at("/stageVariables/mode").asText()).isEqualTo("one");
        assertThat(event.path("body").asText()).isEqualTo("{}");
    }

    @Test
    void whatIsNotThereIsNull() {
        api.get("/dev/items/7");

        assertThat(functions.event.get("queryStringParameters").isNull()).isTrue();
        assertThat(functions.event.get("multiValueQueryStringParameters").isNull())
                .isTrue();
        assertThat(functions.event.get("body").isNull()).isTrue();
    }

    @Test
    void theContextNamesTheRouteAndTheRequest() {
        WireResponse response = api.get("/dev/items/7");

        JsonNode context = functions.event.path("requestContext");
        assertThat(context.path("resourceId").asText()).isEqualTo("ANY /items/{id}");
        assertThat(context.path("resourcePath").asText()).isEqualTo("/items/{id}");
        assertThat(context.path("path").asText()).isEqualTo("/dev/items/7");
        assertThat(context.path("stage").asText()).isEqualTo("dev");
        assertThat(context.path("requestId")).isEqualTo(context.path("extendedRequestId"));
        assertThat(context.path("requestId").asText()).isEqualTo(Visitor.header(response, "apigw-requestid"));
        List<String> identity = new ArrayList<>();
        context.path("identity").fieldNames().forEachRemaining(identity::add);
        assertThat(identity).contains("sourceIp", "userAgent", "cognitoAmr").hasSize(13);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"body\":\"x\"}", "{\"statusCode\":200,\"extra\":1}", "\"text\"", "[]", "{}"})
    void nothingIsAssumedOfAnAnswer(String answer) {
        functions.handler = event -> answer;

        WireResponse response = api.get("/dev/items/7");

        assertThat(response.status()).isEqualTo(500);
        assertThat(Visitor.text(response)).isEqualTo("{\"message\":\"Internal Server Error\"}");
    }

    @Test
    void headersOfAnAnswerMayHaveManyValues() {
        functions.handler = event -> "{\"statusCode\":201,\"multiValueHeaders\":{\"set-cookie\":[\"a=1\",\"b=2\"]},"
                + "\"body\":\"w6k=\",\"isBase64Encoded\":true}";

        WireResponse response = api.get("/dev/items/7");

        assertThat(response.status()).isEqualTo(201);
        assertThat(response.headers().get("set-cookie")).containsExactly("a=1", "b=2");
        assertThat(Visitor.text(response)).isEqualTo("é");
    }
}
