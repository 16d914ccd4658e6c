package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A resource of the template, of a serverless type.
 *
 * @param logicalId its name in the template
 * @param node its whole tree, with Type, Properties and attributes
 */
record SamResource(String logicalId, ObjectNode node) {

    private static final List<String> OWN =
            List.of("DeletionPolicy", "UpdatePolicy", "Condition", "UpdateReplacePolicy", "Metadata");
    private static final List<String> PASSED_ON = List.of("Condition", "DeletionPolicy", "UpdateReplacePolicy");

    ObjectNode properties() {
        return Nodes.child(node, "Properties");
    }

    JsonNode get(String property) {
        return Nodes.get(properties(), property);
    }

    String condition() {
        return Nodes.text(node, "Condition");
    }

    JsonNode dependsOn() {
        return Nodes.get(node, "DependsOn");
    }

    /** The attributes that the resource of the same name keeps. */
    ObjectNode ownAttributes() {
        return attributes(OWN);
    }

    /** The attributes that everything generated from this resource shares. */
    ObjectNode sharedAttributes() {
        return attributes(PASSED_ON);
    }

    private ObjectNode attributes(List<String> names) {
        ObjectNode attributes = Nodes.object();
        for (String name : names) {
            Nodes.put(attributes, name, Nodes.get(node, name));
        }
        return attributes;
    }

    SamProblem problem(String message) {
        return SamProblem.resource(logicalId, message);
    }
}
