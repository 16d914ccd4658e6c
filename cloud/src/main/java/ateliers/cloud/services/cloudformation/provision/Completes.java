package ateliers.cloud.services.cloudformation.provision;

import java.util.Set;

/**
 * What a resource completes: a policy its queue, a permission its function, a method its API. Who uses the completed
 * resource may need this one, without a word of it in the template: AWS makes the two at the same time.
 *
 * @param properties those that refer to what is completed
 * @param family the prefix of the types that all need this one, whatever they refer to; empty for none
 */
public record Completes(Set<String> properties, String family) {

    static final Completes NOTHING = new Completes(Set.of(), "");

    static Completes by(String... properties) {
        return new Completes(Set.of(properties), "");
    }

    static Completes all(String family) {
        return new Completes(Set.of(), family);
    }

    public boolean nothing() {
        return properties.isEmpty() && family.isEmpty();
    }
}
