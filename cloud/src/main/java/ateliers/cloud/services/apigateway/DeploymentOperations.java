package ateliers.cloud.services.apigateway;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.executeapi.Ids;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
import ateliers.cloud.kit.Pojos;
import java.util.List;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.apigateway.model.CreateDeploymentResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteDeploymentRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteDeploymentResponse;
import software.amazon.awssdk.services.apigateway.model.Deployment;
import software.amazon.awssdk.services.apigateway.model.GetDeploymentRequest;
import software.amazon.awssdk.services.apigateway.model.GetDeploymentResponse;
import software.amazon.awssdk.services.apigateway.model.GetDeploymentsRequest;
import software.amazon.awssdk.services.apigateway.model.GetDeploymentsResponse;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.Stage;
import software.amazon.awssdk.services.apigateway.model.UpdateDeploymentRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateDeploymentResponse;

/** Operations on deployments. */
final class DeploymentOperations implements ApiGatewayClient, Operations {
    private static final int ID_LENGTH = 6;

    private final Apis apis;
    private final Stages stages;

    DeploymentOperations(Apis apis) {
        this.apis = apis;
        this.stages = new Stages(apis);
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
                stages.deployTo(api, request, deployment.id());
                stages.traced(api, request.stageName(), request.tracingEnabled());
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
        Paging.Page<Deployment> page = Apis.page(all, request.limit(), request.position());
        return GetDeploymentsResponse.builder()
                .items(page.items())
                .position(page.next())
                .build();
    }

    @Override
    public UpdateDeploymentResponse updateDeployment(UpdateDeploymentRequest request) {
        apis.checkPatches("updateDeploymentInput", request.patchOperations());
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
}
