package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One event of a function.
 *
 * @param functionId the function's logical id
 * @param id the event's name within the function
 * @param source its type
 * @param properties its properties, empty where the template has none
 */
record Event(String functionId, String id, EventSource source, ObjectNode properties) {

    /** The logical id that its resources are named after. */
    String logicalId() {
        return functionId + id;
    }

    JsonNode get(String property) {
        return Nodes.get(properties, property);
    }

    String text(String property) {
        return Nodes.text(properties, property);
    }

    SamProblem problem(String message) {
        return SamProblem.event(id, message);
    }

    /** SAM takes a function's events by path, so that an HTTP API's {@code $default} comes first. */
    String order() {
        String path = text("Path");
        return path == null ? id : path;
    }
}
