package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** What events by way of an EventBridge rule have in common: state, target, dead-letter queue, permission. */
final class RuleEvents {

    private static final int LONGEST_TARGET_ID = 64;
    private static final String TARGET_SUFFIX = "LambdaTarget";

    private RuleEvents() {}

    /**
     * Completes a rule.
     *
     * @param rule the rule without state and targets
     * @param targetId the target's id, or null for SAM's own
     * @param more names of further properties of the event that belong to the target
     */
    static List<CfnResource> complete(
            Event event, EventTarget target, CfnResource rule, JsonNode targetId, String... more) {
        if (Nodes.says(event.get("State")) && event.get("Enabled") != null) {
            throw event.problem("State and Enabled Properties cannot both be specified.");
        }
        if (Nodes.says(event.get("State"))) {
            rule.set("State", event.get("State"));
        }
        if (event.get("Enabled") != null) {
            rule.set("State", Nodes.says(event.get("Enabled")) ? "ENABLED" : "DISABLED");
        }
        List<CfnResource> generated = new ArrayList<>(List.of(rule));
        ObjectNode entry = Nodes.object("Arn", target.arn(), "Id", targetId);
        if (targetId == null) {
            entry.put("Id", targetId(event.logicalId()));
        }
        Nodes.put(entry, "Input", event.get("Input"));
        for (String name : more) {
            Nodes.put(entry, name, event.get(name));
        }
        if (event.get("DeadLetterConfig") != null) {
            entry.set("DeadLetterConfig", Nodes.object("Arn", deadLetters(event, target, rule, generated)));
        }
        Nodes.put(entry, "RetryPolicy", event.get("RetryPolicy"));
        rule.set("Targets", Nodes.array(entry));
        generated.add(target.permission(event.logicalId() + "Permission", "events.amazonaws.com", rule.arn()));
        return generated;
    }

    private static String targetId(String logicalId) {
        int room = LONGEST_TARGET_ID - TARGET_SUFFIX.length();
        return (logicalId.length() <= room ? logicalId : logicalId.substring(0, room)) + TARGET_SUFFIX;
    }

    private static JsonNode deadLetters(
            Event event, EventTarget target, CfnResource rule, List<CfnResource> generated) {
        CfnResource queue = deadLetterQueue(event, target);
        if (queue == null) {
            return event.get("DeadLetterConfig").get("Arn");
        }
        generated.add(queue);
        generated.add(target.resource(event.logicalId() + "QueuePolicy", "AWS::SQS::QueuePolicy")
                .set("PolicyDocument", PolicyDocuments.ruleToQueue(rule.arn(), queue.arn()))
                .set("Queues", Nodes.array(queue.ref())));
        return queue.arn();
    }

    /** The queue that SAM makes for failed deliveries, or null where the template names one by its ARN. */
    static CfnResource deadLetterQueue(Event event, EventTarget target) {
        JsonNode config = event.get("DeadLetterConfig");
        // SAM names the event by its full logical id in these messages.
        String id = event.logicalId();
        for (String name : Nodes.names(config)) {
            if (!List.of("Arn", "Type", "QueueLogicalId").contains(name)) {
                throw Gaps.property("DeadLetterConfig", name, id);
            }
        }
        if (config.has("Arn") && config.has("Type")) {
            throw SamProblem.event(id, "You can either define 'Arn' or 'Type' property of DeadLetterConfig.");
        }
        if (config.has("Type") && !"SQS".equals(Nodes.text(config, "Type"))) {
            throw SamProblem.event(id, "The only valid value for 'Type' property of DeadLetterConfig is 'SQS'.");
        }
        if (!config.has("Arn") && !config.has("Type")) {
            throw SamProblem.event(id, "No 'Arn' or 'Type' property provided for DeadLetterConfig.");
        }
        if (Nodes.get(config, "Arn") != null) {
            return null;
        }
        JsonNode queueId = Nodes.get(config, "QueueLogicalId");
        if (queueId != null && !queueId.isTextual()) {
            throw SamProblem.event(id, "QueueLogicalId must be a string");
        }
        return target.resource(queueId == null ? id + "Queue" : queueId.textValue(), "AWS::SQS::Queue");
    }
}
