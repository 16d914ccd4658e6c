package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A CloudFormation resource that the transform generates. */
final class CfnResource {

    private final String logicalId;
    private final String type;
    private final ObjectNode attributes;
    private final ObjectNode properties = Nodes.object();
    private JsonNode dependsOn;

    /** @param attributes Condition, DeletionPolicy and the like, copied */
    CfnResource(String logicalId, String type, ObjectNode attributes) {
        if (!logicalId.matches("[A-Za-z0-9]+")) {
            throw SamProblem.resource(logicalId, "Logical ids must be alphanumeric.");
        }
        this.logicalId = logicalId;
        this.type = type;
        this.attributes = attributes.deepCopy();
    }

    String logicalId() {
        return logicalId;
    }

    String type() {
        return type;
    }

    ObjectNode properties() {
        return properties;
    }

    /** Sets a property; null leaves it out. */
    CfnResource set(String name, Object value) {
        Nodes.put(properties, name, value);
        return this;
    }

    CfnResource copy(JsonNode from, String... names) {
        for (String name : names) {
            set(name, Nodes.get(from, name));
        }
        return this;
    }

    CfnResource attribute(String name, Object value) {
        Nodes.put(attributes, name, value);
        return this;
    }

    CfnResource dependsOn(JsonNode value) {
        this.dependsOn = value;
        return this;
    }

    ObjectNode ref() {
        return Intrinsics.ref(logicalId);
    }

    ObjectNode arn() {
        return Intrinsics.getAtt(logicalId, "Arn");
    }

    ObjectNode toNode() {
        ObjectNode node = Nodes.object("Type", type);
        if (Nodes.says(dependsOn)) {
            node.set("DependsOn", dependsOn);
        }
        node.setAll(attributes);
        node.set("Properties", properties);
        return node;
    }
}
