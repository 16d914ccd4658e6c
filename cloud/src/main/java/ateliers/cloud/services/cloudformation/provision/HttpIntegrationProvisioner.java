package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.CreateIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateIntegrationRequest;

/** {@code AWS::ApiGatewayV2::Integration}. */
public final class HttpIntegrationProvisioner implements Provisioner {
    private static final int LONGEST = 30_000;

    @Override
    public String type() {
        return "AWS::ApiGatewayV2::Integration";
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of(
                "ApiId",
                "ConnectionId",
                "ConnectionType",
                "ContentHandlingStrategy",
                "CredentialsArn",
                "Description",
                "IntegrationMethod",
                "IntegrationSubtype",
                "IntegrationType",
                "IntegrationUri",
                "PassthroughBehavior",
                "PayloadFormatVersion",
                "RequestParameters",
                "RequestTemplates",
                "TemplateSelectionExpression",
                "TimeoutInMillis",
                "TlsConfig");
    }

    @Override
    public Physical create(ResourceCall call) {
        return physical(call.client(ApiGatewayV2Client.class)
                .createIntegration(Shapes.fill(CreateIntegrationRequest.builder(), call.properties())
                        .build())
                .integrationId());
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        call.client(ApiGatewayV2Client.class)
                .updateIntegration(Shapes.fill(
                                UpdateIntegrationRequest.builder()
                                        .description("")
                                        .timeoutInMillis(LONGEST),
                                call.properties())
                        .integrationId(call.physicalId())
                        .build());
        return physical(call.physicalId());
    }

    @Override
    public void delete(ResourceCall call) {
        call.client(ApiGatewayV2Client.class)
                .deleteIntegration(request -> request.apiId(call.text("ApiId")).integrationId(call.physicalId()));
    }

    private static Physical physical(String id) {
        return new Physical(id, Map.of("IntegrationId", id));
    }
}
