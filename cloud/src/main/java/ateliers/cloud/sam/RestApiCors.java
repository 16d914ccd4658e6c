package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The {@code Cors} of a REST API: an OPTIONS method with a mock integration on every path that has none.
 *
 * @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-corsconfiguration.html">CorsConfiguration</a>
 */
final class RestApiCors {

    private static final List<String> KEYS =
            List.of("AllowMethods", "AllowHeaders", "AllowOrigin", "MaxAge", "AllowCredentials");
    private static final List<String> ALL_METHODS = List.of("OPTIONS", "GET", "HEAD", "POST", "PUT", "DELETE", "PATCH");
    private static final String WILDCARD = "'*'";

    private RestApiCors() {}

    static void add(SamResource resource, ObjectNode body) {
        JsonNode cors = resource.get("Cors");
        if (!Nodes.says(cors)) {
            return;
        }
        ObjectNode settings = settings(resource, cors);
        if (!ApiDocument.isValid(body)) {
            throw resource.problem("Unable to add Cors configuration because 'DefinitionBody' does not contain a valid "
                    + "Swagger definition.");
        }
        boolean credentials =
                settings.path("AllowCredentials").isBoolean() && Nodes.says(settings.get("AllowCredentials"));
        if (credentials && WILDCARD.equals(Nodes.text(settings, "AllowOrigin"))) {
            throw resource.problem("Unable to add Cors configuration because 'AllowCredentials' can not be true when "
                    + "'AllowOrigin' is \"'*'\" or not set");
        }
        if (!Nodes.says(settings.get("AllowOrigin"))) {
            throw resource.problem(SamProblem.template("Invalid input. Value for AllowedOrigins is required")
                    .getMessage());
        }
        ApiDocument document = ApiDocument.of(body);
        Set<String> done = new HashSet<>();
        for (String path : Nodes.names(document.paths())) {
            // API Gateway takes /path and /path/ for one resource, which can have one OPTIONS method only.
            if (done.add(path.equals("/") ? path : path.replaceFirst("/+$", ""))) {
                document.items(path).stream()
                        .filter(item -> !item.has("options"))
                        .forEach(item -> item.set("options", options(settings, item, credentials)));
            }
        }
    }

    private static ObjectNode settings(SamResource resource, JsonNode cors) {
        if (cors.isTextual() || Intrinsics.isIntrinsic(cors)) {
            return Nodes.object("AllowOrigin", cors);
        }
        if (!cors.isObject()) {
            throw resource.problem("Invalid value for 'Cors' property");
        }
        for (String key : Nodes.names(cors)) {
            if (!KEYS.contains(key)) {
                throw resource.problem("Invalid key '" + key + "' for 'Cors' property.");
            }
        }
        ObjectNode settings = cors.deepCopy();
        if (!settings.has("AllowOrigin")) {
            settings.put("AllowOrigin", WILDCARD);
        }
        return settings;
    }

    private static ObjectNode options(ObjectNode settings, ObjectNode item, boolean credentials) {
        ObjectNode parameters = Nodes.object();
        ObjectNode headers = Nodes.object();
        JsonNode methods = settings.get("AllowMethods");
        allow("Origin", settings.get("AllowOrigin"), parameters, headers);
        if (Nodes.says(settings.get("AllowHeaders"))) {
            allow("Headers", settings.get("AllowHeaders"), parameters, headers);
        }
        allow(
                "Methods",
                Nodes.says(methods) ? methods : Nodes.array(methods(item)).get(0),
                parameters,
                headers);
        JsonNode maxAge = Nodes.get(settings, "MaxAge");
        if (maxAge != null) {
            parameters.set("method.response.header.Access-Control-Max-Age", maxAge);
            headers.set("Access-Control-Max-Age", Nodes.object("type", "integer"));
        }
        if (credentials) {
            allow("Credentials", Nodes.array("'true'").get(0), parameters, headers);
        }
        ObjectNode response = Nodes.object(
                "statusCode",
                "200",
                "responseParameters",
                parameters,
                "responseTemplates",
                Nodes.object("application/json", "{}\n"));
        ObjectNode integration = Nodes.object(
                "type",
                "mock",
                "requestTemplates",
                Nodes.object("application/json", "{\n  \"statusCode\" : 200\n}\n"),
                "responses",
                Nodes.object("default", response));
        return Nodes.object(
                "summary",
                "CORS support",
                "consumes",
                Nodes.array("application/json"),
                "produces",
                Nodes.array("application/json"),
                ApiDocument.INTEGRATION,
                integration,
                "responses",
                Nodes.object(
                        "200", Nodes.object("description", "Default response for CORS method", "headers", headers)));
    }

    private static void allow(String what, JsonNode value, ObjectNode parameters, ObjectNode headers) {
        parameters.set("method.response.header.Access-Control-Allow-" + what, value);
        headers.set("Access-Control-Allow-" + what, Nodes.object("type", "string"));
    }

    /** The path's methods as API Gateway wants them, a string in single quotes. */
    private static String methods(ObjectNode item) {
        Set<String> methods = new TreeSet<>();
        if (item.has(ApiDocument.ANY_METHOD)) {
            methods.addAll(ALL_METHODS);
        } else {
            Nodes.names(item).forEach(name -> methods.add(name.toUpperCase(Locale.ROOT)));
            methods.add("OPTIONS");
        }
        return "'" + String.join(",", methods) + "'";
    }
}
