package ateliers.grader.checklists.common;

import ateliers.grader.checklist.Stack;
import ateliers.grader.variety.Variety;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A temporary Deny of {@code sns:Publish} in a topic's policy, beside what the policy already says. */
public final class TopicRefusal {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Stack stack;
    private final String topic;
    private final String before;

    private TopicRefusal(Stack stack, String topic, String before) {
        this.stack = stack;
        this.topic = topic;
        this.before = before;
    }

    public static TopicRefusal on(Stack stack, String topic) {
        String policy = stack.aws()
                .sns()
                .getTopicAttributes(r -> r.topicArn(topic))
                .attributes()
                .get("Policy");
        stack.provokes(step ->
                step.message().contains("explicit deny") && step.message().contains(topic));
        TopicRefusal refusal = new TopicRefusal(stack, topic, policy);
        refusal.apply();
        return refusal;
    }

    public void apply() {
        try {
            ObjectNode policy = (ObjectNode) JSON.readTree(before);
            ArrayNode statements = policy.withArray("Statement");
            statements
                    .addObject()
                    .put("Sid", Variety.properName())
                    .put("Effect", "Deny")
                    .put("Principal", "*")
                    .put("Action", "sns:Publish")
                    .put("Resource", topic);
            set(JSON.writeValueAsString(policy));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("SNS answered a policy that is no JSON", e);
        }
    }

    public void lift() {
        set(before);
    }

    private void set(String policy) {
        stack.aws()
                .sns()
                .setTopicAttributes(
                        r -> r.topicArn(topic).attributeName("Policy").attributeValue(policy));
    }
}
