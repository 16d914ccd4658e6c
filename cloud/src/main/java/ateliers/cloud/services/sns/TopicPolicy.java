package ateliers.cloud.services.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The policy that a topic is born with, and the statements that AddPermission puts into it.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_AddPermission.html">AddPermission</a>
 */
final class TopicPolicy {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> ACTIONS = List.of(
            "GetTopicAttributes",
            "SetTopicAttributes",
            "AddPermission",
            "RemovePermission",
            "DeleteTopic",
            "Subscribe",
            "ListSubscriptionsByTopic",
            "Publish");

    private TopicPolicy() {}

    /** Everything for the owner's account. */
    static String initial(String topicArn, String account) {
        ObjectNode policy = JSON.createObjectNode();
        policy.put("Version", "2008-10-17").put("Id", "__default_policy_ID");
        ObjectNode statement = policy.putArray("Statement").addObject();
        statement.put("Sid", "__default_statement_ID").put("Effect", "Allow");
        statement.putObject("Principal").put("AWS", "*");
        ArrayNode actions = statement.putArray("Action");
        ACTIONS.forEach(action -> actions.add("SNS:" + action));
        statement.put("Resource", topicArn);
        statement.putObject("Condition").putObject("StringEquals").put("AWS:SourceOwner", account);
        return write(policy);
    }

    static String add(Topic topic, String label, List<String> accounts, List<String> actions) {
        for (String action : actions) {
            if (!ACTIONS.contains(action) && !action.equals("Receive")) {
                throw SnsErrors.parameter("Policy statement action out of service scope!");
            }
        }
        ObjectNode policy = read(topic);
        ArrayNode statements = policy.withArrayProperty("Statement");
        for (var statement : statements) {
            if (statement.path("Sid").asText().equals(label)) {
                throw SnsErrors.parameter("Statement already exists");
            }
        }
        List<String> principals = new ArrayList<>();
        accounts.forEach(account -> principals.add("arn:aws:iam::" + account + ":root"));
        ObjectNode statement = statements.addObject();
        statement.put("Sid", label).put("Effect", "Allow");
        statement.set("Principal", JSON.valueToTree(Map.of("AWS", oneOrMany(principals))));
        statement.set(
                "Action",
                JSON.valueToTree(oneOrMany(actions.stream().map(a -> "SNS:" + a).toList())));
        statement.put("Resource", topic.arn);
        return write(policy);
    }

    static String remove(Topic topic, String label) {
        ObjectNode policy = read(topic);
        ArrayNode statements = policy.withArrayProperty("Statement");
        for (int i = statements.size() - 1; i >= 0; i--) {
            if (statements.get(i).path("Sid").asText().equals(label)) {
                statements.remove(i);
            }
        }
        return write(policy);
    }

    private static Object oneOrMany(List<String> values) {
        return values.size() == 1 ? values.get(0) : values;
    }

    private static ObjectNode read(Topic topic) {
        try {
            return (ObjectNode) JSON.readTree(topic.attributes.get("Policy"));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("the policy was checked when it was set", e);
        }
    }

    private static String write(ObjectNode policy) {
        try {
            return JSON.writeValueAsString(policy);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a policy can be written", e);
        }
    }
}
