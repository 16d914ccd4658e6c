package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The {@code UsagePlan} of REST APIs: a plan with a key, for one API or shared by those of a template.
 *
 * @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-apiusageplan.html">ApiUsagePlan</a>
 */
final class UsagePlans {

    private static final String SHARED_CONDITION = "SharedUsagePlanCondition";
    private static final List<String> SETTINGS = List.of("UsagePlanName", "Description", "Quota", "Tags", "Throttle");
    private static final List<String> KINDS = List.of("SHARED", "PER_API", "NONE");

    private final ArrayNode stages = Nodes.array();
    private final ArrayNode stageKeys = Nodes.array();
    private final ArrayNode apis = Nodes.array();
    private final ObjectNode attributes = Nodes.object();
    private final Set<String> conditions = new LinkedHashSet<>();
    private boolean unconditional;

    /** The plan, its key and what joins them; nothing where an API asks for none. */
    List<CfnResource> of(SamResource api, JsonNode auth, CfnResource stage, ObjectNode template) {
        JsonNode plan = Nodes.get(auth, "UsagePlan");
        if (plan == null) {
            return List.of();
        }
        String kind = kind(api, plan);
        if (kind.equals("NONE")) {
            return List.of();
        }
        ObjectNode planStage = Nodes.object("ApiId", Intrinsics.ref(api.logicalId()), "Stage", stage.ref());
        ObjectNode keyStage = Nodes.object("RestApiId", Intrinsics.ref(api.logicalId()), "StageName", stage.ref());
        if (kind.equals("PER_API")) {
            return made(
                    api.logicalId(),
                    Nodes.array(api.logicalId()),
                    Nodes.array(planStage),
                    Nodes.array(keyStage),
                    api.sharedAttributes(),
                    plan);
        }
        share(apis, Nodes.array(api.logicalId()).get(0));
        share(stages, planStage);
        share(stageKeys, keyStage);
        combine(api, template);
        return made("Serverless", apis.deepCopy(), stages.deepCopy(), stageKeys.deepCopy(), attributes, plan);
    }

    private static void share(ArrayNode all, JsonNode each) {
        if (!Nodes.contains(all, each)) {
            all.add(each);
        }
    }

    private static String kind(SamResource api, JsonNode plan) {
        if (!plan.isObject()) {
            throw api.problem("'UsagePlan' must be a dictionary");
        }
        for (String name : Nodes.names(plan)) {
            if (!SETTINGS.contains(name) && !name.equals("CreateUsagePlan")) {
                throw api.problem("Invalid property for 'UsagePlan'");
            }
        }
        JsonNode kind = Nodes.get(plan, "CreateUsagePlan");
        if (kind == null) {
            throw api.problem("'CreateUsagePlan' is a required field for UsagePlan.");
        }
        if (!KINDS.contains(kind.asText())) {
            throw api.problem("'CreateUsagePlan' accepts one of ['SHARED', 'PER_API', 'NONE'].");
        }
        return kind.textValue();
    }

    private static List<CfnResource> made(
            String prefix,
            ArrayNode dependsOn,
            ArrayNode stages,
            ArrayNode stageKeys,
            ObjectNode attributes,
            JsonNode settings) {
        CfnResource plan = new CfnResource(prefix + "UsagePlan", "AWS::ApiGateway::UsagePlan", attributes)
                .dependsOn(dependsOn)
                .set("ApiStages", stages);
        for (String name : SETTINGS) {
            if (Nodes.says(settings.get(name))) {
                plan.set(name, settings.get(name));
            }
        }
        CfnResource key = new CfnResource(prefix + "ApiKey", "AWS::ApiGateway::ApiKey", attributes)
                .dependsOn(Nodes.array(plan.logicalId()))
                .set("Enabled", true)
                .set("StageKeys", stageKeys);
        CfnResource joint = new CfnResource(prefix + "UsagePlanKey", "AWS::ApiGateway::UsagePlanKey", attributes)
                .dependsOn(Nodes.array(key.logicalId()))
                .set("KeyId", key.ref())
                .set("KeyType", "API_KEY")
                .set("UsagePlanId", plan.ref());
        return List.of(plan, key, joint);
    }

    /** What is shared stays as long as any API asks that it does, and is there when any API is. */
    private void combine(SamResource api, ObjectNode template) {
        ObjectNode own = api.sharedAttributes();
        String deletion = Nodes.text(own, "DeletionPolicy");
        if (deletion != null && (!attributes.has("DeletionPolicy") || deletion.equals("Retain"))) {
            attributes.put("DeletionPolicy", deletion);
        }
        String replacement = Nodes.text(own, "UpdateReplacePolicy");
        boolean stronger = "Retain".equals(replacement)
                || "Snapshot".equals(replacement) && "Delete".equals(Nodes.text(attributes, "UpdateReplacePolicy"));
        if (replacement != null && (!attributes.has("UpdateReplacePolicy") || stronger)) {
            attributes.put("UpdateReplacePolicy", replacement);
        }
        condition(api, template);
    }

    private void condition(SamResource api, ObjectNode template) {
        if (unconditional) {
            return;
        }
        if (api.condition() == null) {
            unconditional = true;
            attributes.remove("Condition");
            if (template.get("Conditions") instanceof ObjectNode defined) {
                defined.remove(SHARED_CONDITION);
            }
            return;
        }
        if (conditions.add(api.condition())) {
            List<String> all = List.copyOf(conditions);
            Translation.conditions(template)
                    .set(
                            SHARED_CONDITION,
                            all.size() == 1 ? Nodes.array(all.get(0)).get(0) : Conditions.any(all, api.logicalId()));
        }
        attributes.put("Condition", SHARED_CONDITION);
    }
}
