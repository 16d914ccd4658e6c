package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;

/**
 * {@code AWS::ApiGateway::Resource}. Every change makes a new one.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-resource.html">
 *     AWS::ApiGateway::Resource</a>
 */
public final class RestResourceProvisioner implements Provisioner {

    @Override
    public String type() {
        return "AWS::ApiGateway::Resource";
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of("ParentId", "PathPart", "RestApiId");
    }

    @Override
    public Physical create(ResourceCall call) {
        return physical(call.client(ApiGatewayClient.class)
                .createResource(request -> request.restApiId(call.text("RestApiId"))
                        .parentId(call.text("ParentId"))
                        .pathPart(call.text("PathPart")))
                .id());
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        return physical(call.physicalId());
    }

    /** What lies below it goes too. */
    @Override
    public void delete(ResourceCall call) {
        call.client(ApiGatewayClient.class)
                .deleteResource(
                        request -> request.restApiId(call.text("RestApiId")).resourceId(call.physicalId()));
    }

    private static Physical physical(String id) {
        return new Physical(id, Map.of("ResourceId", id));
    }
}
