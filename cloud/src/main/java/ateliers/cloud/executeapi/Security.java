package ateliers.cloud.executeapi;

import ateliers.cloud.door.Unsupported;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How an operation of an OpenAPI document is guarded.
 *
 * @param authorization {@code NONE}, {@code AWS_IAM}, or {@code CUSTOM} for an authorizer of the document
 * @param scheme the authorizer's name in the document; empty without one
 * @param scopes of which the caller's token must have one
 * @param apiKey whether an API key is asked for too
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html">x-amazon-apigateway-authorizer</a>
 */
public record Security(String authorization, Optional<String> scheme, List<String> scopes, boolean apiKey) {
    /** What makes an authorizer of a scheme. */
    public static final String AUTHORIZER = "x-amazon-apigateway-authorizer";

    private static final String NONE = "NONE";
    private static final String IAM = "AWS_IAM";
    private static final String CUSTOM = "CUSTOM";

    /**
     * What guards an operation. All alternatives are read: API Gateway asks for an API key beside an authorizer, also
     * where the document has it as another way in.
     *
     * @throws Unsupported for schemes that are neither AWS's nor have an authorizer
     */
    public static Security of(OpenApi document, OpenApi.Operation operation) {
        JsonNode direct = operation.node().path("x-amazon-apigateway-auth").path("type");
        Security found = new Security(
                direct.isTextual() ? direct.textValue().toUpperCase(Locale.ROOT) : NONE,
                Optional.empty(),
                List.of(),
                false);
        JsonNode security = operation.node().has("security")
                ? operation.node().path("security")
                : document.document().path("security");
        for (JsonNode alternative : security) {
            for (Map.Entry<String, JsonNode> each : alternative.properties()) {
                found = found.and(document, operation, each.getKey(), each.getValue());
            }
        }
        return found;
    }

    private Security and(OpenApi document, OpenApi.Operation operation, String name, JsonNode asked) {
        JsonNode node = document.resolved(document.securitySchemes().path(name));
        if (node.path("x-amazon-apigateway-authtype").asText().equalsIgnoreCase("awsSigv4") || name.equals(IAM)) {
            return scheme.isPresent() ? this : new Security(IAM, scheme, scopes, apiKey);
        }
        if (name.equals(NONE)) {
            return this;
        }
        if (node.has(AUTHORIZER)) {
            List<String> wanted = new ArrayList<>();
            asked.forEach(scope -> wanted.add(scope.asText()));
            return authorization.equals(NONE) ? new Security(CUSTOM, Optional.of(name), wanted, apiKey) : this;
        }
        if (node.path("type").asText().equals("apiKey")
                && node.path("name").asText().equalsIgnoreCase("x-api-key")) {
            return new Security(authorization, scheme, scopes, true);
        }
        throw new Unsupported(
                "apigateway: the authorization " + name + " of " + operation.method() + " " + operation.path());
    }
}
