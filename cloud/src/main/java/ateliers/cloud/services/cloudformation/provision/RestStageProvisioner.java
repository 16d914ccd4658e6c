package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;

/** {@code AWS::ApiGateway::Stage}. */
public final class RestStageProvisioner implements Provisioner {
    private static final String THROTTLING = "/throttling/";

    @Override
    public String type() {
        return "AWS::ApiGateway::Stage";
    }

    @Override
    public Completes completes() {
        return Completes.by("RestApiId");
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of(
                "AccessLogSetting",
                "DeploymentId",
                "Description",
                "MethodSettings.HttpMethod",
                "MethodSettings.ResourcePath",
                "MethodSettings.ThrottlingBurstLimit",
                "MethodSettings.ThrottlingRateLimit",
                "RestApiId",
                "StageName",
                "Tags",
                "Variables");
    }

    @Override
    public Set<String> inert() {
        return Set.of(
                "MethodSettings.DataTraceEnabled",
                "MethodSettings.LoggingLevel",
                "MethodSettings.MetricsEnabled",
                "TracingEnabled");
    }

    @Override
    public Physical create(ResourceCall call) {
        ApiGatewayClient gateway = call.client(ApiGatewayClient.class);
        String name = call.has("StageName") ? call.text("StageName") : call.logicalId();
        String api = call.text("RestApiId");
        gateway.createStage(request -> request.restApiId(api)
                .stageName(name)
                .deploymentId(call.text("DeploymentId"))
                .description(call.text("Description"))
                .variables(variables(call.properties()))
                .tags(call.allTags()));
        List<PatchOperation> patches = new ArrayList<>(accessLog(call.properties(), null));
        patches.addAll(throttling(call.properties(), null));
        if (!patches.isEmpty()) {
            try {
                gateway.updateStage(
                        request -> request.restApiId(api).stageName(name).patchOperations(patches));
            } catch (RuntimeException e) {
                gateway.deleteStage(request -> request.restApiId(api).stageName(name));
                throw e;
            }
        }
        return Physical.of(name);
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        List<PatchOperation> patches = new ArrayList<>();
        if (call.has("DeploymentId")) {
            patches.add(patch(Op.REPLACE, "/deploymentId", call.text("DeploymentId")));
        }
        patches.add(patch(Op.REPLACE, "/description", call.has("Description") ? call.text("Description") : ""));
        Map<String, String> wanted = variables(call.properties());
        variables(before).keySet().stream()
                .filter(name -> !wanted.containsKey(name))
                .forEach(name -> patches.add(patch(Op.REMOVE, "/variables/" + name, null)));
        wanted.forEach((name, value) -> patches.add(patch(Op.REPLACE, "/variables/" + name, value)));
        patches.addAll(accessLog(call.properties(), before));
        patches.addAll(throttling(call.properties(), before));
        ApiGatewayClient gateway = call.client(ApiGatewayClient.class);
        gateway.updateStage(request -> request.restApiId(call.text("RestApiId"))
                .stageName(call.physicalId())
                .patchOperations(patches));
        RestTags.update(call, before, gateway, "/restapis/" + call.text("RestApiId") + "/stages/" + call.physicalId());
        return Physical.of(call.physicalId());
    }

    @Override
    public void delete(ResourceCall call) {
        call.client(ApiGatewayClient.class)
                .deleteStage(
                        request -> request.restApiId(call.text("RestApiId")).stageName(call.physicalId()));
    }

    private static List<PatchOperation> accessLog(ObjectNode properties, ObjectNode before) {
        JsonNode setting = properties.path("AccessLogSetting");
        if (setting.isEmpty()) {
            return before == null || before.path("AccessLogSetting").isEmpty()
                    ? List.of()
                    : List.of(patch(Op.REMOVE, "/accessLogSettings", null));
        }
        List<PatchOperation> patches = new ArrayList<>();
        if (setting.has("DestinationArn")) {
            patches.add(patch(
                    Op.REPLACE,
                    "/accessLogSettings/destinationArn",
                    setting.path("DestinationArn").asText()));
        }
        if (setting.has("Format")) {
            patches.add(patch(
                    Op.REPLACE,
                    "/accessLogSettings/format",
                    setting.path("Format").asText()));
        }
        return patches;
    }

    private static List<PatchOperation> throttling(ObjectNode properties, ObjectNode before) {
        Map<String, String> wanted = limits(properties);
        Map<String, String> had = before == null ? Map.of() : limits(before);
        List<PatchOperation> patches = new ArrayList<>();
        had.keySet().stream()
                .map(path -> path.substring(0, path.indexOf(THROTTLING)))
                .filter(method -> wanted.keySet().stream().noneMatch(path -> path.startsWith(method + THROTTLING)))
                .distinct()
                .forEach(method -> patches.add(patch(Op.REMOVE, method, null)));
        wanted.forEach((path, value) -> patches.add(patch(Op.REPLACE, path, value)));
        return patches;
    }

    /** The limits of methods, by the paths that a stage knows them under. */
    private static Map<String, String> limits(ObjectNode properties) {
        Map<String, String> limits = new LinkedHashMap<>();
        properties.path("MethodSettings").forEach(setting -> {
            String resource = setting.path("ResourcePath").asText("/*");
            String key = resource.equals("/*") ? "*" : resource.replace("/", "~1");
            String path = "/" + key + "/" + setting.path("HttpMethod").asText("*") + THROTTLING;
            if (setting.has("ThrottlingBurstLimit")) {
                limits.put(
                        path + "burstLimit",
                        setting.path("ThrottlingBurstLimit").asText());
            }
            if (setting.has("ThrottlingRateLimit")) {
                limits.put(
                        path + "rateLimit", setting.path("ThrottlingRateLimit").asText());
            }
        });
        return limits;
    }

    private static PatchOperation patch(Op op, String path, String value) {
        return PatchOperation.builder().op(op).path(path).value(value).build();
    }

    private static Map<String, String> variables(ObjectNode properties) {
        Map<String, String> variables = new LinkedHashMap<>();
        properties
                .path("Variables")
                .properties()
                .forEach(each -> variables.put(each.getKey(), each.getValue().asText()));
        return variables;
    }
}
