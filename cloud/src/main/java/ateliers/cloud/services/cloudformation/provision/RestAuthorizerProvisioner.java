package ateliers.cloud.services.cloudformation.provision;

import ateliers.cloud.door.Unsupported;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.CreateAuthorizerRequest;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;

/**
 * {@code AWS::ApiGateway::Authorizer}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-authorizer.html">
 *     AWS::ApiGateway::Authorizer</a>
 */
public final class RestAuthorizerProvisioner implements Provisioner {
    private static final Map<String, String> PATHS = Map.of(
            "AuthType", "/authType",
            "AuthorizerCredentials", "/authorizerCredentials",
            "AuthorizerResultTtlInSeconds", "/authorizerResultTtlInSeconds",
            "AuthorizerUri", "/authorizerUri",
            "IdentitySource", "/identitySource",
            "IdentityValidationExpression", "/identityValidationExpression",
            "Name", "/name",
            "Type", "/type");

    @Override
    public String type() {
        return "AWS::ApiGateway::Authorizer";
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of(
                "AuthType",
                "AuthorizerCredentials",
                "AuthorizerResultTtlInSeconds",
                "AuthorizerUri",
                "IdentitySource",
                "IdentityValidationExpression",
                "Name",
                "RestApiId",
                "Type");
    }

    @Override
    public void refuseGaps(ObjectNode properties) {
        if (properties.path("Type").asText().equals("COGNITO_USER_POOLS")) {
            throw new Unsupported("apigateway: authorizers of type COGNITO_USER_POOLS");
        }
    }

    @Override
    public Physical create(ResourceCall call) {
        return physical(call.client(ApiGatewayClient.class)
                .createAuthorizer(Shapes.fill(CreateAuthorizerRequest.builder(), call.properties())
                        .build())
                .id());
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        List<PatchOperation> patches = PATHS.keySet().stream()
                .sorted()
                .filter(property -> !call.properties().path(property).equals(before.path(property)))
                .map(property -> PatchOperation.builder()
                        .op(Op.REPLACE)
                        .path(PATHS.get(property))
                        .value(call.text(property))
                        .build())
                .toList();
        call.client(ApiGatewayClient.class)
                .updateAuthorizer(request -> request.restApiId(call.text("RestApiId"))
                        .authorizerId(call.physicalId())
                        .patchOperations(patches));
        return physical(call.physicalId());
    }

    @Override
    public void delete(ResourceCall call) {
        call.client(ApiGatewayClient.class)
                .deleteAuthorizer(
                        request -> request.restApiId(call.text("RestApiId")).authorizerId(call.physicalId()));
    }

    private static Physical physical(String id) {
        return new Physical(id, Map.of("AuthorizerId", id));
    }
}
