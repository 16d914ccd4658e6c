package ateliers.cloud.services.sns;

import ateliers.cloud.policy.AccountPermissions;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The policy that a topic is born with, and the statements that AddPermission puts into it.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_AddPermission.html">AddPermission</a>
 */
final class TopicPolicy {
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
        ObjectNode policy = JsonNodeFactory.instance.objectNode();
        policy.put("Version", "2008-10-17").put("Id", "__default_policy_ID");
        ObjectNode statement = policy.putArray("Statement").addObject();
        statement.put("Sid", "__default_statement_ID").put("Effect", "Allow");
        statement.putObject("Principal").put("AWS", "*");
        ArrayNode actions = statement.putArray("Action");
        ACTIONS.forEach(action -> actions.add("SNS:" + action));
        statement.put("Resource", topicArn);
        statement.putObject("Condition").putObject("StringEquals").put("AWS:SourceOwner", account);
        return policy.toString();
    }

    static String add(Topic topic, String label, List<String> accounts, List<String> actions) {
        for (String action : actions) {
            if (!ACTIONS.contains(action) && !action.equals("Receive")) {
                throw SnsErrors.parameter("Policy statement action out of service scope!");
            }
        }
        AccountPermissions permissions = permissions(topic);
        if (permissions.has(label)) {
            throw SnsErrors.parameter("Statement already exists");
        }
        permissions.allow(label, accounts, actions.stream().map(a -> "SNS:" + a).toList(), topic.arn);
        return permissions.document();
    }

    static String remove(Topic topic, String label) {
        AccountPermissions permissions = permissions(topic);
        permissions.remove(label);
        return permissions.document();
    }

    private static AccountPermissions permissions(Topic topic) {
        return AccountPermissions.of(topic.attributes.get("Policy"));
    }
}
