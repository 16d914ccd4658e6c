package ateliers.cloud.executeapi;

import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Notes;
import ateliers.cloud.door.Principal;
import ateliers.cloud.http.WireRequest;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One request on its way through a stage: what it is and what has become of it so far. One thread's. */
public final class Visit {
    private static final DateTimeFormatter REQUEST_TIME = DateTimeFormatter.ofPattern(
                    "dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final WireRequest request;
    private final Address address;
    private final byte[] body;
    private final CallContext context;
    private final String extendedId = Ids.extendedRequestId();
    private final Instant time;
    private final String trace;
    private final long start = System.nanoTime();
    private final Map<String, String> variables = new LinkedHashMap<>();
    private Principal caller = new Principal.Anonymous();
    private String accessKey;
    private ObjectNode authorizer;

    /**
     * @param body the whole of it
     * @param context of the call that it is; its request id is the request's
     * @param time cloud time
     */
    public Visit(WireRequest request, Address address, byte[] body, CallContext context, Instant time) {
        this.request = request;
        this.address = address;
        this.body = body;
        this.context = context;
        this.time = time;
        this.trace = Ids.trace(time.getEpochSecond());
        set("requestId", context.requestId());
        set("extendedRequestId", extendedId);
        set("requestTime", requestTime());
        set("requestTimeEpoch", Long.toString(time.toEpochMilli()));
        set("httpMethod", request.method());
        set("protocol", "HTTP/1.1");
        set("identity.sourceIp", request.sourceIp());
        set("identity.userAgent", userAgent());
        set("accountId", context.place().account());
        set("apiId", address.apiId());
        set("domainName", address.domainName());
        set("domainPrefix", domainPrefix());
        set("awsEndpointRequestId", extendedId);
        set("xrayTraceId", trace);
    }

    public WireRequest request() {
        return request;
    }

    public Address address() {
        return address;
    }

    public byte[] body() {
        return body;
    }

    public CallContext context() {
        return context;
    }

    public String requestId() {
        return context.requestId();
    }

    public String extendedId() {
        return extendedId;
    }

    public String trace() {
        return trace;
    }

    public Instant time() {
        return time;
    }

    /** As {@code 12/Mar/2020:19:03:58 +0000}. */
    public String requestTime() {
        return REQUEST_TIME.format(time);
    }

    /** The client's, or null. */
    public String userAgent() {
        return request.header("User-Agent").orElse(null);
    }

    /** The domain's first label. */
    public String domainPrefix() {
        int point = address.domainName().indexOf('.');
        return point < 0 ? address.domainName() : address.domainName().substring(0, point);
    }

    /** Who signed the request; anonymous until that is known. */
    public Principal caller() {
        return caller;
    }

    /** The key it was signed with, or null. */
    public String accessKey() {
        return accessKey;
    }

    /** Says who signed the request. */
    public void signedBy(Principal principal, String key) {
        caller = principal;
        accessKey = key;
        set("identity.userArn", principal.arn());
        set("identity.accountId", principal.account());
        set("identity.user", Identity.userId(principal));
        set("identity.caller", Identity.userId(principal));
        set("identity.accessKey", key);
    }

    /** Says with which API key the request came. */
    public void identifiedBy(String keyId, String value) {
        set("identity.apiKeyId", keyId);
        set("identity.apiKey", value);
    }

    /** What an authorizer has said of the request, as events have it; null when none was asked. */
    public ObjectNode authorizer() {
        return authorizer;
    }

    /**
     * Says what an authorizer has said of the request.
     *
     * @param said as the event has it
     * @param variables the values of {@code $context.authorizer.…}
     */
    public void authorizedBy(ObjectNode said, Map<String, String> variables) {
        authorizer = said;
        variables.forEach((name, value) -> set("authorizer." + name, value));
    }

    /** Sets a {@code $context} variable; null and empty unset it. */
    public void set(String variable, String value) {
        if (value == null || value.isEmpty()) {
            variables.remove(variable);
        } else {
            variables.put(variable, value);
        }
    }

    /** A {@code $context} variable, or null. */
    public String get(String variable) {
        return variables.get(variable);
    }

    /** Milliseconds since the request came, in real time. */
    public long millis() {
        return (System.nanoTime() - start) / 1_000_000;
    }

    /**
     * Tells the journal how the request was answered.
     *
     * @param notes of API Gateway, on the thread that is in the visit's {@link #context}
     * @param arn of the method that was asked for
     * @param message what there is to say, when it did not go well
     */
    public void note(Notes notes, String arn, int status, String message) {
        notes.by(caller)
                .answered(
                        request.method() + " " + request.rawPath(),
                        arn,
                        status,
                        message,
                        Duration.ofNanos(System.nanoTime() - start));
    }

    /** The headers that are passed on, by the names that clients gave them, with those that AWS adds. */
    public Map<String, List<String>> headers() {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        request.headers().forEach((name, values) -> {
            if (!HeaderNames.isDropped(name)) {
                headers.put(name, values);
            }
        });
        headers.put("X-Amzn-Trace-Id", List.of(trace));
        headers.put("X-Forwarded-For", List.of(forwardedFor()));
        headers.put("X-Forwarded-Port", List.of("443"));
        headers.put("X-Forwarded-Proto", List.of("https"));
        return headers;
    }

    private String forwardedFor() {
        return request.header("X-Forwarded-For")
                .map(before -> before + ", " + request.sourceIp())
                .orElse(request.sourceIp());
    }
}
