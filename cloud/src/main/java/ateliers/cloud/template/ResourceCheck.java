package ateliers.cloud.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The Resources section: members, types, policies.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html">Resources</a>
 */
final class ResourceCheck {

    static final Pattern NAME = Pattern.compile("[A-Za-z0-9]{1,255}");
    private static final int MAX_RESOURCES = 500;
    private static final Set<String> MEMBERS = Set.of(
            "Condition",
            "CreationPolicy",
            "DeletionPolicy",
            "DependsOn",
            "Description",
            "Metadata",
            "Properties",
            "Type",
            "UpdatePolicy",
            "UpdateReplacePolicy",
            "Version");
    /** Of the types in the extract, those of which CloudFormation takes snapshots: none. */
    private static final Set<String> SNAPSHOT_TYPES = Set.of();

    private final ObjectNode resources;
    private final JsonNode parameters;
    private final Problems problems;

    ResourceCheck(ObjectNode root, Problems problems) {
        this.resources = (ObjectNode) root.get("Resources");
        this.parameters = root.path("Parameters");
        this.problems = problems;
    }

    void check() {
        if (resources.size() > MAX_RESOURCES) {
            problems.format(
                    List.of("Resources"),
                    "Number of resources, " + resources.size() + ", is greater than maximum allowed, " + MAX_RESOURCES);
            return;
        }
        Set<String> both = new TreeSet<>();
        resources.fieldNames().forEachRemaining(each -> {
            if (parameters.has(each)) {
                both.add(each);
            }
        });
        both.forEach(each -> problems.add(
                List.of("Resources", each),
                "Template error: all resources and parameters must have unique names. Common name(s):["
                        + String.join(", ", both) + "]"));
        resources.properties().forEach(this::resource);
        types();
    }

    private void resource(Map.Entry<String, JsonNode> entry) {
        String id = entry.getKey();
        JsonNode resource = entry.getValue();
        List<String> path = List.of("Resources", id);
        if (!NAME.matcher(id).matches()) {
            problems.format(path, "Resource name " + id + " is non alphanumeric.");
        }
        if (!resource.isObject()) {
            problems.format(path, "[/Resources/" + id + "] Every Resources member must be an object.");
            return;
        }
        resource.fieldNames().forEachRemaining(member -> {
            if (!MEMBERS.contains(member)) {
                problems.add(List.of("Resources", id, member), "Invalid template resource property '" + member + "'");
            }
        });
        if (!resource.path("Type").isTextual()) {
            problems.format(path, "[/Resources/" + id + "] Every Resources object must contain a Type member.");
        }
        if (resource.has("Properties") && !resource.get("Properties").isObject()) {
            problems.format(
                    List.of("Resources", id, "Properties"),
                    "[/Resources/" + id + "/Properties] Every Properties member must be an object.");
        } else if (isText(resource.path("Properties"))) {
            problems.format(
                    List.of("Resources", id, "Properties"),
                    "[/Resources/" + id + "/Properties] Every Properties member must be an object.");
        }
        policy(id, resource, "DeletionPolicy", Set.of("Delete", "Retain", "RetainExceptOnCreate", "Snapshot"));
        policy(id, resource, "UpdateReplacePolicy", Set.of("Delete", "Retain", "Snapshot"));
        dependsOn(id, resource.path("DependsOn"));
        if (resource.has("Condition") && !resource.get("Condition").isTextual()) {
            problems.format(List.of("Resources", id, "Condition"), "Every Condition member must be a string.");
        }
        if (resource.has("Metadata") && !resource.get("Metadata").isObject()) {
            problems.format(
                    List.of("Resources", id, "Metadata"),
                    "[/Resources/" + id + "/Metadata] Every Metadata member must be an object.");
        }
    }

    /** A function in place of properties that comes out as no object. */
    private static boolean isText(JsonNode properties) {
        return Functions.isFunction(properties)
                && !Functions.isNoValue(properties)
                && !Set.of("Fn::If", "Fn::Transform").contains(Functions.name(properties));
    }

    private void policy(String id, JsonNode resource, String name, Set<String> values) {
        JsonNode policy = resource.path(name);
        if (policy.isMissingNode()) {
            return;
        }
        List<String> path = List.of("Resources", id, name);
        if (!policy.isTextual()) {
            problems.format(path, "Every " + name + " member must be a string.");
        } else if (!values.contains(policy.asText())) {
            problems.format(path, "Unrecognized " + name + " " + policy.asText() + " for resource " + id);
        } else if (policy.asText().equals("Snapshot")
                && ResourceSchemas.extract()
                        .find(resource.path("Type").asText())
                        .isPresent()
                && !SNAPSHOT_TYPES.contains(resource.path("Type").asText())) {
            problems.add(
                    path,
                    "Template error: resource type " + resource.path("Type").asText()
                            + " does not support deletion policy Snapshot");
        }
    }

    private void dependsOn(String id, JsonNode dependsOn) {
        boolean strings = dependsOn.isMissingNode() || dependsOn.isTextual() || dependsOn.isArray();
        for (JsonNode each : dependsOn) {
            strings &= each.isTextual();
        }
        if (!strings) {
            problems.format(List.of("Resources", id, "DependsOn"), "DependsOn must be a string or list of strings.");
        }
    }

    private void types() {
        Set<String> unknown = new TreeSet<>();
        resources.forEach(each -> {
            String type = each.path("Type").asText();
            if (!type.isEmpty() && !ResourceSchemas.extract().known(type)) {
                unknown.add(type);
            }
        });
        resources.properties().forEach(each -> {
            if (unknown.contains(each.getValue().path("Type").asText())) {
                problems.format(
                        List.of("Resources", each.getKey(), "Type"),
                        "Unrecognized resource types: [" + String.join(", ", unknown) + "]");
            }
        });
    }
}
