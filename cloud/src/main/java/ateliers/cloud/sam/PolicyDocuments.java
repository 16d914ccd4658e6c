package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The policy documents that SAM generates. */
final class PolicyDocuments {

    private PolicyDocuments() {}

    static ObjectNode allow(String action, JsonNode resource) {
        return Nodes.object("Action", action, "Effect", "Allow", "Resource", resource);
    }

    static ObjectNode versioned(ObjectNode statement) {
        return Nodes.object("Version", "2012-10-17", "Statement", Nodes.array(statement));
    }

    /** An inline policy whose document has no Version. */
    static ObjectNode inline(String name, ObjectNode statement) {
        return Policies.named(name, Nodes.object("Statement", Nodes.array(statement)));
    }

    static ObjectNode trust(String service) {
        return versioned(Nodes.object(
                "Action",
                Nodes.array("sts:AssumeRole"),
                "Effect",
                "Allow",
                "Principal",
                Nodes.object("Service", Nodes.array(service))));
    }

    /** Lets a topic send to a queue. */
    static ObjectNode topicToQueue(JsonNode topicArn, JsonNode queueArn) {
        ObjectNode statement = allow("sqs:SendMessage", queueArn);
        statement.put("Principal", "*");
        statement.set("Condition", Nodes.object("ArnEquals", Nodes.object("aws:SourceArn", topicArn)));
        return versioned(statement);
    }

    /** Lets a rule send to its dead-letter queue. */
    static ObjectNode ruleToQueue(JsonNode ruleArn, JsonNode queueArn) {
        ObjectNode statement = allow("sqs:SendMessage", queueArn);
        statement.set("Principal", Nodes.object("Service", "events.amazonaws.com"));
        statement.set("Condition", Nodes.object("ArnEquals", Nodes.object("aws:SourceArn", ruleArn)));
        return versioned(statement);
    }
}
