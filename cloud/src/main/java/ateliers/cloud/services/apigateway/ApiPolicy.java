package ateliers.cloud.services.apigateway;

import ateliers.cloud.door.Place;
import ateliers.cloud.executeapi.ProxyEvent;
import ateliers.cloud.policy.MalformedPolicyException;
import ateliers.cloud.policy.Policy;
import ateliers.cloud.policy.PolicyKind;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;
import software.amazon.awssdk.services.apigateway.model.RestApi;

/**
 * The resource policies of APIs. API Gateway shows them with their quotes escaped, and their short resources
 * ({@code execute-api:/stage/GET/path}) as whole ARNs.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-create-attach.html">Create
 *     and attach a resource policy</a>
 */
final class ApiPolicy {
    private static final String SHORT = "execute-api:/";

    private ApiPolicy() {}

    /** A policy as an API keeps and shows it; null for none. */
    static String kept(String document, Place place, String apiId) {
        if (document == null || document.isBlank()) {
            return null;
        }
        try {
            Policy.parse(document, PolicyKind.RESOURCE);
            JsonNode policy = ProxyEvent.JSON.readTree(document);
            expand(policy, place.arn("execute-api", apiId + "/"));
            return policy.toString().replace("\\", "\\\\").replace("\"", "\\\"");
        } catch (MalformedPolicyException | JsonProcessingException e) {
            throw ApiErrors.bad("Invalid policy document. Please check the policy syntax and ensure that Principals are"
                    + " valid.");
        }
    }

    private static void expand(JsonNode policy, String arn) {
        JsonNode statements = policy.path("Statement");
        (statements.isArray() ? statements : ProxyEvent.JSON.createArrayNode().add(statements)).forEach(statement -> {
            for (String name : new String[] {"Resource", "NotResource"}) {
                if (statement.has(name)) {
                    ((ObjectNode) statement).set(name, expanded(statement.get(name), arn));
                }
            }
        });
    }

    private static JsonNode expanded(JsonNode resource, String arn) {
        if (resource.isArray()) {
            ArrayNode all = ProxyEvent.JSON.createArrayNode();
            resource.forEach(each -> all.add(expanded(each, arn)));
            return all;
        }
        String text = resource.asText();
        return text.startsWith(SHORT) ? TextNode.valueOf(arn + text.substring(SHORT.length())) : resource;
    }

    /** An API's policy, as a document. */
    static Optional<String> of(RestApi api) {
        return Optional.ofNullable(api.policy())
                .map(kept -> kept.replace("\\\"", "\"").replace("\\\\", "\\"));
    }
}
