package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateApiRequest;

/** {@code AWS::ApiGatewayV2::Api}: an HTTP API from an OpenAPI document, by quick create, or empty. */
public final class HttpApiProvisioner implements Provisioner {

    @Override
    public String type() {
        return "AWS::ApiGatewayV2::Api";
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of(
                "ApiKeySelectionExpression",
                "BasePath",
                "Body",
                "BodyS3Location.Bucket",
                "BodyS3Location.Key",
                "BodyS3Location.Version",
                "CorsConfiguration",
                "CredentialsArn",
                "Description",
                "DisableExecuteApiEndpoint",
                "DisableSchemaValidation",
                "FailOnWarnings",
                "IpAddressType",
                "Name",
                "ProtocolType",
                "RouteKey",
                "RouteSelectionExpression",
                "Tags",
                "Target",
                "Version");
    }

    @Override
    public Physical create(ResourceCall call) {
        ApiGatewayV2Client gateway = call.client(ApiGatewayV2Client.class);
        String body = ApiDocument.of(call);
        if (body == null) {
            return physical(
                    call,
                    gateway.createApi(Shapes.fill(CreateApiRequest.builder(), call.properties())
                                    .tags(call.allTags())
                                    .build())
                            .apiId());
        }
        String id = gateway.importApi(request -> request.body(body)
                        .basepath(call.text("BasePath"))
                        .failOnWarnings(Boolean.parseBoolean(call.text("FailOnWarnings"))))
                .apiId();
        try {
            settings(call, gateway, id);
            gateway.tagResource(request -> request.resourceArn(arn(call, id)).tags(call.allTags()));
            return physical(call, id);
        } catch (RuntimeException e) {
            gateway.deleteApi(request -> request.apiId(id));
            throw e;
        }
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        ApiGatewayV2Client gateway = call.client(ApiGatewayV2Client.class);
        String id = call.physicalId();
        String body = ApiDocument.of(call);
        if (body != null) {
            gateway.reimportApi(request -> request.apiId(id)
                    .body(body)
                    .basepath(call.text("BasePath"))
                    .failOnWarnings(Boolean.parseBoolean(call.text("FailOnWarnings"))));
        } else {
            if (before.has("CorsConfiguration") && !call.has("CorsConfiguration")) {
                gateway.deleteCorsConfiguration(request -> request.apiId(id));
            }
            gateway.updateApi(request -> request.apiId(id)
                    .description("")
                    .version("")
                    .disableExecuteApiEndpoint(false)); // what the template no longer says
        }
        settings(call, gateway, id);
        call.tagChange(before)
                .apply(
                        keys -> gateway.untagResource(
                                request -> request.resourceArn(arn(call, id)).tagKeys(keys)),
                        tags -> gateway.tagResource(
                                request -> request.resourceArn(arn(call, id)).tags(tags)));
        return physical(call, id);
    }

    @Override
    public void delete(ResourceCall call) {
        call.client(ApiGatewayV2Client.class).deleteApi(request -> request.apiId(call.physicalId()));
    }

    /** What the properties say beside a document, which they win over. */
    private static void settings(ResourceCall call, ApiGatewayV2Client gateway, String id) {
        gateway.updateApi(Shapes.fill(UpdateApiRequest.builder(), call.properties())
                .apiId(id)
                .build());
    }

    private static String arn(ResourceCall call, String id) {
        return "arn:aws:apigateway:" + call.place().region() + "::/apis/" + id;
    }

    private static Physical physical(ResourceCall call, String id) {
        String endpoint = call.client(ApiGatewayV2Client.class)
                .getApi(request -> request.apiId(id))
                .apiEndpoint();
        return new Physical(
                id,
                Map.of(
                        "ApiId", id,
                        "ApiEndpoint", endpoint,
                        "ExecuteApiArn", call.place().arn("execute-api", id)));
    }
}
