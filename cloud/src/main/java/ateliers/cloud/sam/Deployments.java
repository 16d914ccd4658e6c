package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What CodeDeploy moves the aliases of a template's functions with: one application, one role, a group for each function.
 *
 * @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-deploymentpreference.html">DeploymentPreference</a>
 */
final class Deployments {

    private static final String APPLICATION = "ServerlessDeploymentApplication";
    private static final String ROLE = "CodeDeployServiceRole";
    private static final String ANY_CONDITION = "ServerlessCodeDeployCondition";
    private static final String ROLE_POLICY = "service-role/AWSCodeDeployRoleForLambda";

    /** The configurations that CodeDeploy has for functions, by the names that SAM gives them. */
    private static final Set<String> CONFIGURATIONS = Set.of(
            "AllAtOnce",
            "Canary10Percent5Minutes",
            "Canary10Percent10Minutes",
            "Canary10Percent15Minutes",
            "Canary10Percent30Minutes",
            "Linear10PercentEvery1Minute",
            "Linear10PercentEvery2Minutes",
            "Linear10PercentEvery3Minutes",
            "Linear10PercentEvery10Minutes");

    private final Map<String, Group> groups = new LinkedHashMap<>();

    /**
     * How one function is deployed.
     *
     * @param preference the template's {@code DeploymentPreference}
     * @param condition on which the group is made, or null
     */
    private record Group(SamResource function, JsonNode preference, JsonNode type, String condition) {
        JsonNode given(String name) {
            JsonNode value = Nodes.get(preference, name);
            return Nodes.says(value) ? value : null;
        }

        /** The function's tags, where it passes them on, or null. */
        JsonNode tags() {
            JsonNode tags = function.get("Tags");
            return Nodes.says(function.get("PropagateTags")) && Nodes.says(tags) ? tags : null;
        }
    }

    /** Refuses what the preference cannot say. */
    static void check(SamResource function, Translation translation) {
        asked(function, translation);
    }

    private static boolean asked(SamResource function, Translation translation) {
        JsonNode preference = function.get("DeploymentPreference");
        if (!Nodes.says(preference)) {
            return false;
        }
        JsonNode enabled = translation.resolve(preference.get("Enabled"));
        if (preference.has("Enabled")
                && (!Nodes.says(enabled) || enabled.asText().matches("[fF]alse"))) {
            return false;
        }
        if (!preference.has("Type")) {
            throw function.problem("'DeploymentPreference' is missing required Property 'Type'");
        }
        JsonNode hooks = Nodes.get(preference, "Hooks");
        if (Nodes.says(hooks) && !hooks.isObject()) {
            throw function.problem("'Hooks' property of 'DeploymentPreference' must be a dictionary");
        }
        if (!Nodes.says(function.get("AutoPublishAlias"))) {
            throw function.problem("'DeploymentPreference' requires AutoPublishAlias property to be specified.");
        }
        return true;
    }

    /** Lets CodeDeploy move a function's alias, where the function asks for it. */
    void add(SamResource function, CfnResource alias, Translation translation) {
        if (!asked(function, translation)) {
            return;
        }
        JsonNode preference = function.get("DeploymentPreference");
        JsonNode passed = translation.resolve(Nodes.get(preference, "PassthroughCondition"));
        boolean conditional = Nodes.says(passed) && !passed.asText().equalsIgnoreCase("false");
        Group group = new Group(
                function,
                preference,
                translation.resolve(preference.get("Type")),
                conditional ? function.condition() : null);
        groups.put(function.logicalId(), group);
        JsonNode hooks = Nodes.get(preference, "Hooks");
        alias.attribute(
                "UpdatePolicy",
                Nodes.object(
                        "CodeDeployLambdaAliasUpdate",
                        Nodes.object(
                                "ApplicationName", Intrinsics.ref(APPLICATION),
                                "DeploymentGroupName", Intrinsics.ref(id(function)),
                                "BeforeAllowTrafficHook", Nodes.get(hooks, "PreTraffic"),
                                "AfterAllowTrafficHook", Nodes.get(hooks, "PostTraffic"))));
    }

    private static String id(SamResource function) {
        return function.logicalId() + "DeploymentGroup";
    }

    /** Adds what all groups share, and the groups. */
    List<String> addTo(Translation translation) {
        if (groups.isEmpty()) {
            return List.of();
        }
        List<CfnResource> made = new ArrayList<>();
        ObjectNode shared = sharedAttributes(translation);
        ObjectNode tags = Nodes.object();
        groups.values().stream().map(Group::tags).filter(Nodes::says).forEach(each -> tags.setAll((ObjectNode) each));
        ArrayNode tagList = tags.isEmpty() ? null : Tags.list(tags);
        made.add(new CfnResource(APPLICATION, "AWS::CodeDeploy::Application", shared)
                .set("ComputePlatform", "Lambda")
                .set("Tags", tagList));
        if (groups.values().stream().anyMatch(group -> group.given("Role") == null)) {
            made.add(new CfnResource(ROLE, "AWS::IAM::Role", shared)
                    .set("AssumeRolePolicyDocument", PolicyDocuments.trust("codedeploy.amazonaws.com"))
                    .set("ManagedPolicyArns", Nodes.array(translation.awsManagedPolicy(ROLE_POLICY)))
                    .set("Tags", tagList));
        }
        List<String> problems = new ArrayList<>();
        for (Group group : groups.values()) {
            try {
                made.add(resource(group));
            } catch (SamProblem problem) {
                problems.add(problem.getMessage());
            }
        }
        made.forEach(each -> translation.resources().set(each.logicalId(), each.toNode()));
        return problems;
    }

    private CfnResource resource(Group group) {
        ObjectNode attributes = Nodes.object("Condition", group.condition());
        JsonNode role = group.given("Role");
        return new CfnResource(id(group.function()), "AWS::CodeDeploy::DeploymentGroup", attributes)
                .set("AlarmConfiguration", alarms(group.function(), group.given("Alarms")))
                .set("ApplicationName", Intrinsics.ref(APPLICATION))
                .set(
                        "AutoRollbackConfiguration",
                        Nodes.object(
                                "Enabled",
                                true,
                                "Events",
                                Nodes.array(
                                        "DEPLOYMENT_FAILURE",
                                        "DEPLOYMENT_STOP_ON_ALARM",
                                        "DEPLOYMENT_STOP_ON_REQUEST")))
                .set("DeploymentConfigName", configuration(group.type(), false))
                .set(
                        "DeploymentStyle",
                        Nodes.object("DeploymentType", "BLUE_GREEN", "DeploymentOption", "WITH_TRAFFIC_CONTROL"))
                .set("ServiceRoleArn", role == null ? Intrinsics.getAtt(ROLE, "Arn") : role)
                .set("TriggerConfigurations", group.given("TriggerConfigurations"))
                .set("Tags", group.tags() == null ? null : Tags.list(group.tags()));
    }

    /** What is shared is there when any function is that passes its condition on; always, where one passes none. */
    private ObjectNode sharedAttributes(Translation translation) {
        Set<String> conditions = new LinkedHashSet<>();
        for (Group group : groups.values()) {
            if (group.condition() == null) {
                return Nodes.object();
            }
            conditions.add(group.condition());
        }
        List<String> all = List.copyOf(conditions);
        if (all.size() == 1) {
            return Nodes.object("Condition", all.get(0));
        }
        translation.addCondition(
                ANY_CONDITION, Conditions.any(all, groups.keySet().iterator().next()));
        return Nodes.object("Condition", ANY_CONDITION);
    }

    private static JsonNode alarms(SamResource function, JsonNode alarms) {
        if (alarms == null || Intrinsics.isNoValue(alarms)) {
            return null;
        }
        if (Intrinsics.isIf(alarms)) {
            List<JsonNode> items;
            try {
                items = Intrinsics.ifItems(alarms);
            } catch (IllegalArgumentException e) {
                throw function.problem(e.getMessage());
            }
            return Intrinsics.either(
                    items.get(0).asText(), watched(function, items.get(1)), watched(function, items.get(2)));
        }
        return watched(function, alarms);
    }

    private static ObjectNode watched(SamResource function, JsonNode alarms) {
        if (!alarms.isArray()) {
            throw function.problem("Alarms must be a list");
        }
        if (alarms.isEmpty() || Intrinsics.isNoValue(alarms.get(0))) {
            return Nodes.object();
        }
        ArrayNode names = Nodes.array();
        alarms.forEach(alarm -> names.add(Nodes.object("Name", alarm)));
        return Nodes.object("Enabled", true, "Alarms", names);
    }

    /** CodeDeploy's names for its own configurations, wherever the type has them; others as they are. */
    private static JsonNode configuration(JsonNode type, boolean inSub) {
        if (type.isArray()) {
            ArrayNode all = Nodes.array();
            type.forEach(each -> all.add(configuration(each, false)));
            return all;
        }
        if (Intrinsics.isIntrinsic(type)) {
            String function = Nodes.names(type).get(0);
            return Nodes.object(function, configuration(type.get(function), function.equals("Fn::Sub")));
        }
        if (!type.isTextual() || !CONFIGURATIONS.contains(type.textValue())) {
            return type;
        }
        ArrayNode name = Nodes.array("CodeDeployDefault.Lambda${ConfigName}", Nodes.object("ConfigName", type));
        return inSub ? name : Nodes.object("Fn::Sub", name);
    }
}
