package ateliers.cloud.services.apigatewayv2;

import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.executeapi.AuthorizerAnswer;
import ateliers.cloud.executeapi.AuthorizerCalls;
import ateliers.cloud.executeapi.FunctionUri;
import ateliers.cloud.executeapi.Functions;
import ateliers.cloud.executeapi.GatewayRoles;
import ateliers.cloud.executeapi.HttpEvent;
import ateliers.cloud.executeapi.IdentitySources;
import ateliers.cloud.executeapi.Jwks;
import ateliers.cloud.executeapi.JwtCheck;
import ateliers.cloud.executeapi.ProxyEvent;
import ateliers.cloud.executeapi.Visit;
import ateliers.cloud.http.WireResponse;
import ateliers.cloud.policy.Decision;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.apigatewayv2.model.Authorizer;
import software.amazon.awssdk.services.apigatewayv2.model.AuthorizerType;
import software.amazon.awssdk.services.apigatewayv2.model.JWTConfiguration;

/**
 * The authorizers of HTTP APIs: Lambda functions, and tokens of an issuer.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html">Lambda
 *     authorizers</a>
 */
final class HttpAuthorizers {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    static final IdentitySources SOURCES =
            new IdentitySources("$request.header.", "$request.querystring.", "$context.", "$stageVariables.");

    private final ServiceContext context;
    private final AuthorizerCalls calls;
    private final Jwks keys;

    HttpAuthorizers(ServiceContext context, Functions functions, GatewayRoles roles) {
        this.context = context;
        this.keys = new Jwks(context.isolation(), context.endpoint());
        this.calls = new AuthorizerCalls(functions, roles);
    }

    /** One request before one route. */
    record Request(Visit visit, Routing.Target target, ProxyEvent.Place place, String arn) {
        Authorizer authorizer() {
            return target.authorizer();
        }
    }

    /** Forgets what the authorizers of a stage have answered. */
    void forget(String apiId, String stageName) {
        calls.forget(apiId + "/" + stageName);
    }

    /** Where tokens' keys come from. */
    Jwks keys() {
        return keys;
    }

    /** How a request is refused; empty when it may go on. */
    Optional<WireResponse> refusal(Request request) {
        Optional<List<String>> identity = identity(request);
        if (identity.isEmpty()) {
            request.visit().set("authorizer.error", "the request lacks an identity source of its authorizer");
            return Optional.of(challenge(request, "Bearer"));
        }
        return request.authorizer().authorizerType() == AuthorizerType.JWT
                ? byToken(request, identity.get().get(0))
                : byFunction(request, identity.get());
    }

    /** What the caller has shown; empty when anything is missing. */
    private static Optional<List<String>> identity(Request request) {
        List<String> shown = new ArrayList<>();
        for (String source : request.authorizer().identitySource()) {
            SOURCES.value(request.visit(), request.place().stageVariables(), source)
                    .ifPresent(shown::add);
        }
        return shown.size() == request.authorizer().identitySource().size() ? Optional.of(shown) : Optional.empty();
    }

    private Optional<WireResponse> byToken(Request request, String text) {
        JWTConfiguration settings = request.authorizer().jwtConfiguration();
        Visit visit = request.visit();
        JwtCheck.Token token;
        try {
            token = new JwtCheck(keys)
                    .check(
                            text,
                            settings.issuer(),
                            settings.audience(),
                            context.clock().instant());
        } catch (JwtCheck.Invalid e) {
            visit.set("authorizer.error", e.getMessage());
            return Optional.of(challenge(
                    request, "Bearer scope=\"\" error=\"invalid_token\" error_description=\"" + e.getMessage() + "\""));
        }
        List<String> wanted = request.target().scopes();
        List<String> held = wanted.stream().filter(token.scopes()::contains).toList();
        if (!wanted.isEmpty() && held.isEmpty()) {
            String error = "the token does not have any of the scopes of the route";
            visit.set("authorizer.error", error);
            return Optional.of(HttpGateway.message(visit, 403, "Forbidden")
                    .with(
                            "www-authenticate",
                            "Bearer scope=\"" + String.join(" ", wanted)
                                    + "\" error=\"insufficient_scope\" error_description=\"" + error + "\""));
        }
        ObjectNode jwt = ProxyEvent.JSON.createObjectNode();
        Map<String, String> variables = new LinkedHashMap<>();
        ObjectNode claims = jwt.putObject("claims");
        token.claims().forEach((name, value) -> {
            claims.put(name, JwtCheck.text(value));
            variables.put("claims." + name, JwtCheck.text(value));
        });
        if (wanted.isEmpty()) {
            jwt.putNull("scopes");
        } else {
            held.forEach(jwt.putArray("scopes")::add);
        }
        boolean first = request.target().isFirstVersion();
        visit.authorizedBy(first ? jwt : ProxyEvent.JSON.createObjectNode().set("jwt", jwt), variables);
        return Optional.empty();
    }

    private static WireResponse challenge(Request request, String words) {
        WireResponse unauthorized = HttpGateway.message(request.visit(), 401, "Unauthorized");
        return request.authorizer().authorizerType() == AuthorizerType.JWT
                ? unauthorized.with("www-authenticate", words)
                : unauthorized;
    }

    private Optional<WireResponse> byFunction(Request request, List<String> identity) {
        Authorizer authorizer = request.authorizer();
        Visit visit = request.visit();
        boolean first = "1.0".equals(authorizer.authorizerPayloadFormatVersion());
        String apiId = visit.address().apiId();
        String uri =
                FunctionUri.resolve(authorizer.authorizerUri(), request.place().stageVariables());
        AuthorizerCalls.Asked asked = new AuthorizerCalls.Asked(
                apiId + "/" + request.place().stage(),
                authorizer.authorizerId(),
                authorizer,
                FunctionUri.function(uri).orElse(uri),
                authorizer.authorizerCredentialsArn(),
                context.place().arn("execute-api", apiId + "/authorizers/" + authorizer.authorizerId()),
                Optional.ofNullable(authorizer.authorizerResultTtlInSeconds()).orElse(0),
                PATIENCE);
        AuthorizerAnswer answer;
        try {
            answer = calls.ask(
                    asked,
                    identity,
                    visit,
                    () -> first ? firstEvent(request, identity) : secondEvent(request, identity),
                    Boolean.TRUE.equals(authorizer.enableSimpleResponses())
                            ? AuthorizerAnswer::simple
                            : payload -> AuthorizerAnswer.policy(payload, true));
        } catch (AuthorizerCalls.Failed e) {
            visit.set("authorizer.error", e.getMessage());
            return Optional.of(
                    e.isUnauthorized()
                            ? HttpGateway.message(visit, 401, "Unauthorized")
                            : HttpGateway.message(visit, 500, "Internal Server Error"));
        }
        if (answer.decide(visit, request.arn(), context.clock().instant(), Optional.empty())
                != Decision.Outcome.ALLOWED) {
            visit.set("authorizer.error", "The authorizer does not allow the request.");
            return Optional.of(HttpGateway.message(visit, 403, "Forbidden"));
        }
        tell(request, answer);
        return Optional.empty();
    }

    private static void tell(Request request, AuthorizerAnswer answer) {
        Map<String, String> variables = new LinkedHashMap<>();
        answer.context()
                .properties()
                .forEach(each -> variables.put(
                        each.getKey(),
                        each.getValue().isContainerNode()
                                ? each.getValue().toString()
                                : each.getValue().asText()));
        ObjectNode said = answer.context().deepCopy();
        if (answer.principalId() != null) {
            variables.put("principalId", answer.principalId());
            if (request.target().isFirstVersion()) {
                said.put("principalId", answer.principalId());
            }
        }
        request.visit()
                .authorizedBy(
                        request.target().isFirstVersion()
                                ? said
                                : ProxyEvent.JSON.createObjectNode().set("lambda", said.isEmpty() ? null : said),
                        variables);
    }

    private static ObjectNode firstEvent(Request request, List<String> identity) {
        String shown = identity.isEmpty() ? null : String.join(",", identity);
        ObjectNode event = ProxyEvent.JSON
                .createObjectNode()
                .put("version", "1.0")
                .put("type", "REQUEST")
                .put("methodArn", request.arn())
                .put("identitySource", shown)
                .put("authorizationToken", shown);
        Visit visit = request.visit();
        event.setAll(ProxyEvent.of(visit, request.place(), visit.headers(), false, "1.0"));
        event.remove(List.of("body", "isBase64Encoded", "multiValueHeaders", "multiValueQueryStringParameters"));
        event.properties().forEach(each -> {
            if (each.getKey().endsWith("Parameters") && each.getValue().isNull()
                    || each.getKey().equals("stageVariables") && each.getValue().isNull()) {
                each.setValue(ProxyEvent.JSON.createObjectNode());
            }
        });
        return event;
    }

    private static ObjectNode secondEvent(Request request, List<String> identity) {
        ObjectNode event = ProxyEvent.JSON
                .createObjectNode()
                .put("version", "2.0")
                .put("type", "REQUEST")
                .put("routeArn", request.arn());
        if (identity.isEmpty()) {
            event.putNull("identitySource");
        } else {
            identity.forEach(event.putArray("identitySource")::add);
        }
        Visit visit = request.visit();
        event.setAll(HttpEvent.of(visit, request.target().routeKey(), request.place(), visit.headers(), false));
        event.remove(List.of("body", "isBase64Encoded"));
        return event;
    }
}
