package ateliers.cloud.services.apigateway;

import ateliers.cloud.executeapi.ContextVariables;
import ateliers.cloud.executeapi.ProxyEvent;
import ateliers.cloud.executeapi.Visit;
import ateliers.cloud.http.WireResponse;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.apigateway.model.GatewayResponse;
import software.amazon.awssdk.services.apigateway.model.GatewayResponseType;

/** Writes what a stage refuses, as the API's gateway responses have it. */
final class GatewayResponses {
    static final String HEADER = "gatewayresponse.header.";
    static final String PATH = "method.request.path.";
    static final String DEFAULT_TEMPLATE = "{\"message\":$context.error.messageString}";

    private static final String JSON = "application/json";

    /** All types with their usual status, in the order in which AWS lists them; the defaults have none. */
    private static final Map<String, String> TYPES = types("REQUEST_TOO_LARGE 413, RESOURCE_NOT_FOUND 404,"
            + " AUTHORIZER_CONFIGURATION_ERROR 500, MISSING_AUTHENTICATION_TOKEN 403, BAD_REQUEST_BODY 400,"
            + " INVALID_SIGNATURE 403, INVALID_API_KEY 403, BAD_REQUEST_PARAMETERS 400, AUTHORIZER_FAILURE 500,"
            + " UNAUTHORIZED 401, INTEGRATION_TIMEOUT 504, ACCESS_DENIED 403, DEFAULT_4XX -, DEFAULT_5XX -,"
            + " WAF_FILTERED 403, QUOTA_EXCEEDED 429, THROTTLED 429, API_CONFIGURATION_ERROR 500,"
            + " UNSUPPORTED_MEDIA_TYPE 415, INTEGRATION_FAILURE 504, EXPIRED_TOKEN 403");

    private GatewayResponses() {}

    private static Map<String, String> types(String list) {
        Map<String, String> types = new LinkedHashMap<>();
        for (String each : list.split(", ")) {
            int space = each.indexOf(' ');
            types.put(each.substring(0, space), each.substring(space + 1));
        }
        return Collections.unmodifiableMap(types);
    }

    /** All types, in the order in which AWS lists them. */
    static Map<String, String> types() {
        return TYPES;
    }

    /** What a type has of its own accord. */
    static GatewayResponse usual(String type) {
        String status = TYPES.get(type);
        return GatewayResponse.builder()
                .responseType(type)
                .statusCode("-".equals(status) ? null : status)
                .responseParameters(Map.of())
                .responseTemplates(Map.of(JSON, DEFAULT_TEMPLATE))
                .defaultResponse(true)
                .build();
    }

    static WireResponse of(RestFault fault, Map<GatewayResponseType, GatewayResponse> custom, Visit visit) {
        visit.set("error.message", fault.getMessage());
        visit.set(
                "error.messageString",
                fault.getMessage() == null
                        ? "null"
                        : TextNode.valueOf(fault.getMessage()).toString());
        visit.set("error.responseType", fault.type().toString());
        visit.set("error.validationErrorString", fault.reason());
        GatewayResponse response = custom.get(fault.type());
        if (response == null) {
            response = custom.get(
                    fault.status() < 500 ? GatewayResponseType.DEFAULT_4_XX : GatewayResponseType.DEFAULT_5_XX);
        }
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("Content-Type", List.of(JSON));
        headers.put("x-amzn-ErrorType", List.of(fault.errorType()));
        if (response == null) {
            // Denials by policy are told by another part of AWS, which writes the key so.
            boolean policy = fault.errorType().equals("AccessDeniedException");
            return new WireResponse(fault.status(), headers, json(policy ? "Message" : "message", fault.getMessage()));
        }
        response.responseParameters().forEach((name, value) -> {
            if (name.startsWith(HEADER)) {
                headers.put(name.substring(HEADER.length()), List.of(value(value, visit)));
            }
        });
        int status = response.statusCode() == null ? fault.status() : Integer.parseInt(response.statusCode());
        String template = response.responseTemplates().getOrDefault(JSON, DEFAULT_TEMPLATE);
        if (!response.responseTemplates().isEmpty()
                && !response.responseTemplates().containsKey(JSON)) {
            Map.Entry<String, String> first =
                    response.responseTemplates().entrySet().iterator().next();
            headers.put("Content-Type", List.of(first.getKey()));
            template = first.getValue();
        }
        String text = ContextVariables.fill(template, visit::get);
        return new WireResponse(status, headers, text.getBytes(StandardCharsets.UTF_8));
    }

    /** {@code {"message": …}}. */
    static byte[] json(String key, String message) {
        return ProxyEvent.JSON.createObjectNode().put(key, message).toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A parameter's value: {@code 'constant'}, {@code context.x}, or a request's header or query parameter. */
    static String value(String expression, Visit visit) {
        if (expression.startsWith("'") && expression.endsWith("'") && expression.length() > 1) {
            return expression.substring(1, expression.length() - 1);
        }
        String found = null;
        if (expression.startsWith("context.")) {
            found = visit.get(expression.substring("context.".length()));
        } else if (expression.startsWith("method.request.header.")) {
            found = visit.request()
                    .header(expression.substring("method.request.header.".length()))
                    .orElse(null);
        } else if (expression.startsWith("method.request.querystring.")) {
            found = visit.request()
                    .parameter(expression.substring("method.request.querystring.".length()))
                    .orElse(null);
        } else if (expression.startsWith(PATH)) {
            found = visit.get(expression);
        }
        return found == null ? "" : found;
    }

    /** Whether {@link #value} understands an expression. */
    static boolean isKnown(String expression) {
        return expression.startsWith("'")
                || expression.startsWith("context.")
                || expression.startsWith("method.request.header.")
                || expression.startsWith("method.request.querystring.")
                || expression.startsWith(PATH);
    }
}
