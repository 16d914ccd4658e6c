package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** A function's execution role: the generated {@code <Function>Role}, unless the template gives one. */
final class FunctionRole {

    private static final Map<String, String> DEAD_LETTER_ACTIONS =
            Map.of("SQS", "sqs:SendMessage", "SNS", "sns:Publish");

    private FunctionRole() {}

    static void checkDeadLetterQueue(SamResource resource) {
        JsonNode queue = resource.get("DeadLetterQueue");
        if (!Nodes.says(queue)) {
            return;
        }
        JsonNode type = Nodes.get(queue, "Type");
        if (!Nodes.says(type) || !Nodes.says(queue.get("TargetArn"))) {
            throw resource.problem("'DeadLetterQueue' requires Type and TargetArn properties to be specified.");
        }
        if (!type.isTextual()) {
            throw SamProblem.wrongType(resource.logicalId(), "DeadLetterQueue.Type", "string");
        }
        if (!DEAD_LETTER_ACTIONS.containsKey(type.textValue())) {
            throw resource.problem("'DeadLetterQueue' requires Type of ['SQS', 'SNS']");
        }
    }

    static CfnResource of(SamResource resource, ArrayNode destinationPolicies, Translation translation) {
        ArrayNode managed = Nodes.array(translation.awsManagedPolicy("service-role/AWSLambdaBasicExecutionRole"));
        if (FunctionMacro.isTraced(resource, translation)) {
            managed.add(translation.awsManagedPolicy("AWSXrayWriteOnlyAccess"));
        }
        if (Nodes.says(resource.get("VpcConfig"))) {
            managed.add(translation.awsManagedPolicy("service-role/AWSLambdaVPCAccessExecutionRole"));
        }
        ArrayNode inline = Nodes.array();
        JsonNode queue = resource.get("DeadLetterQueue");
        if (Nodes.says(queue)) {
            ObjectNode allow = PolicyDocuments.allow(
                    DEAD_LETTER_ACTIONS.get(queue.get("Type").textValue()), queue.get("TargetArn"));
            inline.add(Policies.named("DeadLetterQueuePolicy", PolicyDocuments.versioned(allow)));
        }
        inline.addAll(destinationPolicies);
        String roleId = resource.logicalId() + "Role";
        new Policies(resource.logicalId(), translation.partition(), roleId + "Policy", managed, inline)
                .add(resource.get("Policies"));
        JsonNode trust = resource.get("AssumeRolePolicyDocument");
        return new CfnResource(roleId, "AWS::IAM::Role", resource.sharedAttributes())
                .set("AssumeRolePolicyDocument", trust == null ? PolicyDocuments.trust("lambda.amazonaws.com") : trust)
                .set("ManagedPolicyArns", managed)
                .set("Policies", inline.isEmpty() ? null : inline)
                .set("Path", resource.get("RolePath"))
                .set("PermissionsBoundary", resource.get("PermissionsBoundary"))
                .set("Tags", Tags.withSams(resource));
    }

    /** Gives the function its role: the generated one where the template has none, or has one only under a condition. */
    static void attach(
            SamResource resource,
            CfnResource function,
            CfnResource role,
            List<CfnResource> generated,
            Translation translation) {
        JsonNode given = resource.get("Role");
        if (given == null) {
            function.set("Role", role.arn());
            generated.add(role);
            return;
        }
        if (!Intrinsics.isIf(given)) {
            return;
        }
        List<JsonNode> items;
        try {
            items = Intrinsics.ifItems(translation.resolve(given));
        } catch (IllegalArgumentException e) {
            throw resource.problem("Malformed 'Role' property: " + e.getMessage() + ".");
        }
        String condition = items.get(0).asText();
        boolean noThen = Intrinsics.isNoValue(items.get(1));
        boolean noElse = Intrinsics.isNoValue(items.get(2));
        if (noThen && noElse) {
            function.set("Role", role.arn());
        } else if (noThen) {
            function.set("Role", Intrinsics.either(condition, role.arn(), items.get(2)));
            role.attribute("Condition", condition);
        } else if (noElse) {
            function.set("Role", Intrinsics.either(condition, items.get(1), role.arn()));
            role.attribute("Condition", "NOT" + condition);
            translation.addCondition("NOT" + condition, Conditions.not(condition));
        }
        if (noThen || noElse) {
            generated.add(role);
        }
    }
}
