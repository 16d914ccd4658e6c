package ateliers.cloud.door;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkRequest;

/** A service's authorisation rows: what each of its operations needs. An operation without a row fails at start. */
public final class Rows {
    private final Map<Class<?>, Function<SdkRequest, List<Need>>> rows = new HashMap<>();

    /** The operation of this request class needs one action on one resource. */
    public <R extends SdkRequest> Rows on(Class<R> request, Function<R, Need> need) {
        return onEach(request, r -> List.of(need.apply(r)));
    }

    /** The operation of this request class needs several things, or none. */
    public <R extends SdkRequest> Rows onEach(Class<R> request, Function<R, List<Need>> needs) {
        if (rows.put(request, r -> needs.apply(request.cast(r))) != null) {
            throw new IllegalStateException("two rows for " + request.getSimpleName());
        }
        return this;
    }

    /** The requests that have a row. */
    Set<Class<?>> requests() {
        return Set.copyOf(rows.keySet());
    }

    boolean has(Class<?> request) {
        return rows.containsKey(request);
    }

    List<Need> needs(SdkRequest request) {
        return rows.get(request.getClass()).apply(request);
    }
}
