package ateliers.cloud.executeapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What API Gateway warns of when it reads an OpenAPI document: an import may be told to fail on it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api-errors-warnings.html">Errors
 *     and warnings</a>
 */
public final class ParseIssues {
    private static final Set<String> COMPONENTS = Set.of(
            "schemas",
            "responses",
            "parameters",
            "examples",
            "requestBodies",
            "headers",
            "securitySchemes",
            "links",
            "callbacks");

    private final OpenApi document;
    private final List<String> issues = new ArrayList<>();

    private ParseIssues(OpenApi document) {
        this.document = document;
    }

    /** The warnings, in AWS's words. */
    public static List<String> of(OpenApi document) {
        ParseIssues found = new ParseIssues(document);
        for (String path : document.paths()) {
            if (!path.startsWith("/") && !path.startsWith("x-")) {
                found.add("paths. Resource " + path + " should start with /");
            }
        }
        document.operations().forEach(found::operation);
        document.document().path("components").fieldNames().forEachRemaining(name -> {
            if (!COMPONENTS.contains(name) && !name.startsWith("x-")) {
                found.add("components." + name + " is unexpected");
            }
        });
        return found.issues;
    }

    /** What an import says that was told to fail on warnings. */
    public static String failure(List<String> warnings) {
        return "Warnings found during import:\n\t" + String.join("\n\t", warnings);
    }

    private void add(String attribute) {
        issues.add("Parse issue: attribute " + attribute);
    }

    private void operation(OpenApi.Operation operation) {
        String attribute =
                "paths.'" + operation.path() + "'(" + operation.method().toLowerCase(Locale.ROOT) + ").";
        operation
                .node()
                .path("responses")
                .properties()
                .forEach(each -> schemas(each.getValue(), attribute + "responses." + each.getKey()));
        schemas(operation.node().path("requestBody"), attribute + "requestBody");
    }

    /** References to schemas that the document does not define. */
    private void schemas(JsonNode node, String attribute) {
        for (JsonNode content : node.path("content")) {
            JsonNode schema = content.path("schema");
            String ref = schema.path("$ref").asText();
            if (!ref.isEmpty() && document.resolved(schema).isMissingNode()) {
                add(attribute + ".content.schema." + ref + " is missing");
            }
        }
    }
}
