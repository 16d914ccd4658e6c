package ateliers.cloud.executeapi;

import ateliers.cloud.executeapi.ProxyAnswer.Malformed;
import ateliers.cloud.policy.AccessRequest;
import ateliers.cloud.policy.Caller;
import ateliers.cloud.policy.Decision;
import ateliers.cloud.policy.Evaluator;
import ateliers.cloud.policy.Grants;
import ateliers.cloud.policy.MalformedPolicyException;
import ateliers.cloud.policy.Policy;
import ateliers.cloud.policy.PolicyKind;
import ateliers.cloud.policy.RequestContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * What the function of a Lambda authorizer answered. A policy is judged anew for each request, also when the answer was
 * remembered.
 *
 * @param principalId who calls; null where the answer does not tell
 * @param policy what the caller may do; empty for a simple answer
 * @param authorized what a simple answer says; of no meaning with a policy
 * @param context what the function tells those behind it; empty when nothing
 * @param usageKey the API key that the request counts for; null for none
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html">Output
 *     from a Lambda authorizer</a>
 */
public record AuthorizerAnswer(
        String principalId, Optional<Policy> policy, boolean authorized, ObjectNode context, String usageKey) {
    private static final String CONTEXT = "context";

    /**
     * Reads an answer with a policy.
     *
     * @param nested whether its context may have objects and lists: REST APIs do not take them
     * @throws Malformed when it is none
     */
    public static AuthorizerAnswer policy(byte[] payload, boolean nested) throws Malformed {
        return policy(read(payload), nested);
    }

    /**
     * Reads an answer that says no more than whether a request is authorized.
     *
     * @throws Malformed when it does not say that
     */
    public static AuthorizerAnswer simple(byte[] payload) throws Malformed {
        JsonNode answer = read(payload);
        if (!answer.path("isAuthorized").isBoolean()) {
            throw new Malformed("isAuthorized is no boolean");
        }
        return new AuthorizerAnswer(
                null, Optional.empty(), answer.path("isAuthorized").booleanValue(), context(answer, true), null);
    }

    private static JsonNode read(byte[] payload) throws Malformed {
        return ProxyAnswer.parse(payload)
                .filter(JsonNode::isObject)
                .orElseThrow(() -> new Malformed("the answer is no JSON object"));
    }

    private static AuthorizerAnswer policy(JsonNode answer, boolean nested) throws Malformed {
        JsonNode document = answer.path("policyDocument");
        if (!document.isObject()) {
            throw new Malformed("the answer has no policyDocument");
        }
        JsonNode principal = answer.path("principalId");
        if (principal.isContainerNode()) {
            throw new Malformed("principalId is no text");
        }
        try {
            return new AuthorizerAnswer(
                    answer.hasNonNull("principalId") ? principal.asText() : null,
                    Optional.of(Policy.parse(document.toString(), PolicyKind.INLINE)),
                    false,
                    context(answer, nested),
                    answer.hasNonNull("usageIdentifierKey")
                            ? answer.path("usageIdentifierKey").asText()
                            : null);
        } catch (MalformedPolicyException e) {
            throw new Malformed("Could not parse policy: " + e.getMessage());
        }
    }

    private static ObjectNode context(JsonNode answer, boolean nested) throws Malformed {
        JsonNode context = answer.path(CONTEXT);
        if (context.isMissingNode() || context.isNull()) {
            return ProxyEvent.JSON.createObjectNode();
        }
        if (!context.isObject()) {
            throw new Malformed("context is no object");
        }
        for (Map.Entry<String, JsonNode> each : context.properties()) {
            if (!nested && each.getValue().isContainerNode()) {
                throw new Malformed("context." + each.getKey() + " is an object or a list");
            }
        }
        return (ObjectNode) context;
    }

    /**
     * Judges a request.
     *
     * @param arn of the method or route that is asked for
     * @param now cloud time
     * @param apiPolicy the policy of the API, where it has one
     */
    public Decision.Outcome decide(Visit visit, String arn, Instant now, Optional<Policy> apiPolicy) {
        if (policy.isEmpty()) {
            return authorized ? Decision.Outcome.ALLOWED : Decision.Outcome.IMPLICITLY_DENIED;
        }
        String account = visit.context().place().account();
        Caller caller = Caller.user(account, "arn:aws:iam::" + account + ":user/" + principalId);
        return Evaluator.decide(request(caller, visit, arn, now), Grants.of(policy.get()), apiPolicy)
                .outcome();
    }

    /** Whether the policy of an API refuses a request whoever calls: that is asked before the authorizer is. */
    public static boolean isRefusedBy(Policy apiPolicy, Visit visit, String arn, Instant now) {
        return Evaluator.decide(request(Caller.anonymous(), visit, arn, now), Grants.NONE, Optional.of(apiPolicy))
                        .outcome()
                == Decision.Outcome.EXPLICITLY_DENIED;
    }

    private static AccessRequest request(Caller caller, Visit visit, String arn, Instant now) {
        RequestContext.Builder keys = RequestContext.builder()
                .put("aws:CurrentTime", now.truncatedTo(ChronoUnit.SECONDS).toString())
                .put("aws:EpochTime", Long.toString(now.getEpochSecond()))
                .put("aws:RequestedRegion", visit.context().place().region());
        visit.request().conditionKeys().forEach(keys::put);
        return new AccessRequest(
                caller, "execute-api:Invoke", arn, visit.context().place().account(), keys.build());
    }
}
