package ateliers.cloud.sam;

import java.util.List;

/** @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-schedule.html">Schedule</a> */
final class ScheduleEvent implements EventSource {

    private static final PropertyRules RULES = PropertyRules.of("""
            Schedule!: string
            RuleName?: string
            Input: string
            Enabled: bool
            State: string
            Name: string
            Description: string
            DeadLetterConfig: map
            RetryPolicy: map
            """);

    @Override
    public List<String> types() {
        return List.of("Schedule");
    }

    @Override
    public PropertyRules rules() {
        return RULES;
    }

    @Override
    public List<CfnResource> expand(Event event, EventTarget target, Translation translation) {
        CfnResource rule = target.resource(event.logicalId(), "AWS::Events::Rule")
                .set("ScheduleExpression", event.get("Schedule"))
                .copy(event.properties(), "Name", "Description");
        return RuleEvents.complete(event, target, rule, null);
    }
}
