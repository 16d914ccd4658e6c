package ateliers.cloud.services.apigatewayv2;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.door.Unsupported;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.apigatewayv2.model.Api;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetApisResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.Route;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;

class HttpApisTest extends HttpApiFixture {

    @Test
    void anApiSaysWhatAwsSaysOfEachAndWhatItWasGiven() {
        String id = client.createApi(r -> r.name("shop")
                        .protocolType("HTTP")
                        .description("d")
                        .version("v1")
                        .tags(Map.of("a", "b")))
                .apiId();

        GetApiResponse api = client.getApi(r -> r.apiId(id));

        assertThat(api.apiEndpoint()).isEqualTo("https://" + id + ".execute-api.eu-west-3.amazonaws.com");
        assertThat(api.name() + api.description() + api.version()).isEqualTo("shopdv1");
        assertThat(api.routeSelectionExpression()).isEqualTo("$request.method $request.path");
        assertThat(api.apiKeySelectionExpression()).isEqualTo("$request.header.x-api-key");
        assertThat(api.disableExecuteApiEndpoint()).isFalse();
        assertThat(api.ipAddressTypeAsString()).isEqualTo("ipv4");
        assertThat(api.tags()).containsExactly(Map.entry("a", "b"));
    }

    @Test
    void whatIsWrongWithAnApiIsRefused() {
        refuses(r -> r.name("a"), "Invalid protocol specified. Must be one of [HTTP, WEBSOCKET]");
        refuses(r -> r.protocolType("HTTP"), "API Name cannot be blank");
        refuses(
                r -> r.name("a").protocolType("HTTP").corsConfiguration(c -> c.allowOrigins("app://x")),
                "Invalid format for origin app://x");
        refuses(
                r -> r.name("a")
                        .protocolType("HTTP")
                        .corsConfiguration(c -> c.allowOrigins("*").allowCredentials(true)),
                "AllowCredentials cannot be true when AllowOrigins is *");
        refuses(
                r -> r.name("a").protocolType("HTTP").routeKey("GET /"),
                "RouteKey is part of quick create and needs a Target");
        assertThat(client.getApis(r -> {}).items()).isEmpty();
    }

    private void refuses(Consumer<CreateApiRequest.Builder> request, String words) {
        refused(() -> client.createApi(request), "BadRequestException: " + words);
    }

    @Test
    void whatIsLackingNamesTheGap() {
        Assertions.assertThatThrownBy(() -> client.createApi(r -> r.name("a").protocolType("WEBSOCKET")))
                .isInstanceOf(Unsupported.class)
                .hasMessageContaining("WebSocket APIs");
        Assertions.assertThatThrownBy(() ->
                        client.createApi(r -> r.name("a").protocolType("HTTP").target("https://example.com")))
                .isInstanceOf(Unsupported.class)
                .hasMessageContaining("HTTP_PROXY");
    }

    @Test
    void anUpdateChangesWhatItIsGiven() {
        String id = client.createApi(r -> r.name("shop")
                        .protocolType("HTTP")
                        .description("d")
                        .corsConfiguration(c -> c.allowOrigins("https://a.example")))
                .apiId();

        client.updateApi(r -> r.apiId(id).name("store").disableExecuteApiEndpoint(true));

        GetApiResponse api = client.getApi(r -> r.apiId(id));
        assertThat(api.name()).isEqualTo("store");
        assertThat(api.description()).isEqualTo("d");
        assertThat(api.disableExecuteApiEndpoint()).isTrue();
        assertThat(api.corsConfiguration().allowOrigins()).containsExactly("https://a.example");

        client.deleteCorsConfiguration(r -> r.apiId(id));

        assertThat(client.getApi(r -> r.apiId(id)).corsConfiguration()).isNull();
    }

    @Test
    void aClosedEndpointFindsNothing() {
        String id = client.createApi(r -> r.name("shop").protocolType("HTTP").target(FUNCTION))
                .apiId();
        assertThat(status(id, "/")).isEqualTo(200);

        client.updateApi(r -> r.apiId(id).disableExecuteApiEndpoint(true));

        assertThat(status(id, "/")).isEqualTo(404);
    }

    @Test
    void quickCreateMakesWhatItTakesToAnswer() {
        String id = client.createApi(r -> r.name("shop").protocolType("HTTP").target(FUNCTION))
                .apiId();

        Integration integration =
                client.getIntegrations(r -> r.apiId(id)).items().get(0);
        Route route = client.getRoutes(r -> r.apiId(id)).items().get(0);
        Stage stage = client.getStages(r -> r.apiId(id)).items().get(0);
        assertThat(integration.apiGatewayManaged()).isTrue();
        assertThat(integration.payloadFormatVersion()).isEqualTo("2.0");
        assertThat(route.apiGatewayManaged()).isTrue();
        assertThat(route.routeKey()).isEqualTo("$default");
        assertThat(stage.apiGatewayManaged()).isTrue();
        assertThat(stage.stageName() + stage.autoDeploy()).isEqualTo("$defaulttrue");
        assertThat(status(id, "/any/path")).isEqualTo(200);
    }

    @Test
    void whatApiGatewayManagesIsChangedThroughTheApi() {
        String id = client.createApi(r -> r.name("shop").protocolType("HTTP").target(FUNCTION))
                .apiId();
        String integration =
                client.getIntegrations(r -> r.apiId(id)).items().get(0).integrationId();
        String route = client.getRoutes(r -> r.apiId(id)).items().get(0).routeId();

        refused(
                () -> client.deleteIntegration(r -> r.apiId(id).integrationId(integration)),
                "BadRequestException: A managed integration cannot be deleted");
        refused(
                () -> client.updateRoute(r -> r.apiId(id).routeId(route).routeKey("GET /")),
                "BadRequestException: The route key of a managed route cannot be changed");
        refused(
                () -> client.updateStage(r -> r.apiId(id).stageName("$default").description("d")),
                "BadRequestException: A managed stage cannot be changed");

        client.updateApi(r -> r.apiId(id).target(FUNCTION + ":live").routeKey("GET /only"));

        assertThat(status(id, "/any/path")).isEqualTo(404);
        assertThat(status(id, "/only")).isEqualTo(200);
        assertThat(functions.function).isEqualTo(FUNCTION + ":live");
    }

    @Test
    void anApiThatIsGoneIsNotFound() {
        String id = api();
        client.deleteApi(r -> r.apiId(id));

        String words = "NotFoundException: Invalid API identifier specified 123456789012:" + id;
        refused(() -> client.getApi(r -> r.apiId(id)), words);
        refused(() -> client.getRoutes(r -> r.apiId(id)), words);
        refused(() -> client.deleteApi(r -> r.apiId(id)), words);
    }

    @Test
    void listsComeInPages() {
        List<String> ids = List.of(api(), api(), api());

        GetApisResponse first = client.getApis(r -> r.maxResults("2"));
        GetApisResponse second = client.getApis(r -> r.maxResults("2").nextToken(first.nextToken()));

        assertThat(first.items()).hasSize(2);
        assertThat(second.nextToken()).isNull();
        assertThat(java.util.stream.Stream.concat(first.items().stream(), second.items().stream())
                        .map(Api::apiId))
                .containsExactlyInAnyOrderElementsOf(ids);
        refused(() -> client.getApis(r -> r.maxResults("many")), "BadRequestException: Invalid value for MaxResults");
    }

    @Test
    void apisAndStagesHaveTags() {
        String id = api();
        client.createStage(r -> r.apiId(id).stageName("dev").tags(Map.of("a", "1")));
        String stage = "arn:aws:apigateway:eu-west-3::/apis/" + id + "/stages/dev";
        String api = "arn:aws:apigateway:eu-west-3::/apis/" + id;

        client.tagResource(r -> r.resourceArn(stage).tags(Map.of("b", "2")));
        client.untagResource(r -> r.resourceArn(stage).tagKeys("a"));
        client.tagResource(r -> r.resourceArn(api).tags(Map.of("c", "3")));

        assertThat(client.getTags(r -> r.resourceArn(stage)).tags()).containsExactly(Map.entry("b", "2"));
        assertThat(client.getStage(r -> r.apiId(id).stageName("dev")).tags()).containsExactly(Map.entry("b", "2"));
        assertThat(client.getTags(r -> r.resourceArn(api)).tags()).containsExactly(Map.entry("c", "3"));
        refused(
                () -> client.getTags(r -> r.resourceArn("arn:aws:sns:eu-west-3:123456789012:t")),
                "BadRequestException: Invalid resource ARN");
        refused(
                () -> client.tagResource(r -> r.resourceArn(api).tags(Map.of("aws:x", "y"))),
                "BadRequestException: aws: prefixed tag key names are not allowed for external use.");
    }
}
