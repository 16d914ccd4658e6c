package ateliers.cloud.services;

import ateliers.cloud.Cloud;
import ateliers.cloud.traits.WireTraits;
import java.util.HashMap;
import java.util.Map;

/** What the services of a cloud tell of themselves, for fronts before other implementations of the same APIs. */
public final class RealTraits {
    private static final Map<Class<?>, WireTraits> BY_API = read();

    private RealTraits() {}

    /** Those of the service of this API; none where no cloud has it. */
    public static WireTraits of(Class<?> api) {
        return BY_API.getOrDefault(api, new WireTraits());
    }

    private static Map<Class<?>, WireTraits> read() {
        Map<Class<?>, WireTraits> traits = new HashMap<>();
        try (Cloud cloud = Cloud.start()) {
            cloud.door().services().forEach(service -> traits.put(service.api(), service.wire()));
        }
        return traits;
    }
}
