package ateliers.cloud.sam;

import java.util.List;

/** @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-alexaskill.html">AlexaSkill</a> */
final class AlexaSkillEvent implements EventSource {

    private static final PropertyRules RULES = PropertyRules.of("SkillId: string");

    @Override
    public List<String> types() {
        return List.of("AlexaSkill");
    }

    @Override
    public PropertyRules rules() {
        return RULES;
    }

    @Override
    public List<CfnResource> expand(Event event, EventTarget target, Translation translation) {
        return List.of(target.permission(event.logicalId() + "Permission", "alexa-appkit.amazon.com", null)
                .set("EventSourceToken", event.get("SkillId")));
    }
}
