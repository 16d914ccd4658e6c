package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-eventbridgerule.html">EventBridgeRule</a> */
final class EventBridgeRuleEvent implements EventSource {

    private static final PropertyRules RULES = PropertyRules.of("""
            EventBusName: string
            RuleName: string
            Pattern: map
            DeadLetterConfig: map
            RetryPolicy: map
            Input: string
            InputPath: string
            Target: map
            Enabled: bool
            State: string
            InputTransformer: map
            """);

    @Override
    public List<String> types() {
        return List.of("EventBridgeRule", "CloudWatchEvent");
    }

    @Override
    public PropertyRules rules() {
        return RULES;
    }

    @Override
    public List<CfnResource> expand(Event event, EventTarget target, Translation translation) {
        CfnResource rule = target.resource(event.logicalId(), "AWS::Events::Rule")
                .set("EventBusName", event.get("EventBusName"))
                .set("EventPattern", event.get("Pattern"))
                .set("Name", event.get("RuleName"));
        JsonNode targetId = Nodes.get(event.get("Target"), "Id");
        return RuleEvents.complete(event, target, rule, targetId, "InputPath", "InputTransformer");
    }
}
