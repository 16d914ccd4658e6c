package ateliers.cloud.template;

import ateliers.cloud.door.Unsupported;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Conditions and rules: the functions that come out true or false. */
final class ConditionEvaluator {

    private final ObjectNode root;
    private final Evaluator evaluator;
    private final Map<String, Boolean> known = new HashMap<>();

    ConditionEvaluator(ObjectNode root, Evaluator evaluator) {
        this.root = root;
        this.evaluator = evaluator;
    }

    /** All of the template's conditions; without circles, {@link TemplateCheck} has seen to that. */
    Map<String, Boolean> conditions() {
        Map<String, Boolean> all = new LinkedHashMap<>();
        root.path("Conditions").fieldNames().forEachRemaining(name -> all.put(name, condition(name)));
        return all;
    }

    private boolean condition(String name) {
        Boolean value = known.get(name);
        if (value == null) {
            value = holds(root.path("Conditions").path(name));
            known.put(name, value);
        }
        return value;
    }

    /** @throws TemplateValidationException when a rule's assertion does not hold */
    void rules() {
        root.path("Rules").properties().forEach(each -> {
            JsonNode rule = each.getValue();
            if (!rule.has("RuleCondition") || holds(rule.get("RuleCondition"))) {
                rule.path("Assertions").forEach(assertion -> {
                    if (!holds(assertion.path("Assert"))) {
                        throw new TemplateValidationException("Template validation error: rule " + each.getKey()
                                + " failed: "
                                + assertion.path("AssertDescription").asText("an assertion does not hold"));
                    }
                });
            }
        });
    }

    private boolean holds(JsonNode value) {
        if (value.isObject() && value.size() == 1 && value.path("Condition").isTextual()) {
            return condition(value.get("Condition").textValue());
        }
        if (!Functions.isFunction(value)) {
            if (value.isBoolean()
                    || value.asText().equals("true")
                    || value.asText().equals("false")) {
                return value.asBoolean();
            }
            throw new TemplateValidationException(
                    "Template error: every Condition must be a function that returns true or false");
        }
        String function = Functions.name(value);
        JsonNode argument = Functions.argument(value);
        Functions.refusal(function, argument).ifPresent(message -> {
            throw new TemplateValidationException(message);
        });
        return switch (function) {
            case "Fn::And" -> all(argument);
            case "Fn::Or" -> any(argument);
            case "Fn::Not" -> !holds(argument.get(0));
            case "Fn::Equals" -> text(argument.get(0)).equals(text(argument.get(1)));
            case "Fn::Contains" -> contains(evaluator.evaluate(argument.get(0)), evaluator.evaluate(argument.get(1)));
            case "Fn::EachMemberIn" -> eachIn(argument);
            case "Fn::EachMemberEquals" -> eachEquals(argument);
            default -> throw new Unsupported("cloudformation: " + function + " in conditions and rules");
        };
    }

    private String text(JsonNode operand) {
        JsonNode value = evaluator.evaluate(operand);
        if (!value.isValueNode()) {
            throw new TemplateValidationException(
                    "Template error: every Fn::Equals object requires a list of 2 string parameters.");
        }
        return value.asText();
    }

    private boolean all(JsonNode operands) {
        boolean all = true;
        for (JsonNode each : operands) {
            all &= holds(each);
        }
        return all;
    }

    private boolean any(JsonNode operands) {
        boolean any = false;
        for (JsonNode each : operands) {
            any |= holds(each);
        }
        return any;
    }

    private static boolean contains(JsonNode list, JsonNode value) {
        for (JsonNode each : list) {
            if (each.asText().equals(value.asText())) {
                return true;
            }
        }
        return false;
    }

    private boolean eachIn(JsonNode argument) {
        JsonNode allowed = evaluator.evaluate(argument.get(1));
        for (JsonNode each : evaluator.evaluate(argument.get(0))) {
            if (!contains(allowed, each)) {
                return false;
            }
        }
        return true;
    }

    private boolean eachEquals(JsonNode argument) {
        String value = evaluator.evaluate(argument.get(1)).asText();
        for (JsonNode each : evaluator.evaluate(argument.get(0))) {
            if (!each.asText().equals(value)) {
                return false;
            }
        }
        return true;
    }
}
