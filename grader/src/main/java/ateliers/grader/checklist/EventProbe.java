package ateliers.grader.checklist;

import ateliers.grader.variety.Variety;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * A rule of the default bus with a queue as its target, to see the events that AWS sends.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html">Event bus targets</a>
 */
public final class EventProbe {
    private static final int LONGEST_NAME = 24;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Stack stack;
    private final String queueUrl;
    private final List<JsonNode> received = new ArrayList<>();

    private EventProbe(Stack stack, String queueUrl) {
        this.stack = stack;
        this.queueUrl = queueUrl;
    }

    /** Makes a rule for the events of a resource. */
    public static EventProbe of(Stack stack, String resourceArn) {
        var sqs = stack.aws().sqs();
        var events = stack.aws().eventBridge();
        String name = Variety.resourceName(LONGEST_NAME);
        String queueUrl = sqs.createQueue(r -> r.queueName(name)).queueUrl();
        String queueArn = sqs.getQueueAttributes(r -> r.queueUrl(queueUrl).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        stack.probes().add(queueArn);
        String pattern = JSON.createObjectNode()
                .set("resources", JSON.createArrayNode().add(resourceArn))
                .toString();
        String ruleArn = events.putRule(r -> r.name(name).eventPattern(pattern)).ruleArn();
        sqs.setQueueAttributes(
                r -> r.queueUrl(queueUrl).attributes(Map.of(QueueAttributeName.POLICY, policy(queueArn, ruleArn))));
        events.putTargets(r -> r.rule(name)
                .targets(Target.builder().id(Variety.word()).arn(queueArn).build()));
        return new EventProbe(stack, queueUrl);
    }

    private static String policy(String queueArn, String ruleArn) {
        return """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},\
                "Action":"sqs:SendMessage","Resource":"%s","Condition":{"ArnEquals":{"aws:SourceArn":"%s"}}}]}""".formatted(queueArn, ruleArn);
    }

    /** All events that came so far, in the order in which they were read. */
    public List<JsonNode> received() {
        QueueDrain.bodies(stack, queueUrl, body -> received.add(read(body)));
        return List.copyOf(received);
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("EventBridge sent what is no JSON: " + body, e);
        }
    }
}
