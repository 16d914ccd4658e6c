package ateliers.cloud.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;

/**
 * A resource's policy whose statements AddPermission puts in by their labels, and RemovePermission takes out, as of
 * <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_AddPermission.html">queues</a> and
 * <a href="https://docs.aws.amazon.com/sns/latest/api/API_AddPermission.html">topics</a>.
 */
public final class AccountPermissions {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode policy;

    private AccountPermissions(ObjectNode policy) {
        this.policy = policy;
    }

    /** Of a document that has been accepted as a policy. */
    public static AccountPermissions of(String document) {
        try {
            return new AccountPermissions((ObjectNode) JSON.readTree(document));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("the policy was checked when it was set", e);
        }
    }

    /** Of a policy without statements. */
    public static AccountPermissions none(String id) {
        return new AccountPermissions(
                JSON.createObjectNode().put("Version", "2008-10-17").put("Id", id));
    }

    /** Whether a statement has this label. */
    public boolean has(String label) {
        for (JsonNode statement : statements()) {
            if (isLabelled(statement, label)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Allows accounts something on a resource.
     *
     * @param actions with their prefix, as {@code SQS:SendMessage}
     */
    public void allow(String label, List<String> accounts, List<String> actions, String resource) {
        List<String> principals = accounts.stream()
                .map(account -> "arn:aws:iam::" + account + ":root")
                .toList();
        ObjectNode statement = statements().addObject();
        statement.put("Sid", label).put("Effect", "Allow");
        statement.putObject("Principal").set("AWS", oneOrMany(principals));
        statement.set("Action", oneOrMany(actions));
        statement.put("Resource", resource);
    }

    /** Takes the statements of a label out. */
    public void remove(String label) {
        for (Iterator<JsonNode> each = statements().iterator(); each.hasNext(); ) {
            if (isLabelled(each.next(), label)) {
                each.remove();
            }
        }
    }

    /** Whether it has no statements. */
    public boolean isEmpty() {
        return statements().isEmpty();
    }

    /** The document. */
    public String document() {
        return policy.toString();
    }

    private ArrayNode statements() {
        return policy.withArrayProperty("Statement");
    }

    private static boolean isLabelled(JsonNode statement, String label) {
        return statement.path("Sid").asText().equals(label);
    }

    private static JsonNode oneOrMany(List<String> values) {
        return JSON.valueToTree(values.size() == 1 ? values.get(0) : values);
    }
}
