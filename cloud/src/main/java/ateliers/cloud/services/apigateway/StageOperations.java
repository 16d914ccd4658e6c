package ateliers.cloud.services.apigateway;

import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Pojos;
import java.util.Comparator;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.CreateStageRequest;
import software.amazon.awssdk.services.apigateway.model.CreateStageResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteStageRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteStageResponse;
import software.amazon.awssdk.services.apigateway.model.FlushStageAuthorizersCacheRequest;
import software.amazon.awssdk.services.apigateway.model.FlushStageAuthorizersCacheResponse;
import software.amazon.awssdk.services.apigateway.model.FlushStageCacheRequest;
import software.amazon.awssdk.services.apigateway.model.FlushStageCacheResponse;
import software.amazon.awssdk.services.apigateway.model.GetStageRequest;
import software.amazon.awssdk.services.apigateway.model.GetStageResponse;
import software.amazon.awssdk.services.apigateway.model.GetStagesRequest;
import software.amazon.awssdk.services.apigateway.model.GetStagesResponse;
import software.amazon.awssdk.services.apigateway.model.Stage;
import software.amazon.awssdk.services.apigateway.model.UpdateStageRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateStageResponse;

/** Operations on stages. */
final class StageOperations implements ApiGatewayClient, Operations {

    private final Apis apis;
    private final Stages stages;
    private final RestAuthorizers authorizers;

    StageOperations(Apis apis, RestAuthorizers authorizers) {
        this.apis = apis;
        this.authorizers = authorizers;
        this.stages = new Stages(apis);
    }

    @Override
    public CreateStageResponse createStage(CreateStageRequest request) {
        Api api = apis.get(request.restApiId());
        ApiErrors.refuseSystemTags(request.tags().keySet());
        synchronized (api) {
            Stage stage = stages.add(api, Pojos.copy(request, Stage.builder()));
            stages.traced(api, stage.stageName(), request.tracingEnabled());
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
                        .sorted(Comparator.comparing(Stage::stageName))
                        .toList())
                .build();
    }

    @Override
    public UpdateStageResponse updateStage(UpdateStageRequest request) {
        apis.checkPatches("updateStageInput", request.patchOperations());
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
        apis.plans.removeStage(api.id(), request.stageName());
        return DeleteStageResponse.builder().build();
    }

    /** A stage has no cache here, so that there is nothing in it. */
    @Override
    public FlushStageCacheResponse flushStageCache(FlushStageCacheRequest request) {
        apis.get(request.restApiId()).stage(request.stageName());
        return FlushStageCacheResponse.builder().build();
    }

    /** Forgets what the stage's authorizers have answered. */
    @Override
    public FlushStageAuthorizersCacheResponse flushStageAuthorizersCache(FlushStageAuthorizersCacheRequest request) {
        apis.get(request.restApiId()).stage(request.stageName());
        authorizers.forget(request.restApiId(), request.stageName());
        return FlushStageAuthorizersCacheResponse.builder().build();
    }
}
