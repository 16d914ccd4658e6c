package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;

/**
 * {@code AWS::ApiGateway::RequestValidator}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-requestvalidator.html">
 *     AWS::ApiGateway::RequestValidator</a>
 */
public final class RestValidatorProvisioner implements Provisioner {

    @Override
    public String type() {
        return "AWS::ApiGateway::RequestValidator";
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of("Name", "RestApiId", "ValidateRequestBody", "ValidateRequestParameters");
    }

    @Override
    public Physical create(ResourceCall call) {
        return physical(call.client(ApiGatewayClient.class)
                .createRequestValidator(request -> request.restApiId(call.text("RestApiId"))
                        .name(call.text("Name"))
                        .validateRequestBody(wanted(call, "ValidateRequestBody"))
                        .validateRequestParameters(wanted(call, "ValidateRequestParameters")))
                .id());
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        call.client(ApiGatewayClient.class)
                .updateRequestValidator(request -> request.restApiId(call.text("RestApiId"))
                        .requestValidatorId(call.physicalId())
                        .patchOperations(
                                replace("/validateRequestBody", wanted(call, "ValidateRequestBody")),
                                replace("/validateRequestParameters", wanted(call, "ValidateRequestParameters"))));
        return physical(call.physicalId());
    }

    private static boolean wanted(ResourceCall call, String property) {
        return Boolean.parseBoolean(call.text(property));
    }

    private static PatchOperation replace(String path, boolean value) {
        return PatchOperation.builder()
                .op(Op.REPLACE)
                .path(path)
                .value(Boolean.toString(value))
                .build();
    }

    @Override
    public void delete(ResourceCall call) {
        call.client(ApiGatewayClient.class)
                .deleteRequestValidator(
                        request -> request.restApiId(call.text("RestApiId")).requestValidatorId(call.physicalId()));
    }

    private static Physical physical(String id) {
        return new Physical(id, Map.of("RequestValidatorId", id));
    }
}
