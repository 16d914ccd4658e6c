package ateliers.cloud.services.apigatewayv2;

import ateliers.cloud.door.Authorizer;
import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.Unsupported;
import ateliers.cloud.executeapi.Address;
import ateliers.cloud.executeapi.ApiMetrics;
import ateliers.cloud.executeapi.CorsAnswers;
import ateliers.cloud.executeapi.Functions;
import ateliers.cloud.executeapi.HttpAnswer;
import ateliers.cloud.executeapi.HttpEvent;
import ateliers.cloud.executeapi.IamAuthorization;
import ateliers.cloud.executeapi.ProxyAnswer;
import ateliers.cloud.executeapi.ProxyEvent;
import ateliers.cloud.executeapi.Visit;
import ateliers.cloud.http.BodyTooLargeException;
import ateliers.cloud.http.HttpRoute;
import ateliers.cloud.http.Query;
import ateliers.cloud.http.WireRequest;
import ateliers.cloud.http.WireResponse;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;

/** What the stages of HTTP APIs answer with. Takes the requests for its own APIs only. */
final class HttpGateway implements HttpRoute {
    private static final int LONGEST_BODY = 10 * 1024 * 1024;
    private static final String NO_PERMISSION = "The IAM role configured on the integration or API Gateway doesn't have"
            + " permissions to call the integration. Check the permissions and try again.";
    private static final String WRONG_FORMAT =
            "The response from the Lambda function doesn't match the format that API Gateway expects: ";
    private static final String FAILED =
            "The Lambda function returned the following error: Unhandled. Check your Lambda"
                    + " function code and try again.";
    private static final String DEFAULT = "$default";

    private final ServiceContext context;
    private final HttpApis apis;
    private final Functions functions;
    private final IamAuthorization authorization;
    private final HttpAuthorizers authorizers;
    private final AccessLogs logs;
    private final ApiMetrics metrics;

    HttpGateway(HttpApis apis, AccessLogs logs, HttpAuthorizers authorizers, Functions functions) {
        this.authorizers = authorizers;
        this.logs = logs;
        this.context = apis.context;
        this.apis = apis;
        this.functions = functions;
        this.metrics = ApiMetrics.ofHttpApis(context.metrics());
        this.authorization = new IamAuthorization(context.door(), context.signatures());
    }

    @Override
    public boolean matches(WireRequest request) {
        Address address = Address.of(request, context.place().region());
        return address != null && apis.find(address.apiId()).isPresent();
    }

    @Override
    public boolean answersBrowsers() {
        return true;
    }

    @Override
    public WireResponse answer(WireRequest request) throws IOException {
        Address address = Address.of(request, context.place().region());
        HttpApi api = apis.find(address.apiId()).orElse(null);
        if (api == null) {
            return message(404, "Not Found");
        }
        byte[] body;
        try {
            body = request.readBody(LONGEST_BODY);
        } catch (BodyTooLargeException e) {
            return message(413, "Request Entity Too Large");
        }
        CallContext call =
                context.door().below(new Principal.Anonymous(), Map.of("aws:SourceIp", List.of(request.sourceIp())));
        Visit visit = new Visit(request, address, body, call, context.clock().instant());
        try {
            return call.call(() -> respond(api, visit));
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private WireResponse respond(HttpApi api, Visit visit) {
        String named = visit.address().firstSegment();
        boolean isNamed = !named.equals(DEFAULT) && api.hasStage(named);
        String stage = isNamed ? named : DEFAULT;
        String path =
                isNamed ? visit.address().afterFirstSegment() : visit.address().rawPath();
        String arn = context.place()
                .arn(
                        "execute-api",
                        api.id() + "/" + stage + "/" + visit.request().method() + path);
        visit.set("stage", stage);
        visit.set("path", visit.address().rawPath());
        Routing routing = Boolean.TRUE.equals(api.info().disableExecuteApiEndpoint())
                ? null
                : api.routing(stage).orElse(null);
        WireResponse response = routing == null ? message(visit, 404, "Not Found") : answer(routing, visit, path, arn);
        visit.note(context.notes("execute-api"), arn, response.status(), reason(visit));
        if (routing != null) {
            metrics.answered(api.id(), stage, response.status(), visit);
            logs.write(routing.stage(), visit, response);
        }
        return response.with("Apigw-Requestid", visit.extendedId());
    }

    /** What there is to say of a request that did not go well, in the words of access logs. */
    private static String reason(Visit visit) {
        String integration = visit.get("integrationErrorMessage");
        String authorizer = visit.get("authorizer.error");
        return integration != null ? integration : authorizer == null ? "" : authorizer;
    }

    private WireResponse answer(Routing routing, Visit visit, String path, String arn) {
        Routing.Found found = routing.find(visit.request().method(), path);
        if (found != null) {
            visit.set("routeKey", found.target().routeKey());
        }
        // Who may call is asked first, of preflight requests, too, where a route takes them.
        ProxyEvent.Place place = found == null ? null : place(routing.stage(), visit, found);
        Optional<WireResponse> refusal = found == null ? Optional.empty() : refusal(visit, found.target(), place, arn);
        Optional<CorsAnswers> cors = routing.cors();
        if (refusal.isEmpty() && cors.isPresent() && CorsAnswers.isPreflight(visit.request())) {
            return cors.get().preflight(visit.request(), 204);
        }
        WireResponse response = refusal.orElseGet(() -> found == null
                ? message(visit, 404, "Not Found")
                : invoke(routing.stage(), visit, found.target(), place));
        return cors.map(configured -> configured.answer(visit.request(), response))
                .orElse(response);
    }

    /** How a request is refused before it reaches its route; empty when it is not. */
    private Optional<WireResponse> refusal(Visit visit, Routing.Target target, ProxyEvent.Place place, String arn) {
        if (target.authorizer() != null) {
            try {
                return authorizers.refusal(new HttpAuthorizers.Request(visit, target, place, arn));
            } catch (Unsupported gap) {
                return Optional.of(message(visit, 501, AwsErrors.message(gap)));
            }
        }
        return target.iam() && !isAllowed(visit, arn)
                ? Optional.of(message(visit, 403, "Forbidden"))
                : Optional.empty();
    }

    private static ProxyEvent.Place place(Stage stage, Visit visit, Routing.Found found) {
        Map<String, String> parameters = new LinkedHashMap<>(found.parameters());
        parameters.replaceAll((name, value) -> Query.decode(value, false));
        String path = Query.decode(visit.address().rawPath(), false);
        return new ProxyEvent.Place(
                found.target().routeKey(),
                found.target().path(),
                path,
                path,
                stage.stageName(),
                null,
                parameters,
                stage.stageVariables());
    }

    private boolean isAllowed(Visit visit, String arn) {
        try {
            Authorizer.Verdict verdict = authorization.authorize(visit, arn);
            visit.set("authorizer.error", verdict.allowed() ? null : verdict.message());
            return verdict.allowed();
        } catch (AwsServiceException e) {
            visit.set("authorizer.error", AwsErrors.message(e));
            return false;
        }
    }

    private WireResponse invoke(Stage stage, Visit visit, Routing.Target target, ProxyEvent.Place place) {
        if (target.throttle().filter(each -> !each.admits(visit.time())).isPresent()) {
            return message(visit, 429, "Too Many Requests");
        }
        Map<String, List<String>> headers = visit.headers();
        boolean binary = HttpEvent.isBinary(visit);
        boolean first = target.isFirstVersion();
        ObjectNode event = first
                ? ProxyEvent.of(visit, place, headers, binary, "1.0")
                : HttpEvent.of(visit, target.routeKey(), place, headers, binary);
        String tail = target.path().equals(DEFAULT) ? DEFAULT : visit.request().method() + target.path();
        String source =
                context.place().arn("execute-api", visit.address().apiId() + "/" + stage.stageName() + "/" + tail);
        long start = visit.millis();
        Functions.Outcome outcome;
        try {
            outcome = functions.invoke(
                    target.function(), bytes(event), source, Duration.ofMillis(target.timeoutMillis()));
        } catch (Unsupported gap) {
            return message(visit, 501, AwsErrors.message(gap));
        }
        visit.set("integrationLatency", Long.toString(visit.millis() - start));
        visit.set("integration.latency", visit.get("integrationLatency"));
        if (outcome instanceof Functions.Late) {
            return message(visit, 503, "Service Unavailable");
        }
        if (outcome instanceof Functions.Refusal refusal) {
            failure(visit, refusal.code().startsWith("AccessDenied") ? NO_PERMISSION : refusal.message());
            return message(visit, 500, "Internal Server Error");
        }
        visit.set("integrationStatus", "200");
        visit.set("integration.integrationStatus", "200");
        return outcome instanceof Functions.Answer answer ? read(answer.payload(), first, visit) : failed(visit);
    }

    private static WireResponse read(byte[] payload, boolean first, Visit visit) {
        try {
            WireResponse response = first ? HttpAnswer.version1(payload) : HttpAnswer.version2(payload);
            visit.set("integration.status", Integer.toString(response.status()));
            return response;
        } catch (ProxyAnswer.Malformed e) {
            failure(visit, WRONG_FORMAT + e.getMessage());
            return message(visit, 500, "Internal Server Error");
        }
    }

    private static void failure(Visit visit, String message) {
        visit.set("integrationErrorMessage", message);
        visit.set("integration.error", message);
    }

    private static WireResponse failed(Visit visit) {
        failure(visit, FAILED);
        return message(visit, 500, "Internal Server Error");
    }

    private static byte[] bytes(ObjectNode event) {
        try {
            return ProxyEvent.JSON.writeValueAsBytes(event);
        } catch (IOException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    /** What API Gateway says by itself of a request, to the client and to access logs. */
    static WireResponse message(Visit visit, int status, String text) {
        visit.set("error.message", text);
        visit.set("error.messageString", "\"" + text + "\"");
        return message(status, text);
    }

    private static WireResponse message(int status, String text) {
        byte[] body = ProxyEvent.JSON
                .createObjectNode()
                .put("message", text)
                .toString()
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return WireResponse.of(status, "application/json", body);
    }
}
