package ateliers.cloud.services.apigateway;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.executeapi.ProxyEvent;
import ateliers.cloud.executeapi.Visit;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.RequestValidator;

/** What a method's request validator asks of requests. */
final class RequestCheck {
    private static final RequestCheck NOTHING = new RequestCheck(Set.of(), null);
    private static final String JSON = "application/json";

    private final Set<String> required;
    private final Map<String, JsonSchema> schemas;

    /**
     * @param required as {@code method.request.querystring.page}
     * @param schemas by content type; null when bodies are not validated
     */
    private RequestCheck(Set<String> required, Map<String, JsonSchema> schemas) {
        this.required = required;
        this.schemas = schemas;
    }

    static RequestCheck of(Method method, Map<String, RequestValidator> validators, Schemas schemas) {
        RequestValidator validator =
                method.requestValidatorId() == null ? null : validators.get(method.requestValidatorId());
        if (validator == null) {
            return NOTHING;
        }
        Set<String> required = new TreeSet<>();
        if (Boolean.TRUE.equals(validator.validateRequestParameters())) {
            method.requestParameters().forEach((name, needed) -> {
                if (Boolean.TRUE.equals(needed)) {
                    required.add(name);
                }
            });
        }
        Map<String, JsonSchema> compiled = null;
        if (Boolean.TRUE.equals(validator.validateRequestBody())) {
            compiled = new HashMap<>();
            for (Map.Entry<String, String> each : method.requestModels().entrySet()) {
                compiled.put(each.getKey().toLowerCase(Locale.ROOT), schemas.schema(each.getValue()));
            }
        }
        return new RequestCheck(required, compiled);
    }

    /** @throws RestFault when something is missing or not as the model has it */
    void run(Visit visit, Map<String, String> pathParameters) {
        List<String> missing = new ArrayList<>();
        for (String parameter : required) {
            String[] parts = parameter.split("\\.", 4);
            boolean present = parts.length < 4
                    || switch (parts[2]) {
                        case "header" ->
                            visit.request()
                                    .header(parts[3])
                                    .filter(v -> !v.isBlank())
                                    .isPresent();
                        case "querystring" ->
                            visit.request()
                                    .parameter(parts[3])
                                    .filter(v -> !v.isBlank())
                                    .isPresent();
                        default -> pathParameters.containsKey(parts[3]);
                    };
            if (!present) {
                missing.add(parts[3]);
            }
        }
        if (!missing.isEmpty()) {
            throw RestFault.badParameters("Missing required request parameters: " + missing);
        }
        if (schemas != null) {
            body(visit);
        }
    }

    private void body(Visit visit) {
        String type = visit.request().header("Content-Type").orElse(JSON);
        JsonSchema schema = schemas.get(type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT));
        if (schema == null) {
            schema = schemas.get("$default");
        }
        if (schema == null) {
            return;
        }
        JsonNode body;
        try {
            body = visit.body().length == 0
                    ? ProxyEvent.JSON.createObjectNode()
                    : ProxyEvent.JSON.readTree(visit.body());
        } catch (IOException e) {
            throw RestFault.badBody("[the body is no JSON]");
        }
        Set<ValidationMessage> errors = errors(schema, body);
        if (!errors.isEmpty()) {
            throw RestFault.badBody(
                    errors.stream().map(ValidationMessage::getMessage).toList().toString());
        }
    }

    private static Set<ValidationMessage> errors(JsonSchema schema, JsonNode body) {
        try {
            return schema.validate(body);
        } catch (StackOverflowError e) {
            throw new Unsupported("apigateway: a model that comes to no end");
        }
    }
}
