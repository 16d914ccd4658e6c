package ateliers.cloud.services.cloudformation.provision;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What an update changes among a resource's tags.
 *
 * @param removed keys that the resource loses
 * @param set keys that it gets or whose value changes
 */
record TagChange(List<String> removed, Map<String, String> set) {

    static TagChange between(Map<String, String> before, Map<String, String> after) {
        Map<String, String> set = new LinkedHashMap<>(after);
        set.entrySet().removeAll(before.entrySet());
        return new TagChange(
                before.keySet().stream().filter(key -> !after.containsKey(key)).toList(), set);
    }

    /** Calls the service for what there is to do, removals first. */
    void apply(Consumer<List<String>> untag, Consumer<Map<String, String>> tag) {
        if (!removed.isEmpty()) {
            untag.accept(removed);
        }
        if (!set.isEmpty()) {
            tag.accept(set);
        }
    }
}
