package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * References to generated resources by way of their source, such as {@code !Ref MyFunction.Alias}, replaced by the
 * generated logical id.
 *
 * @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html">Referencing generated resources</a>
 */
final class ResourceReferences {

    private static final Pattern VARIABLE =
            Pattern.compile("\\$\\{([A-Za-z0-9]+\\.[A-Za-z0-9]+)((?:\\.[A-Za-z0-9.]+)?)}");

    private final Map<String, String> targets = new HashMap<>();

    /** Makes {@code logicalId.property} mean the last generated resource of a type, where there is one. */
    void add(String logicalId, String property, String type, Iterable<CfnResource> generated) {
        for (CfnResource resource : generated) {
            if (resource.type().equals(type)) {
                targets.put(logicalId + "." + property, resource.logicalId());
            }
        }
    }

    JsonNode resolve(JsonNode value) {
        if (value.isArray()) {
            ArrayNode copy = Nodes.array();
            value.forEach(item -> copy.add(resolve(item)));
            return copy;
        }
        if (!(value instanceof ObjectNode object)) {
            return value;
        }
        ObjectNode copy = Nodes.object();
        for (String name : Nodes.names(object)) {
            copy.set(name, resolve(object.get(name)));
        }
        if (!Intrinsics.isIntrinsic(copy)) {
            return copy;
        }
        if (copy.has("Ref") && targets.containsKey(copy.get("Ref").asText())) {
            return Intrinsics.ref(targets.get(copy.get("Ref").asText()));
        }
        if (copy.has("Fn::GetAtt")) {
            return getAtt(copy);
        }
        return copy.has("Fn::Sub") ? sub(copy) : copy;
    }

    private ObjectNode getAtt(ObjectNode node) {
        JsonNode argument = node.get("Fn::GetAtt");
        StringJoiner joined = new StringJoiner(".");
        if (argument.isTextual()) {
            joined.add(argument.textValue());
        } else {
            argument.forEach(part -> joined.add(part.asText()));
        }
        String[] parts = joined.toString().split("\\.", 3);
        String target = parts.length < 3 ? null : targets.get(parts[0] + "." + parts[1]);
        return target == null ? node : Intrinsics.getAtt(target, parts[2]);
    }

    private ObjectNode sub(ObjectNode node) {
        JsonNode argument = node.get("Fn::Sub");
        if (argument.isTextual()) {
            node.put("Fn::Sub", sub(argument.textValue()));
        } else if (argument instanceof ArrayNode items
                && !items.isEmpty()
                && items.get(0).isTextual()) {
            items.set(0, sub(items.get(0).textValue()));
        }
        return node;
    }

    private String sub(String text) {
        return VARIABLE.matcher(text).replaceAll(match -> {
            String target = targets.get(match.group(1));
            return Matcher.quoteReplacement(target == null ? match.group() : "${" + target + match.group(2) + "}");
        });
    }
}
