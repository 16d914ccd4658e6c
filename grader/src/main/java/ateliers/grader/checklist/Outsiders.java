package ateliers.grader.checklist;

import ateliers.cloud.policy.AccessRequest;
import ateliers.cloud.policy.Evaluator;
import ateliers.cloud.policy.Grants;
import ateliers.cloud.policy.IamReference;
import ateliers.cloud.policy.IamReference.Action;
import ateliers.cloud.policy.Policy;
import ateliers.cloud.policy.PolicyKind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * People whom nobody knows, in an account that nobody named and in none: what a policy lets them do, everybody may. What they cannot do
 * themselves, a service may do for them, which acts for whoever asks it.
 *
 * @param region in which their own resources are
 * @param account that owns the resource
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html">The confused deputy problem</a>
 */
record Outsiders(String region, String account) {
    private static final String END = ".amazonaws.com";

    /** What a policy of everybody lets in, too. */
    private static final List<String> DEPUTIES = List.of("s3" + END, "sns" + END, "events" + END);

    /** In their own account they may do all. */
    private static final Grants ALL = Grants.of(Policy.parse("""
            {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}""", PolicyKind.INLINE));

    /**
     * What one Allow statement, with the Deny statements beside it, lets them do.
     *
     * @return names of actions, as {@code sqs:SendMessage}
     */
    List<String> may(JsonNode statement, List<JsonNode> denies, String resource) {
        return actions(new ForeignRequests(region, account, statement, denies).people(), statement, denies, resource);
    }

    /** Whether one Allow statement of a role's trust policy, with the Deny statements beside it, gives them the role. */
    boolean mayAssume(JsonNode statement, List<JsonNode> denies, String role) {
        Policy policy = policy(statement, denies, PolicyKind.TRUST);
        return new ForeignRequests(region, account, statement, denies)
                .people().stream()
                        .anyMatch(each -> Evaluator.trust(
                                        new AccessRequest(
                                                each.caller(), "sts:AssumeRole", role, account, each.context()),
                                        ALL,
                                        policy)
                                .isAllowed());
    }

    /**
     * What they may do through a service that one Allow statement lets in.
     *
     * @param service its principal, as {@code s3.amazonaws.com}
     */
    List<String> mayThrough(String service, JsonNode statement, List<JsonNode> denies, String resource) {
        return actions(
                new ForeignRequests(region, account, statement, denies).through(service), statement, denies, resource);
    }

    /**
     * Services that act for resources, and which a statement may let in. Alexa's skills are in no account; and rules' targets have been
     * topics for longer than EventBridge tells topics for which rule it acts.
     */
    static List<String> deputies(JsonNode statement, String resource) {
        return Stream.concat(
                        policy(statement, List.of(), PolicyKind.RESOURCE).principals().stream()
                                .filter(principal -> principal.getKey().equals("Service"))
                                .map(Map.Entry::getValue),
                        DEPUTIES.stream())
                .filter(service -> service.endsWith(END))
                .filter(service ->
                        !(service.equals("events" + END) && service(resource).equals("sns")))
                .distinct()
                .toList();
    }

    /** Accounts that a statement names, and that are not the stack's, each as a French phrase. */
    List<String> otherAccounts(JsonNode statement) {
        JsonNode named = statement.path("Principal").path("AWS");
        return Stream.concat(Stream.of(named), StreamSupport.stream(named.spliterator(), false))
                .map(principal -> principal.asText().replaceFirst("^arn:[^:]*:[^:]*:[^:]*:(\\d+):.*$", "$1"))
                .filter(other -> other.matches("\\d+") && !other.equals(account))
                .distinct()
                .map("Principal nomme le compte %s, qui n'est pas celui de la pile ; retire-le"::formatted)
                .toList();
    }

    private static Policy policy(JsonNode statement, List<JsonNode> denies, PolicyKind kind) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("Version", "2012-10-17");
        ArrayNode statements = document.putArray("Statement").add(statement);
        denies.forEach(statements::add);
        return Policy.parse(document.toString(), kind);
    }

    private List<String> actions(
            List<ForeignRequests.Request> requests, JsonNode statement, List<JsonNode> denies, String resource) {
        Optional<Policy> policy = Optional.of(policy(statement, denies, PolicyKind.RESOURCE));
        return IamReference.actionsOf(service(resource) + ":*").stream()
                .map(Action::name)
                .filter(action -> Stream.of(resource, resource + "/quelque-chose")
                        .anyMatch(arn -> requests.stream().anyMatch(each -> isAllowed(each, action, arn, policy))))
                .toList();
    }

    private boolean isAllowed(ForeignRequests.Request each, String action, String arn, Optional<Policy> policy) {
        return Evaluator.decide(new AccessRequest(each.caller(), action, arn, account, each.context()), ALL, policy)
                .isAllowed();
    }

    private static String service(String arn) {
        return arn.split(":", 4)[2];
    }
}
