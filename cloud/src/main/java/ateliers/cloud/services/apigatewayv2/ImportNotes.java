package ateliers.cloud.services.apigatewayv2;

import ateliers.cloud.executeapi.OpenApi;
import ateliers.cloud.executeapi.ParseIssues;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What is to be said of an OpenAPI document without its being wrong: warnings, which the import may be told to fail
 * on, and what HTTP APIs ignore of it.
 */
final class ImportNotes {
    private static final String EXTENSION = "x-amazon-apigateway-";
    private static final Set<String> ROOT = Set.of("cors", "endpoint-configuration", "importexport-version");
    private static final Set<String> CORS =
            Set.of("allowOrigins", "allowMethods", "allowHeaders", "exposeHeaders", "maxAge", "allowCredentials");
    private static final Set<String> OPERATION = Set.of("integration", "auth");
    private static final Set<String> INTEGRATION = Set.of(
            "type",
            "httpMethod",
            "uri",
            "payloadFormatVersion",
            "timeoutInMillis",
            "connectionType",
            "connectionId",
            "credentials",
            "description",
            "integrationSubtype",
            "requestParameters",
            "responseParameters",
            "tlsConfig");

    private final OpenApi document;
    private final List<String> warnings;
    private final List<String> ignored = new ArrayList<>();

    ImportNotes(OpenApi document) {
        this.document = document;
        this.warnings = ParseIssues.of(document);
        JsonNode root = document.document();
        extensions(root, ROOT, "the document");
        unknown(root.path(EXTENSION + "cors"), CORS, EXTENSION + "cors");
        document.operations().forEach(this::operation);
    }

    List<String> warnings() {
        return warnings;
    }

    List<String> ignored() {
        return ignored;
    }

    private void operation(OpenApi.Operation operation) {
        String where = operation.method() + " " + operation.path();
        extensions(operation.node(), OPERATION, where);
        unknown(document.resolved(operation.integration()), INTEGRATION, "the integration of " + where);
    }

    private void extensions(JsonNode node, Set<String> known, String where) {
        node.fieldNames().forEachRemaining(name -> {
            if (name.startsWith(EXTENSION) && !known.contains(name.substring(EXTENSION.length()))) {
                ignored.add(name + " of " + where);
            }
        });
    }

    private void unknown(JsonNode node, Set<String> known, String where) {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                ignored.add(name + " in " + where);
            }
        });
    }
}
