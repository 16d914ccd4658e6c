package ateliers.cloud.services.apigateway;

import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.executeapi.AuthorizerAnswer;
import ateliers.cloud.executeapi.AuthorizerCalls;
import ateliers.cloud.executeapi.FunctionUri;
import ateliers.cloud.executeapi.Functions;
import ateliers.cloud.executeapi.GatewayRoles;
import ateliers.cloud.executeapi.IdentitySources;
import ateliers.cloud.executeapi.ProxyEvent;
import ateliers.cloud.executeapi.Visit;
import ateliers.cloud.kit.BoundedMatch;
import ateliers.cloud.policy.Decision;
import ateliers.cloud.policy.Policy;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.apigateway.model.Authorizer;
import software.amazon.awssdk.services.apigateway.model.AuthorizerType;

/**
 * The Lambda authorizers of REST APIs: what they are asked, and what becomes of their answers.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html">Lambda
 *     authorizers</a>
 */
final class RestAuthorizers {
    static final int USUAL_SECONDS = 300;

    private static final Duration PATIENCE = Duration.ofSeconds(29);
    static final IdentitySources SOURCES =
            new IdentitySources("method.request.header.", "method.request.querystring.", "context.", "stageVariables.");

    private static final String DENIED = "User is not authorized to access this resource";

    private final ServiceContext context;
    private final AuthorizerCalls calls;

    RestAuthorizers(ServiceContext context, Functions functions, GatewayRoles roles) {
        this.context = context;
        this.calls = new AuthorizerCalls(functions, roles);
    }

    /** Forgets what the authorizers of a stage have answered. */
    void forget(String apiId, String stageName) {
        calls.forget(apiId + "/" + stageName);
    }

    /**
     * Lets a request through, or does not.
     *
     * @param arn of the method that is asked for
     * @throws RestFault in AWS's words when it does not
     */
    AuthorizerAnswer authorize(
            Visit visit, Authorizer authorizer, ProxyEvent.Place place, String arn, Optional<Policy> apiPolicy) {
        AuthorizerAnswer answer = ask(visit, authorizer, place, arn);
        Decision.Outcome outcome = answer.decide(visit, arn, context.clock().instant(), apiPolicy);
        if (outcome != Decision.Outcome.ALLOWED) {
            String denial = outcome == Decision.Outcome.EXPLICITLY_DENIED ? DENIED + " with an explicit deny" : DENIED;
            visit.set("authorizer.status", "403");
            visit.set("authorize.status", "403");
            visit.set("authorize.error", denial);
            throw RestFault.denied(denial);
        }
        visit.set("authorizer.status", "200");
        visit.set("authorize.status", "200");
        tell(visit, answer);
        return answer;
    }

    /** What it answers, or has answered before. */
    AuthorizerAnswer ask(Visit visit, Authorizer authorizer, ProxyEvent.Place place, String arn) {
        boolean token = authorizer.type() == AuthorizerType.TOKEN;
        List<String> identity = identity(visit, authorizer, place);
        if (token
                && authorizer.identityValidationExpression() != null
                && !BoundedMatch.matches(
                        Pattern.compile(authorizer.identityValidationExpression()),
                        identity.get(0),
                        () -> RestFault.authorizer("the token takes too long to be matched"))) {
            throw unauthorized(visit, "the token does not match " + authorizer.identityValidationExpression());
        }
        String apiId = visit.address().apiId();
        String uri = FunctionUri.resolve(authorizer.authorizerUri(), place.stageVariables());
        AuthorizerCalls.Asked asked = new AuthorizerCalls.Asked(
                apiId + "/" + place.stage(),
                authorizer.id(),
                authorizer,
                FunctionUri.function(uri).orElse(uri),
                authorizer.authorizerCredentials(),
                context.place().arn("execute-api", apiId + "/authorizers/" + authorizer.id()),
                Optional.ofNullable(authorizer.authorizerResultTtlInSeconds()).orElse(USUAL_SECONDS),
                PATIENCE);
        try {
            return calls.ask(
                    asked,
                    identity,
                    visit,
                    () -> token ? tokenEvent(identity.get(0), arn) : requestEvent(visit, place, arn),
                    payload -> AuthorizerAnswer.policy(payload, false));
        } catch (AuthorizerCalls.Failed e) {
            visit.set("authorizer.error", e.getMessage());
            if (e.isUnauthorized()) {
                throw unauthorized(visit, e.getMessage());
            }
            visit.set("authorizer.status", "500");
            throw e.isLate() ? RestFault.authorizerFailure(e.getMessage()) : RestFault.authorizer(e.getMessage());
        }
    }

    private static RestFault unauthorized(Visit visit, String reason) {
        visit.set("authorizer.status", "401");
        return RestFault.unauthorized(reason);
    }

    /** What the caller has shown. */
    private static List<String> identity(Visit visit, Authorizer authorizer, ProxyEvent.Place place) {
        List<String> shown = new ArrayList<>();
        for (String source : sources(authorizer.identitySource())) {
            shown.add(SOURCES.value(visit, place.stageVariables(), source)
                    .orElseThrow(() ->
                            unauthorized(visit, "the request has no " + source + ", which its authorizer asks for")));
        }
        return shown;
    }

    static List<String> sources(String identitySource) {
        return identitySource == null || identitySource.isBlank()
                ? List.of()
                : List.of(identitySource.trim().split("\\s*,\\s*"));
    }

    private static ObjectNode tokenEvent(String token, String arn) {
        return ProxyEvent.JSON
                .createObjectNode()
                .put("type", "TOKEN")
                .put("methodArn", arn)
                .put("authorizationToken", token);
    }

    /** The event of a proxy integration without the body; what a request has not is empty there, not null. */
    private static ObjectNode requestEvent(Visit visit, ProxyEvent.Place place, String arn) {
        ObjectNode event =
                ProxyEvent.JSON.createObjectNode().put("type", "REQUEST").put("methodArn", arn);
        event.setAll(ProxyEvent.of(visit, place, visit.headers(), false, null));
        event.remove(List.of("body", "isBase64Encoded"));
        event.properties().forEach(each -> {
            if (each.getValue().isNull()) {
                each.setValue(ProxyEvent.JSON.createObjectNode());
            }
        });
        return event;
    }

    /** Whoever comes behind is told all values as texts. */
    private static void tell(Visit visit, AuthorizerAnswer answer) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (answer.principalId() != null) {
            texts.put("principalId", answer.principalId());
        }
        answer.context().properties().forEach(each -> {
            if (!each.getValue().isNull()) {
                texts.put(each.getKey(), each.getValue().asText());
            }
        });
        ObjectNode said = ProxyEvent.JSON.createObjectNode();
        texts.forEach(said::put);
        said.put("integrationLatency", Long.parseLong(visit.get("authorizer.integrationLatency")));
        visit.authorizedBy(said, texts);
    }
}
