package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.CreateRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateRouteRequest;

/** {@code AWS::ApiGatewayV2::Route}. */
public final class HttpRouteProvisioner implements Provisioner {

    @Override
    public String type() {
        return "AWS::ApiGatewayV2::Route";
    }

    @Override
    public Completes completes() {
        return Completes.by("ApiId");
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of(
                "ApiId",
                "ApiKeyRequired",
                "AuthorizationScopes",
                "AuthorizationType",
                "AuthorizerId",
                "ModelSelectionExpression",
                "OperationName",
                "RouteKey",
                "RouteResponseSelectionExpression",
                "Target");
    }

    @Override
    public Physical create(ResourceCall call) {
        return physical(call.client(ApiGatewayV2Client.class)
                .createRoute(Shapes.fill(CreateRouteRequest.builder(), call.properties())
                        .build())
                .routeId());
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        call.client(ApiGatewayV2Client.class)
                .updateRoute(Shapes.fill(
                                UpdateRouteRequest.builder()
                                        .authorizationType("NONE")
                                        .operationName("")
                                        .target(""),
                                call.properties())
                        .routeId(call.physicalId())
                        .build());
        return physical(call.physicalId());
    }

    @Override
    public void delete(ResourceCall call) {
        call.client(ApiGatewayV2Client.class)
                .deleteRoute(request -> request.apiId(call.text("ApiId")).routeId(call.physicalId()));
    }

    private static Physical physical(String id) {
        return new Physical(id, Map.of("RouteId", id));
    }
}
