package ateliers.grader.checklists.common;

import ateliers.grader.checklist.Stack;
import ateliers.grader.variety.Variety;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A Deny for everybody, put into a resource's policy beside what it already says. */
final class PolicyRefusal {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PolicyRefusal() {}

    /** Says that what a refusal denies is the grader's own doing: it explains no failure. */
    static void announce(Stack stack, String resource) {
        stack.provokes(step ->
                step.message().contains("explicit deny") && step.message().contains(resource));
    }

    /**
     * The policy with the refusal.
     *
     * @param policy what AWS answered
     * @param action as {@code sns:Publish}
     */
    static String added(String policy, String action, String resource) {
        try {
            ObjectNode changed = (ObjectNode) JSON.readTree(policy);
            changed.withArray("Statement")
                    .addObject()
                    .put("Sid", Variety.properName())
                    .put("Effect", "Deny")
                    .put("Principal", "*")
                    .put("Action", action)
                    .put("Resource", resource);
            return JSON.writeValueAsString(changed);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("AWS answered a policy that is no JSON", e);
        }
    }
}
