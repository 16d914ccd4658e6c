package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.CreateAuthorizerRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateAuthorizerRequest;

/**
 * {@code AWS::ApiGatewayV2::Authorizer}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-authorizer.html">
 *     AWS::ApiGatewayV2::Authorizer</a>
 */
public final class HttpAuthorizerProvisioner implements Provisioner {

    @Override
    public String type() {
        return "AWS::ApiGatewayV2::Authorizer";
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of(
                "ApiId",
                "AuthorizerCredentialsArn",
                "AuthorizerPayloadFormatVersion",
                "AuthorizerResultTtlInSeconds",
                "AuthorizerType",
                "AuthorizerUri",
                "EnableSimpleResponses",
                "IdentitySource",
                "JwtConfiguration",
                "Name");
    }

    @Override
    public Set<String> inert() {
        return Set.of("IdentityValidationExpression");
    }

    @Override
    public Physical create(ResourceCall call) {
        return physical(call.client(ApiGatewayV2Client.class)
                .createAuthorizer(Shapes.fill(CreateAuthorizerRequest.builder(), call.properties())
                        .build())
                .authorizerId());
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        UpdateAuthorizerRequest.Builder request = UpdateAuthorizerRequest.builder();
        if (call.text("AuthorizerType").equals("REQUEST")) {
            // What the template says no more is as if it never had.
            request.identitySource(List.of())
                    .authorizerCredentialsArn("")
                    .authorizerResultTtlInSeconds(0)
                    .enableSimpleResponses(false);
        }
        call.client(ApiGatewayV2Client.class)
                .updateAuthorizer(Shapes.fill(request, call.properties())
                        .authorizerId(call.physicalId())
                        .build());
        return physical(call.physicalId());
    }

    @Override
    public void delete(ResourceCall call) {
        call.client(ApiGatewayV2Client.class)
                .deleteAuthorizer(request -> request.apiId(call.text("ApiId")).authorizerId(call.physicalId()));
    }

    private static Physical physical(String id) {
        return new Physical(id, Map.of("AuthorizerId", id));
    }
}
