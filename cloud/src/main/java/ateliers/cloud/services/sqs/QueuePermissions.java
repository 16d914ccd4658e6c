package ateliers.cloud.services.sqs;

import ateliers.cloud.policy.AccountPermissions;
import java.util.List;
import java.util.Set;

/**
 * Statements that AddPermission puts into a queue's policy and RemovePermission takes out.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_AddPermission.html">
 *     AddPermission</a>
 */
final class QueuePermissions {
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
        AccountPermissions permissions = permissions(queue);
        if (permissions.has(label)) {
            throw SqsErrors.parameter("Label", label, "Already exists.");
        }
        permissions.allow(label, accounts, actions.stream().map(a -> "SQS:" + a).toList(), queue.arn);
        return permissions.document();
    }

    /** The queue's policy without a statement; empty when none is left. */
    static String remove(Queue queue, String label) {
        AccountPermissions permissions = permissions(queue);
        if (!permissions.has(label)) {
            throw SqsErrors.parameter("Label", label, "can't find label.");
        }
        permissions.remove(label);
        return permissions.isEmpty() ? "" : permissions.document();
    }

    private static AccountPermissions permissions(Queue queue) {
        String present = queue.attributes().getOrDefault("Policy", "");
        return present.isEmpty()
                ? AccountPermissions.none(queue.arn + "/SQSDefaultPolicy")
                : AccountPermissions.of(present);
    }
}
