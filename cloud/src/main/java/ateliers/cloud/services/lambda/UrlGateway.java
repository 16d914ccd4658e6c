package ateliers.cloud.services.lambda;

import ateliers.cloud.door.Authorizer;
import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Need;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.executeapi.Address;
import ateliers.cloud.executeapi.CorsAnswers;
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
import ateliers.cloud.sandbox.InvocationOutcome;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * What functions answer by their URLs.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html">Invoking Lambda function URLs</a>
 */
final class UrlGateway implements HttpRoute {
    private static final int LONGEST_BODY = 6_291_456;
    private static final int SERVER_ERROR = 500;
    private static final String DEFAULT = "$default";
    private static final String JSON = "application/json";
    private static final String FORBIDDEN = "Forbidden. For troubleshooting Function URL authorization issues, see:"
            + " https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html";

    private final ServiceContext cloud;
    private final Functions functions;
    private final Invoker invoker;
    private final IamAuthorization authorization;
    private final FunctionMetrics metrics;

    UrlGateway(ServiceContext cloud, Functions functions, Invoker invoker) {
        this.cloud = cloud;
        this.functions = functions;
        this.invoker = invoker;
        this.authorization = new IamAuthorization(cloud.door(), cloud.signatures());
        this.metrics = new FunctionMetrics(cloud.metrics());
    }

    /** An answer, and what the journal is to say of it. */
    private record Answered(WireResponse response, String why) {
        Answered(WireResponse response) {
            this(response, "");
        }
    }

    @Override
    public boolean matches(WireRequest request) {
        return address(request) != null;
    }

    private Address address(WireRequest request) {
        return Address.ofFunctionUrl(request, cloud.place().region());
    }

    @Override
    public boolean answersBrowsers() {
        return true;
    }

    @Override
    public WireResponse answer(WireRequest request) throws IOException {
        Address address = address(request);
        Optional<Function> function = functions.withUrl(address.apiId());
        if (function.isEmpty()) {
            return refused("AccessDeniedException", 403, null);
        }
        UrlConfig config = function.get().urls.values().stream()
                .filter(each -> each.id().equals(address.apiId()))
                .findFirst()
                .orElseThrow();
        byte[] body;
        try {
            body = request.readBody(LONGEST_BODY);
        } catch (BodyTooLargeException e) {
            return refused(
                    "RequestTooLargeException",
                    413,
                    "Request must be smaller than " + LONGEST_BODY + " bytes for the InvokeFunction operation");
        }
        CallContext call = cloud.door().below(new Principal.Anonymous(), request.conditionKeys());
        Visit visit = new Visit(request, address, body, call, cloud.clock().instant());
        try {
            return call.call(() -> respond(function.get(), config, visit));
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private WireResponse respond(Function function, UrlConfig config, Visit visit) throws IOException {
        Optional<CorsAnswers> cors = config.corsAnswers();
        boolean preflight = cors.isPresent() && CorsAnswers.isPreflight(visit.request());
        Answered answered = preflight
                ? new Answered(cors.get().preflight(visit.request(), 200))
                : refusal(config, visit).orElseGet(() -> invoke(function, config, visit));
        WireResponse response = preflight || cors.isEmpty()
                ? answered.response()
                : cors.get().answer(visit.request(), answered.response());
        visit.note(cloud.notes("lambda"), config.functionArn(), response.status(), answered.why());
        metrics.answered(
                function.name,
                FunctionName.of(config.functionArn())
                        .qualifier()
                        .map(alias -> function.name + ":" + alias)
                        .orElse(function.name),
                response.status(),
                visit.millis());
        return response.with("x-amzn-RequestId", visit.requestId()).with("X-Amzn-Trace-Id", visit.trace());
    }

    /**
     * How a request is refused before it reaches the function; empty when it is not.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html">Control access to Lambda function
     *     URLs</a>: both actions are needed
     */
    private Optional<Answered> refusal(UrlConfig config, Visit visit) {
        if (!config.isPublic() && isSigned(visit.request())) {
            try {
                authorization.identify(visit, "lambda");
            } catch (AwsServiceException e) {
                WireResponse refused = WireResponse.of(
                        403,
                        JSON,
                        ProxyEvent.JSON
                                .createObjectNode()
                                .put("message", AwsErrors.message(e))
                                .toString());
                return Optional.of(
                        new Answered(refused.with("x-amzn-ErrorType", AwsErrors.code(e)), AwsErrors.message(e)));
            }
        }
        FunctionName name = FunctionName.of(config.functionArn());
        if (functions
                .find(name.name())
                .flatMap(function -> function.version(name.version()))
                .isEmpty()) {
            return Optional.of(forbidden("the alias of the URL is gone"));
        }
        Optional<String> policy = functions.policy(config.functionArn());
        Need url = new Need("lambda:InvokeFunctionUrl", config.functionArn())
                .with("lambda:FunctionUrlAuthType", config.auth().toString())
                .with("lambda:FunctionArn", config.functionArn());
        Need invoke =
                new Need("lambda:InvokeFunction", config.functionArn()).with("lambda:InvokedViaFunctionUrl", "true");
        for (Need need : List.of(url, invoke)) {
            Authorizer.Verdict verdict = authorization.verdict(visit, need, policy);
            if (!verdict.allowed()) {
                return Optional.of(forbidden(verdict.message()));
            }
        }
        return Optional.empty();
    }

    private static boolean isSigned(WireRequest request) {
        return request.header("Authorization").isPresent()
                || request.parameter("X-Amz-Signature").isPresent();
    }

    private Answered invoke(Function function, UrlConfig config, Visit visit) {
        Version version = functions.routed(FunctionName.of(config.functionArn()));
        try {
            InvocationOutcome outcome = invoker.run(
                    function,
                    version,
                    config.functionArn(),
                    visit.requestId(),
                    event(config, visit),
                    Optional.empty(),
                    Optional.of(visit.trace()));
            return outcome.succeeded() ? read(outcome.payload()) : failed("the function failed");
        } catch (AwsServiceException e) {
            if (e.statusCode() >= SERVER_ERROR) {
                throw e;
            }
            return new Answered(refused(AwsErrors.code(e), e.statusCode(), AwsErrors.message(e)), AwsErrors.message(e));
        }
    }

    private byte[] event(UrlConfig config, Visit visit) {
        String path = Query.decode(visit.address().rawPath(), false);
        ProxyEvent.Place place = new ProxyEvent.Place(DEFAULT, DEFAULT, path, path, DEFAULT, null, Map.of(), Map.of());
        Map<String, List<String>> headers = visit.headers();
        // The loopback listener stands for AWS's endpoints, which are reached over TLS.
        headers.put("X-Amzn-Tls-Version", List.of("TLSv1.3"));
        headers.put("X-Amzn-Tls-Cipher-Suite", List.of("TLS_AES_128_GCM_SHA256"));
        ObjectNode event = HttpEvent.of(visit, DEFAULT, place, headers, HttpEvent.isBinary(visit));
        ObjectNode context = event.withObject("/requestContext");
        context.put("requestId", visit.requestId());
        if (config.isPublic()) {
            context.put("accountId", "anonymous");
        }
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Answered read(byte[] payload) {
        try {
            return new Answered(HttpAnswer.version2(payload, JSON));
        } catch (ProxyAnswer.Malformed e) {
            return failed(e.getMessage());
        }
    }

    private static Answered failed(String why) {
        return new Answered(WireResponse.of(502, JSON, "Internal Server Error"), why);
    }

    private static Answered forbidden(String why) {
        return new Answered(refused("AccessDeniedException", 403, FORBIDDEN), why);
    }

    /** @param message null where Lambda says nothing */
    private static WireResponse refused(String code, int status, String message) {
        String body = ProxyEvent.JSON.createObjectNode().put("Message", message).toString();
        return WireResponse.of(status, JSON, body).with("x-amzn-ErrorType", code);
    }
}
