package ateliers.cloud.services.apigatewayv2;

import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
import ateliers.cloud.kit.Pojos;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.AccessLogSettings;
import software.amazon.awssdk.services.apigatewayv2.model.CreateStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateStageResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteAccessLogSettingsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteAccessLogSettingsResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteRouteSettingsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteRouteSettingsResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteStageResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetStageResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetStagesRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetStagesResponse;
import software.amazon.awssdk.services.apigatewayv2.model.RouteSettings;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateStageResponse;

/** Operations on stages. */
final class StageOperations implements ApiGatewayV2Client, Operations {
    private final HttpApis apis;
    private final AccessLogs logs;

    StageOperations(HttpApis apis, AccessLogs logs) {
        this.apis = apis;
        this.logs = logs;
    }

    /** @see <a href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages.html">API</a> */
    @Override
    public CreateStageResponse createStage(CreateStageRequest request) {
        HttpApi api = apis.get(request.apiId());
        ApiErrors.refuseSystemTags(request.tags().keySet());
        synchronized (api) {
            Stage stage = new StageRules(apis, api)
                    .complete(apis.updated(Pojos.copy(request, Stage.builder())
                            .createdDate(apis.context.clock().instant())
                            .build()));
            if (api.hasStage(stage.stageName())) {
                throw ApiErrors.conflict("Stage already exists");
            }
            if (request.deploymentId() != null) {
                apis.refuseDeployment(api, stage);
            }
            logs.enable(request.accessLogSettings());
            Stage shown = Boolean.TRUE.equals(stage.autoDeploy()) ? api.deployed(stage) : stage;
            api.put(shown);
            return Pojos.copy(shown, CreateStageResponse.builder()).build();
        }
    }

    @Override
    public GetStageResponse getStage(GetStageRequest request) {
        return Pojos.copy(apis.get(request.apiId()).stage(request.stageName()), GetStageResponse.builder())
                .build();
    }

    @Override
    public GetStagesResponse getStages(GetStagesRequest request) {
        Paging.Page<Stage> page =
                HttpApis.page(apis.get(request.apiId()).stages(), request.maxResults(), request.nextToken());
        return GetStagesResponse.builder()
                .items(page.items())
                .nextToken(page.next())
                .build();
    }

    /** Changes what is given: of stage variables and route settings those that are named. */
    @Override
    public UpdateStageResponse updateStage(UpdateStageRequest request) {
        HttpApi api = apis.get(request.apiId());
        synchronized (api) {
            Stage before = api.stage(request.stageName());
            refuseManaged(before);
            Map<String, RouteSettings> settings = new LinkedHashMap<>(before.routeSettings());
            settings.putAll(request.routeSettings());
            Stage stage = new StageRules(apis, api)
                    .complete(apis.updated(Pojos.overlay(request, before.toBuilder())
                            .routeSettings(settings)
                            .stageVariables(StageRules.merged(before.stageVariables(), request.stageVariables()))
                            .build()));
            if (request.deploymentId() != null) {
                apis.refuseDeployment(api, stage);
            }
            logs.enable(request.accessLogSettings());
            boolean begins = Boolean.TRUE.equals(stage.autoDeploy()) && !Boolean.TRUE.equals(before.autoDeploy());
            Stage shown = begins ? api.deployed(stage) : stage;
            api.put(shown);
            return Pojos.copy(shown, UpdateStageResponse.builder()).build();
        }
    }

    private static void refuseManaged(Stage stage) {
        if (Boolean.TRUE.equals(stage.apiGatewayManaged())) {
            throw ApiErrors.bad("A managed stage cannot be changed");
        }
    }

    @Override
    public DeleteAccessLogSettingsResponse deleteAccessLogSettings(DeleteAccessLogSettingsRequest request) {
        HttpApi api = apis.get(request.apiId());
        synchronized (api) {
            Stage before = api.stage(request.stageName());
            refuseManaged(before);
            api.put(apis.updated(before.toBuilder()
                    .accessLogSettings((AccessLogSettings) null)
                    .build()));
        }
        return DeleteAccessLogSettingsResponse.builder().build();
    }

    @Override
    public DeleteRouteSettingsResponse deleteRouteSettings(DeleteRouteSettingsRequest request) {
        HttpApi api = apis.get(request.apiId());
        synchronized (api) {
            Stage before = api.stage(request.stageName());
            refuseManaged(before);
            if (!before.routeSettings().containsKey(String.valueOf(request.routeKey()))) {
                throw ApiErrors.notFound(
                        "Unable to find Route by key " + request.routeKey() + " within the provided RouteSettings");
            }
            api.replace(before.stageName(), stage -> {
                Map<String, RouteSettings> settings = new LinkedHashMap<>(stage.routeSettings());
                settings.remove(request.routeKey());
                return apis.updated(stage.toBuilder().routeSettings(settings).build());
            });
        }
        return DeleteRouteSettingsResponse.builder().build();
    }

    @Override
    public DeleteStageResponse deleteStage(DeleteStageRequest request) {
        HttpApi api = apis.get(request.apiId());
        synchronized (api) {
            api.removeStage(api.stage(request.stageName()).stageName());
        }
        return DeleteStageResponse.builder().build();
    }
}
