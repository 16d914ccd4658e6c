package ateliers.cloud.services.apigateway;

import java.util.regex.Pattern;
import software.amazon.awssdk.services.apigateway.model.CacheClusterStatus;
import software.amazon.awssdk.services.apigateway.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.apigateway.model.Stage;

/** How stages are made, and change with deployments. */
record Stages(Apis apis) {
    private static final Pattern STAGE_NAME = Pattern.compile("[a-zA-Z0-9_-]{1,128}");

    void deployTo(Api api, CreateDeploymentRequest request, String deploymentId) {
        LiveStage live = api.stages.get(request.stageName());
        if (live == null) {
            add(
                    api,
                    Stage.builder()
                            .stageName(request.stageName())
                            .description(request.stageDescription())
                            .deploymentId(deploymentId)
                            .tracingEnabled(request.tracingEnabled())
                            .variables(request.variables()));
        } else {
            Stage.Builder stage = live.info().toBuilder().deploymentId(deploymentId);
            if (request.hasVariables()) {
                request.variables().forEach(Stages::checkVariable);
                stage.variables(request.variables());
            }
            if (request.stageDescription() != null) {
                stage.description(request.stageDescription());
            }
            if (request.tracingEnabled() != null) {
                stage.tracingEnabled(request.tracingEnabled());
            }
            live.update(stage.lastUpdatedDate(apis.context.clock().instant()).build());
        }
    }

    void traced(Api api, String stage, Boolean enabled) {
        if (Boolean.TRUE.equals(enabled)) {
            apis.inert(apis.arn("/restapis/" + api.id() + "/stages/" + stage), "X-Ray tracing");
        }
    }

    Stage add(Api api, Stage.Builder stage) {
        Stage built = stage.createdDate(apis.context.clock().instant())
                .lastUpdatedDate(apis.context.clock().instant())
                .cacheClusterEnabled(false)
                .cacheClusterStatus(CacheClusterStatus.NOT_AVAILABLE)
                .build();
        if (built.stageName() == null || !STAGE_NAME.matcher(built.stageName()).matches()) {
            throw ApiErrors.bad("Stage name only allows a-zA-Z0-9_");
        }
        built.variables().forEach(Stages::checkVariable);
        if (api.stages.containsKey(built.stageName())) {
            throw ApiErrors.conflict("Stage already exists");
        }
        api.deployment(built.deploymentId());
        api.stages.put(
                built.stageName(),
                new LiveStage(built, info -> new CompiledStage(info, api.deployment(info.deploymentId()))));
        return built;
    }

    static void checkVariable(String name, String value) {
        if (!name.matches("\\w+") || value == null || !value.matches("[A-Za-z0-9-._~:/?#&=,]*")) {
            throw ApiErrors.bad("Stage variable values may only contain alphanumeric characters and -._~:/?#&=,");
        }
    }
}
