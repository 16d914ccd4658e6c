package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;
import software.amazon.awssdk.services.apigateway.model.PutMode;

/** {@code AWS::ApiGateway::RestApi}, from an OpenAPI document or empty. */
public final class RestApiProvisioner implements Provisioner {
    private static final ObjectNode NOTHING = JsonNodeFactory.instance.objectNode();

    @Override
    public String type() {
        return "AWS::ApiGateway::RestApi";
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of(
                "ApiKeySourceType",
                "BinaryMediaTypes",
                "Body",
                "BodyS3Location.Bucket",
                "BodyS3Location.Key",
                "BodyS3Location.Version",
                "Description",
                "DisableExecuteApiEndpoint",
                "EndpointConfiguration.Types",
                "FailOnWarnings",
                "Mode",
                "Name",
                "Parameters",
                "Policy",
                "Tags");
    }

    @Override
    public Physical create(ResourceCall call) {
        ApiGatewayClient gateway = call.client(ApiGatewayClient.class);
        String body = ApiDocument.of(call);
        if (body == null) {
            String id = gateway.createRestApi(request -> request.name(call.text("Name"))
                            .description(call.text("Description"))
                            .binaryMediaTypes(binaryTypes(call))
                            .apiKeySource(call.text("ApiKeySourceType"))
                            .disableExecuteApiEndpoint(Boolean.parseBoolean(call.text("DisableExecuteApiEndpoint")))
                            .endpointConfiguration(
                                    types(call).isEmpty()
                                            ? null
                                            : software.amazon.awssdk.services.apigateway.model.EndpointConfiguration
                                                    .builder()
                                                    .typesWithStrings(types(call))
                                                    .build())
                            .policy(call.document("Policy"))
                            .tags(call.allTags()))
                    .id();
            return physical(gateway, id);
        }
        Map<String, String> parameters = parameters(call);
        if (!types(call).isEmpty()) {
            parameters.put("endpointConfigurationTypes", String.join(",", types(call)));
        }
        String id = gateway.importRestApi(request -> request.body(SdkBytes.fromUtf8String(body))
                        .failOnWarnings(Boolean.parseBoolean(call.text("FailOnWarnings")))
                        .parameters(parameters))
                .id();
        try {
            settings(call, NOTHING, gateway, id);
            gateway.tagResource(request ->
                    request.resourceArn(RestTags.arn(call, "/restapis/" + id)).tags(call.allTags()));
            return physical(gateway, id);
        } catch (RuntimeException e) {
            gateway.deleteRestApi(request -> request.restApiId(id));
            throw e;
        }
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        ApiGatewayClient gateway = call.client(ApiGatewayClient.class);
        String id = call.physicalId();
        String body = ApiDocument.of(call);
        if (body != null) {
            gateway.putRestApi(request -> request.restApiId(id)
                    .mode(call.has("Mode") ? PutMode.fromValue(call.text("Mode")) : PutMode.OVERWRITE)
                    .failOnWarnings(Boolean.parseBoolean(call.text("FailOnWarnings")))
                    .parameters(parameters(call))
                    .body(SdkBytes.fromUtf8String(body)));
        }
        settings(call, body == null ? before : NOTHING, gateway, id);
        RestTags.update(call, before, gateway, "/restapis/" + id);
        return physical(gateway, id);
    }

    @Override
    public void delete(ResourceCall call) {
        call.client(ApiGatewayClient.class).deleteRestApi(request -> request.restApiId(call.physicalId()));
    }

    /** What the properties say beside the document, which they win over. */
    private static void settings(ResourceCall call, ObjectNode before, ApiGatewayClient gateway, String id) {
        List<PatchOperation> patches = new ArrayList<>();
        replace(call, before, "Name", "/name", "", patches);
        replace(call, before, "Description", "/description", "", patches);
        replace(call, before, "DisableExecuteApiEndpoint", "/disableExecuteApiEndpoint", "false", patches);
        replace(call, before, "ApiKeySourceType", "/apiKeySource", "HEADER", patches);
        replace(call, before, "Policy", "/policy", "", patches);
        if (call.has("BinaryMediaTypes") || before.has("BinaryMediaTypes")) {
            List<String> known =
                    gateway.getRestApi(request -> request.restApiId(id)).binaryMediaTypes();
            List<String> wanted = binaryTypes(call);
            known.stream().filter(type -> !wanted.contains(type)).forEach(type -> binary(Op.REMOVE, type, patches));
            wanted.stream().filter(type -> !known.contains(type)).forEach(type -> binary(Op.ADD, type, patches));
        }
        if (!patches.isEmpty()) {
            gateway.updateRestApi(request -> request.restApiId(id).patchOperations(patches));
        }
    }

    /** @param without what the setting is when the property is gone */
    private static void replace(
            ResourceCall call,
            ObjectNode before,
            String property,
            String path,
            String without,
            List<PatchOperation> patches) {
        if (call.has(property) || before.has(property)) {
            patches.add(PatchOperation.builder()
                    .op(Op.REPLACE)
                    .path(path)
                    .value(call.has(property) ? call.document(property) : without)
                    .build());
        }
    }

    private static void binary(Op op, String type, List<PatchOperation> patches) {
        String path = "/binaryMediaTypes/" + type.replace("~", "~0").replace("/", "~1");
        patches.add(PatchOperation.builder().op(op).path(path).build());
    }

    /**
     * Templates write their slashes as {@code ~1}, as patches do.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-restapi.html">AWS::ApiGateway::RestApi</a>
     */
    private static List<String> binaryTypes(ResourceCall call) {
        return call.texts("BinaryMediaTypes").stream()
                .map(type -> type.replace("~1", "/").replace("~0", "~"))
                .toList();
    }

    private static List<String> types(ResourceCall call) {
        List<String> types = new ArrayList<>();
        call.properties().path("EndpointConfiguration").path("Types").forEach(each -> types.add(each.asText()));
        return types;
    }

    private static Map<String, String> parameters(ResourceCall call) {
        Map<String, String> parameters = new HashMap<>();
        call.properties()
                .path("Parameters")
                .properties()
                .forEach(each -> parameters.put(each.getKey(), each.getValue().asText()));
        return parameters;
    }

    private static Physical physical(ApiGatewayClient gateway, String id) {
        String root = gateway.getRestApi(request -> request.restApiId(id)).rootResourceId();
        return new Physical(id, Map.of("RestApiId", id, "RootResourceId", root));
    }
}
