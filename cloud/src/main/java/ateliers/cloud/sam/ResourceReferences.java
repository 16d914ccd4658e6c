package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
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
    private static final Pattern RENAMED = Pattern.compile("\\$\\{([A-Za-z0-9]+)((?:\\.[A-Za-z0-9.]+)?)}");

    private final Map<String, String> targets = new HashMap<>();
    private final Map<String, String> renamed = new HashMap<>();

    /** Makes a resource's own logical id mean the generated one that has taken its place. */
    void rename(String logicalId, String generated) {
        renamed.put(logicalId, generated);
    }

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
            JsonNode member = object.get(name);
            copy.set(name, name.equals("DependsOn") ? dependsOn(member) : resolve(member));
        }
        if (!Intrinsics.isIntrinsic(copy)) {
            return copy;
        }
        if (copy.has("Ref") && targets.containsKey(copy.get("Ref").asText())) {
            return Intrinsics.ref(targets.get(copy.get("Ref").asText()));
        }
        if (copy.has("Ref") && renamed.containsKey(copy.get("Ref").asText())) {
            return Intrinsics.ref(renamed.get(copy.get("Ref").asText()));
        }
        if (copy.has("Fn::GetAtt")) {
            return getAtt(copy);
        }
        return copy.has("Fn::Sub") ? sub(copy) : copy;
    }

    private JsonNode dependsOn(JsonNode value) {
        if (value.isTextual()) {
            return TextNode.valueOf(renamed.getOrDefault(value.textValue(), value.textValue()));
        }
        ArrayNode copy = Nodes.array();
        value.forEach(each -> copy.add(dependsOn(each)));
        return value.isArray() ? copy : value;
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
        if (target != null) {
            return Intrinsics.getAtt(target, parts[2]);
        }
        String other = renamed.get(parts[0]);
        return other == null ? node : Intrinsics.getAtt(other, joined.toString().substring(parts[0].length() + 1));
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
        String own = RENAMED.matcher(text).replaceAll(match -> {
            String target = renamed.get(match.group(1));
            return Matcher.quoteReplacement(target == null ? match.group() : "${" + target + match.group(2) + "}");
        });
        return VARIABLE.matcher(own).replaceAll(match -> {
            String target = targets.get(match.group(1));
            return Matcher.quoteReplacement(target == null ? match.group() : "${" + target + match.group(2) + "}");
        });
    }
}
