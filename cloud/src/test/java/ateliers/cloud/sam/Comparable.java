package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Templates as text that is equal when they say the same: keys and lists sorted, hashes of deployments masked. */
final class Comparable {

    private Comparable() {}

    static String of(JsonNode template) {
        return text(template, "")
                .replaceAll("Deployment[0-9a-f]{10}", "Deployment##########")
                .replaceAll("RestApi deployment id: [0-9a-f]{40}", "RestApi deployment id: ##########");
    }

    private static String text(JsonNode value, String indent) {
        if (value.isObject()) {
            TreeMap<String, String> members = new TreeMap<>();
            value.properties().forEach(entry -> members.put(entry.getKey(), text(entry.getValue(), indent + " ")));
            StringBuilder out = new StringBuilder("{");
            members.forEach((name, member) ->
                    out.append('\n').append(indent).append(name).append(": ").append(member));
            return out.append('}').toString();
        }
        if (value.isArray()) {
            List<String> items = new ArrayList<>();
            value.forEach(item -> items.add(text(item, indent + " ")));
            items.sort(null);
            return items.toString();
        }
        return value.toString();
    }
}
