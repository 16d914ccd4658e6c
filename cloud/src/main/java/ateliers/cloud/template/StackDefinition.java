package ateliers.cloud.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a template asks for once its parameters are known: resources and outputs whose conditions hold.
 *
 * @param resources by logical id, in the template's order
 * @param outputs by name: objects with {@code Value}, and perhaps {@code Description} and {@code Export}
 * @param foreseenOutputs the same with the functions evaluated that wait for no resource
 * @param imports names of the exports that resources and outputs ask for
 * @param conditions the value of each condition
 */
public record StackDefinition(
        Map<String, ResourceDeclaration> resources,
        Map<String, JsonNode> outputs,
        Map<String, JsonNode> foreseenOutputs,
        Set<String> imports,
        Map<String, Boolean> conditions,
        ParameterValues parameters,
        JsonNode mappings) {

    /** What a template asks for that did not get past its transforms: nothing. */
    public static StackDefinition nothing(ParameterValues parameters) {
        return new StackDefinition(
                Map.of(), Map.of(), Map.of(), Set.of(), Map.of(), parameters, MissingNode.getInstance());
    }

    /**
     * Evaluates rules and conditions.
     *
     * @param template after transforms, accepted by {@link TemplateCheck}
     * @param pseudo values of the pseudo parameters
     * @throws TemplateValidationException in AWS's words
     */
    public static StackDefinition of(Template template, ParameterValues parameters, Map<String, JsonNode> pseudo) {
        ObjectNode root = template.root().deepCopy();
        ConditionEvaluator conditionEvaluator = conditionEvaluator(root, parameters, pseudo);
        conditionEvaluator.rules();
        Map<String, Boolean> conditions = conditionEvaluator.conditions();
        Set<String> gone = new HashSet<>();
        for (String section : List.of("Resources", "Outputs")) {
            if (root.path(section).isObject()) {
                gone.addAll(prune((ObjectNode) root.get(section), conditions));
            }
        }
        TemplateCheck.refuse(template.withRoot(root), gone);
        TemplateGaps.refuse(root);
        ObjectNode seen = foresee(root, template, new Foresight(root.path("Mappings"), parameters, pseudo, conditions));
        seen.get("Resources")
                .forEach(each -> DynamicReferenceCheck.refuse(each.path("Type").asText(), each.path("Properties")));
        Map<String, ResourceDeclaration> resources = new LinkedHashMap<>();
        root.get("Resources")
                .properties()
                .forEach(each -> resources.put(
                        each.getKey(),
                        ResourceDeclaration.of(
                                root,
                                each.getKey(),
                                each.getValue(),
                                seen.get("Resources").get(each.getKey()).path("Properties"))));
        Map<String, JsonNode> outputs = members(root, "Outputs");
        Map<String, JsonNode> foreseenOutputs = members(seen, "Outputs");
        OutputCheck.refuse(outputs, foreseenOutputs);
        TemplateCheck.refuse(template.withRoot(seen), gone);
        return new StackDefinition(
                resources, outputs, foreseenOutputs, imports(seen), conditions, parameters, root.path("Mappings"));
    }

    /** The values of a template's conditions, before anything else of it is looked at. */
    static Map<String, Boolean> conditions(ObjectNode root, ParameterValues parameters, Map<String, JsonNode> pseudo) {
        return conditionEvaluator(root, parameters, pseudo).conditions();
    }

    /** The attributes that resources and outputs ask for, by the logical id of the resource whose they are. */
    public Map<String, Set<String>> attributes() {
        Map<String, Set<String>> attributes = new LinkedHashMap<>();
        Stream.concat(resources.values().stream().map(ResourceDeclaration::properties), outputs.values().stream())
                .flatMap(value -> Reference.in(value, List.of()).stream())
                .filter(reference -> !reference.attribute().isEmpty())
                .forEach(reference -> attributes
                        .computeIfAbsent(reference.target(), target -> new LinkedHashSet<>())
                        .add(reference.attribute()));
        return attributes;
    }

    private static ConditionEvaluator conditionEvaluator(
            ObjectNode root, ParameterValues parameters, Map<String, JsonNode> pseudo) {
        return new ConditionEvaluator(
                root, new Evaluator(new ParameterScope(root.path("Mappings"), parameters, pseudo)));
    }

    private static Set<String> imports(ObjectNode seen) {
        Set<String> imports = new LinkedHashSet<>();
        for (String section : List.of("Resources", "Outputs")) {
            for (Reference.Call call : Reference.calls(seen.path(section), List.of(section))) {
                if (call.function().equals("Fn::ImportValue")) {
                    imports.add(call.argument().asText());
                }
            }
        }
        return imports;
    }

    private static Map<String, JsonNode> members(ObjectNode root, String section) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        root.path(section).properties().forEach(each -> members.put(each.getKey(), each.getValue()));
        return members;
    }

    /** The template with properties and outputs as far as they are known; refusals tell where they are. */
    private static ObjectNode foresee(ObjectNode root, Template template, Foresight foresight) {
        ObjectNode seen = root.deepCopy();
        members(seen, "Resources").forEach((name, resource) -> {
            if (resource.has("Properties")) {
                foresee(
                        (ObjectNode) resource,
                        "Properties",
                        List.of("Resources", name, "Properties"),
                        template,
                        foresight);
            }
        });
        members(seen, "Outputs")
                .keySet()
                .forEach(name ->
                        foresee((ObjectNode) seen.get("Outputs"), name, List.of("Outputs", name), template, foresight));
        return seen;
    }

    private static void foresee(
            ObjectNode parent, String name, List<String> path, Template template, Foresight foresight) {
        try {
            JsonNode value = foresight.of(parent.get(name));
            if (path.get(0).equals("Outputs")) {
                TemplateGaps.output(value);
            }
            if (value.isMissingNode()) {
                parent.remove(name);
            } else {
                parent.set(name, value);
            }
        } catch (TemplateValidationException e) {
            Problems problems = new Problems(template);
            problems.add(path, e.getMessage());
            throw new TemplateValidationException(problems.found());
        }
    }

    /**
     * Takes away members whose condition is false, what depends on them by name, and the branches not taken.
     *
     * @return the names of those members
     */
    private static List<String> prune(ObjectNode section, Map<String, Boolean> conditions) {
        List<String> gone = section.properties().stream()
                .filter(each -> !conditions.getOrDefault(
                        each.getValue().path("Condition").asText(), true))
                .map(Map.Entry::getKey)
                .toList();
        section.remove(gone);
        section.forEach(member -> {
            JsonNode dependsOn = member.path("DependsOn");
            if (gone.contains(dependsOn.asText())) {
                ((ObjectNode) member).remove("DependsOn");
            } else if (dependsOn instanceof ArrayNode list) {
                list.removeIf(each -> gone.contains(each.asText()));
            }
        });
        choose(section, conditions);
        return gone;
    }

    private static JsonNode choose(JsonNode value, Map<String, Boolean> conditions) {
        if (Functions.isFunction(value) && Functions.name(value).equals("Fn::If")) {
            JsonNode argument = Functions.argument(value);
            return choose(argument.get(conditions.get(argument.get(0).textValue()) ? 1 : 2), conditions);
        }
        if (value instanceof ObjectNode object) {
            object.properties().forEach(each -> each.setValue(choose(each.getValue(), conditions)));
        } else if (value instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, choose(array.get(i), conditions));
            }
        }
        return value;
    }

    /** What conditions and rules can see. */
    private record ParameterScope(JsonNode mappings, ParameterValues parameters, Map<String, JsonNode> pseudo)
            implements Evaluator.Scope {
        @Override
        public Optional<JsonNode> ref(String name) {
            return Optional.ofNullable(parameters.nodes().getOrDefault(name, pseudo.get(name)));
        }

        @Override
        public JsonNode attribute(String resource, String attribute) {
            throw new TemplateValidationException("Template format error: Unresolved dependencies [" + resource
                    + "]. Cannot reference resources in the Conditions block of the template");
        }

        @Override
        public boolean condition(String name) {
            throw new TemplateValidationException(
                    "Template error: Fn::If cannot be used in the Conditions block of the template");
        }

        @Override
        public Optional<String> export(String name) {
            return Optional.empty();
        }

        @Override
        public List<String> zones(String region) {
            return List.of(region + "a", region + "b", region + "c");
        }
    }
}
