package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** What changes among the lists of policies of users and groups. */
final class InlinePolicies {

    private InlinePolicies() {}

    /** Names and documents of the property {@code Policies}. */
    static Map<String, String> of(ObjectNode properties) {
        Map<String, String> inline = new LinkedHashMap<>();
        for (JsonNode each : properties.path("Policies")) {
            inline.put(each.path("PolicyName").asText(), ResourceCall.document(each.get("PolicyDocument")));
        }
        return inline;
    }

    /** Puts all wanted policies and deletes those that are not wanted any more. */
    static void apply(ObjectNode before, ObjectNode after, BiConsumer<String, String> put, Consumer<String> delete) {
        Map<String, String> wanted = of(after);
        of(before).keySet().stream().filter(name -> !wanted.containsKey(name)).forEach(delete);
        wanted.forEach(put);
    }

    /** Adds and removes the elements in which two lists of texts differ. */
    static void members(
            ObjectNode before, ObjectNode after, String property, Consumer<String> add, Consumer<String> remove) {
        List<String> had = texts(before, property);
        List<String> wanted = texts(after, property);
        had.stream().filter(each -> !wanted.contains(each)).forEach(remove);
        wanted.stream().filter(each -> !had.contains(each)).forEach(add);
    }

    private static List<String> texts(ObjectNode properties, String property) {
        List<String> texts = new ArrayList<>();
        properties.path(property).forEach(each -> texts.add(each.asText()));
        return texts;
    }
}
