package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A subscription of the function to a topic, direct or by way of a queue.
 *
 * @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-sns.html">SNS</a>
 */
final class SnsEvent implements EventSource {

    private static final int DEFAULT_BATCH = 10;

    private static final PropertyRules RULES = PropertyRules.of("""
            Topic!: string
            Region: string
            FilterPolicy=: any
            FilterPolicyScope=: any
            SqsSubscription: bool|map
            RedrivePolicy: map
            """);

    @Override
    public List<String> types() {
        return List.of("SNS");
    }

    @Override
    public PropertyRules rules() {
        return RULES;
    }

    @Override
    public List<CfnResource> expand(Event event, EventTarget target, Translation translation) {
        JsonNode viaQueue = event.get("SqsSubscription");
        if (!Nodes.says(viaQueue)) {
            return List.of(
                    target.permission(event.logicalId() + "Permission", "sns.amazonaws.com", event.get("Topic")),
                    subscription(event, target, "lambda", target.arn()));
        }
        if (viaQueue.isBoolean()) {
            return viaNewQueue(event, target, translation);
        }
        return viaQueue(event, target, viaQueue, translation);
    }

    private static CfnResource subscription(Event event, EventTarget target, String protocol, JsonNode endpoint) {
        return target.resource(event.logicalId(), "AWS::SNS::Subscription")
                .set("Protocol", protocol)
                .set("Endpoint", endpoint)
                .set("TopicArn", event.get("Topic"))
                .copy(event.properties(), "Region", "FilterPolicy", "FilterPolicyScope", "RedrivePolicy");
    }

    private static List<CfnResource> viaNewQueue(Event event, EventTarget target, Translation translation) {
        CfnResource queue = target.resource(event.logicalId() + "Queue", "AWS::SQS::Queue");
        JsonNode topic = translation.resource(Intrinsics.logicalId(event.get("Topic")));
        JsonNode fifo = translation.resolve(Nodes.get(Nodes.get(topic, "Properties"), "FifoTopic"));
        queue.set("FifoQueue", Nodes.says(fifo) ? fifo : null);
        List<CfnResource> generated = new ArrayList<>();
        generated.add(mapping(event, target, queue.arn(), DEFAULT_BATCH, translation));
        generated.add(queue);
        generated.add(queuePolicy(event, target, event.logicalId() + "QueuePolicy", queue.arn(), queue.ref()));
        generated.add(subscription(event, target, "sqs", queue.arn()));
        return generated;
    }

    private static List<CfnResource> viaQueue(
            Event event, EventTarget target, JsonNode given, Translation translation) {
        JsonNode arn = Nodes.get(given, "QueueArn");
        JsonNode url = Nodes.get(given, "QueueUrl");
        if (!Nodes.says(arn) || !Nodes.says(url)) {
            throw event.problem("No QueueARN or QueueURL provided.");
        }
        for (String name : Nodes.names(given)) {
            if (!List.of("QueueArn", "QueueUrl", "QueuePolicyLogicalId", "BatchSize", "Enabled")
                    .contains(name)) {
                throw Gaps.property("SqsSubscription", name, event.logicalId());
            }
        }
        String policyId = Nodes.text(given, "QueuePolicyLogicalId");
        JsonNode batch = Nodes.get(given, "BatchSize");
        return List.of(
                mapping(event, target, arn, Nodes.says(batch) ? batch : DEFAULT_BATCH, translation),
                queuePolicy(event, target, policyId == null ? event.logicalId() + "QueuePolicy" : policyId, arn, url),
                subscription(event, target, "sqs", arn));
    }

    /** SAM enables this mapping whatever the template's Enabled says. */
    private static CfnResource mapping(
            Event event, EventTarget target, JsonNode queueArn, Object batch, Translation translation) {
        MappingEvents.addToRole(target.role(), translation.awsManagedPolicy(QueueEvent.ROLE_POLICY), null);
        return target.resource(event.logicalId() + "EventSourceMapping", "AWS::Lambda::EventSourceMapping")
                .set("FunctionName", target.name())
                .set("EventSourceArn", queueArn)
                .set("BatchSize", batch)
                .set("Enabled", true);
    }

    private static CfnResource queuePolicy(
            Event event, EventTarget target, String id, JsonNode queueArn, JsonNode queueUrl) {
        return target.resource(id, "AWS::SQS::QueuePolicy")
                .set("PolicyDocument", PolicyDocuments.topicToQueue(event.get("Topic"), queueArn))
                .set("Queues", Nodes.array(queueUrl));
    }
}
