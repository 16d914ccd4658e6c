package ateliers.cloud.services.lambda;

import ateliers.cloud.door.Place;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.services.lambda.api.LambdaErrors;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.AddLayerVersionPermissionRequest;
import software.amazon.awssdk.services.lambda.model.AddLayerVersionPermissionResponse;
import software.amazon.awssdk.services.lambda.model.AddPermissionRequest;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionPolicyRequest;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionPolicyResponse;
import software.amazon.awssdk.services.lambda.model.RemoveLayerVersionPermissionRequest;
import software.amazon.awssdk.services.lambda.model.RemoveLayerVersionPermissionResponse;

/**
 * Who else may read versions of layers.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_AddLayerVersionPermission.html">
 *     AddLayerVersionPermission</a>
 */
final class LayerPermissions implements LambdaClient, Operations {
    private final Place place;
    private final Layers layers;

    LayerPermissions(Place place, Layers layers) {
        this.place = place;
        this.layers = layers;
    }

    @Override
    public AddLayerVersionPermissionResponse addLayerVersionPermission(AddLayerVersionPermissionRequest request) {
        Checks.required("action", request.action(), "lambda:GetLayerVersion");
        LayerVersion version = version(request.layerName(), request.versionNumber());
        String statement = version.policy()
                .add(
                        AddPermissionRequest.builder()
                                .statementId(request.statementId())
                                .action(request.action())
                                .principal(request.principal())
                                .principalOrgID(request.organizationId())
                                .revisionId(request.revisionId())
                                .build(),
                        version.arn(),
                        place.account());
        return AddLayerVersionPermissionResponse.builder()
                .statement(statement)
                .revisionId(version.policy().revision())
                .build();
    }

    @Override
    public RemoveLayerVersionPermissionResponse removeLayerVersionPermission(
            RemoveLayerVersionPermissionRequest request) {
        version(request.layerName(), request.versionNumber())
                .policy()
                .remove(request.statementId(), request.revisionId());
        return RemoveLayerVersionPermissionResponse.builder().build();
    }

    @Override
    public GetLayerVersionPolicyResponse getLayerVersionPolicy(GetLayerVersionPolicyRequest request) {
        ResourcePolicy policy =
                version(request.layerName(), request.versionNumber()).policy();
        if (policy.isEmpty()) {
            throw LambdaErrors.notFound("No policy is associated with the given resource.");
        }
        return GetLayerVersionPolicyResponse.builder()
                .policy(policy.document())
                .revisionId(policy.revision())
                .build();
    }

    private LayerVersion version(String layerName, Long number) {
        String name = Layers.name(layerName);
        long asked = LayerOperations.number(number);
        return layers.find(name, asked)
                .orElseThrow(() ->
                        LambdaErrors.notFound("Layer version " + layers.arn(name) + ":" + asked + " does not exist."));
    }
}
