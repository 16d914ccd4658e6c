package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;

/**
 * {@code AWS::ApiGateway::Model}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-model.html">
 *     AWS::ApiGateway::Model</a>
 */
public final class RestModelProvisioner implements Provisioner {

    @Override
    public String type() {
        return "AWS::ApiGateway::Model";
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of("ContentType", "Description", "Name", "RestApiId", "Schema");
    }

    @Override
    public String nameProperty() {
        return "Name";
    }

    /** Names of models have letters and digits only. */
    @Override
    public Physical create(ResourceCall call) {
        String name =
                call.has("Name") ? call.text("Name") : call.generatedName(128).replace("-", "");
        call.client(ApiGatewayClient.class)
                .createModel(request -> request.restApiId(call.text("RestApiId"))
                        .name(name)
                        .contentType(call.has("ContentType") ? call.text("ContentType") : "application/json")
                        .description(call.text("Description"))
                        .schema(call.document("Schema")));
        return Physical.of(name);
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        call.client(ApiGatewayClient.class)
                .updateModel(request -> request.restApiId(call.text("RestApiId"))
                        .modelName(call.physicalId())
                        .patchOperations(List.of(
                                replace("/description", call.has("Description") ? call.text("Description") : ""),
                                replace("/schema", call.document("Schema")))));
        return Physical.of(call.physicalId());
    }

    private static PatchOperation replace(String path, String value) {
        return PatchOperation.builder().op(Op.REPLACE).path(path).value(value).build();
    }

    @Override
    public void delete(ResourceCall call) {
        call.client(ApiGatewayClient.class)
                .deleteModel(
                        request -> request.restApiId(call.text("RestApiId")).modelName(call.physicalId()));
    }
}
