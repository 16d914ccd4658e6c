package ateliers.cloud.sam;

import java.util.List;

/** @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-dynamodb.html">DynamoDB</a> */
final class StreamEvent implements EventSource {

    private static final PropertyRules RULES = MappingEvents.RULES.with("""
            Stream!: any
            StartingPosition!: any
            """);

    private final String service;

    /** @param service {@code DynamoDB} or {@code Kinesis} */
    StreamEvent(String service) {
        this.service = service;
    }

    @Override
    public List<String> types() {
        return List.of(service);
    }

    @Override
    public PropertyRules rules() {
        return RULES;
    }

    @Override
    public List<CfnResource> expand(Event event, EventTarget target, Translation translation) {
        String policy = "service-role/AWSLambda" + service + "ExecutionRole";
        return MappingEvents.mapping(event, target, event.get("Stream"), policy, translation);
    }
}
