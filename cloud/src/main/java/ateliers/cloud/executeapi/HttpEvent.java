package ateliers.cloud.executeapi;

import ateliers.cloud.door.Principal;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The event in payload format 2.0.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">Lambda
 *     integrations for HTTP APIs</a>
 */
public final class HttpEvent {
    private static final Set<String> TEXTS =
            Set.of("application/json", "application/javascript", "application/xml", "application/graphql");

    private HttpEvent() {}

    /** Whether the body of a request goes as base64, which its type tells: without one it is taken for binary. */
    public static boolean isBinary(Visit visit) {
        String type = visit.request().header("Content-Type").orElse("");
        String small = type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
        return !(small.startsWith("text/")
                || TEXTS.contains(small)
                || small.endsWith("+json")
                || small.endsWith("+xml"));
    }

    /**
     * The event.
     *
     * @param headers those that are passed on
     * @param binary whether the body goes as base64
     */
    public static ObjectNode of(
            Visit visit, String routeKey, ProxyEvent.Place place, Map<String, List<String>> headers, boolean binary) {
        ObjectNode event = ProxyEvent.JSON.createObjectNode();
        event.put("version", "2.0");
        event.put("routeKey", routeKey);
        event.put("rawPath", place.path());
        event.put("rawQueryString", visit.request().rawQuery());
        visit.request().headers().getOrDefault("Cookie", List.of()).forEach(line -> {
            ArrayNode cookies = event.withArray("cookies");
            for (String cookie : line.split(";\\s*")) {
                cookies.add(cookie);
            }
        });
        ObjectNode joined = event.putObject("headers");
        headers.forEach((name, values) -> {
            if (!name.equalsIgnoreCase("Cookie")) {
                joined.put(name.toLowerCase(Locale.ROOT), String.join(",", values));
            }
        });
        if (!visit.request().query().isEmpty()) {
            ObjectNode query = event.putObject("queryStringParameters");
            visit.request().query().forEach((name, values) -> query.put(name, String.join(",", values)));
        }
        event.set("requestContext", context(visit, routeKey, place));
        put(event, "pathParameters", place.pathParameters());
        if (visit.body().length > 0) {
            event.put(
                    "body",
                    binary
                            ? Base64.getEncoder().encodeToString(visit.body())
                            : new String(visit.body(), StandardCharsets.UTF_8));
        }
        event.put("isBase64Encoded", binary && visit.body().length > 0);
        put(event, "stageVariables", place.stageVariables());
        return event;
    }

    private static void put(ObjectNode event, String name, Map<String, String> map) {
        if (!map.isEmpty()) {
            map.forEach(event.putObject(name)::put);
        }
    }

    private static ObjectNode context(Visit visit, String routeKey, ProxyEvent.Place place) {
        ObjectNode context = ProxyEvent.JSON.createObjectNode();
        context.put("accountId", visit.context().place().account());
        context.put("apiId", visit.address().apiId());
        if (visit.accessKey() != null) {
            Principal caller = visit.caller();
            ObjectNode iam = context.putObject("authorizer").putObject("iam");
            iam.put("accessKey", visit.accessKey());
            iam.put("accountId", Identity.account(caller));
            iam.put("callerId", Identity.userId(caller));
            iam.putNull("cognitoIdentity");
            iam.putNull("principalOrgId");
            iam.put("userArn", Identity.arn(caller));
            iam.put("userId", Identity.userId(caller));
        }
        if (visit.authorizer() != null) {
            context.set("authorizer", visit.authorizer());
        }
        context.put("domainName", visit.address().domainName());
        context.put("domainPrefix", visit.domainPrefix());
        ObjectNode http = context.putObject("http");
        http.put("method", visit.request().method());
        http.put("path", place.path());
        http.put("protocol", "HTTP/1.1");
        http.put("sourceIp", visit.request().sourceIp());
        http.put("userAgent", visit.userAgent() == null ? "" : visit.userAgent());
        context.put("requestId", visit.extendedId());
        context.put("routeKey", routeKey);
        context.put("stage", place.stage());
        context.put("time", visit.requestTime());
        context.put("timeEpoch", visit.time().toEpochMilli());
        return context;
    }
}
