package ateliers.cloud.policy;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The condition keys of one request with their values. Key names are compared without case; a key without values counts
 * as absent.
 */
public final class RequestContext {
    /** Nothing known about the request. */
    public static final RequestContext EMPTY = builder().build();

    private final Supplier<RequestContext> later;
    private Map<String, List<String>> values;

    private RequestContext(Supplier<RequestContext> later, Map<String, List<String>> values) {
        this.later = later;
        this.values = values;
    }

    /** A context that is made when a condition or variable first asks for it: most policies never do. For one thread. */
    public static RequestContext lazy(Supplier<RequestContext> later) {
        return new RequestContext(later, null);
    }

    private Map<String, List<String>> all() {
        if (values == null) {
            values = later.get().all();
        }
        return values;
    }

    public static Builder builder() {
        return new Builder();
    }

    List<String> values(String lowerCaseKey) {
        return all().getOrDefault(lowerCaseKey, List.of());
    }

    /** The values of a key, empty when the request has none. */
    public List<String> get(String key) {
        return values(key.toLowerCase(Locale.ROOT));
    }

    /** Collects keys; not for use by several threads. */
    public static final class Builder {
        private final Map<String, List<String>> values = new HashMap<>();

        private Builder() {}

        /** Sets a single-valued key; a null value leaves the key absent. */
        public Builder put(String key, String value) {
            return value == null ? this : put(key, List.of(value));
        }

        /** Sets a multivalued key; an empty collection leaves the key absent. */
        public Builder put(String key, Collection<String> all) {
            if (!all.isEmpty()) {
                values.put(key.toLowerCase(Locale.ROOT), List.copyOf(all));
            }
            return this;
        }

        /** Copies every key of another context. */
        public Builder putAll(RequestContext other) {
            values.putAll(other.all());
            return this;
        }

        public RequestContext build() {
            return new RequestContext(null, Map.copyOf(values));
        }
    }
}
