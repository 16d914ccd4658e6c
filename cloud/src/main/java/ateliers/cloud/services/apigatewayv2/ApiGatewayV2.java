package ateliers.cloud.services.apigatewayv2;

import ateliers.cloud.kit.Pojos;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.apigatewayv2.model.AccessLogSettings;
import software.amazon.awssdk.services.apigatewayv2.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateDeploymentResponse;
import software.amazon.awssdk.services.apigatewayv2.model.CreateStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateStageResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteAccessLogSettingsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteAccessLogSettingsResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteDeploymentRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteDeploymentResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteRouteSettingsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteRouteSettingsResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteStageResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Deployment;
import software.amazon.awssdk.services.apigatewayv2.model.GetDeploymentRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetDeploymentResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetDeploymentsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetDeploymentsResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetStageResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetStagesRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetStagesResponse;
import software.amazon.awssdk.services.apigatewayv2.model.RouteSettings;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateDeploymentRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateDeploymentResponse;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateStageResponse;

/** Amazon API Gateway's HTTP APIs: operations on deployments and stages, and all the others. */
final class ApiGatewayV2 extends PartOperations {

    private final AccessLogs logs;

    ApiGatewayV2(HttpApis apis, AccessLogs logs) {
        super(apis);
        this.logs = logs;
    }

    /** @see <a href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-deployments.html">API</a> */
    @Override
    public CreateDeploymentResponse createDeployment(CreateDeploymentRequest request) {
        HttpApi api = apis.get(request.apiId());
        synchronized (api) {
            Stage stage = null;
            if (request.stageName() != null && !request.stageName().isEmpty()) {
                stage = api.stage(request.stageName());
                refuseDeployment(api, stage);
            }
            Deployed deployed = api.deploy(request.description(), false);
            if (stage != null) {
                api.put(updated(stage.toBuilder()
                        .deploymentId(deployed.info().deploymentId())
                        .build()));
            }
            return Pojos.copy(deployed.info(), CreateDeploymentResponse.builder())
                    .build();
        }
    }

    private void refuseDeployment(HttpApi api, Stage stage) {
        if (Boolean.TRUE.equals(stage.autoDeploy())) {
            throw ApiErrors.bad("Deployment ID cannot be set on this stage "
                    + apis.context.place().account() + ":" + api.id() + " because AutoDeploy is enabled.");
        }
    }

    private Stage updated(Stage stage) {
        return stage.toBuilder().lastUpdatedDate(apis.context.clock().instant()).build();
    }

    @Override
    public GetDeploymentResponse getDeployment(GetDeploymentRequest request) {
        HttpApi api = apis.get(request.apiId());
        synchronized (api) {
            return Pojos.copy(api.deployment(request.deploymentId()).info(), GetDeploymentResponse.builder())
                    .build();
        }
    }

    @Override
    public GetDeploymentsResponse getDeployments(GetDeploymentsRequest request) {
        HttpApi api = apis.get(request.apiId());
        synchronized (api) {
            Page<Deployment> page = Page.of(
                    api.deployments.values().stream().map(Deployed::info).toList(),
                    request.maxResults(),
                    request.nextToken());
            return GetDeploymentsResponse.builder()
                    .items(page.items())
                    .nextToken(page.nextToken())
                    .build();
        }
    }

    @Override
    public UpdateDeploymentResponse updateDeployment(UpdateDeploymentRequest request) {
        HttpApi api = apis.get(request.apiId());
        synchronized (api) {
            Deployed deployed = api.deployment(request.deploymentId());
            Deployment info =
                    Pojos.overlay(request, deployed.info().toBuilder()).build();
            api.deployments.put(info.deploymentId(), deployed.with(info));
            return Pojos.copy(info, UpdateDeploymentResponse.builder()).build();
        }
    }

    @Override
    public DeleteDeploymentResponse deleteDeployment(DeleteDeploymentRequest request) {
        HttpApi api = apis.get(request.apiId());
        synchronized (api) {
            String id = api.deployment(request.deploymentId()).info().deploymentId();
            if (api.stages().stream().anyMatch(stage -> id.equals(stage.deploymentId()))) {
                throw ApiErrors.bad("Active stages pointing to this deployment must be moved or deleted");
            }
            api.deployments.remove(id);
        }
        return DeleteDeploymentResponse.builder().build();
    }

    /** @see <a href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages.html">API</a> */
    @Override
    public CreateStageResponse createStage(CreateStageRequest request) {
        HttpApi api = apis.get(request.apiId());
        refuseSystem(request.tags().keySet());
        synchronized (api) {
            Stage stage = new StageRules(apis, api)
                    .complete(updated(Pojos.copy(request, Stage.builder())
                            .createdDate(apis.context.clock().instant())
                            .build()));
            if (api.hasStage(stage.stageName())) {
                throw ApiErrors.conflict("Stage already exists");
            }
            if (request.deploymentId() != null) {
                refuseDeployment(api, stage);
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
        Page<Stage> page = Page.of(apis.get(request.apiId()).stages(), request.maxResults(), request.nextToken());
        return GetStagesResponse.builder()
                .items(page.items())
                .nextToken(page.nextToken())
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
                    .complete(updated(Pojos.overlay(request, before.toBuilder())
                            .routeSettings(settings)
                            .stageVariables(StageRules.merged(before.stageVariables(), request.stageVariables()))
                            .build()));
            if (request.deploymentId() != null) {
                refuseDeployment(api, stage);
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
            api.put(updated(before.toBuilder()
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
                return updated(stage.toBuilder().routeSettings(settings).build());
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
