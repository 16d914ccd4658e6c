package ateliers.cloud.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A resource of a template whose conditions are known.
 *
 * @param properties functions not evaluated
 * @param foreseen the same with the functions evaluated that wait for no resource
 * @param dependencies logical ids of what must be there first, by reference or by {@code DependsOn}
 * @param deletionPolicy {@code Delete} when the template says nothing
 * @param replacePolicy {@code UpdateReplacePolicy}, {@code Delete} when the template says nothing
 * @param aliasUpdates {@code CodeDeployLambdaAliasUpdate} of its {@code UpdatePolicy}, functions not evaluated; empty when it has none
 */
public record ResourceDeclaration(
        String logicalId,
        String type,
        ObjectNode properties,
        ObjectNode foreseen,
        Set<String> dependencies,
        String deletionPolicy,
        String replacePolicy,
        ObjectNode aliasUpdates) {

    static ResourceDeclaration of(ObjectNode root, String id, JsonNode resource, JsonNode foreseen) {
        JsonNode properties = resource.path("Properties");
        return new ResourceDeclaration(
                id,
                resource.get("Type").textValue(),
                properties.isObject() && !Functions.isNoValue(properties) ? (ObjectNode) properties : nothing(),
                foreseen.isObject() ? (ObjectNode) foreseen : nothing(),
                dependencies(root, id, resource),
                resource.path("DeletionPolicy").asText("Delete"),
                resource.path("UpdateReplacePolicy").asText("Delete"),
                AliasUpdates.of(resource).orElseGet(ResourceDeclaration::nothing));
    }

    /** The logical ids that some of the properties refer to. */
    public Set<String> referredBy(Set<String> names) {
        Set<String> targets = new LinkedHashSet<>();
        names.forEach(name ->
                Reference.in(foreseen.path(name), List.of()).forEach(reference -> targets.add(reference.target())));
        targets.retainAll(dependencies);
        return targets;
    }

    private static ObjectNode nothing() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Only resources of the template count: depending on one whose condition is false is no dependency. */
    static Set<String> dependencies(ObjectNode root, String id, JsonNode resource) {
        Set<String> dependencies = new LinkedHashSet<>();
        JsonNode dependsOn = resource.path("DependsOn");
        if (dependsOn.isTextual()) {
            dependencies.add(dependsOn.textValue());
        }
        dependsOn.forEach(each -> dependencies.add(each.asText()));
        for (Reference reference : Reference.in(resource, List.of("Resources", id))) {
            dependencies.add(reference.target());
        }
        dependencies.removeIf(each -> !root.path("Resources").has(each));
        return dependencies;
    }
}
