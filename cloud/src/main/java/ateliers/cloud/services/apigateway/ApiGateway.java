package ateliers.cloud.services.apigateway;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.executeapi.Ids;
import ateliers.cloud.kit.Pojos;
import java.util.List;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.apigateway.model.CacheClusterStatus;
import software.amazon.awssdk.services.apigateway.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.apigateway.model.CreateDeploymentResponse;
import software.amazon.awssdk.services.apigateway.model.CreateStageRequest;
import software.amazon.awssdk.services.apigateway.model.CreateStageResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteDeploymentRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteDeploymentResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteStageRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteStageResponse;
import software.amazon.awssdk.services.apigateway.model.Deployment;
import software.amazon.awssdk.services.apigateway.model.FlushStageAuthorizersCacheRequest;
import software.amazon.awssdk.services.apigateway.model.FlushStageAuthorizersCacheResponse;
import software.amazon.awssdk.services.apigateway.model.FlushStageCacheRequest;
import software.amazon.awssdk.services.apigateway.model.FlushStageCacheResponse;
import software.amazon.awssdk.services.apigateway.model.GetDeploymentRequest;
import software.amazon.awssdk.services.apigateway.model.GetDeploymentResponse;
import software.amazon.awssdk.services.apigateway.model.GetDeploymentsRequest;
import software.amazon.awssdk.services.apigateway.model.GetDeploymentsResponse;
import software.amazon.awssdk.services.apigateway.model.GetStageRequest;
import software.amazon.awssdk.services.apigateway.model.GetStageResponse;
import software.amazon.awssdk.services.apigateway.model.GetStagesRequest;
import software.amazon.awssdk.services.apigateway.model.GetStagesResponse;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.Stage;
import software.amazon.awssdk.services.apigateway.model.UpdateDeploymentRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateDeploymentResponse;
import software.amazon.awssdk.services.apigateway.model.UpdateStageRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateStageResponse;

/** Amazon API Gateway: operations on deployments and stages, and all the others. */
final class ApiGateway extends GatewayResponseOperations {

    private static final int ID_LENGTH = 6;
    private static final Pattern STAGE_NAME = Pattern.compile("[a-zA-Z0-9_-]{1,128}");

    ApiGateway(Apis apis) {
        super(apis);
    }

    @Override
    public CreateDeploymentResponse createDeployment(CreateDeploymentRequest request) {
        Api api = apis.get(request.restApiId());
        synchronized (api) {
            checkDeployable(api);
            Deployment deployment = Deployment.builder()
                    .id(Ids.random(ID_LENGTH))
                    .description(request.description())
                    .createdDate(apis.context.clock().instant())
                    .build();
            Deployed deployed = Deployed.of(deployment, api);
            // Compiled once for nothing, so that what does not fit is refused now.
            new CompiledStage(Stage.builder().stageName("check").build(), deployed);
            api.deployments.put(deployment.id(), deployed);
            if (request.stageName() != null && !request.stageName().isEmpty()) {
                deployTo(api, request, deployment.id());
                traced(api, request.stageName(), request.tracingEnabled());
            }
            return Pojos.copy(deployment, CreateDeploymentResponse.builder()).build();
        }
    }

    private static void checkDeployable(Api api) {
        List<Method> methods = api.resources.values().stream()
                .flatMap(resource -> resource.resourceMethods().values().stream())
                .toList();
        if (methods.isEmpty()) {
            throw ApiErrors.bad("The REST API doesn't contain any methods");
        }
        if (methods.stream().anyMatch(method -> method.methodIntegration() == null)) {
            throw ApiErrors.bad("No integration defined for method");
        }
    }

    private void deployTo(Api api, CreateDeploymentRequest request, String deploymentId) {
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
                request.variables().forEach(ApiGateway::checkVariable);
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

    private void traced(Api api, String stage, Boolean enabled) {
        if (Boolean.TRUE.equals(enabled)) {
            apis.inert(apis.arn("/restapis/" + api.id() + "/stages/" + stage), "X-Ray tracing");
        }
    }

    private Stage add(Api api, Stage.Builder stage) {
        Stage built = stage.createdDate(apis.context.clock().instant())
                .lastUpdatedDate(apis.context.clock().instant())
                .cacheClusterEnabled(false)
                .cacheClusterStatus(CacheClusterStatus.NOT_AVAILABLE)
                .build();
        if (built.stageName() == null || !STAGE_NAME.matcher(built.stageName()).matches()) {
            throw ApiErrors.bad("Stage name only allows a-zA-Z0-9_");
        }
        built.variables().forEach(ApiGateway::checkVariable);
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

    @Override
    public GetDeploymentResponse getDeployment(GetDeploymentRequest request) {
        Deployed deployed = apis.get(request.restApiId()).deployment(request.deploymentId());
        GetDeploymentResponse.Builder response = Pojos.copy(deployed.info(), GetDeploymentResponse.builder());
        for (String part : request.embed()) {
            if (!part.equals("apisummary")) {
                throw new Unsupported("apigateway: " + part + " embedded in a deployment");
            }
            response.apiSummary(deployed.summary());
        }
        return response.build();
    }

    @Override
    public GetDeploymentsResponse getDeployments(GetDeploymentsRequest request) {
        List<Deployment> all = apis.get(request.restApiId()).deployments.values().stream()
                .map(Deployed::info)
                .toList();
        Page<Deployment> page = Page.of(all, request.limit(), request.position());
        return GetDeploymentsResponse.builder()
                .items(page.items())
                .position(page.position())
                .build();
    }

    @Override
    public UpdateDeploymentResponse updateDeployment(UpdateDeploymentRequest request) {
        check("updateDeploymentInput", request.patchOperations());
        Api api = apis.get(request.restApiId());
        synchronized (api) {
            Deployed deployed = api.deployment(request.deploymentId());
            Deployment info = Patches.deployment(deployed.info(), request.patchOperations());
            api.deployments.put(info.id(), deployed.with(info));
            return Pojos.copy(info, UpdateDeploymentResponse.builder()).build();
        }
    }

    @Override
    public DeleteDeploymentResponse deleteDeployment(DeleteDeploymentRequest request) {
        Api api = apis.get(request.restApiId());
        synchronized (api) {
            String id = api.deployment(request.deploymentId()).info().id();
            if (api.stages.values().stream()
                    .anyMatch(stage -> id.equals(stage.info().deploymentId()))) {
                throw ApiErrors.bad("Active stages pointing to this deployment must be moved or deleted");
            }
            api.deployments.remove(id);
        }
        return DeleteDeploymentResponse.builder().build();
    }

    @Override
    public CreateStageResponse createStage(CreateStageRequest request) {
        Api api = apis.get(request.restApiId());
        refuseSystemTags(request.tags().keySet());
        synchronized (api) {
            Stage stage = add(api, Pojos.copy(request, Stage.builder()));
            traced(api, stage.stageName(), request.tracingEnabled());
            return Pojos.copy(stage, CreateStageResponse.builder()).build();
        }
    }

    @Override
    public GetStageResponse getStage(GetStageRequest request) {
        Stage stage = apis.get(request.restApiId()).stage(request.stageName()).info();
        return Pojos.copy(stage, GetStageResponse.builder()).build();
    }

    @Override
    public GetStagesResponse getStages(GetStagesRequest request) {
        return GetStagesResponse.builder()
                .item(apis.get(request.restApiId()).stages.values().stream()
                        .map(LiveStage::info)
                        .filter(stage -> request.deploymentId() == null
                                || request.deploymentId().equals(stage.deploymentId()))
                        .sorted(java.util.Comparator.comparing(Stage::stageName))
                        .toList())
                .build();
    }

    @Override
    public UpdateStageResponse updateStage(UpdateStageRequest request) {
        check("updateStageInput", request.patchOperations());
        Api api = apis.get(request.restApiId());
        synchronized (api) {
            LiveStage live = api.stage(request.stageName());
            Stage stage = new StagePatches(apis, api).apply(live.info(), request.patchOperations());
            live.update(stage.toBuilder()
                    .lastUpdatedDate(apis.context.clock().instant())
                    .build());
            return Pojos.copy(live.info(), UpdateStageResponse.builder()).build();
        }
    }

    @Override
    public DeleteStageResponse deleteStage(DeleteStageRequest request) {
        Api api = apis.get(request.restApiId());
        api.stage(request.stageName());
        api.stages.remove(request.stageName());
        return DeleteStageResponse.builder().build();
    }

    /** A stage has no cache here, so that there is nothing in it. */
    @Override
    public FlushStageCacheResponse flushStageCache(FlushStageCacheRequest request) {
        apis.get(request.restApiId()).stage(request.stageName());
        return FlushStageCacheResponse.builder().build();
    }

    /** A stage has no authorizers here, so that nothing is remembered of any. */
    @Override
    public FlushStageAuthorizersCacheResponse flushStageAuthorizersCache(FlushStageAuthorizersCacheRequest request) {
        apis.get(request.restApiId()).stage(request.stageName());
        return FlushStageAuthorizersCacheResponse.builder().build();
    }
}
