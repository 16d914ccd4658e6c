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
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * People whom nobody knows, in an account that nobody named and in none: what a policy lets them do, everybody may. What they cannot do
 * themselves, a service may do for them, which acts for whoever asks it.
 *
 * @param region in which their own resources are
 * @param account that owns the resource
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html">The confused deputy problem</a>
 */
record Outsiders(String region, String account) {
    private static final String OTHER = "999999999999";
    private static final String ROLE = "arn:aws:iam::%s:role/Passante".formatted(OTHER);
    private static final String END = ".amazonaws.com";

    /** What a policy of everybody lets in, too. */
    private static final List<String> DEPUTIES = List.of("s3" + END, "sns" + END, "events" + END);

    /** Where what a service acts for is not called as the service is. */
    private static final Map<String, String> SOURCES = Map.of(
            "s3",
            "arn:aws:s3:::ailleurs",
            "events",
            "arn:aws:events:%s:%s:rule/ailleurs",
            "apigateway",
            "arn:aws:execute-api:%s:%s:ailleurs/prod/GET/ailleurs",
            "logs",
            "arn:aws:logs:%s:%s:log-group:ailleurs:*");

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
        Optional<Policy> policy = Optional.of(policy(statement, denies, PolicyKind.RESOURCE));
        return actions(
                resource,
                request -> isAllowed(STRANGER, request, context(STRANGER), policy)
                        || isAllowed(Caller.anonymous(), request, context(null), policy));
    }

    /** Whether one Allow statement of a role's trust policy, with the Deny statements beside it, gives them the role. */
    boolean mayAssume(JsonNode statement, List<JsonNode> denies, String role) {
        return Evaluator.trust(
                        new AccessRequest(STRANGER, "sts:AssumeRole", role, account, context(STRANGER)),
                        ALL,
                        policy(statement, denies, PolicyKind.TRUST))
                .isAllowed();
    }

    /**
     * What they may do through a service that one Allow statement lets in.
     *
     * @param service its principal, as {@code s3.amazonaws.com}
     */
    List<String> mayThrough(String service, JsonNode statement, List<JsonNode> denies, String resource) {
        Optional<Policy> policy = Optional.of(policy(statement, denies, PolicyKind.RESOURCE));
        return actions(resource, request -> isAllowed(Caller.service(service), request, acting(service), policy));
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

    private static Policy policy(JsonNode statement, List<JsonNode> denies, PolicyKind kind) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("Version", "2012-10-17");
        ArrayNode statements = document.putArray("Statement").add(statement);
        denies.forEach(statements::add);
        return Policy.parse(document.toString(), kind);
    }

    private static List<String> actions(String resource, Predicate<Asked> isAllowed) {
        return IamReference.actionsOf(service(resource) + ":*").stream()
                .map(Action::name)
                .filter(action -> Stream.of(resource, resource + "/quelque-chose")
                        .anyMatch(arn -> isAllowed.test(new Asked(action, arn))))
                .toList();
    }

    private record Asked(String action, String resource) {}

    private boolean isAllowed(Caller caller, Asked asked, RequestContext context, Optional<Policy> policy) {
        Grants grants = caller.equals(STRANGER) ? ALL : Grants.NONE;
        return Evaluator.decide(
                        new AccessRequest(caller, asked.action(), asked.resource(), account, context), grants, policy)
                .isAllowed();
    }

    private static String service(String arn) {
        return arn.split(":", 4)[2];
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

    /** Of a service that acts for something of theirs. */
    private RequestContext acting(String service) {
        String name = service.substring(0, service.indexOf('.'));
        return RequestContext.builder()
                .put("aws:SecureTransport", "true")
                .put("aws:PrincipalIsAWSService", "true")
                .put("aws:PrincipalServiceName", service)
                .put("aws:SourceAccount", OTHER)
                .put(
                        "aws:SourceArn",
                        SOURCES.getOrDefault(name, "arn:aws:" + name + ":%s:%s:ailleurs")
                                .formatted(region, OTHER))
                .build();
    }
}
