package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;

/**
 * {@code AWS::ApiGateway::UsagePlanKey}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-usageplankey.html">
 *     AWS::ApiGateway::UsagePlanKey</a>
 */
public final class UsagePlanKeyProvisioner implements Provisioner {

    @Override
    public String type() {
        return "AWS::ApiGateway::UsagePlanKey";
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of("KeyId", "KeyType", "UsagePlanId");
    }

    @Override
    public Physical create(ResourceCall call) {
        call.client(ApiGatewayClient.class)
                .createUsagePlanKey(request -> request.usagePlanId(call.text("UsagePlanId"))
                        .keyId(call.text("KeyId"))
                        .keyType(call.text("KeyType")));
        return physical(call.text("KeyId") + ":" + call.text("UsagePlanId"));
    }

    /** All its properties ask for another one. */
    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        return physical(call.physicalId());
    }

    @Override
    public void delete(ResourceCall call) {
        call.client(ApiGatewayClient.class)
                .deleteUsagePlanKey(
                        request -> request.usagePlanId(call.text("UsagePlanId")).keyId(call.text("KeyId")));
    }

    private static Physical physical(String id) {
        return new Physical(id, Map.of("Id", id));
    }
}
