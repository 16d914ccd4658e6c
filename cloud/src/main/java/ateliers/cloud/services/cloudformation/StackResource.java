package ateliers.cloud.services.cloudformation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * A resource of a stack as it is.
 *
 * @param physicalId empty while there is none
 * @param properties as evaluated when it was last made or changed
 * @param stackTags the stack's tags at that time
 */
record StackResource(
        String logicalId,
        String type,
        String physicalId,
        String status,
        String reason,
        Instant changed,
        Map<String, String> attributes,
        ObjectNode properties,
        Map<String, String> stackTags,
        Set<String> dependencies,
        String deletionPolicy) {

    StackResource with(String newStatus, String newReason, Instant now) {
        return new StackResource(
                logicalId,
                type,
                physicalId,
                newStatus,
                newReason,
                now,
                attributes,
                properties,
                stackTags,
                dependencies,
                deletionPolicy);
    }

    StackResource withPhysical(String id, Map<String, String> newAttributes) {
        return new StackResource(
                logicalId,
                type,
                id,
                status,
                reason,
                changed,
                newAttributes,
                properties,
                stackTags,
                dependencies,
                deletionPolicy);
    }
}
