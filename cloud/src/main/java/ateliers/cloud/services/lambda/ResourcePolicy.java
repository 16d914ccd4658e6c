package ateliers.cloud.services.lambda;

import ateliers.cloud.services.lambda.api.LambdaErrors;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.lambda.model.AddPermissionRequest;

/**
 * The resource policy of a function, a version, an alias or a version of a layer.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html">AddPermission</a>
 */
final class ResourcePolicy {
    private static final String ACTION = "(lambda:[*]|lambda:[a-zA-Z]+|[*])";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Map<String, ObjectNode> statements = new LinkedHashMap<>();
    private final String readBy;
    private String revision = UUID.randomUUID().toString();

    /** @param readBy the operations that tell its revision, as errors name them */
    ResourcePolicy(String readBy) {
        this.readBy = readBy;
    }

    ResourcePolicy() {
        this("GetFunction/GetAlias");
    }

    synchronized String add(AddPermissionRequest request, String resource, String account) {
        Checks.required("statementId", request.statementId(), "([a-zA-Z0-9-_]+)");
        Checks.required("action", request.action(), ACTION);
        Checks.required("principal", request.principal(), "[^\\s]+");
        LambdaErrors.constraints()
                .oneOf("functionUrlAuthType", request.functionUrlAuthTypeAsString(), List.of("NONE", "AWS_IAM"))
                .require();
        checkRevision(request.revisionId());
        if (statements.containsKey(request.statementId())) {
            throw LambdaErrors.conflict(
                    "The statement id (" + request.statementId()
                            + ") provided already exists. Please provide a new statement id, or remove the existing statement.");
        }
        ObjectNode statement =
                JSON.objectNode().put("Sid", request.statementId()).put("Effect", "Allow");
        principal(statement, request.principal(), account);
        statement.put("Action", request.action()).put("Resource", resource);
        ObjectNode conditions = JSON.objectNode();
        condition(conditions, "StringEquals", "AWS:SourceAccount", request.sourceAccount());
        condition(conditions, "StringEquals", "lambda:EventSourceToken", request.eventSourceToken());
        condition(conditions, "StringEquals", "aws:PrincipalOrgID", request.principalOrgID());
        condition(conditions, "StringEquals", "lambda:FunctionUrlAuthType", request.functionUrlAuthTypeAsString());
        condition(conditions, "ArnLike", "AWS:SourceArn", request.sourceArn());
        if (request.invokedViaFunctionUrl() != null) {
            condition(
                    conditions,
                    "Bool",
                    "lambda:InvokedViaFunctionUrl",
                    request.invokedViaFunctionUrl().toString());
        }
        if (!conditions.isEmpty()) {
            statement.set("Condition", conditions);
        }
        statements.put(request.statementId(), statement);
        revision = UUID.randomUUID().toString();
        return statement.toString();
    }

    synchronized void remove(String statementId, String revisionId) {
        checkRevision(revisionId);
        if (statements.remove(statementId) == null) {
            throw LambdaErrors.notFound("Statement " + statementId + " is not found in resource policy.");
        }
        revision = UUID.randomUUID().toString();
    }

    synchronized boolean isEmpty() {
        return statements.isEmpty();
    }

    synchronized String revision() {
        return revision;
    }

    synchronized String document() {
        ArrayNode array = JSON.arrayNode();
        statements.values().forEach(array::add);
        ObjectNode document = JSON.objectNode().put("Version", "2012-10-17").put("Id", "default");
        document.set("Statement", array);
        return document.toString();
    }

    private void checkRevision(String given) {
        if (given != null && !given.equals(revision)) {
            throw LambdaErrors.staleRevision(readBy);
        }
    }

    private static void principal(ObjectNode statement, String principal, String account) {
        if (principal.equals("*")) {
            statement.put("Principal", "*");
        } else if (principal.matches("\\d{12}")) {
            statement.set("Principal", JSON.objectNode().put("AWS", "arn:aws:iam::" + principal + ":root"));
        } else if (principal.startsWith("arn:aws:iam::") || principal.startsWith("arn:aws:sts::")) {
            statement.set("Principal", JSON.objectNode().put("AWS", principal));
        } else if (principal.matches("[a-z0-9.-]+\\.(amazonaws\\.com|amazon\\.com)")) {
            statement.set("Principal", JSON.objectNode().put("Service", principal));
        } else {
            throw LambdaErrors.invalid("The provided principal was invalid. Please check the principal and try again.");
        }
    }

    private static void condition(ObjectNode conditions, String operator, String key, String value) {
        if (value != null) {
            ObjectNode values =
                    conditions.has(operator) ? (ObjectNode) conditions.get(operator) : conditions.putObject(operator);
            values.put(key, value);
        }
    }
}
