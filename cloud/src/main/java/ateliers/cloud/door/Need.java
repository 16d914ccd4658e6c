package ateliers.cloud.door;

import java.util.List;
import java.util.Map;

/**
 * One thing that a call needs to be allowed: an action on a resource.
 *
 * @param action as {@code sqs:SendMessage}
 * @param resource an ARN, or {@code *} for actions without resource-level permission
 * @param conditionKeys the operation's own condition keys, as {@code sns:Protocol}
 */
public record Need(String action, String resource, Map<String, List<String>> conditionKeys) {
    public Need(String action, String resource) {
        this(action, resource, Map.of());
    }

    /** An action that has no resource-level permission. */
    public static Need anywhere(String action) {
        return new Need(action, "*");
    }

    /** This need with one more condition key. */
    public Need with(String key, String... values) {
        var keys = new java.util.HashMap<>(conditionKeys);
        keys.put(key, List.of(values));
        return new Need(action, resource, Map.copyOf(keys));
    }
}
