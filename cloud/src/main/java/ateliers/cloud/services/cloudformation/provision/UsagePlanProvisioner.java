package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.ApiStage;
import software.amazon.awssdk.services.apigateway.model.CreateUsagePlanRequest;
import software.amazon.awssdk.services.apigateway.model.GetUsagePlanResponse;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;

/**
 * {@code AWS::ApiGateway::UsagePlan}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-usageplan.html">
 *     AWS::ApiGateway::UsagePlan</a>
 */
public final class UsagePlanProvisioner implements Provisioner {
    private static final int LONGEST_NAME = 128;
    private static final String STAGES = "/apiStages";

    @Override
    public String type() {
        return "AWS::ApiGateway::UsagePlan";
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of("ApiStages", "Description", "Quota", "Tags", "Throttle", "UsagePlanName");
    }

    @Override
    public Physical create(ResourceCall call) {
        return physical(call.client(ApiGatewayClient.class)
                .createUsagePlan(Shapes.fill(CreateUsagePlanRequest.builder(), call.properties())
                        .name(call.name("UsagePlanName", LONGEST_NAME))
                        .tags(call.allTags())
                        .build())
                .id());
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        ApiGatewayClient gateway = call.client(ApiGatewayClient.class);
        // What is there, not what was asked for before: an update that failed half-way is taken back by another one.
        GetUsagePlanResponse present = gateway.getUsagePlan(request -> request.usagePlanId(call.physicalId()));
        List<PatchOperation> patches = new ArrayList<>();
        if (call.has("UsagePlanName")) {
            patches.add(patch(Op.REPLACE, "/name", call.text("UsagePlanName")));
        }
        patches.add(patch(Op.REPLACE, "/description", call.text("Description")));
        limits(call.properties(), "Quota", List.of("limit", "offset", "period"), patches);
        limits(call.properties(), "Throttle", List.of("rateLimit", "burstLimit"), patches);
        stages(call.properties().path("ApiStages"), present.apiStages(), patches);
        gateway.updateUsagePlan(
                request -> request.usagePlanId(call.physicalId()).patchOperations(patches));
        RestTags.update(call, before, gateway, "/usageplans/" + call.physicalId());
        return physical(call.physicalId());
    }

    /** Removes a group of limits and sets what there is of it. */
    private static void limits(ObjectNode properties, String group, List<String> names, List<PatchOperation> patches) {
        String path = "/" + group.toLowerCase(Locale.ROOT);
        JsonNode wanted = properties.path(group);
        patches.add(patch(Op.REMOVE, path, null));
        names.forEach(name -> {
            JsonNode value = wanted.path(name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
            if (!value.isMissingNode()) {
                patches.add(patch(Op.REPLACE, path + "/" + name, value.asText()));
            }
        });
    }

    private static void stages(JsonNode wanted, List<ApiStage> present, List<PatchOperation> patches) {
        present.forEach(stage -> patches.add(patch(Op.REMOVE, STAGES, stage.apiId() + ":" + stage.stage())));
        wanted.forEach(stage -> {
            String name =
                    stage.path("ApiId").asText() + ":" + stage.path("Stage").asText();
            patches.add(patch(Op.ADD, STAGES, name));
            stage.path("Throttle").properties().forEach(each -> {
                int slash = each.getKey().lastIndexOf('/');
                String method =
                        each.getKey().substring(0, slash).replace("~", "~0").replace("/", "~1")
                                + each.getKey().substring(slash);
                String path = STAGES + "/" + name + "/throttle/" + method;
                patches.add(patch(
                        Op.REPLACE,
                        path + "/rateLimit",
                        each.getValue().path("RateLimit").asText()));
                patches.add(patch(
                        Op.REPLACE,
                        path + "/burstLimit",
                        each.getValue().path("BurstLimit").asText()));
            });
        });
    }

    private static PatchOperation patch(Op op, String path, String value) {
        return PatchOperation.builder().op(op).path(path).value(value).build();
    }

    /** A plan that stages belong to cannot be deleted. */
    @Override
    public void delete(ResourceCall call) {
        ApiGatewayClient gateway = call.client(ApiGatewayClient.class);
        List<PatchOperation> patches =
                gateway.getUsagePlan(request -> request.usagePlanId(call.physicalId())).apiStages().stream()
                        .map(stage -> patch(Op.REMOVE, STAGES, stage.apiId() + ":" + stage.stage()))
                        .toList();
        if (!patches.isEmpty()) {
            gateway.updateUsagePlan(
                    request -> request.usagePlanId(call.physicalId()).patchOperations(patches));
        }
        gateway.deleteUsagePlan(request -> request.usagePlanId(call.physicalId()));
    }

    private static Physical physical(String id) {
        return new Physical(id, Map.of("Id", id));
    }
}
