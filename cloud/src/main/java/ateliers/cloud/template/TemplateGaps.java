package ateliers.cloud.template;

import ateliers.cloud.door.Unsupported;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What CloudFormation has in templates and this cloud lacks: named before anything is made. */
final class TemplateGaps {

    private static final Set<String> LACKING = Set.of("Fn::Transform", "Fn::GetStackOutput");
    private static final Pattern DYNAMIC = Pattern.compile("\\{\\{resolve:(secretsmanager|ssm-secure|ssm):");

    private TemplateGaps() {}

    /** @param root whose conditions are applied */
    static void refuse(ObjectNode root) {
        if (root.has("Hooks")) {
            throw new Unsupported("cloudformation: the Hooks section");
        }
        root.path("Resources").properties().forEach(TemplateGaps::resource);
        root.path("Outputs").properties().forEach(each -> values(each.getValue(), "Outputs", each.getKey()));
    }

    /** @param root before transforms; the others are named by {@link #refuse} */
    static void sections(ObjectNode root) {
        boolean included = root.has("Fn::Transform");
        for (JsonNode section : root) {
            included |= section.has("Fn::Transform");
        }
        if (included) {
            throw new Unsupported("cloudformation: Fn::Transform");
        }
    }

    private static void resource(Map.Entry<String, JsonNode> resource) {
        boolean aliasUpdates = AliasUpdates.areOf(resource.getValue());
        AliasUpdates.refuseGaps(resource.getKey(), resource.getValue());
        for (String attribute : List.of("CreationPolicy", "UpdatePolicy")) {
            boolean done = aliasUpdates && attribute.equals("UpdatePolicy");
            if (resource.getValue().has(attribute) && !done) {
                throw new Unsupported("cloudformation: the attribute " + attribute + " of "
                        + resource.getValue().path("Type").asText() + " (resource " + resource.getKey() + ")");
            }
        }
        values(resource.getValue(), "Resources", resource.getKey());
    }

    private static void values(JsonNode member, String section, String name) {
        for (Reference.Call call : Reference.calls(member, List.of(section, name))) {
            if (LACKING.contains(call.function())) {
                throw new Unsupported("cloudformation: " + call.function());
            }
        }
        if (section.equals("Outputs")) {
            output(member);
        }
    }

    /** @param value of an output, functions evaluated or not */
    static void output(JsonNode value) {
        if (value.isTextual()) {
            Matcher matcher = DYNAMIC.matcher(value.textValue());
            if (matcher.find()) {
                throw new Unsupported("cloudformation: dynamic references to " + matcher.group(1) + " in outputs");
            }
        }
        value.forEach(TemplateGaps::output);
    }
}
