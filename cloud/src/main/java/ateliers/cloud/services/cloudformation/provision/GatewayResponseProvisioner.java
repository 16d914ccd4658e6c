package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.PutGatewayResponseRequest;

/**
 * {@code AWS::ApiGateway::GatewayResponse}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-gatewayresponse.html">
 *     AWS::ApiGateway::GatewayResponse</a>
 */
public final class GatewayResponseProvisioner implements Provisioner {

    @Override
    public String type() {
        return "AWS::ApiGateway::GatewayResponse";
    }

    @Override
    public Completes completes() {
        return Completes.by("RestApiId");
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of("ResponseParameters", "ResponseTemplates", "ResponseType", "RestApiId", "StatusCode");
    }

    @Override
    public Physical create(ResourceCall call) {
        put(call);
        return physical(call.generatedName(64));
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        put(call);
        return physical(call.physicalId());
    }

    private static void put(ResourceCall call) {
        call.client(ApiGatewayClient.class)
                .putGatewayResponse(Shapes.fill(PutGatewayResponseRequest.builder(), call.properties())
                        .build());
    }

    @Override
    public void delete(ResourceCall call) {
        call.client(ApiGatewayClient.class)
                .deleteGatewayResponse(
                        request -> request.restApiId(call.text("RestApiId")).responseType(call.text("ResponseType")));
    }

    private static Physical physical(String id) {
        return new Physical(id, Map.of("Id", id));
    }
}
