package ateliers.cloud.sam;

import java.util.List;

/** @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-sqs.html">SQS</a> */
final class QueueEvent implements EventSource {

    static final String ROLE_POLICY = "service-role/AWSLambdaSQSQueueExecutionRole";

    private static final PropertyRules RULES = MappingEvents.RULES.with("Queue!: any");

    @Override
    public List<String> types() {
        return List.of("SQS");
    }

    @Override
    public PropertyRules rules() {
        return RULES;
    }

    @Override
    public List<CfnResource> expand(Event event, EventTarget target, Translation translation) {
        return MappingEvents.mapping(event, target, event.get("Queue"), ROLE_POLICY, translation);
    }
}
