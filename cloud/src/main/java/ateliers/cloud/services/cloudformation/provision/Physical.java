package ateliers.cloud.services.cloudformation.provision;

import java.util.Map;
import java.util.Set;

/**
 * A resource as it is in its service.
 *
 * @param id the physical id, which {@code Ref} returns
 * @param attributes what {@code Fn::GetAtt} returns
 * @param hidden values that descriptions of the stack do not show
 */
public record Physical(String id, Map<String, String> attributes, Set<String> hidden) {

    public Physical {
        attributes = Map.copyOf(attributes);
        hidden = Set.copyOf(hidden);
    }

    /** A resource that hides nothing. */
    Physical(String id, Map<String, String> attributes) {
        this(id, attributes, Set.of());
    }

    /** A resource without attributes. */
    static Physical of(String id) {
        return new Physical(id, Map.of());
    }
}
