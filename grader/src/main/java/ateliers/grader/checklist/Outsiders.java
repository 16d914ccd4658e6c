package ateliers.grader.checklist;

import ateliers.cloud.policy.AccessRequest;
import ateliers.cloud.policy.Caller;
import ateliers.cloud.policy.Evaluator;
import ateliers.cloud.policy.Grants;
import ateliers.cloud.policy.IamReference;
import ateliers.cloud.policy.IamReference.Action;
import ateliers.cloud.policy.Policy;
import ateliers.cloud.policy.PolicyKind;
import ateliers.cloud.policy.RequestContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * People whom nobody knows, in an account that nobody named and in none: what a resource's policy lets them do, everybody may.
 *
 * @param account that owns the resource
 */
record Outsiders(String account) {
    private static final String OTHER = "999999999999";
    private static final String ROLE = "arn:aws:iam::%s:role/Passante".formatted(OTHER);

    /** In their own account they may do all. */
    private static final Grants ALL = Grants.of(Policy.parse("""
            {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}""", PolicyKind.INLINE));

    private static final Caller STRANGER =
            Caller.session(OTHER, "arn:aws:sts::%s:assumed-role/Passante/une-session".formatted(OTHER), ROLE);

    /**
     * What one Allow statement, with the Deny statements beside it, lets them do.
     *
     * @return names of actions, as {@code sqs:SendMessage}
     */
    List<String> may(JsonNode statement, List<JsonNode> denies, String resource) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("Version", "2012-10-17");
        ArrayNode statements = document.putArray("Statement").add(statement);
        denies.forEach(statements::add);
        Optional<Policy> policy = Optional.of(Policy.parse(document.toString(), PolicyKind.RESOURCE));
        String service = resource.split(":", 4)[2];
        return IamReference.actionsOf(service + ":*").stream()
                .map(Action::name)
                .filter(action ->
                        Stream.of(resource, resource + "/quelque-chose").anyMatch(arn -> allowed(policy, action, arn)))
                .toList();
    }

    private boolean allowed(Optional<Policy> policy, String action, String resource) {
        return Evaluator.decide(new AccessRequest(STRANGER, action, resource, account, context(STRANGER)), ALL, policy)
                        .isAllowed()
                || Evaluator.decide(
                                new AccessRequest(Caller.anonymous(), action, resource, account, context(null)),
                                Grants.NONE,
                                policy)
                        .isAllowed();
    }

    private static RequestContext context(Caller caller) {
        RequestContext.Builder context = RequestContext.builder().put("aws:SecureTransport", "true");
        return caller == null
                ? context.build()
                : context.put("aws:PrincipalAccount", caller.account())
                        .put("aws:PrincipalArn", caller.issuer())
                        .put("aws:PrincipalType", "AssumedRole")
                        .build();
    }
}
