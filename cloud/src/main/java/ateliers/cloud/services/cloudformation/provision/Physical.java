package ateliers.cloud.services.cloudformation.provision;

import java.util.Map;

/**
 * A resource as it is in its service.
 *
 * @param id the physical id, which {@code Ref} returns
 * @param attributes what {@code Fn::GetAtt} returns
 */
public record Physical(String id, Map<String, String> attributes) {

    public Physical {
        attributes = Map.copyOf(attributes);
    }

    /** A resource without attributes. */
    static Physical of(String id) {
        return new Physical(id, Map.of());
    }
}
