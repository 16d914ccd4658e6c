package ateliers.cloud.services.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Statements that AddPermission puts into a queue's policy and RemovePermission takes out.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_AddPermission.html">
 *     AddPermission</a>
 */
final class QueuePermissions {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> ACTIONS = Set.of(
            "*",
            "SendMessage",
            "ReceiveMessage",
            "DeleteMessage",
            "ChangeMessageVisibility",
            "GetQueueAttributes",
            "GetQueueUrl",
            "ListDeadLetterSourceQueues",
            "PurgeQueue");

    private QueuePermissions() {}

    /** The queue's policy with one more statement. */
    static String add(Queue queue, String label, List<String> accounts, List<String> actions) {
        for (String action : actions) {
            if (!ACTIONS.contains(action)) {
                throw SqsErrors.parameter(
                        "ActionName",
                        "SQS:" + action,
                        "Please refer to the appropriate WSDL for a list of valid actions. ");
            }
        }
        ObjectNode policy = policy(queue);
        ArrayNode statements = policy.withArray("Statement");
        for (var statement : statements) {
            if (statement.path("Sid").asText().equals(label)) {
                throw SqsErrors.parameter("Label", label, "Already exists.");
            }
        }
        List<String> principals = new ArrayList<>();
        accounts.forEach(account -> principals.add("arn:aws:iam::" + account + ":root"));
        ObjectNode statement = statements.addObject();
        statement.put("Sid", label).put("Effect", "Allow");
        statement.set("Principal", JSON.valueToTree(Map.of("AWS", oneOrMany(principals))));
        statement.set(
                "Action",
                JSON.valueToTree(oneOrMany(actions.stream().map(a -> "SQS:" + a).toList())));
        statement.put("Resource", queue.arn);
        return write(policy);
    }

    /** The queue's policy without a statement; empty when none is left. */
    static String remove(Queue queue, String label) {
        ObjectNode policy = policy(queue);
        ArrayNode statements = policy.withArray("Statement");
        for (int i = 0; i < statements.size(); i++) {
            if (statements.get(i).path("Sid").asText().equals(label)) {
                statements.remove(i);
                return statements.isEmpty() ? "" : write(policy);
            }
        }
        throw SqsErrors.parameter("Label", label, "can't find label.");
    }

    private static Object oneOrMany(List<String> values) {
        return values.size() == 1 ? values.get(0) : values;
    }

    private static ObjectNode policy(Queue queue) {
        String present = queue.attributes().getOrDefault("Policy", "");
        if (present.isEmpty()) {
            return JSON.createObjectNode().put("Version", "2008-10-17").put("Id", queue.arn + "/SQSDefaultPolicy");
        }
        try {
            return (ObjectNode) JSON.readTree(present);
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
