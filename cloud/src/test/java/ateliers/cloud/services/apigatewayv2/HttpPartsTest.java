package ateliers.cloud.services.apigatewayv2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.door.Unsupported;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.apigatewayv2.model.CreateIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetRouteResponse;

class HttpPartsTest extends HttpApiFixture {
    private String api;

    @BeforeEach
    void make() {
        api = api();
    }

    @Test
    void anIntegrationSaysWhatAwsAddsToIt() {
        GetIntegrationResponse integration =
                client.getIntegration(r -> r.apiId(api).integrationId(integration(api)));

        assertThat(integration.connectionTypeAsString()).isEqualTo("INTERNET");
        assertThat(integration.integrationMethod()).isEqualTo("POST");
        assertThat(integration.timeoutInMillis()).isEqualTo(30_000);
    }

    @Test
    void whatIsWrongWithAnIntegrationIsRefused() {
        refuses(r -> r.integrationUri("f"), "Invalid integration URI specified");
        refuses(r -> r.payloadFormatVersion(null), "PayloadFormatVersion is a required parameter for integration");
        refuses(r -> r.payloadFormatVersion("3.0"), "PayloadFormatVersion 3.0 is not supported");
        refuses(r -> r.timeoutInMillis(30_001), "Timeout should be between 50 ms and 30000 ms");
        refuses(r -> r.requestTemplates(Map.of("a", "b")), "RequestTemplates is supported only for WebSocket APIs");
        refuses(
                r -> r.integrationType("MOCK"),
                "Invalid integration type specified. HTTP APIs support AWS_PROXY and HTTP_PROXY");
        assertThat(client.getIntegrations(r -> r.apiId(api)).items()).isEmpty();
    }

    private void refuses(Consumer<CreateIntegrationRequest.Builder> change, String words) {
        refused(() -> create(change), "BadRequestException: " + words);
    }

    private void create(Consumer<CreateIntegrationRequest.Builder> change) {
        client.createIntegration(r -> {
            r.apiId(api)
                    .integrationType("AWS_PROXY")
                    .payloadFormatVersion("2.0")
                    .integrationUri(FUNCTION);
            change.accept(r);
        });
    }

    @Test
    void whatIsLackingOfIntegrationsNamesTheGap() {
        lacking(r -> r.integrationType("HTTP_PROXY"), "HTTP_PROXY");
        lacking(r -> r.integrationSubtype("SQS-SendMessage"), "IntegrationSubtype");
        lacking(r -> r.credentialsArn("arn:aws:iam::123456789012:role/r"), "CredentialsArn");
        lacking(r -> r.requestParameters(Map.of("append:header.a", "b")), "RequestParameters");
        lacking(r -> r.connectionType("VPC_LINK"), "VPC links");
    }

    private void lacking(Consumer<CreateIntegrationRequest.Builder> change, String gap) {
        assertThatThrownBy(() -> create(change)).isInstanceOf(Unsupported.class).hasMessageContaining(gap);
    }

    @Test
    void anUpdatedIntegrationLeadsElsewhere() {
        route(api, "GET /");
        client.createStage(r -> r.apiId(api).stageName("$default").autoDeploy(true));
        String integration =
                client.getIntegrations(r -> r.apiId(api)).items().get(0).integrationId();

        client.updateIntegration(r -> r.apiId(api)
                .integrationId(integration)
                .integrationUri(FUNCTION + ":live")
                .timeoutInMillis(900));

        assertThat(status(api, "/")).isEqualTo(200);
        assertThat(functions.function).isEqualTo(FUNCTION + ":live");
        GetIntegrationResponse updated = client.getIntegration(r -> r.apiId(api).integrationId(integration));
        assertThat(updated.payloadFormatVersion()).isEqualTo("2.0");
        assertThat(updated.timeoutInMillis()).isEqualTo(900);
    }

    @Test
    void anIntegrationThatARouteLeadsToStays() {
        String route = route(api, "GET /");
        String integration =
                client.getIntegrations(r -> r.apiId(api)).items().get(0).integrationId();

        refused(
                () -> client.deleteIntegration(r -> r.apiId(api).integrationId(integration)),
                "ConflictException: Cannot delete Integration '" + integration
                        + "' because it is referenced by the following Routes: [" + route + "]");
        client.deleteRoute(r -> r.apiId(api).routeId(route));
        client.deleteIntegration(r -> r.apiId(api).integrationId(integration));

        refused(
                () -> client.getIntegration(r -> r.apiId(api).integrationId(integration)),
                "NotFoundException: Invalid Integration identifier specified");
        refused(
                () -> client.getRoute(r -> r.apiId(api).routeId(route)),
                "NotFoundException: Invalid Route identifier specified");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET",
                "get /",
                "GET items",
                "FETCH /",
                "GET /a/{b+}/c",
                "GET /a{b}",
                "GET /{a}/{a}",
                "GET /{a b}",
                "$connect"
            })
    void aRouteKeyThatIsNoneIsRefused(String key) {
        refused(
                () -> client.createRoute(r -> r.apiId(api).routeKey(key)),
                "BadRequestException: The provided route key is not formatted properly for HTTP protocol. Format should"
                        + " be \"<HTTP METHOD> /<RESOURCE PATH>\" or \"$default\"");
    }

    @Test
    void twoRoutesDoNotShareAKey() {
        route(api, "GET /a");
        String other = route(api, "GET /b");

        String words = "ConflictException: Route with key GET /a already exists for this API";
        refused(() -> route(api, "GET /a"), words);
        refused(() -> client.updateRoute(r -> r.apiId(api).routeId(other).routeKey("GET /a")), words);
    }

    @Test
    void anUpdatedRouteIsShownByAStageThatDeploysByItself() {
        String route = route(api, "GET /a");
        client.createStage(r -> r.apiId(api).stageName("$default").autoDeploy(true));

        client.updateRoute(r -> r.apiId(api).routeId(route).routeKey("GET /b").operationName("list"));

        assertThat(status(api, "/a")).isEqualTo(404);
        assertThat(status(api, "/b")).isEqualTo(200);
        GetRouteResponse updated = client.getRoute(r -> r.apiId(api).routeId(route));
        assertThat(updated.operationName()).isEqualTo("list");
        assertThat(updated.target()).startsWith("integrations/");
    }

    @Test
    void whatIsLackingOfRoutesIsRefused() {
        refused(
                () -> client.createRoute(r ->
                        r.apiId(api).routeKey("GET /").authorizationType("JWT").authorizerId("a")),
                "BadRequestException: Invalid authorizer ID specified. Setting the authorization type to JWT requires"
                        + " a valid JWT authorizer.");
        refused(
                () -> client.createRoute(r -> r.apiId(api).routeKey("GET /").apiKeyRequired(true)),
                "BadRequestException: ApiKeyRequired is supported only for WebSocket APIs");
        refused(
                () -> client.createRoute(r -> r.apiId(api).routeKey("GET /").target("integrations/none")),
                "BadRequestException: Invalid target specified: integrations/none");
    }
}
