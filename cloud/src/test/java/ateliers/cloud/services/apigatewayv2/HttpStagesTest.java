package ateliers.cloud.services.apigatewayv2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.apigatewayv2.model.CreateDeploymentResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetStageResponse;
import software.amazon.awssdk.services.apigatewayv2.model.RouteSettings;

class HttpStagesTest extends HttpApiFixture {
    private String api;

    @BeforeEach
    void make() {
        api = api();
    }

    private GetStageResponse stage(String name) {
        return client.getStage(r -> r.apiId(api).stageName(name));
    }

    @Test
    void aStageShowsItsDeploymentAndNotWhatIsEdited() {
        route(api, "GET /a");
        String first = client.createDeployment(r -> r.apiId(api)).deploymentId();
        client.createStage(r -> r.apiId(api).stageName("dev").deploymentId(first));
        route(api, "GET /b");

        assertThat(status(api, "/dev/a")).isEqualTo(200);
        assertThat(status(api, "/dev/b")).isEqualTo(404);
        assertThat(status(api, "/a")).isEqualTo(404);

        CreateDeploymentResponse second =
                client.createDeployment(r -> r.apiId(api).stageName("dev").description("two"));

        assertThat(status(api, "/dev/b")).isEqualTo(200);
        assertThat(stage("dev").deploymentId()).isEqualTo(second.deploymentId());
        assertThat(second.deploymentStatusAsString()).isEqualTo("DEPLOYED");
        assertThat(second.autoDeployed()).isFalse();

        client.updateStage(r -> r.apiId(api).stageName("dev").deploymentId(first));

        assertThat(status(api, "/dev/b")).isEqualTo(404);
    }

    @Test
    void aStageWithoutADeploymentFindsNothing() {
        route(api, "GET /a");
        client.createStage(r -> r.apiId(api).stageName("$default"));

        assertThat(status(api, "/a")).isEqualTo(404);
        assertThat(stage("$default").defaultRouteSettings().detailedMetricsEnabled())
                .isFalse();
        assertThat(stage("$default").autoDeploy()).isFalse();
    }

    @Test
    void aStageThatDeploysByItselfSaysWhatBecameOfIt() {
        client.createStage(r -> r.apiId(api).stageName("$default").autoDeploy(true));
        assertThat(stage("$default").lastDeploymentStatusMessage())
                .isEqualTo("Deployment attempt failed: Unable to deploy API because no valid routes exist in this API");
        assertThat(stage("$default").deploymentId()).isNull();

        route(api, "GET /a");

        String id = stage("$default").deploymentId();
        assertThat(stage("$default").lastDeploymentStatusMessage())
                .isEqualTo("Successfully deployed stage with deployment ID '" + id + "'");
        assertThat(client.getDeployment(r -> r.apiId(api).deploymentId(id)))
                .satisfies(deployment -> assertThat(deployment.autoDeployed()).isTrue())
                .satisfies(deployment -> assertThat(deployment.description())
                        .isEqualTo("Automatic deployment triggered by changes to the Api configuration"));
    }

    @Test
    void aStageThatDeploysByItselfTakesNoDeployment() {
        route(api, "GET /a");
        String deployment = client.createDeployment(r -> r.apiId(api)).deploymentId();
        client.createStage(r -> r.apiId(api).stageName("auto").autoDeploy(true));

        String words = "BadRequestException: Deployment ID cannot be set on this stage 123456789012:" + api
                + " because AutoDeploy is enabled.";
        refused(() -> client.updateStage(r -> r.apiId(api).stageName("auto").deploymentId(deployment)), words);
        refused(() -> client.createDeployment(r -> r.apiId(api).stageName("auto")), words);
        refused(
                () -> client.createStage(
                        r -> r.apiId(api).stageName("two").autoDeploy(true).deploymentId(deployment)),
                words);
    }

    @Test
    void nothingIsDeployedOfAnApiWithoutRoutes() {
        String words = "BadRequestException: Unable to deploy API because no valid routes exist in this API";
        refused(() -> client.createDeployment(r -> r.apiId(api)), words);
        client.createRoute(r -> r.apiId(api).routeKey("GET /nowhere"));
        refused(() -> client.createDeployment(r -> r.apiId(api)), words);
    }

    @Test
    void aDeploymentThatAStageShowsStays() {
        route(api, "GET /a");
        String id = client.createDeployment(r -> r.apiId(api)).deploymentId();
        client.createStage(r -> r.apiId(api).stageName("dev").deploymentId(id));

        refused(
                () -> client.deleteDeployment(r -> r.apiId(api).deploymentId(id)),
                "BadRequestException: Active stages pointing to this deployment must be moved or deleted");
        client.deleteStage(r -> r.apiId(api).stageName("dev"));
        client.deleteDeployment(r -> r.apiId(api).deploymentId(id));

        assertThat(client.getDeployments(r -> r.apiId(api)).items()).isEmpty();
        refused(
                () -> client.getDeployment(r -> r.apiId(api).deploymentId(id)),
                "NotFoundException: Invalid Deployment identifier specified");
    }

    @Test
    void aFunctionIsNamedByAStageVariable() {
        String integration = client.createIntegration(r -> r.apiId(api)
                        .integrationType("AWS_PROXY")
                        .payloadFormatVersion("2.0")
                        .integrationUri(FUNCTION + ":${stageVariables.alias}"))
                .integrationId();
        client.createRoute(r -> r.apiId(api).routeKey("$default").target("integrations/" + integration));
        client.createStage(
                r -> r.apiId(api).stageName("dev").autoDeploy(true).stageVariables(Map.of("alias", "one", "b", "2")));

        client.updateStage(r -> r.apiId(api).stageName("dev").stageVariables(Map.of("alias", "live", "b", "")));

        assertThat(status(api, "/dev/x")).isEqualTo(200);
        assertThat(functions.function).isEqualTo(FUNCTION + ":live");
        assertThat(functions.event.path("stageVariables")).hasToString("{\"alias\":\"live\"}");
        assertThat(functions.event.path("rawPath").asText()).isEqualTo("/dev/x");
    }

    @Test
    void metricsOfRoutesHaveNoEffectAndTheJournalSaysSo() {
        route(api, "GET /a");
        client.createStage(r -> r.apiId(api)
                .stageName("dev")
                .defaultRouteSettings(d -> d.throttlingBurstLimit(1).throttlingRateLimit(1.0))
                .routeSettings(Map.of(
                        "GET /a",
                        RouteSettings.builder().detailedMetricsEnabled(true).build())));

        assertThat(inert()).containsExactly("detailed metrics of the route GET /a has no effect here");

        client.deleteRouteSettings(r -> r.apiId(api).stageName("dev").routeKey("GET /a"));

        assertThat(stage("dev").routeSettings()).isEmpty();
        assertThat(stage("dev").defaultRouteSettings().throttlingBurstLimit()).isEqualTo(1);
    }

    @Test
    void eachRouteLetsAsManyThroughAsItsSettingsSay() {
        route(api, "GET /a");
        route(api, "GET /b");
        client.createStage(r -> r.apiId(api)
                .stageName("dev")
                .autoDeploy(true)
                .defaultRouteSettings(d -> d.throttlingBurstLimit(1).throttlingRateLimit(0.01))
                .routeSettings(Map.of(
                        "GET /b",
                        RouteSettings.builder()
                                .throttlingBurstLimit(2)
                                .throttlingRateLimit(0.01)
                                .build())));

        assertThat(statuses("/dev/a")).containsExactly(200, 429, 429);
        assertThat(statuses("/dev/b")).containsExactly(200, 200, 429);
    }

    private List<Integer> statuses(String target) {
        return Stream.generate(() -> status(api, target)).limit(3).toList();
    }

    @Test
    void whatIsWrongWithAStageIsRefused() {
        refused(
                () -> client.createStage(r -> r.apiId(api).stageName("a b")),
                "BadRequestException: Stage name only allows a-zA-Z0-9_-");
        refused(
                () -> client.createStage(
                        r -> r.apiId(api).stageName("a").defaultRouteSettings(d -> d.loggingLevel("INFO"))),
                "BadRequestException: Execution logs are not supported on protocolType HTTP");
        refused(
                () -> client.createStage(r -> r.apiId(api)
                        .stageName("a")
                        .routeSettings(
                                Map.of("GET /none", RouteSettings.builder().build()))),
                "NotFoundException: Unable to find Route by key GET /none within the provided RouteSettings");
        refused(
                () -> client.createStage(r -> r.apiId(api).stageName("a").deploymentId("none")),
                "NotFoundException: Invalid Deployment identifier specified");
        client.createStage(r -> r.apiId(api).stageName("a"));
        refused(() -> client.createStage(r -> r.apiId(api).stageName("a")), "ConflictException: Stage already exists");
        refused(
                () -> client.updateStage(r -> r.apiId(api).stageName("b")),
                "NotFoundException: Invalid stage identifier specified");
    }
}
