package ateliers.cloud.services.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import software.amazon.awssdk.services.cloudformation.model.Change;

/**
 * A resource's properties before and after a change set, which are told to who asks with {@code IncludePropertyValues}.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ResourceChange.html">ResourceChange</a>
 */
final class PropertyContext {
    /** Stands for what only the change itself will tell. */
    private static final TextNode LATER = TextNode.valueOf("{{changeSet:KNOWN_AFTER_APPLY}}");

    private PropertyContext() {}

    /** As the resource was last made or changed. */
    static String before(ObjectNode properties) {
        return context(properties);
    }

    /** As far as it is foreseen. */
    static String after(ObjectNode foreseen) {
        return context(known(foreseen));
    }

    private static String context(JsonNode properties) {
        return JsonNodeFactory.instance
                .objectNode()
                .set("Properties", properties)
                .toString();
    }

    private static JsonNode known(JsonNode value) {
        if (value.isArray()) {
            ArrayNode items = JsonNodeFactory.instance.arrayNode();
            value.forEach(item -> items.add(known(item)));
            return items;
        }
        if (!value.isObject()) {
            return value;
        }
        if (isFunction(value)) {
            return LATER;
        }
        ObjectNode members = JsonNodeFactory.instance.objectNode();
        value.properties().forEach(member -> members.set(member.getKey(), known(member.getValue())));
        return members;
    }

    private static boolean isFunction(JsonNode value) {
        String only = value.size() == 1 ? value.fieldNames().next() : "";
        return only.equals("Ref") || only.startsWith("Fn::");
    }

    /** The change as who does not ask for values sees it. */
    static Change without(Change change) {
        return change.toBuilder()
                .resourceChange(change.resourceChange().toBuilder()
                        .beforeContext(null)
                        .afterContext(null)
                        .build())
                .build();
    }
}
