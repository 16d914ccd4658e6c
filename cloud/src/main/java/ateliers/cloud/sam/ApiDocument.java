package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * The Swagger or OpenAPI document of an API, changed in place. A path or a method may be wrapped in {@code Fn::If}; what
 * is said of it then holds for each of its sides.
 */
final class ApiDocument {

    static final String ANY_METHOD = "x-amazon-apigateway-any-method";
    static final String DEFAULT_PATH = "$default";
    static final String INTEGRATION = "x-amazon-apigateway-integration";

    private static final String OPENAPI_3 = "3(\\.\\d)(\\.\\d)?";

    private final ObjectNode document;

    private ApiDocument(ObjectNode document) {
        this.document = document;
    }

    /** The document of an API's {@code DefinitionBody}. */
    static ApiDocument of(JsonNode document) {
        if (!isValid(document)) {
            throw SamProblem.template("Invalid Swagger document or the Swagger document is not explicitly defined in "
                    + "'DefinitionBody'.");
        }
        return new ApiDocument((ObjectNode) document);
    }

    /** An empty Swagger 2.0 document. */
    static ObjectNode swagger() {
        return Nodes.object("swagger", "2.0", "info", info(), "paths", Nodes.object());
    }

    /** An empty OpenAPI 3 document. */
    static ObjectNode openApi() {
        return Nodes.object("openapi", "3.0.1", "info", info(), "paths", Nodes.object());
    }

    private static ObjectNode info() {
        return Nodes.object("version", "1.0", "title", Intrinsics.ref("AWS::StackName"));
    }

    static boolean isValid(JsonNode document) {
        return document instanceof ObjectNode
                && document.get("paths") instanceof ObjectNode
                && (Nodes.says(document.get("swagger")) || isOpenApi3(document));
    }

    static boolean isOpenApi3(JsonNode document) {
        JsonNode version = Nodes.get(document, "openapi");
        return version != null && isOpenApi3(version.asText());
    }

    static boolean isOpenApi3(String version) {
        return version.matches(OPENAPI_3);
    }

    ObjectNode root() {
        return document;
    }

    boolean isOpenApi3() {
        return isOpenApi3(document);
    }

    ObjectNode paths() {
        return (ObjectNode) document.get("paths");
    }

    static String normalized(String method) {
        String lower = method.toLowerCase(Locale.ROOT);
        return lower.equals("any") ? ANY_METHOD : lower;
    }

    /** The value, or the sides of its {@code Fn::If} that have one. */
    static List<JsonNode> contents(JsonNode value) {
        if (value == null || !value.isObject() || !value.has("Fn::If")) {
            return value == null ? List.of() : List.of(value);
        }
        if (!value.get("Fn::If").isArray()) {
            throw SamProblem.template("Value of Fn::If must be a list.");
        }
        List<JsonNode> contents = new ArrayList<>();
        for (int i = 1; i < value.get("Fn::If").size(); i++) {
            if (!Intrinsics.isNoValue(value.get("Fn::If").get(i))) {
                contents.add(value.get("Fn::If").get(i));
            }
        }
        return contents;
    }

    /** The items of a path. */
    List<ObjectNode> items(String path) {
        List<ObjectNode> items = new ArrayList<>();
        for (JsonNode item : contents(paths().get(path))) {
            if (!(item instanceof ObjectNode object)) {
                throw mustBeMap("'" + path + "' path");
            }
            items.add(object);
        }
        return items;
    }

    boolean hasIntegration(String path, String method) {
        if (!paths().has(path)) {
            return false;
        }
        for (ObjectNode item : items(path)) {
            boolean integrated = contents(Nodes.get(item, normalized(method))).stream()
                    .anyMatch(definition -> Nodes.says(definition.get(INTEGRATION)));
            if (!integrated) {
                return false;
            }
        }
        return true;
    }

    void addPath(String path, String method) {
        Nodes.child(paths(), path);
        for (ObjectNode item : items(path)) {
            if (!item.has(normalized(method))) {
                item.set(normalized(method), Nodes.object());
            }
        }
    }

    /** Integrates a method, wrapped in the function's condition if it has one. */
    void addIntegration(String path, String method, ObjectNode integration, String condition) {
        addPath(path, method);
        String name = normalized(method);
        if (condition != null) {
            integration.set("uri", Intrinsics.onlyIf(condition, integration.get("uri")));
        }
        for (ObjectNode item : items(path)) {
            ObjectNode definition = Nodes.child(item, name);
            if (definition == null) {
                throw methodMustBeMap(path, name);
            }
            definition.set(INTEGRATION, integration.deepCopy());
            if (path.equals(DEFAULT_PATH) && name.equals(ANY_METHOD)) {
                definition.put("isDefaultRoute", true);
            }
            if (!definition.has("responses")) {
                definition.set("responses", Nodes.object());
            }
            if (condition != null) {
                item.set(name, Intrinsics.onlyIf(condition, definition));
            }
        }
    }

    /** The definitions of a method that have an integration. */
    List<ObjectNode> integrated(String path, String method) {
        return items(path).stream()
                .flatMap(item -> integrated(item, normalized(method)).stream())
                .toList();
    }

    /** The same in one item, of the method that is called so there. */
    static List<ObjectNode> integrated(ObjectNode item, String method) {
        List<ObjectNode> definitions = new ArrayList<>();
        for (JsonNode definition : contents(Nodes.get(item, method))) {
            if (definition instanceof ObjectNode object && Nodes.says(object.get(INTEGRATION))) {
                Nodes.child(object, INTEGRATION, mustBeMap("'" + INTEGRATION + "'"));
                definitions.add(object);
            }
        }
        return definitions;
    }

    /** The methods of a path's item, each of whose definitions is a map, or else refused. */
    static List<String> methods(String path, ObjectNode item, Collection<String> others) {
        List<String> methods = new ArrayList<>(Nodes.names(item));
        methods.removeAll(others);
        for (String method : methods) {
            JsonNode definition = item.get(method);
            List<JsonNode> sides = definition.isNull() ? List.of(definition) : contents(definition);
            if (!sides.stream().allMatch(JsonNode::isObject)) {
                throw methodMustBeMap(path, method);
            }
        }
        return methods;
    }

    private static SamProblem methodMustBeMap(String path, String method) {
        return SamProblem.template("Definition of method '" + method + "' for path '" + path + "' should be a map.");
    }

    private static SamProblem mustBeMap(String what) {
        return SamProblem.template("Value of " + what + " must be a dictionary according to Swagger spec.");
    }

    /** The parameters of a method's definition. */
    static ArrayNode parameters(ObjectNode definition) {
        return Nodes.list(
                definition,
                "parameters",
                SamProblem.template("Value of parameters must be a list according to Swagger spec."));
    }

    void setOnIntegration(String path, String method, String name, JsonNode value) {
        for (ObjectNode definition : integrated(path, method)) {
            ((ObjectNode) definition.get(INTEGRATION)).set(name, value);
        }
    }

    void makeConditional(String path, String condition) {
        paths().set(path, Intrinsics.onlyIf(condition, paths().get(path)));
    }

    /** Whether everything on the default route goes to this function. */
    boolean sendsDefaultTo(String functionId) {
        if (!hasIntegration(DEFAULT_PATH, ANY_METHOD)) {
            return false;
        }
        for (ObjectNode definition : integrated(DEFAULT_PATH, ANY_METHOD)) {
            JsonNode uri = definition.get(INTEGRATION).get("uri");
            for (JsonNode content : contents(uri)) {
                String text = Nodes.text(content, "Fn::Sub");
                if (text == null || !text.contains("${" + functionId + ".Arn}")) {
                    return false;
                }
            }
        }
        return true;
    }

    /** A path as a permission names it: variables are wildcards. */
    static String permissionPath(String path) {
        String trimmed = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return trimmed.replaceAll("\\{([a-zA-Z0-9._-]+|proxy\\+)}", "*");
    }
}
