package ateliers.cloud.services.apigateway;

import ateliers.cloud.executeapi.ContextVariables;
import ateliers.cloud.executeapi.ProxyEvent;
import ateliers.cloud.executeapi.Visit;
import ateliers.cloud.http.WireResponse;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.apigateway.model.GatewayResponse;
import software.amazon.awssdk.services.apigateway.model.GatewayResponseType;

/** Writes what a stage refuses, as the API's gateway responses have it. */
final class GatewayResponses {
    static final String HEADER = "gatewayresponse.header.";
    static final String DEFAULT_TEMPLATE = "{\"message\":$context.error.messageString}";

    private static final String JSON = "application/json";

    private GatewayResponses() {}

    static WireResponse of(RestFault fault, Map<GatewayResponseType, GatewayResponse> custom, Visit visit) {
        visit.set("error.message", fault.getMessage());
        visit.set("error.messageString", TextNode.valueOf(fault.getMessage()).toString());
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
        }
        return found == null ? "" : found;
    }

    /** Whether {@link #value} understands an expression. */
    static boolean isKnown(String expression) {
        return expression.startsWith("'")
                || expression.startsWith("context.")
                || expression.startsWith("method.request.header.")
                || expression.startsWith("method.request.querystring.");
    }
}
