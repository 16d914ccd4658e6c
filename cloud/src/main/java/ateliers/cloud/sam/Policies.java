package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The {@code Policies} of a function: managed policies, inline documents and policy templates, also within {@code Fn::If}. */
final class Policies {

    private final String logicalId;
    private final String partition;
    private final String namePrefix;
    private final ArrayNode managedArns;
    private final ArrayNode inline;

    /**
     * @param logicalId the resource, for errors
     * @param namePrefix of the inline policies' names, before their index
     * @param managedArns the role's managed policies, to which this adds
     * @param inline the role's inline policies, to which this adds
     */
    Policies(String logicalId, String partition, String namePrefix, ArrayNode managedArns, ArrayNode inline) {
        this.logicalId = logicalId;
        this.partition = partition;
        this.namePrefix = namePrefix;
        this.managedArns = managedArns;
        this.inline = inline;
    }

    void add(JsonNode policies) {
        if (!Nodes.says(policies)) {
            return;
        }
        List<JsonNode> entries = new ArrayList<>();
        if (policies.isArray()) {
            policies.forEach(entries::add);
        } else {
            entries.add(policies);
        }
        for (int index = 0; index < entries.size(); index++) {
            add(entries.get(index), index);
        }
    }

    private void add(JsonNode policy, int index) {
        String policyName = namePrefix + index;
        switch (kind(policy)) {
            case MANAGED -> {
                JsonNode arn = each(policy, this::managedArn);
                if (!Nodes.contains(managedArns, arn)) {
                    managedArns.add(arn);
                }
            }
            case STATEMENT -> inline.add(each(policy, document -> named(policyName, document)));
            case TEMPLATE -> inline.add(each(policy, template -> named(policyName, document(template))));
            default ->
                throw SamProblem.resource(
                        logicalId, "Policy at index " + index + " in the 'Policies' property is not valid");
        }
    }

    private JsonNode managedArn(JsonNode policy) {
        return policy.isTextual()
                ? Nodes.array(ManagedPolicies.arn(partition, policy.textValue()))
                        .get(0)
                : policy;
    }

    private ObjectNode document(JsonNode template) {
        String name = template.fieldNames().next();
        return PolicyTemplates.instance().document(logicalId, name, Nodes.get(template, name));
    }

    static ObjectNode named(String name, JsonNode document) {
        return Nodes.object("PolicyName", name, "PolicyDocument", document);
    }

    /** Converts a policy, or both sides of an {@code Fn::If} that are not {@code AWS::NoValue}. */
    private static JsonNode each(JsonNode policy, UnaryOperator<JsonNode> convert) {
        if (!Intrinsics.isIf(policy)) {
            return convert.apply(policy);
        }
        List<JsonNode> items = Intrinsics.ifItems(policy);
        JsonNode then = items.get(1);
        JsonNode otherwise = items.get(2);
        return Intrinsics.either(
                items.get(0).asText(),
                Intrinsics.isNoValue(then) ? then : convert.apply(then),
                Intrinsics.isNoValue(otherwise) ? otherwise : convert.apply(otherwise));
    }

    private Kind kind(JsonNode policy) {
        if (policy.isTextual()) {
            return Kind.MANAGED;
        }
        if (Intrinsics.isIf(policy)) {
            return kindOfIf(policy);
        }
        if (Intrinsics.isIntrinsic(policy)) {
            return Kind.MANAGED;
        }
        if (policy.has("Statement")) {
            return Kind.STATEMENT;
        }
        boolean template = policy.size() == 1
                && policy.isObject()
                && PolicyTemplates.instance().has(policy.fieldNames().next());
        return template ? Kind.TEMPLATE : Kind.UNKNOWN;
    }

    private Kind kindOfIf(JsonNode policy) {
        List<JsonNode> items;
        try {
            items = Intrinsics.ifItems(policy);
        } catch (IllegalArgumentException e) {
            throw SamProblem.template(e.getMessage());
        }
        Kind then = kind(items.get(1));
        Kind otherwise = kind(items.get(2));
        if (then == otherwise || Intrinsics.isNoValue(items.get(2))) {
            return then;
        }
        if (Intrinsics.isNoValue(items.get(1))) {
            return otherwise;
        }
        throw SamProblem.template("Different policy types within the same Fn::If statement is unsupported. "
                + "Separate different policy types into different Fn::If statements");
    }

    private enum Kind {
        MANAGED,
        STATEMENT,
        TEMPLATE,
        UNKNOWN
    }
}
