package ateliers.cloud.template;

import ateliers.cloud.door.Unsupported;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Set;

/**
 * What {@code Fn::ToJsonString} comes out as: a text, or where parts of it wait for a resource a {@code Fn::Join} of texts
 * and these parts, each of which comes out as a string.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-ToJsonString.html">Fn::ToJsonString</a>
 */
final class JsonString {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> REFUSED = Set.of("Condition", "Fn::And", "Fn::Equals", "Fn::Not", "Fn::Or");
    private static final Set<String> STRINGS = Set.of(
            "Fn::Base64", "Fn::FindInMap", "Fn::GetAtt", "Fn::ImportValue", "Fn::Join", "Fn::Select", "Fn::Sub", "Ref");

    private final ArrayNode pieces = NODES.arrayNode();
    private final StringBuilder literal = new StringBuilder();

    private JsonString() {}

    /** Refuses functions that come out as no value of JSON. */
    static void refuse(JsonNode value, String where) {
        value.properties().forEach(each -> {
            boolean arns =
                    each.getKey().equals("Ref") && each.getValue().asText().equals("AWS::NotificationARNs");
            if (arns) {
                throw new TransformFailed(
                        "Fn::ToJsonString does not support AWS::NotificationARNs pseudo parameter for resource "
                                + where);
            }
            if (value.size() == 1 && REFUSED.contains(each.getKey())) {
                throw new TransformFailed("Fn::ToJsonString does not support " + each.getKey()
                        + " intrinsic function for resource " + where);
            }
        });
        value.forEach(each -> refuse(each, where));
    }

    static JsonNode of(JsonNode value) {
        JsonString json = new JsonString();
        json.write(value);
        return json.joined();
    }

    private JsonNode joined() {
        if (pieces.isEmpty()) {
            return TextNode.valueOf(literal.toString());
        }
        flush();
        return NODES.objectNode().set("Fn::Join", NODES.arrayNode().add("").add(pieces));
    }

    private void flush() {
        pieces.add(literal.toString());
        literal.setLength(0);
    }

    private void piece(JsonNode call) {
        flush();
        pieces.add(call);
    }

    private void write(JsonNode value) {
        if (Functions.isFunction(value)) {
            call(Functions.name(value), Functions.argument(value));
        } else if (value.isObject()) {
            char before = '{';
            for (Map.Entry<String, JsonNode> each : value.properties()) {
                literal.append(before).append(TextNode.valueOf(each.getKey())).append(':');
                write(each.getValue());
                before = ',';
            }
            literal.append(before == '{' ? "{}" : "}");
        } else if (value.isArray()) {
            char before = '[';
            for (JsonNode each : value) {
                literal.append(before);
                write(each);
                before = ',';
            }
            literal.append(before == '[' ? "[]" : "]");
        } else {
            literal.append(value);
        }
    }

    private void call(String function, JsonNode argument) {
        if (function.equals("Fn::If") && argument.size() == 3) {
            if (Functions.isNoValue(argument.get(1)) || Functions.isNoValue(argument.get(2))) {
                throw new Unsupported("cloudformation: AWS::NoValue within Fn::ToJsonString");
            }
            piece(NODES.objectNode()
                    .set(
                            "Fn::If",
                            NODES.arrayNode()
                                    .add(argument.get(0))
                                    .add(of(argument.get(1)))
                                    .add(of(argument.get(2)))));
        } else if (STRINGS.contains(function)) {
            literal.append('"');
            piece(NODES.objectNode().set(function, escaped(function, argument)));
            literal.append('"');
        } else {
            throw new TransformFailed("Unable to resolve " + function + " intrinsic function");
        }
    }

    /** Texts that the template itself has within a function stand within JSON afterwards. */
    private static JsonNode escaped(String function, JsonNode argument) {
        if (!Set.of("Fn::Join", "Fn::Sub").contains(function)) {
            return argument;
        }
        if (argument.isTextual()) {
            return TextNode.valueOf(new String(JsonStringEncoder.getInstance().quoteAsString(argument.textValue())));
        }
        if (argument.isArray()) {
            ArrayNode copy = NODES.arrayNode();
            argument.forEach(each -> copy.add(escaped(function, each)));
            return copy;
        }
        return argument;
    }
}
