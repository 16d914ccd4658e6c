package ateliers.cloud.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The intrinsic functions: which values are calls of them, and what arguments they take.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html">intrinsic functions</a>
 */
final class Functions {

    static final Set<String> PSEUDO_PARAMETERS = Set.of(
            "AWS::AccountId",
            "AWS::NoValue",
            "AWS::NotificationARNs",
            "AWS::Partition",
            "AWS::Region",
            "AWS::StackId",
            "AWS::StackName",
            "AWS::URLSuffix");

    private static final String SUPPORTED = "[Fn::Base64, Fn::GetAtt, Fn::GetAZs, Fn::ImportValue, Fn::Join, Fn::Split,"
            + " Fn::FindInMap, Fn::Select, Ref, Fn::Equals, Fn::If, Fn::Not, Condition, Fn::And, Fn::Or, Fn::Contains,"
            + " Fn::EachMemberEquals, Fn::EachMemberIn, Fn::ValueOf, Fn::ValueOfAll, Fn::RefAll, Fn::Sub, Fn::Cidr]";

    private static final Set<String> LISTS = Set.of("Fn::Split", "Fn::GetAZs", "Fn::Cidr");

    private record Shape(Predicate<JsonNode> fits, String refusal) {}

    private static final Map<String, Shape> SHAPES = shapes();

    private Functions() {}

    /** Whether a value is a call: an object whose only key is {@code Ref} or begins with {@code Fn::}, however written. */
    static boolean isFunction(JsonNode value) {
        return value.isObject() && value.size() == 1 && isFunctionName(name(value));
    }

    static boolean isFunctionName(String key) {
        return key.equals("Ref") || key.regionMatches(true, 0, "Fn::", 0, 4);
    }

    /** The function of a call. */
    static String name(JsonNode call) {
        return call.fieldNames().next();
    }

    /** Whether what comes out of a call is a list, whatever its arguments are. */
    static boolean givesList(JsonNode call) {
        return LISTS.contains(name(call));
    }

    static JsonNode argument(JsonNode call) {
        return call.elements().next();
    }

    /**
     * A value with something in the place of each call that is not within another.
     *
     * @param replacement for a call; a missing node takes its key or element away
     */
    static JsonNode replaced(JsonNode value, UnaryOperator<JsonNode> replacement) {
        if (isFunction(value)) {
            return replacement.apply(value);
        }
        if (value.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            value.properties().forEach(each -> {
                JsonNode member = replaced(each.getValue(), replacement);
                if (!member.isMissingNode()) {
                    object.set(each.getKey(), member);
                }
            });
            return object;
        }
        if (value.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            value.forEach(each -> {
                JsonNode element = replaced(each, replacement);
                if (!element.isMissingNode()) {
                    array.add(element);
                }
            });
            return array;
        }
        return value;
    }

    static boolean isNoValue(JsonNode value) {
        return value.isObject()
                && value.size() == 1
                && value.path("Ref").asText().equals("AWS::NoValue");
    }

    /** AWS's refusal when a function's argument has the wrong form. */
    static Optional<String> refusal(String function, JsonNode argument) {
        Shape shape = SHAPES.get(function);
        if (shape == null) {
            return Optional.of("Template Error: Encountered unsupported function: " + function
                    + " Supported functions are: " + SUPPORTED);
        }
        if (function.equals("Fn::If")
                && argument.size() == 3
                && !argument.path(0).isTextual()) {
            return Optional.of(
                    "Template error: Fn::If requires a list argument with the first element being a condition");
        }
        return shape.fits.test(argument) ? Optional.empty() : Optional.of("Template error: " + shape.refusal);
    }

    /** Whether {@link Evaluator} knows what to do with it, refusing included. */
    static boolean known(String function) {
        return SHAPES.containsKey(function);
    }

    private static Map<String, Shape> shapes() {
        Map<String, Shape> shapes = new HashMap<>();
        Predicate<JsonNode> call = Functions::isFunction;
        Predicate<JsonNode> text = JsonNode::isTextual;
        Predicate<JsonNode> list = JsonNode::isArray;
        Predicate<JsonNode> stringValued = call.or(each -> each.isValueNode() && !each.isNull());
        Predicate<JsonNode> filled =
                each -> each.isTextual() && !each.textValue().isEmpty();
        Predicate<JsonNode> dotted =
                each -> each.isTextual() && each.textValue().matches("[^.]+\\.(?s:.)+");
        Predicate<JsonNode> any = each -> true;
        shapes.put("Ref", new Shape(text, "every Ref object must have a single String value."));
        shapes.put(
                "Fn::GetAtt",
                new Shape(
                        dotted.or(arguments(filled, filled.or(call))),
                        "every Fn::GetAtt object requires two non-empty parameters, the resource name and the"
                                + " resource attribute"));
        shapes.put(
                "Fn::Sub",
                new Shape(
                        text.or(arguments(text, JsonNode::isObject)),
                        "One or more Fn::Sub intrinsic functions don't specify expected arguments. Specify a string"
                                + " as first argument, and an optional second argument to specify a mapping of"
                                + " values to replace in the string"));
        shapes.put(
                "Fn::Join",
                new Shape(
                        arguments(text, list.or(call)),
                        "every Fn::Join object requires two parameters, (1) a string delimiter and (2) a list of"
                                + " strings to be joined or a function that returns a list of strings (such as"
                                + " Fn::GetAZs) to be joined."));
        shapes.put(
                "Fn::Split",
                new Shape(
                        arguments(text, stringValued),
                        "every Fn::Split object requires two parameters, (1) a string delimiter and (2) a string to"
                                + " be split or a function that returns a string to be split."));
        shapes.put(
                "Fn::Select",
                new Shape(
                        arguments(stringValued, list.or(call)),
                        "Fn::Select requires a list argument with two elements: an integer index and a list"));
        shapes.put(
                "Fn::If", new Shape(arguments(text, any, any), "Fn::If requires a list argument with three elements"));
        shapes.put(
                "Fn::FindInMap",
                new Shape(
                        arguments(stringValued, stringValued, stringValued),
                        "every Fn::FindInMap object requires three parameters, the map name, map key and the"
                                + " attribute for return value"));
        shapes.put("Fn::Base64", new Shape(stringValued, "every Fn::Base64 object must have a String-typed value."));
        shapes.put(
                "Fn::ImportValue",
                new Shape(
                        stringValued,
                        "the attribute in Fn::ImportValue must be a string or a function that" + " returns a string"));
        shapes.put("Fn::GetAZs", new Shape(stringValued, "every Fn::GetAZs object must have a String-typed value."));
        shapes.put(
                "Fn::Cidr",
                new Shape(
                        arguments(stringValued, stringValued).or(arguments(stringValued, stringValued, stringValued)),
                        "every Fn::Cidr object requires two or three parameters, (1) an IP block, (2) a count and"
                                + " (3) a number of subnet bits"));
        shapes.put(
                "Fn::Equals",
                new Shape(arguments(any, any), "every Fn::Equals object requires a list of 2 string parameters."));
        Predicate<JsonNode> twoToTen = each -> each.isArray() && each.size() >= 2 && each.size() <= 10;
        for (String both : Set.of("Fn::And", "Fn::Or")) {
            shapes.put(
                    both,
                    new Shape(
                            twoToTen,
                            "every " + both
                                    + " object requires a list of at least 2 and at most 10 boolean parameters."));
        }
        shapes.put("Fn::Not", new Shape(arguments(any), "every Fn::Not object requires one boolean parameter."));
        shapes.put("Fn::Contains", new Shape(arguments(any, any), "Fn::Contains requires two lists"));
        shapes.put("Fn::EachMemberEquals", new Shape(arguments(any, any), "Fn::EachMemberEquals takes two values"));
        shapes.put("Fn::EachMemberIn", new Shape(arguments(any, any), "Fn::EachMemberIn requires two lists"));
        for (String lacking :
                Set.of("Fn::Transform", "Fn::GetStackOutput", "Fn::RefAll", "Fn::ValueOf", "Fn::ValueOfAll")) {
            shapes.put(lacking, new Shape(any, ""));
        }
        return Map.copyOf(shapes);
    }

    @SafeVarargs
    private static Predicate<JsonNode> arguments(Predicate<JsonNode>... each) {
        return value -> {
            boolean fits = value.isArray() && value.size() == each.length;
            for (int i = 0; fits && i < each.length; i++) {
                fits = each[i].test(value.get(i));
            }
            return fits;
        };
    }
}
