package ateliers.cloud.services.apigatewayv2;

import ateliers.cloud.executeapi.Ids;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.apigatewayv2.model.Api;
import software.amazon.awssdk.services.apigatewayv2.model.Authorizer;
import software.amazon.awssdk.services.apigatewayv2.model.Deployment;
import software.amazon.awssdk.services.apigatewayv2.model.DeploymentStatus;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.Route;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;

/** One HTTP API: what is being edited, its deployments, and what its stages show. Edits hold its lock. */
final class HttpApi {
    private static final int ID_LENGTH = 6;
    private static final String TARGET = "integrations/";
    private static final String NO_ROUTES = "Unable to deploy API because no valid routes exist in this API";
    private static final String AUTOMATIC = "Automatic deployment triggered by changes to the Api configuration";

    private final Supplier<Instant> clock;
    private volatile Api info;
    final Map<String, Route> routes = new LinkedHashMap<>();
    final Map<String, Integration> integrations = new LinkedHashMap<>();
    final Map<String, Authorizer> authorizers = new LinkedHashMap<>();
    final Map<String, Deployed> deployments = new LinkedHashMap<>();
    private final Map<String, Stage> stages = new ConcurrentHashMap<>();
    private final Map<String, Routing> live = new ConcurrentHashMap<>();

    /** @param clock tells the cloud's time */
    HttpApi(Api info, Supplier<Instant> clock) {
        this.info = info;
        this.clock = clock;
    }

    String id() {
        return info.apiId();
    }

    Api info() {
        return info;
    }

    /** Changes the API's own settings. */
    synchronized void update(UnaryOperator<Api.Builder> change) {
        info = change.apply(info.toBuilder()).build();
    }

    Route route(String id) {
        return Optional.ofNullable(id).map(routes::get).orElseThrow(() -> ApiErrors.noSuch("Route"));
    }

    Optional<Route> routeByKey(String key) {
        return routes.values().stream()
                .filter(route -> route.routeKey().equals(key))
                .findFirst();
    }

    Integration integration(String id) {
        return Optional.ofNullable(id).map(integrations::get).orElseThrow(() -> ApiErrors.noSuch("Integration"));
    }

    Authorizer authorizer(String id) {
        return Optional.ofNullable(id).map(authorizers::get).orElseThrow(() -> ApiErrors.noSuch("Authorizer"));
    }

    /** The integration that a route leads to; empty when it leads to none. */
    static Optional<Integration> target(Route route, Map<String, Integration> integrations) {
        return Optional.ofNullable(route.target())
                .filter(target -> target.startsWith(TARGET))
                .map(target -> integrations.get(target.substring(TARGET.length())));
    }

    static String target(Integration integration) {
        return TARGET + integration.integrationId();
    }

    Deployed deployment(String id) {
        return Optional.ofNullable(id).map(deployments::get).orElseThrow(() -> ApiErrors.noSuch("Deployment"));
    }

    Stage stage(String name) {
        return Optional.ofNullable(name).map(stages::get).orElseThrow(() -> ApiErrors.noSuch("stage"));
    }

    boolean hasStage(String name) {
        return stages.containsKey(name);
    }

    List<Stage> stages() {
        return stages.values().stream()
                .sorted(Comparator.comparing(Stage::stageName))
                .toList();
    }

    /** Shows what is there now on the stages that deploy by themselves. */
    synchronized void changed() {
        stages.values().stream()
                .filter(stage -> Boolean.TRUE.equals(stage.autoDeploy()))
                .toList()
                .forEach(stage -> put(deployed(stage)));
    }

    /** Keeps a stage and shows its deployment. */
    synchronized void put(Stage stage) {
        stages.put(stage.stageName(), stage);
        if (stage.deploymentId() == null) {
            live.remove(stage.stageName());
        } else {
            live.put(stage.stageName(), new Routing(deployment(stage.deploymentId()), stage));
        }
    }

    /** Changes what is said of a stage, which goes on showing what it shows. */
    synchronized void replace(String name, UnaryOperator<Stage> change) {
        stages.put(name, change.apply(stage(name)));
    }

    /** The stage with a new deployment of what is there now; with the old one where there is nothing to deploy. */
    synchronized Stage deployed(Stage stage) {
        if (!isDeployable()) {
            return stage.toBuilder()
                    .lastDeploymentStatusMessage("Deployment attempt failed: " + NO_ROUTES)
                    .build();
        }
        String id = deploy(AUTOMATIC, true).info().deploymentId();
        return stage.toBuilder()
                .deploymentId(id)
                .lastDeploymentStatusMessage("Successfully deployed stage with deployment ID '" + id + "'")
                .build();
    }

    private boolean isDeployable() {
        return routes.values().stream()
                .anyMatch(route -> target(route, integrations).isPresent());
    }

    /** Makes a deployment of what is there now. */
    synchronized Deployed deploy(String description, boolean automatic) {
        if (!isDeployable()) {
            throw ApiErrors.bad(NO_ROUTES);
        }
        Deployment deployment = Deployment.builder()
                .deploymentId(Ids.random(ID_LENGTH))
                .description(description)
                .autoDeployed(automatic)
                .deploymentStatus(DeploymentStatus.DEPLOYED)
                .createdDate(clock.get())
                .build();
        Deployed deployed = new Deployed(
                deployment, info.corsConfiguration(), List.copyOf(routes.values()), integrations, authorizers);
        deployments.put(deployment.deploymentId(), deployed);
        return deployed;
    }

    /** What a stage shows; empty when nothing was deployed to it. */
    Optional<Routing> routing(String stage) {
        return Optional.ofNullable(live.get(stage));
    }

    void removeStage(String stage) {
        stages.remove(stage);
        live.remove(stage);
    }
}
