package ateliers.cloud.services.apigateway;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.Unsupported;
import ateliers.cloud.executeapi.Address;
import ateliers.cloud.executeapi.ApiMetrics;
import ateliers.cloud.executeapi.Functions;
import ateliers.cloud.executeapi.GatewayRoles;
import ateliers.cloud.executeapi.PathTree;
import ateliers.cloud.executeapi.ProxyAnswer;
import ateliers.cloud.executeapi.ProxyEvent;
import ateliers.cloud.executeapi.Visit;
import ateliers.cloud.http.BodyTooLargeException;
import ateliers.cloud.http.HttpRoute;
import ateliers.cloud.http.WireRequest;
import ateliers.cloud.http.WireResponse;
import ateliers.cloud.services.apigateway.CompiledStage.CompiledMethod;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the stages of REST APIs answer with. It takes the requests for APIs that nobody has, too, so it is asked after
 * the gateway of HTTP APIs.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html">Lambda
 *     proxy integrations</a>
 */
final class RestGateway implements HttpRoute {
    private static final int LONGEST_BODY = 10 * 1024 * 1024;
    private static final int PATIENCE_MILLIS = 29_000;
    private static final Set<String> REMAPPED = Set.of(
            "authorization", "connection", "content-md5", "date", "host", "server", "user-agent", "www-authenticate");
    private static final Set<String> DROPPED = Set.of("content-length", "transfer-encoding");

    private final ServiceContext context;
    private final Apis apis;
    private final Functions functions;
    private final MethodAccess access;
    private final GatewayRoles roles;
    private final ApiMetrics metrics;

    RestGateway(Apis apis, RestAuthorizers authorizers, Functions functions, GatewayRoles roles) {
        this.apis = apis;
        this.context = apis.context;
        this.functions = functions;
        this.access = new MethodAccess(apis, authorizers);
        this.roles = roles;
        this.metrics = ApiMetrics.ofRestApis(context.metrics());
    }

    @Override
    public boolean matches(WireRequest request) {
        return Address.of(request, context.place().region()) != null;
    }

    @Override
    public boolean answersBrowsers() {
        return true;
    }

    @Override
    public WireResponse answer(WireRequest request) throws IOException {
        Address found = Address.of(request, context.place().region());
        Address address = new Address(found.apiId(), oneSlash(found.rawPath()), found.domainName());
        CallContext call =
                context.door().below(new Principal.Anonymous(), Map.of("aws:SourceIp", List.of(request.sourceIp())));
        byte[] body;
        RestFault tooLarge = null;
        try {
            body = request.readBody(LONGEST_BODY);
        } catch (BodyTooLargeException e) {
            body = new byte[0];
            tooLarge = RestFault.tooLarge(e.limit());
        }
        Visit visit = new Visit(request, address, body, call, context.clock().instant());
        try {
            RestFault fault = tooLarge;
            return call.call(() -> respond(visit, fault));
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Slashes before the stage, and before the path, count as one; others stay. */
    private static String oneSlash(String path) {
        int start = 0;
        while (path.startsWith("//", start)) {
            start++;
        }
        return path.substring(start);
    }

    private WireResponse respond(Visit visit, RestFault already) {
        String stageName = visit.address().firstSegment();
        String asSent = visit.address().afterFirstSegment();
        String path = oneSlash(asSent);
        String arn = context.place()
                .arn(
                        "execute-api",
                        visit.address().apiId() + "/" + stageName + "/"
                                + visit.request().method() + path);
        CompiledStage stage = null;
        WireResponse response;
        String said = "";
        try {
            stage = stage(visit.address().apiId(), stageName);
            visit.set("stage", stageName);
            visit.set("path", "/" + stageName + asSent);
            visit.set("deploymentId", stage.deploymentId());
            visit.set("endpointType", stage.endpointType());
            if (already != null) {
                throw already;
            }
            response = answer(visit, stage, path, arn);
        } catch (RestFault fault) {
            said = fault.reason();
            response = GatewayResponses.of(fault, stage == null ? Map.of() : stage.gatewayResponses(), visit);
        } catch (Unsupported gap) {
            said = AwsErrors.message(gap);
            response = new WireResponse(
                    501, Map.of("Content-Type", List.of("application/json")), GatewayResponses.json("message", said));
        }
        visit.note(context.notes("execute-api"), arn, response.status(), said);
        if (stage != null) {
            metrics.answered(name(visit.address().apiId()), stageName, response.status(), visit);
        }
        log(visit, stage, response);
        return identified(response, visit);
    }

    private String name(String apiId) {
        return apis.find(apiId).map(api -> api.info().name()).orElse(apiId);
    }

    private CompiledStage stage(String apiId, String stageName) {
        Optional<LiveStage> live = apis.find(apiId).map(api -> api.stages.get(stageName));
        if (live.isEmpty()) {
            throw RestFault.forbidden("there is no stage " + stageName + " of a REST API " + apiId);
        }
        CompiledStage stage = live.get().compiled();
        if (stage.isClosed()) {
            throw RestFault.forbidden("the API's execute-api endpoint is disabled");
        }
        return stage;
    }

    private WireResponse answer(Visit visit, CompiledStage stage, String path, String arn) {
        PathTree.Match<Map<String, CompiledMethod>> match =
                stage.find(path, visit.request().method());
        CompiledMethod method = match == null
                ? null
                : match.value()
                        .getOrDefault(visit.request().method(), match.value().get("ANY"));
        if (method == null) {
            throw RestFault.noSuchMethod(visit.request().method() + " " + path);
        }
        visit.set("resourcePath", method.resource().path());
        visit.set("resourceId", method.resource().id());
        match.parameters().forEach((name, value) -> visit.set(GatewayResponses.PATH + name, value));
        ProxyEvent.Place place = place(visit, stage, method, match.parameters(), path);
        access.check(visit, stage, method, place, arn);
        if (method.throttle().filter(each -> !each.admits(visit.time())).isPresent()) {
            throw RestFault.throttled();
        }
        method.check().run(visit, match.parameters());
        if (method.function() == null) {
            WireResponse answer = Mock.answer(method.method(), visit);
            visit.set("integrationStatus", "200");
            visit.set("integration.integrationStatus", "200");
            visit.set("integration.status", "200");
            return answer;
        }
        if (method.problem() != null) {
            throw RestFault.configuration(method.problem());
        }
        return invoke(visit, stage, method, place);
    }

    private static ProxyEvent.Place place(
            Visit visit, CompiledStage stage, CompiledMethod method, Map<String, String> parameters, String path) {
        Map<String, String> trimmed = new LinkedHashMap<>(parameters);
        trimmed.replaceAll((name, value) -> value.endsWith("/") ? value.substring(0, value.length() - 1) : value);
        return new ProxyEvent.Place(
                method.resource().id(),
                method.resource().path(),
                path,
                visit.get("path"),
                stage.stage().stageName(),
                stage.deploymentId(),
                trimmed,
                stage.stage().variables());
    }

    private WireResponse invoke(Visit visit, CompiledStage stage, CompiledMethod method, ProxyEvent.Place place) {
        Map<String, List<String>> headers = visit.headers();
        headers.keySet()
                .removeIf(name -> name.equalsIgnoreCase("Content-Length")
                        || name.equalsIgnoreCase("Authorization") && visit.accessKey() != null);
        boolean binary = stage.isBinary(visit.request().header("Content-Type").orElse(null));
        ObjectNode event = ProxyEvent.of(visit, place, headers, binary, null);
        String source = context.place()
                .arn(
                        "execute-api",
                        visit.address().apiId() + "/" + place.stage() + "/"
                                + visit.request().method() + method.resource().path());
        Integer own = method.method().methodIntegration().timeoutInMillis();
        long start = visit.millis();
        Duration patience = Duration.ofMillis(own == null ? PATIENCE_MILLIS : own);
        String credentials = method.method().methodIntegration().credentials();
        Functions.Outcome outcome = credentials == null || credentials.isEmpty()
                ? functions.invoke(method.function(), bytes(event), source, patience)
                : functions.invoke(method.function(), bytes(event), invoker(credentials, visit), patience);
        String took = Long.toString(visit.millis() - start);
        visit.set("integrationLatency", took);
        visit.set("integration.latency", took);
        return answer(outcome, stage, visit);
    }

    /** Who invokes a function for an integration that says with whose credentials: a role, or the caller. */
    private Principal invoker(String credentials, Visit visit) {
        if (credentials.endsWith(":iam::*:user/*")) {
            return visit.caller();
        }
        return roles.principal(credentials)
                .orElseThrow(() -> RestFault.configuration(
                        "API Gateway may not assume the role " + credentials + " of the integration"));
    }

    private static byte[] bytes(ObjectNode event) {
        try {
            return ProxyEvent.JSON.writeValueAsBytes(event);
        } catch (IOException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    private WireResponse answer(Functions.Outcome outcome, CompiledStage stage, Visit visit) {
        if (outcome instanceof Functions.Late) {
            throw RestFault.late();
        }
        if (outcome instanceof Functions.Refusal refusal) {
            failed(visit, refusal.message());
            throw RestFault.configuration("Lambda refused: " + refusal.code() + ": " + refusal.message());
        }
        visit.set("integrationStatus", "200");
        visit.set("integration.integrationStatus", "200");
        if (outcome instanceof Functions.Failure) {
            failed(visit, "The Lambda function returned an error");
            throw RestFault.badAnswer("the function ended in an error");
        }
        try {
            ProxyAnswer answer = ProxyAnswer.read(((Functions.Answer) outcome).payload());
            visit.set("integration.status", Integer.toString(answer.status()));
            return answer(answer, stage, visit);
        } catch (ProxyAnswer.Malformed e) {
            failed(visit, "Malformed Lambda proxy response");
            throw RestFault.badAnswer("Malformed Lambda proxy response: " + e.getMessage());
        }
    }

    private static void failed(Visit visit, String message) {
        visit.set("integrationErrorMessage", message);
        visit.set("integration.error", message);
    }

    private static WireResponse answer(ProxyAnswer answer, CompiledStage stage, Visit visit) {
        boolean decode = stage.isBinary(visit.request().header("Accept").orElse(null));
        byte[] body = answer.bytes(decode)
                .orElseThrow(() -> RestFault.configuration("the body is no base64, though the answer says so"));
        Map<String, List<String>> headers = new LinkedHashMap<>();
        answer.headers().forEach((name, values) -> {
            String small = name.toLowerCase(Locale.ROOT);
            if (!DROPPED.contains(small)) {
                headers.put(REMAPPED.contains(small) ? "x-amzn-Remapped-" + name : name, values);
            }
        });
        if (!answer.headers().containsKey("Content-Type")) {
            headers.put("Content-Type", List.of("application/json"));
        }
        headers.put("X-Amzn-Trace-Id", List.of(visit.trace()));
        return new WireResponse(answer.status(), headers, body);
    }

    private static WireResponse identified(WireResponse response, Visit visit) {
        Map<String, List<String>> headers = new LinkedHashMap<>(response.headers());
        headers.put("x-amzn-RequestId", List.of(visit.requestId()));
        headers.put("x-amz-apigw-id", List.of(visit.extendedId()));
        return new WireResponse(response.status(), headers, response.body());
    }

    private void log(Visit visit, CompiledStage stage, WireResponse response) {
        if (stage == null
                || stage.stage().accessLogSettings() == null
                || apis.logRole().isEmpty()) {
            return;
        }
        visit.set("status", Integer.toString(response.status()));
        visit.set("responseLength", Integer.toString(response.body().length));
        visit.set("responseLatency", Long.toString(visit.millis()));
        var settings = stage.stage().accessLogSettings();
        ateliers.cloud.executeapi.AccessLog.group(settings.destinationArn())
                .ifPresent(group -> roles.principal(apis.logRole().get())
                        .ifPresent(writer -> apis.accessLog.write(writer, group, settings.format(), visit)));
    }
}
