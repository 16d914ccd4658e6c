package ateliers.cloud.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Functions and what they name: resources, parameters, attributes, conditions and mappings. */
final class ReferenceCheck {

    private static final Set<String> CONDITION_FUNCTIONS = Set.of(
            "Fn::And",
            "Fn::Or",
            "Fn::Not",
            "Fn::Equals",
            "Fn::Contains",
            "Fn::EachMemberEquals",
            "Fn::EachMemberIn",
            "Fn::RefAll",
            "Fn::ValueOf",
            "Fn::ValueOfAll");

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z0-9_.:]+");

    private final ObjectNode root;
    private final Problems problems;
    private final Set<String> gone;

    /** @param gone resources that their conditions took away from the template */
    ReferenceCheck(ObjectNode root, Problems problems, Set<String> gone) {
        this.root = root;
        this.problems = problems;
        this.gone = gone;
    }

    void check() {
        conditions();
        root.path("Resources").properties().forEach(each -> attributes("Resources", each));
        root.path("Outputs").properties().forEach(each -> attributes("Outputs", each));
        unresolved("Resources");
        unresolved("Outputs");
        root.path("Outputs").properties().forEach(each -> {
            if (dependsOnMore(each.getValue().path("Export").path("Name"))) {
                problems.add(
                        List.of("Outputs", each.getKey(), "Export"),
                        "Template error: Output " + each.getKey() + ": the Name field in Export must not depend on any"
                                + " resources, imported values, or Fn::GetAZs");
            }
        });
    }

    private void conditions() {
        JsonNode conditions = root.path("Conditions");
        List<String> path = List.of("Conditions");
        Map<String, List<String>> uses = new java.util.LinkedHashMap<>();
        for (Reference.Call call : Reference.calls(conditions, path)) {
            shape(call);
            if (call.function().equals("Fn::ImportValue")) {
                problems.add(call.path(), "Template error: Cannot use Fn::ImportValue in Conditions.");
            }
        }
        for (Reference reference : Reference.in(conditions, path)) {
            if (!isParameter(reference.target()) || !reference.attribute().isEmpty()) {
                problems.format(
                        reference.path(),
                        "Unresolved dependencies [" + reference.target()
                                + "]. Cannot reference resources in the Conditions block of the template");
            }
        }
        conditions.properties().forEach(each -> uses.put(each.getKey(), conditionUses(each.getValue())));
        uses.forEach((name, used) -> used.stream()
                .filter(each -> !conditions.has(each))
                .forEach(each -> problems.format(
                        List.of("Conditions", name),
                        "Unresolved condition dependency " + each + " in the Conditions block of the template")));
        List<String> circular = Dependencies.circular(uses);
        if (!circular.isEmpty()) {
            problems.format(
                    List.of("Conditions", circular.get(0)),
                    "Found circular condition dependency between [" + String.join(", ", circular) + "]");
        }
    }

    private static List<String> conditionUses(JsonNode value) {
        List<String> uses = new ArrayList<>();
        if (value.isObject() && value.size() == 1 && value.path("Condition").isTextual()) {
            uses.add(value.get("Condition").textValue());
        }
        value.forEach(each -> uses.addAll(conditionUses(each)));
        return uses;
    }

    private void attributes(String section, Map.Entry<String, JsonNode> member) {
        List<String> path = List.of(section, member.getKey());
        String condition = member.getValue().path("Condition").asText();
        if (!condition.isEmpty() && !root.path("Conditions").has(condition)) {
            problems.format(
                    path,
                    "Unresolved condition dependency " + condition + " in the " + section + " block of the template");
        }
        for (Reference.Call call : Reference.calls(member.getValue(), path)) {
            shape(call);
            fixed(call);
            String first = call.argument().path(0).asText();
            if (CONDITION_FUNCTIONS.contains(call.function())) {
                problems.add(
                        call.path(),
                        "Template validation error: Template error: " + call.function()
                                + " cannot be used outside of Conditions and Rules");
            } else if (call.function().equals("Fn::If")
                    && !root.path("Conditions").has(first)) {
                problems.add(call.path(), "Template error: unresolved condition dependency " + first + " in Fn::If");
            } else if (call.function().equals("Fn::FindInMap")
                    && call.argument().path(0).isTextual()
                    && !root.path("Mappings").has(first)) {
                problems.add(
                        call.path(),
                        "Template error: Mapping named '" + first
                                + "' is not present in the 'Mappings' section of template.");
            }
        }
        for (Reference reference : Reference.in(member.getValue(), path)) {
            if (!reference.attribute().isEmpty() && !isGone(reference)) {
                attribute(reference);
            }
        }
    }

    private void shape(Reference.Call call) {
        Functions.refusal(call.function(), call.argument()).ifPresent(message -> problems.add(call.path(), message));
        if (call.function().equals("Fn::Equals")) {
            equal(call);
        } else if (call.function().equals("Fn::Select")) {
            select(call);
        } else if (call.function().equals("Fn::Sub")) {
            String text = call.argument().isTextual()
                    ? call.argument().textValue()
                    : call.argument().path(0).asText();
            Substitution.parse(text).stream()
                    .filter(part -> part.variable() && part.text().endsWith("."))
                    .forEach(part -> problems.add(
                            call.path(),
                            "Template error: instance of Fn::Sub references invalid resource attribute "
                                    + part.text()));
            Substitution.parse(text).stream()
                    .filter(part ->
                            part.variable() && !VARIABLE.matcher(part.text()).matches())
                    .findFirst()
                    .ifPresent(part -> problems.add(
                            call.path(),
                            "Template error: variable names in Fn::Sub syntax must contain only alphanumeric"
                                    + " characters, underscores, periods, and colons"));
        }
    }

    /** Operands that can be seen to be no text. */
    private void equal(Reference.Call call) {
        for (JsonNode operand : call.argument()) {
            String type = root.path("Parameters")
                    .path(operand.path("Ref").asText())
                    .path("Type")
                    .asText();
            boolean text = Functions.isFunction(operand)
                    ? !ParameterType.list(type) && !Functions.givesList(operand)
                    : operand.isValueNode();
            if (!text && call.argument().size() == 2) {
                problems.add(
                        call.path(), "Template error: every Fn::Equals object requires a list of 2 string parameters.");
            }
        }
    }

    /** An index that a written list does not have. */
    private void select(Reference.Call call) {
        JsonNode index = call.argument().path(0);
        JsonNode list = call.argument().path(1);
        if (!index.isValueNode() || !list.isArray()) {
            return;
        }
        boolean known = true;
        boolean literal = true;
        for (JsonNode each : list) {
            known &= !Functions.isNoValue(each) && !each.has("Fn::If");
            literal &= each.isValueNode();
        }
        boolean number = index.asText().matches("[0-9]{1,6}");
        boolean outside = number && known && Integer.parseInt(index.asText()) >= list.size();
        if (!number || outside && literal) {
            problems.add(
                    call.path(),
                    "Template error: Fn::Select requires a list argument with two elements: an integer index and a"
                            + " list");
        } else if (outside) {
            problems.add(call.path(), Evaluator.nothingAt(index.asText()));
        }
    }

    /** Names of exports must be known before any resource is. */
    private void fixed(Reference.Call call) {
        if (call.function().equals("Fn::ImportValue") && dependsOnMore(call.argument())) {
            problems.add(
                    call.path(),
                    "Template error: the attribute in Fn::ImportValue must not depend on any resources, imported"
                            + " values, or Fn::GetAZs");
        }
    }

    private boolean dependsOnMore(JsonNode value) {
        return Reference.calls(value, List.of()).stream()
                        .anyMatch(
                                each -> Set.of("Fn::ImportValue", "Fn::GetAZs").contains(each.function()))
                || Reference.in(value, List.of()).stream()
                        .anyMatch(each -> !each.attribute().isEmpty() || isResource(each));
    }

    private void attribute(Reference reference) {
        JsonNode resource = root.path("Resources").path(reference.target());
        if (resource.isMissingNode()) {
            problems.add(
                    reference.path(),
                    reference.function().equals("Fn::Sub")
                            ? "Template error: instance of Fn::Sub references invalid resource attribute "
                                    + reference.target() + "." + reference.attribute()
                            : "Template error: instance of Fn::GetAtt references undefined resource "
                                    + reference.target());
            return;
        }
        ResourceSchemas.extract()
                .find(resource.path("Type").asText())
                .filter(schema -> !hasAttribute(schema, reference.attribute()))
                .ifPresent(schema -> problems.add(
                        reference.path(),
                        "Template error: resource " + reference.target() + " does not support attribute type "
                                + reference.attribute() + " in Fn::GetAtt"));
    }

    private static boolean hasAttribute(ResourceSchema schema, String attribute) {
        return schema.attributes().contains(attribute)
                || attribute.equals("?")
                || schema.type().equals("AWS::CloudFormation::CustomResource")
                || schema.type().equals("AWS::CloudFormation::Stack") && attribute.startsWith("Outputs.");
    }

    private void unresolved(String section) {
        Set<String> names = new LinkedHashSet<>();
        List<List<String>> paths = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : root.path(section).properties()) {
            List<String> path = List.of(section, member.getKey());
            for (Reference reference : Reference.in(member.getValue(), path)) {
                boolean unknown = reference.attribute().isEmpty()
                        ? !isParameter(reference.target()) && !isResource(reference)
                        : isGone(reference);
                if (unknown) {
                    names.add(reference.target());
                    paths.add(reference.path());
                }
            }
            JsonNode dependsOn = member.getValue().path("DependsOn");
            for (JsonNode each : dependsOn.isTextual() ? List.of(dependsOn) : dependsOn) {
                if (!root.path("Resources").has(each.asText())) {
                    names.add(each.asText());
                    paths.add(List.of(section, member.getKey(), "DependsOn"));
                }
            }
        }
        String prefix = section.equals("Resources") ? "Template format error: " : "";
        paths.forEach(path -> problems.add(
                path,
                prefix + "Unresolved resource dependencies [" + String.join(", ", names) + "] in the " + section
                        + " block of the template"));
    }

    private boolean isParameter(String name) {
        return Functions.PSEUDO_PARAMETERS.contains(name)
                || root.path("Parameters").has(name);
    }

    private boolean isGone(Reference reference) {
        return !isResource(reference) && gone.contains(reference.target());
    }

    private boolean isResource(Reference reference) {
        return root.path("Resources").has(reference.target());
    }
}
