package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-schedulev2.html">ScheduleV2</a> */
final class ScheduleV2Event implements EventSource {

    private static final PropertyRules RULES = PropertyRules.of("""
            PermissionsBoundary: string
            ScheduleExpression!: string
            FlexibleTimeWindow: map
            Name: string
            State: string
            Description: string
            StartDate: string
            EndDate: string
            ScheduleExpressionTimezone: string
            GroupName: string
            KmsKeyArn: string
            Input: string
            RoleArn: string
            DeadLetterConfig: map
            RetryPolicy: map
            OmitName=: bool
            """);

    @Override
    public List<String> types() {
        return List.of("ScheduleV2");
    }

    @Override
    public PropertyRules rules() {
        return RULES;
    }

    @Override
    public List<CfnResource> expand(Event event, EventTarget target, Translation translation) {
        CfnResource schedule = target.resource(event.logicalId(), "AWS::Scheduler::Schedule")
                .copy(
                        event.properties(),
                        "ScheduleExpression",
                        "Description",
                        "StartDate",
                        "EndDate",
                        "ScheduleExpressionTimezone",
                        "GroupName",
                        "KmsKeyArn");
        JsonNode window = event.get("FlexibleTimeWindow");
        schedule.set("FlexibleTimeWindow", Nodes.says(window) ? window : Nodes.object("Mode", "OFF"));
        schedule.set("State", Nodes.says(event.get("State")) ? event.get("State") : null);
        schedule.set("Name", name(event));
        List<CfnResource> generated = new ArrayList<>(List.of(schedule));
        JsonNode deadLetters = deadLetters(event, target, generated);
        JsonNode role = event.get("RoleArn");
        if (!Nodes.says(role)) {
            CfnResource made = role(event, target, deadLetters);
            generated.add(made);
            role = made.arn();
        }
        ObjectNode entry = Nodes.object("Arn", target.arn(), "RoleArn", role, "Input", event.get("Input"));
        if (deadLetters != null) {
            entry.set("DeadLetterConfig", Nodes.object("Arn", deadLetters));
        }
        Nodes.put(entry, "RetryPolicy", event.get("RetryPolicy"));
        schedule.set("Target", entry);
        return generated;
    }

    private static Object name(Event event) {
        boolean named = Nodes.says(event.get("Name"));
        if (!Nodes.says(event.get("OmitName"))) {
            return named ? event.get("Name") : event.logicalId();
        }
        if (named) {
            throw SamProblem.event(event.logicalId(), "Name cannot be set when OmitName is True");
        }
        return null;
    }

    private static JsonNode deadLetters(Event event, EventTarget target, List<CfnResource> generated) {
        if (event.get("DeadLetterConfig") == null) {
            return null;
        }
        CfnResource queue = RuleEvents.deadLetterQueue(event, target);
        if (queue == null) {
            return event.get("DeadLetterConfig").get("Arn");
        }
        generated.add(queue);
        return queue.arn();
    }

    private static CfnResource role(Event event, EventTarget target, JsonNode deadLetters) {
        ArrayNode policies = Nodes.array(InvokeDestinations.policy("Lambda", event.logicalId(), target.arn()));
        if (deadLetters != null) {
            policies.add(InvokeDestinations.policy("SQS", event.logicalId(), deadLetters));
        }
        return target.resource(event.logicalId() + "Role", "AWS::IAM::Role")
                .set("AssumeRolePolicyDocument", PolicyDocuments.trust("scheduler.amazonaws.com"))
                .set("Policies", policies)
                .copy(event.properties(), "PermissionsBoundary");
    }
}
