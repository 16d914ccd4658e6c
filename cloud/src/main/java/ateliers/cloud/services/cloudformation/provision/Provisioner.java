package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;

/** How one resource type is provisioned. Without state; used by many stacks at once. */
public interface Provisioner {

    /** As {@code AWS::SQS::Queue}. */
    String type();

    /** Properties acted upon: {@code Code} with all below it, or {@code Code.S3Bucket} alone. */
    Set<String> actedUpon();

    /** Properties taken and without effect here, in the same form. */
    default Set<String> inert() {
        return Set.of();
    }

    /** The property with the name that a template may choose; empty when the type has none. */
    default String nameProperty() {
        return "";
    }

    /** What others may need this resource for without referring to it. */
    default Completes completes() {
        return Completes.NOTHING;
    }

    /**
     * The identifier of a resource that has a name already; empty, or a refusal of its service's, where there is none.
     *
     * @param name of the {@link #nameProperty()}
     */
    default Optional<String> existing(ResourceCall call, String name) {
        return Optional.empty();
    }

    /** Whether an update of the stack asks the resource even where its properties stay as they are. */
    default boolean askedByEachUpdate() {
        return false;
    }

    /** Whether the service takes {@code aws:cloudformation:} tags when it makes the resource. */
    default boolean takesSystemTags() {
        return actedUpon().contains("Tags");
    }

    /**
     * Refuses values that this cloud lacks, as far as the template and its parameters tell them.
     *
     * @param properties functions evaluated that wait for no resource
     * @throws ateliers.cloud.door.Unsupported naming what is missing
     */
    default void refuseGaps(ObjectNode properties) {}

    /** Attributes that a resource with these properties does not have, though its type may. */
    default Set<String> absentAttributes(ObjectNode properties) {
        return Set.of();
    }

    /** Makes the resource. What it has made when it fails, it takes away again. */
    Physical create(ResourceCall call);

    /**
     * Changes the resource in place.
     *
     * @param before the properties as they were
     */
    Physical update(ResourceCall call, ObjectNode before);

    /** Deletes the resource. Whoever calls takes the refusal of one that is gone already for a success. */
    void delete(ResourceCall call);

    /** Why a change can be made in no way, not even by a new resource. */
    default Optional<String> refusal(ObjectNode before, ObjectNode after) {
        return Optional.empty();
    }

    /** Whether a change of these properties needs a new resource, where the schema leaves it open. */
    default boolean replaces(ObjectNode before, ObjectNode after) {
        return false;
    }
}
