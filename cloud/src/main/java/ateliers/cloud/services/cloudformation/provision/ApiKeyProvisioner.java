package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;

/**
 * {@code AWS::ApiGateway::ApiKey}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-apikey.html">
 *     AWS::ApiGateway::ApiKey</a>
 */
public final class ApiKeyProvisioner implements Provisioner {
    private static final int LONGEST_NAME = 128;

    @Override
    public String type() {
        return "AWS::ApiGateway::ApiKey";
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of("CustomerId", "Description", "Enabled", "Name", "Tags", "Value");
    }

    @Override
    public Set<String> inert() {
        return Set.of("GenerateDistinctId", "StageKeys");
    }

    @Override
    public String nameProperty() {
        return "Name";
    }

    @Override
    public Physical create(ResourceCall call) {
        return physical(call.client(ApiGatewayClient.class)
                .createApiKey(request -> request.name(call.name("Name", LONGEST_NAME))
                        .value(call.text("Value"))
                        .description(call.text("Description"))
                        .customerId(call.text("CustomerId"))
                        .enabled(Boolean.parseBoolean(call.text("Enabled")))
                        .tags(call.allTags()))
                .id());
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        ApiGatewayClient gateway = call.client(ApiGatewayClient.class);
        gateway.updateApiKey(request -> request.apiKey(call.physicalId())
                .patchOperations(
                        replace("/description", call.text("Description")),
                        replace("/customerId", call.text("CustomerId")),
                        replace("/enabled", Boolean.toString(Boolean.parseBoolean(call.text("Enabled"))))));
        RestTags.update(call, before, gateway, "/apikeys/" + call.physicalId());
        return physical(call.physicalId());
    }

    private static PatchOperation replace(String path, String value) {
        return PatchOperation.builder().op(Op.REPLACE).path(path).value(value).build();
    }

    @Override
    public void delete(ResourceCall call) {
        call.client(ApiGatewayClient.class).deleteApiKey(request -> request.apiKey(call.physicalId()));
    }

    private static Physical physical(String id) {
        return new Physical(id, Map.of("APIKeyId", id));
    }
}
