package ateliers.grader.checklists.common;

import ateliers.grader.checklist.Stack;

/** A temporary Deny of {@code sns:Publish} in a topic's policy, beside what the policy already says. */
public final class TopicRefusal {
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
        PolicyRefusal.announce(stack, topic);
        TopicRefusal refusal = new TopicRefusal(stack, topic, policy);
        refusal.apply();
        return refusal;
    }

    public void apply() {
        set(PolicyRefusal.added(before, "sns:Publish", topic));
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
