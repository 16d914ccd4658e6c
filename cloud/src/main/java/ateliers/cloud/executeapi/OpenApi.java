package ateliers.cloud.executeapi;

import ateliers.cloud.kit.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * An OpenAPI document, 2.0 or 3.0, in JSON or YAML, with API Gateway's extensions.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html">Extensions</a>
 */
public final class OpenApi {
    /** The method that stands for all. */
    public static final String ANY = "ANY";

    private static final ObjectMapper JSON = Json.mapper();
    private static final String ANY_METHOD = "x-amazon-apigateway-any-method";
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", ANY_METHOD);

    private final JsonNode document;

    private OpenApi(JsonNode document) {
        this.document = document;
    }

    /**
     * One operation of the document.
     *
     * @param method in capitals, or {@value #ANY}
     * @param node what the document says of it
     * @param common the parameters of all operations of the path
     */
    public record Operation(String path, String method, JsonNode node, JsonNode common) {
        /** Its integration; missing when there is none. */
        public JsonNode integration() {
            return node.path("x-amazon-apigateway-integration");
        }
    }

    /** Thrown for a text that is no OpenAPI document. */
    public static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }

    /** Reads a document. */
    public static OpenApi read(String text) throws Unreadable {
        JsonNode document = parse(text);
        boolean known = document.path("swagger").asText().startsWith("2.")
                || document.path("openapi").asText().startsWith("3.");
        if (!document.isObject() || !known) {
            throw new Unreadable("Unable to parse API definition because of a malformed OpenAPI document");
        }
        return new OpenApi(document);
    }

    private static JsonNode parse(String text) throws Unreadable {
        try {
            if (text.stripLeading().startsWith("{")) {
                return JSON.readTree(text);
            }
            Object yaml = new Load(LoadSettings.builder().build()).loadFromString(text);
            return JSON.valueToTree(yaml);
        } catch (IOException | YamlEngineException | IllegalArgumentException e) {
            throw new Unreadable("Unable to parse API definition because of a malformed OpenAPI document");
        }
    }

    /** The whole document. */
    public JsonNode document() {
        return document;
    }

    public boolean isVersion2() {
        return document.has("swagger");
    }

    /** A text of {@code info}, or null. */
    public String info(String name) {
        JsonNode value = document.path("info").path(name);
        return value.isMissingNode() || value.isNull() ? null : value.asText();
    }

    /** The schemas that the document defines. */
    public JsonNode schemas() {
        return isVersion2()
                ? document.path("definitions")
                : document.path("components").path("schemas");
    }

    /** The paths, in the document's order. */
    public List<String> paths() {
        List<String> paths = new ArrayList<>();
        document.path("paths").fieldNames().forEachRemaining(paths::add);
        return paths;
    }

    /** All operations, in the document's order. */
    public List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(each -> METHODS.contains(each.getKey().toLowerCase(Locale.ROOT)))
                        .forEach(each -> operations.add(new Operation(
                                path.getKey(),
                                each.getKey().equals(ANY_METHOD)
                                        ? ANY
                                        : each.getKey().toUpperCase(Locale.ROOT),
                                each.getValue(),
                                path.getValue().path("parameters")))));
        return operations;
    }

    /** The ways to authenticate that the document defines, by name. */
    public JsonNode securitySchemes() {
        return isVersion2()
                ? document.path("securityDefinitions")
                : document.path("components").path("securitySchemes");
    }

    /** The node that a local reference ({@code #/components/schemas/x}) points at, or the node itself. */
    public JsonNode resolved(JsonNode node) {
        return Optional.of(node.path("$ref").asText())
                .filter(ref -> ref.startsWith("#/"))
                .map(ref -> document.at(ref.substring(1)))
                .orElse(node);
    }
}
