package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.GetMethodResponse;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;
import software.amazon.awssdk.services.apigateway.model.PutIntegrationRequest;
import software.amazon.awssdk.services.apigateway.model.PutIntegrationResponseRequest;
import software.amazon.awssdk.services.apigateway.model.PutMethodRequest;
import software.amazon.awssdk.services.apigateway.model.PutMethodResponseRequest;

/**
 * {@code AWS::ApiGateway::Method}, with its responses, its integration, and the responses of that.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-method.html">
 *     AWS::ApiGateway::Method</a>
 */
public final class RestMethodProvisioner implements Provisioner {

    @Override
    public String type() {
        return "AWS::ApiGateway::Method";
    }

    @Override
    public Completes completes() {
        return Completes.by("RestApiId");
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of(
                "ApiKeyRequired",
                "AuthorizationType",
                "AuthorizerId",
                "HttpMethod",
                "Integration.ConnectionType",
                "Integration.Credentials",
                "Integration.IntegrationHttpMethod",
                "Integration.IntegrationResponses",
                "Integration.PassthroughBehavior",
                "Integration.RequestParameters",
                "Integration.RequestTemplates",
                "Integration.TimeoutInMillis",
                "Integration.Type",
                "Integration.Uri",
                "MethodResponses",
                "OperationName",
                "RequestModels",
                "RequestParameters",
                "RequestValidatorId",
                "ResourceId",
                "RestApiId");
    }

    @Override
    public Set<String> inert() {
        return Set.of("Integration.CacheKeyParameters", "Integration.CacheNamespace");
    }

    @Override
    public Physical create(ResourceCall call) {
        ApiGatewayClient gateway = call.client(ApiGatewayClient.class);
        gateway.putMethod(
                Shapes.fill(PutMethodRequest.builder(), call.properties()).build());
        try {
            integration(call, gateway);
            responses(call, gateway, Set.of());
            integrationResponses(call, gateway);
        } catch (RuntimeException e) {
            delete(call);
            throw e;
        }
        return Physical.of(String.join("|", call.text("RestApiId"), call.text("ResourceId"), call.text("HttpMethod")));
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        ApiGatewayClient gateway = call.client(ApiGatewayClient.class);
        // What is there, not what was asked for before: an update that failed half-way is taken back by another one.
        GetMethodResponse present = gateway.getMethod(request -> request.restApiId(call.text("RestApiId"))
                .resourceId(call.text("ResourceId"))
                .httpMethod(call.text("HttpMethod")));
        gateway.updateMethod(request -> request.restApiId(call.text("RestApiId"))
                .resourceId(call.text("ResourceId"))
                .httpMethod(call.text("HttpMethod"))
                .patchOperations(patches(call, present)));
        if (call.has("Integration")) {
            integration(call, gateway);
        } else if (present.methodIntegration() != null) {
            gateway.deleteIntegration(request -> request.restApiId(call.text("RestApiId"))
                    .resourceId(call.text("ResourceId"))
                    .httpMethod(call.text("HttpMethod")));
        }
        responses(call, gateway, present.methodResponses().keySet());
        integrationResponses(call, gateway);
        return Physical.of(call.physicalId());
    }

    private static List<PatchOperation> patches(ResourceCall call, GetMethodResponse present) {
        List<PatchOperation> patches = new ArrayList<>();
        patches.add(patch(Op.REPLACE, "/authorizationType", call.text("AuthorizationType")));
        if (call.has("AuthorizerId")) {
            patches.add(patch(Op.REPLACE, "/authorizerId", call.text("AuthorizerId")));
        }
        patches.add(patch(Op.REPLACE, "/apiKeyRequired", String.valueOf(call.text("ApiKeyRequired"))));
        patches.add(patch(Op.REPLACE, "/operationName", call.text("OperationName")));
        patches.add(patch(Op.REPLACE, "/requestValidatorId", call.text("RequestValidatorId")));
        entries("/requestParameters/", present.requestParameters().keySet(), call, "RequestParameters", patches);
        entries("/requestModels/", present.requestModels().keySet(), call, "RequestModels", patches);
        return patches;
    }

    private static void entries(
            String path, Set<String> present, ResourceCall call, String property, List<PatchOperation> patches) {
        JsonNode wanted = call.properties().path(property);
        present.stream()
                .filter(name -> !wanted.has(name))
                .forEach(name -> patches.add(patch(Op.REMOVE, path + escaped(name), null)));
        wanted.properties()
                .forEach(each -> patches.add(patch(
                        Op.ADD, path + escaped(each.getKey()), each.getValue().asText())));
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static PatchOperation patch(Op op, String path, String value) {
        return PatchOperation.builder().op(op).path(path).value(value).build();
    }

    private static void integration(ResourceCall call, ApiGatewayClient gateway) {
        if (call.has("Integration")) {
            gateway.putIntegration(Shapes.fill(
                            PutIntegrationRequest.builder(), call.properties().get("Integration"))
                    .restApiId(call.text("RestApiId"))
                    .resourceId(call.text("ResourceId"))
                    .httpMethod(call.text("HttpMethod"))
                    .build());
        }
    }

    /** Puts the method's responses anew. */
    private static void responses(ResourceCall call, ApiGatewayClient gateway, Set<String> present) {
        present.forEach(status -> gateway.deleteMethodResponse(request -> request.restApiId(call.text("RestApiId"))
                .resourceId(call.text("ResourceId"))
                .httpMethod(call.text("HttpMethod"))
                .statusCode(status)));
        call.properties()
                .path("MethodResponses")
                .forEach(response -> gateway.putMethodResponse(Shapes.fill(PutMethodResponseRequest.builder(), response)
                        .restApiId(call.text("RestApiId"))
                        .resourceId(call.text("ResourceId"))
                        .httpMethod(call.text("HttpMethod"))
                        .build()));
    }

    /** They come last: what they set must have been declared by the method's responses. */
    private static void integrationResponses(ResourceCall call, ApiGatewayClient gateway) {
        call.properties()
                .path("Integration")
                .path("IntegrationResponses")
                .forEach(response ->
                        gateway.putIntegrationResponse(Shapes.fill(PutIntegrationResponseRequest.builder(), response)
                                .restApiId(call.text("RestApiId"))
                                .resourceId(call.text("ResourceId"))
                                .httpMethod(call.text("HttpMethod"))
                                .build()));
    }

    @Override
    public void delete(ResourceCall call) {
        call.client(ApiGatewayClient.class)
                .deleteMethod(request -> request.restApiId(call.text("RestApiId"))
                        .resourceId(call.text("ResourceId"))
                        .httpMethod(call.text("HttpMethod")));
    }
}
