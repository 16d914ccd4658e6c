package ateliers.cloud.executeapi;

import ateliers.cloud.door.Principal;
import ateliers.cloud.kit.Json;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * The event of a Lambda proxy integration in payload format 1.0, which is that of REST APIs.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html">Input
 *     format</a>
 */
public final class ProxyEvent {
    /** Writes events; safe for use by many threads. */
    public static final ObjectMapper JSON = Json.mapper();

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ProxyEvent() {}

    /**
     * Where in an API a request has arrived.
     *
     * @param resourceId of the resource; of HTTP APIs the route's key
     * @param resourcePath the resource's path, as {@code /orders/{id}}
     * @param path the request's, as events show it
     * @param contextPath the same with the stage
     * @param stageVariables empty when there are none
     */
    public record Place(
            String resourceId,
            String resourcePath,
            String path,
            String contextPath,
            String stage,
            String deploymentId,
            Map<String, String> pathParameters,
            Map<String, String> stageVariables) {}

    /**
     * The event.
     *
     * @param headers those that are passed on
     * @param binary whether the body goes as base64
     * @param version of the payload format where the event tells it, or null
     */
    public static ObjectNode of(
            Visit visit, Place place, Map<String, List<String>> headers, boolean binary, String version) {
        ObjectNode event = NODES.objectNode();
        if (version != null) {
            event.put("version", version);
        }
        event.put("resource", place.resourcePath());
        event.put("path", place.path());
        event.put("httpMethod", visit.request().method());
        event.set("headers", headers.isEmpty() ? NODES.nullNode() : last(headers));
        event.set("multiValueHeaders", headers.isEmpty() ? NODES.nullNode() : all(headers));
        Map<String, List<String>> query = visit.request().query();
        event.set("queryStringParameters", query.isEmpty() ? NODES.nullNode() : last(query));
        event.set("multiValueQueryStringParameters", query.isEmpty() ? NODES.nullNode() : all(query));
        event.set(
                "pathParameters", place.pathParameters().isEmpty() ? NODES.nullNode() : texts(place.pathParameters()));
        event.set(
                "stageVariables", place.stageVariables().isEmpty() ? NODES.nullNode() : texts(place.stageVariables()));
        event.set("requestContext", context(visit, place, version));
        body(event, visit, binary);
        return event;
    }

    private static ObjectNode context(Visit visit, Place place, String version) {
        ObjectNode context = NODES.objectNode();
        context.put("resourceId", place.resourceId());
        if (visit.authorizer() != null) {
            context.set("authorizer", visit.authorizer());
        }
        context.put("resourcePath", place.resourcePath());
        context.put("httpMethod", visit.request().method());
        context.put("extendedRequestId", visit.extendedId());
        context.put("requestTime", visit.requestTime());
        context.put("path", place.contextPath());
        context.put("accountId", visit.context().place().account());
        context.put("protocol", "HTTP/1.1");
        context.put("stage", place.stage());
        context.put("domainPrefix", visit.domainPrefix());
        context.put("requestTimeEpoch", visit.time().toEpochMilli());
        context.put("requestId", version == null ? visit.requestId() : visit.extendedId());
        ObjectNode identity = identity(visit);
        if (version != null) {
            identity.putNull("cognitoAmr");
        }
        context.set("identity", identity);
        context.put("domainName", visit.address().domainName());
        if (version == null) {
            context.put("deploymentId", place.deploymentId());
        }
        context.put("apiId", visit.address().apiId());
        return context;
    }

    /** All twelve keys, whoever calls; two more for whom has shown an API key. */
    private static ObjectNode identity(Visit visit) {
        Principal caller = visit.caller();
        ObjectNode identity = NODES.objectNode();
        identity.putNull("cognitoIdentityPoolId");
        identity.put("accountId", Identity.account(caller));
        identity.putNull("cognitoIdentityId");
        identity.put("caller", Identity.userId(caller));
        identity.put("sourceIp", visit.request().sourceIp());
        identity.putNull("principalOrgId");
        identity.put("accessKey", visit.accessKey());
        identity.putNull("cognitoAuthenticationType");
        identity.putNull("cognitoAuthenticationProvider");
        identity.put("userArn", Identity.arn(caller));
        identity.put("userAgent", visit.userAgent());
        identity.put("user", Identity.userId(caller));
        if (visit.get("identity.apiKey") != null) {
            identity.put("apiKey", visit.get("identity.apiKey"));
            identity.put("apiKeyId", visit.get("identity.apiKeyId"));
        }
        return identity;
    }

    private static void body(ObjectNode event, Visit visit, boolean binary) {
        if (visit.body().length == 0) {
            event.putNull("body");
            event.put("isBase64Encoded", false);
        } else {
            event.put("body", text(visit.body(), binary));
            event.put("isBase64Encoded", binary);
        }
    }

    static String text(byte[] body, boolean binary) {
        return binary ? Base64.getEncoder().encodeToString(body) : new String(body, StandardCharsets.UTF_8);
    }

    static ObjectNode texts(Map<String, String> map) {
        ObjectNode node = NODES.objectNode();
        map.forEach(node::put);
        return node;
    }

    /** Of a repeated name the last value. */
    private static ObjectNode last(Map<String, List<String>> map) {
        ObjectNode node = NODES.objectNode();
        map.forEach((name, values) -> node.put(name, values.get(values.size() - 1)));
        return node;
    }

    private static ObjectNode all(Map<String, List<String>> map) {
        ObjectNode node = NODES.objectNode();
        map.forEach((name, values) -> {
            ArrayNode list = node.putArray(name);
            values.forEach(list::add);
        });
        return node;
    }
}
