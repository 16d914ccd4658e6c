package ateliers.cloud.services.apigatewayv2;

import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
import ateliers.cloud.kit.Pojos;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateDeploymentResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteDeploymentRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteDeploymentResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Deployment;
import software.amazon.awssdk.services.apigatewayv2.model.GetDeploymentRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetDeploymentResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetDeploymentsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetDeploymentsResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateDeploymentRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateDeploymentResponse;

/** Operations on deployments. */
final class DeploymentOperations implements ApiGatewayV2Client, Operations {
    private final HttpApis apis;

    DeploymentOperations(HttpApis apis) {
        this.apis = apis;
    }

    /** @see <a href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-deployments.html">API</a> */
    @Override
    public CreateDeploymentResponse createDeployment(CreateDeploymentRequest request) {
        HttpApi api = apis.get(request.apiId());
        synchronized (api) {
            Stage stage = null;
            if (request.stageName() != null && !request.stageName().isEmpty()) {
                stage = api.stage(request.stageName());
                apis.refuseDeployment(api, stage);
            }
            Deployed deployed = api.deploy(request.description(), false);
            if (stage != null) {
                api.put(apis.updated(stage.toBuilder()
                        .deploymentId(deployed.info().deploymentId())
                        .build()));
            }
            return Pojos.copy(deployed.info(), CreateDeploymentResponse.builder())
                    .build();
        }
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
            Paging.Page<Deployment> page = HttpApis.page(
                    api.deployments.values().stream().map(Deployed::info).toList(),
                    request.maxResults(),
                    request.nextToken());
            return GetDeploymentsResponse.builder()
                    .items(page.items())
                    .nextToken(page.next())
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
}
