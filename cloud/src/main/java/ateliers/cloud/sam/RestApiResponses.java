package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The {@code GatewayResponses} of a REST API: what API Gateway itself answers, such as the CORS headers of its errors.
 *
 * @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-gatewayresponse.html">GatewayResponse</a>
 */
final class RestApiResponses {

    private static final String EXTENSION = "x-amazon-apigateway-gateway-responses";
    private static final List<String> KEYS = List.of("ResponseParameters", "ResponseTemplates", "StatusCode");
    private static final Map<String, String> PREFIXES = prefixes();

    private RestApiResponses() {}

    private static Map<String, String> prefixes() {
        Map<String, String> prefixes = new LinkedHashMap<>();
        prefixes.put("Headers", "gatewayresponse.header.");
        prefixes.put("Paths", "gatewayresponse.path.");
        prefixes.put("QueryStrings", "gatewayresponse.querystring.");
        return prefixes;
    }

    static void add(SamResource resource, ObjectNode body) {
        JsonNode responses = resource.get("GatewayResponses");
        if (!Nodes.says(responses)) {
            return;
        }
        for (String type : Nodes.names(responses)) {
            check(resource, type, responses.get(type));
        }
        if (!ApiDocument.isValid(body)) {
            throw resource.problem("Unable to add Auth configuration because 'DefinitionBody' does not contain a valid "
                    + "Swagger definition.");
        }
        ObjectNode own = Nodes.child(
                body,
                EXTENSION,
                SamProblem.template("The gateway responses of a Swagger document must be a dictionary."));
        for (String type : Nodes.names(responses)) {
            own.set(type, response(resource, type, responses.get(type)));
        }
    }

    private static void check(SamResource resource, String type, JsonNode response) {
        if (Intrinsics.isIntrinsic(response)) {
            throw resource.problem("Unable to set GatewayResponses attribute because intrinsic functions are not "
                    + "supported for this field.");
        }
        if (!response.isObject()) {
            throw resource.problem("Invalid property type '" + pythonType(response)
                    + "' for GatewayResponses. Expected an object of type 'GatewayResponse'.");
        }
        for (String key : Nodes.names(response)) {
            if (!KEYS.contains(key)) {
                throw resource.problem("Invalid property '" + key + "' in 'GatewayResponses' property '" + type + "'.");
            }
        }
    }

    /** AWS's transform names the types of its own language. */
    static String pythonType(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "list";
            case BOOLEAN -> "bool";
            case NUMBER -> value.isIntegralNumber() ? "int" : "float";
            case NULL -> "NoneType";
            case OBJECT -> "dict";
            default -> "str";
        };
    }

    private static ObjectNode response(SamResource resource, String type, JsonNode given) {
        JsonNode parameters = Nodes.get(given, "ResponseParameters");
        JsonNode templates = Nodes.get(given, "ResponseTemplates");
        ObjectNode response = Nodes.object(
                "responseParameters",
                parameters(resource, type, parameters),
                "responseTemplates",
                templates == null ? Nodes.object() : templates);
        JsonNode status = Nodes.get(given, "StatusCode");
        if (Nodes.says(status)) {
            if (!status.asText().matches("[0-9]{1,3}")) {
                throw resource.problem("Property 'StatusCode' must be numeric");
            }
            response.put("statusCode", status.asText());
        }
        return response;
    }

    private static ObjectNode parameters(SamResource resource, String type, JsonNode given) {
        ObjectNode parameters = Nodes.object();
        if (!Nodes.says(given)) {
            return parameters;
        }
        if (!given.isObject()) {
            throw SamProblem.wrongType(resource.logicalId(), "GatewayResponses." + type + ".ResponseParameters", "map");
        }
        for (String place : Nodes.names(given)) {
            if (!PREFIXES.containsKey(place)) {
                throw resource.problem("Invalid gateway response parameter '" + place + "'");
            }
        }
        PREFIXES.forEach((place, prefix) -> {
            JsonNode values = Nodes.get(given, place);
            if (values != null) {
                Nodes.names(values).forEach(name -> parameters.set(prefix + name, values.get(name)));
            }
        });
        return parameters;
    }
}
