package ateliers.cloud.kit;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Tags as the SDK's requests carry them, each service's of a class of its own. */
public final class RequestTags {
    private RequestTags() {}

    /** The values by the keys, before anything has been checked: a tag without a key, which a malformed request has, is none. */
    public static <T> Map<String, String> byKey(
            Collection<T> tags, Function<T, String> key, Function<T, String> value) {
        Map<String, String> values = new LinkedHashMap<>();
        tags.stream()
                .filter(tag -> key.apply(tag) != null)
                .forEach(tag -> values.put(key.apply(tag), value.apply(tag)));
        return values;
    }
}
