package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What a REST API's definition needs when it is OpenAPI 3 and not Swagger 2. */
final class OpenApi3 {

    private OpenApi3() {}

    /** @param wanted the API's OpenApiVersion, which counts where the definition has no version of its own; or null */
    static void complete(ObjectNode body, JsonNode wanted) {
        if (Nodes.get(body, "swagger") != null) {
            return;
        }
        JsonNode own = Nodes.get(body, "openapi");
        JsonNode version = own == null ? wanted : own;
        if (version == null || !ApiDocument.isOpenApi3(version.asText())) {
            return;
        }
        move(body, "securityDefinitions", "securitySchemes");
        move(body, "definitions", "schemas");
        if (body.get("paths") instanceof ObjectNode paths) {
            for (String path : Nodes.names(paths)) {
                if (!paths.get(path).isObject()) {
                    throw SamProblem.template(
                            "Value of '" + path + "' path must be a dictionary according to Swagger spec.");
                }
                if (paths.get(path).get("options") instanceof ObjectNode options) {
                    completeOptions(options, path);
                }
            }
        }
    }

    private static void move(ObjectNode body, String from, String to) {
        if (Nodes.says(body.get(from))) {
            SamProblem problem = SamProblem.template("Invalid OpenApi document: components should be a map.");
            Nodes.child(body, "components", problem).set(to, body.remove(from));
        }
    }

    private static void completeOptions(ObjectNode options, String path) {
        options.remove("produces");
        options.remove("consumes");
        JsonNode ok = Nodes.get(options, "responses");
        for (String name : List.of("200", "headers")) {
            if (ok != null && !ok.isObject()) {
                throw SamProblem.template(
                        "Invalid responses in options method for path " + path + ": It should be a map.");
            }
            ok = Nodes.get(ok, name);
        }
        if (ok != null && !ok.isObject()) {
            throw SamProblem.template("Value of response's headers in options method for path " + path
                    + " must be a dictionary according to Swagger spec.");
        }
        if (ok instanceof ObjectNode headers) {
            for (String name : Nodes.names(headers)) {
                headers.set(name, Nodes.object("schema", headers.get(name)));
            }
        }
    }

    /** Turns a definition that SAM manages into the version that the API asks for. */
    static void convert(ObjectNode apiProperties) {
        JsonNode version = Nodes.get(apiProperties, "OpenApiVersion");
        boolean managed = apiProperties.has("__MANAGE_SWAGGER");
        if (version == null || !managed || !ApiDocument.isOpenApi3(version.asText())) {
            return;
        }
        apiProperties.put("OpenApiVersion", version.asText());
        if (apiProperties.get("DefinitionBody") instanceof ObjectNode body) {
            body.put("openapi", version.asText());
            body.remove("swagger");
        }
    }
}
