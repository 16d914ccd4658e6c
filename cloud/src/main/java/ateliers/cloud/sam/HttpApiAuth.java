package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Who may call an HTTP API, for all its routes or for one: authorizers.
 *
 * @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-httpapi-httpapiauth.html">HttpApiAuth</a>
 */
final class HttpApiAuth {

    private static final List<String> OF_API = List.of("Authorizers", "DefaultAuthorizer", "EnableIamAuthorizer");
    private static final List<String> OF_TOKENS = List.of("AuthorizationScopes", "JwtConfiguration", "IdentitySource");
    private static final Map<String, String> ONLY_FOR_TOKENS = Map.of(
            "AuthorizationScopes",
            "OAuth2 Authorizer",
            "IdentitySource",
            "OAuth2 Authorizer. For Lambda Authorizer, use the 'Identity' property instead");
    private static final List<String> OF_FUNCTIONS = List.of(
            "FunctionArn",
            "FunctionInvokeRole",
            "Identity",
            "AuthorizerPayloadFormatVersion",
            "EnableSimpleResponses",
            "EnableFunctionDefaultPermissions");
    private static final List<List<String>> SOURCES = List.of(
            List.of("Headers", "$request.header."),
            List.of("QueryStrings", "$request.querystring."),
            List.of("StageVariables", "$stageVariables."),
            List.of("Context", "$context."));

    private final SamResource api;
    private final JsonNode auth;
    private final Map<String, ObjectNode> authorizers = new LinkedHashMap<>();

    /** @param auth the API's {@code Auth}, parameters in place */
    HttpApiAuth(SamResource api, JsonNode auth) {
        this.api = api;
        this.auth = auth;
        JsonNode given = Nodes.get(auth, "Authorizers");
        if (!Nodes.says(given)) {
            return;
        }
        if (!given.isObject()) {
            throw SamProblem.wrongType(api.logicalId(), "Auth.Authorizers", "map");
        }
        for (String name : Nodes.names(given)) {
            if (!(given.get(name) instanceof ObjectNode node)) {
                throw SamProblem.wrongType(api.logicalId(), "Auth.Authorizers." + name, "map");
            }
            check(name, node);
            authorizers.put(name, node);
        }
    }

    private boolean isIam() {
        return auth.path("EnableIamAuthorizer").isBoolean() && Nodes.says(auth.get("EnableIamAuthorizer"));
    }

    private static boolean isToken(JsonNode authorizer) {
        return Nodes.says(authorizer.get("JwtConfiguration"));
    }

    private void check(String name, ObjectNode node) {
        if (node.has("OpenIdConnectUrl")) {
            throw api.problem("'OpenIdConnectUrl' is no longer a supported property for authorizer '" + name
                    + "'. Please refer to the AWS SAM documentation.");
        }
        JsonNode scopes = Nodes.get(node, "AuthorizationScopes");
        if (scopes != null && !scopes.isArray()) {
            throw api.problem("AuthorizationScopes must be a list.");
        }
        for (String property : isToken(node) ? OF_FUNCTIONS : OF_TOKENS) {
            if (Nodes.get(node, property) != null && !property.equals("JwtConfiguration")) {
                throw api.problem(property + " is only supported for "
                        + ONLY_FOR_TOKENS.getOrDefault(property, "Lambda Authorizer") + ".");
            }
        }
        if (isToken(node)) {
            require(name + " OAuth2", node, "IdentitySource");
        } else {
            require(name + " Lambda", node, "FunctionArn");
            require(name + " Lambda", node, "AuthorizerPayloadFormatVersion");
        }
        JsonNode permissions = Nodes.get(node, "EnableFunctionDefaultPermissions");
        if (permissions != null && !permissions.isBoolean()) {
            throw SamProblem.wrongType(
                    api.logicalId(), "Authorizers." + name + ".EnableFunctionDefaultPermissions", "boolean");
        }
    }

    private void require(String authorizer, ObjectNode node, String property) {
        if (!Nodes.says(node.get(property))) {
            throw api.problem(authorizer + " Authorizer must define '" + property + "'.");
        }
    }

    /** Secures every route of an API's definition that says nothing else. */
    void secureAll(ObjectNode body, String partition) {
        for (String name : Nodes.names(auth)) {
            if (!OF_API.contains(name)) {
                throw api.problem("Invalid value for 'Auth' property");
            }
        }
        if (!ApiDocument.isValid(body) || !ApiDocument.isOpenApi3(body)) {
            throw api.problem("Unable to add Auth configuration because 'DefinitionBody' does not contain a valid "
                    + "OpenApi definition.");
        }
        if (isIam()) {
            schemes(body).set(RestApiAuth.IAM, RestApiAuth.iam());
        }
        authorizers.forEach((name, node) -> schemes(body).set(name, scheme(name, node, partition)));
        JsonNode byDefault = Nodes.get(auth, "DefaultAuthorizer");
        if (!Nodes.says(byDefault) || Intrinsics.isNoValue(byDefault)) {
            return;
        }
        if (!byDefault.isTextual()) {
            throw SamProblem.wrongType(api.logicalId(), "Auth.DefaultAuthorizer", "string");
        }
        String name = byDefault.textValue();
        if (!authorizers.containsKey(name) && !(isIam() && name.equals(RestApiAuth.IAM))) {
            throw api.problem(
                    "Unable to set DefaultAuthorizer because '" + name + "' was not defined in 'Authorizers'.");
        }
        JsonNode scopes = Nodes.get(authorizers.get(name), "AuthorizationScopes");
        ApiDocument document = ApiDocument.of(body);
        for (String path : Nodes.names(document.paths())) {
            for (ObjectNode item : document.items(path)) {
                for (String method : ApiDocument.methods(path, item, List.of("parameters", "options"))) {
                    if (!item.has(ApiDocument.normalized(method))) {
                        throw SamProblem.template("Could not find " + ApiDocument.normalized(method) + " in " + path
                                + " within DefinitionBody.");
                    }
                    document.integrated(path, method).stream()
                            .filter(definition -> !Nodes.says(definition.get("security")))
                            .forEach(definition -> definition
                                    .putArray("security")
                                    .addObject()
                                    .set(name, scopes == null ? Nodes.array() : scopes.deepCopy()));
                }
            }
        }
    }

    private static ObjectNode schemes(ObjectNode body) {
        SamProblem problem = SamProblem.template("Invalid OpenApi document: components should be a map.");
        return Nodes.child(Nodes.child(body, "components", problem), "securitySchemes", problem);
    }

    private ObjectNode scheme(String name, ObjectNode node, String partition) {
        if (isToken(node)) {
            JsonNode given = node.get("JwtConfiguration");
            if (!given.isObject()) {
                throw SamProblem.wrongType(api.logicalId(), "JwtConfiguration", "map");
            }
            ObjectNode configuration = Nodes.object();
            Nodes.names(given).forEach(key -> configuration.set(key.toLowerCase(Locale.ROOT), given.get(key)));
            return Nodes.object(
                    "type",
                    "oauth2",
                    "x-amazon-apigateway-authorizer",
                    Nodes.object(
                            "type",
                            "jwt",
                            "jwtConfiguration",
                            configuration,
                            "identitySource",
                            node.get("IdentitySource")));
        }
        return Nodes.object(
                "type",
                "apiKey",
                "name",
                "Unused",
                "in",
                "header",
                "x-amazon-apigateway-authorizer",
                lambda(name, node, partition));
    }

    private ObjectNode lambda(String name, ObjectNode node, String partition) {
        ObjectNode authorizer = Nodes.object(
                "type", "request", "authorizerUri", RestAuthorizer.uri(node.get("FunctionArn"), partition));
        JsonNode role = Nodes.get(node, "FunctionInvokeRole");
        if (Nodes.says(role) && !role.asText().equals(RestApiAuth.NONE)) {
            authorizer.set("authorizerCredentials", role);
        }
        JsonNode identity = Nodes.get(node, "Identity");
        if (Nodes.says(identity)) {
            if (!identity.isObject()) {
                throw SamProblem.wrongType(api.logicalId(), "Auth.Authorizers." + name + ".Identity", "map");
            }
            Nodes.put(authorizer, "authorizerResultTtlInSeconds", Nodes.get(identity, "ReauthorizeEvery"));
            authorizer.set("identitySource", sources(name, identity));
        }
        authorizer.set("authorizerPayloadFormatVersion", node.get("AuthorizerPayloadFormatVersion"));
        if (Nodes.says(node.get("EnableSimpleResponses"))) {
            authorizer.set("enableSimpleResponses", node.get("EnableSimpleResponses"));
        }
        return authorizer;
    }

    private ArrayNode sources(String name, JsonNode identity) {
        ArrayNode sources = Nodes.array();
        for (List<String> kind : SOURCES) {
            JsonNode values = Nodes.get(identity, kind.get(0));
            if (!Nodes.says(values)) {
                continue;
            }
            String where = "Authorizers." + name + ".Identity." + kind.get(0);
            if (!values.isArray()) {
                throw SamProblem.wrongType(api.logicalId(), where, "list");
            }
            for (int i = 0; i < values.size(); i++) {
                if (!values.get(i).isTextual()) {
                    throw SamProblem.wrongType(api.logicalId(), where + "[" + i + "]", "string");
                }
                sources.add(kind.get(1) + values.get(i).textValue());
            }
        }
        return sources;
    }

    /** Lets the API invoke its authorizers' functions, where that is asked for. */
    List<CfnResource> permissions() {
        List<CfnResource> permissions = new ArrayList<>();
        authorizers.forEach((name, node) -> {
            if (Nodes.says(node.get("EnableFunctionDefaultPermissions"))) {
                permissions.add(RestAuthorizer.permission(api, name, node.get("FunctionArn"), "${AWS::Partition}"));
            }
        });
        return permissions;
    }

    /**
     * Secures or opens the one route of an event.
     *
     * @param ofApi the API's {@code Auth}
     */
    static void secure(Event event, JsonNode ofApi, ApiDocument document) {
        JsonNode auth = event.get("Auth");
        if (!Nodes.says(auth)) {
            return;
        }
        JsonNode authorizer = Nodes.get(auth, "Authorizer");
        if (!Nodes.says(authorizer)) {
            authorizer = Nodes.get(ofApi, "DefaultAuthorizer");
            if (!Nodes.says(authorizer)) {
                throw event.problem("'Auth' section requires either an explicit 'Authorizer' set or a "
                        + "'DefaultAuthorizer' configured on the HttpApi.");
            }
        }
        String path = event.text("Path");
        String method = event.text("Method").toLowerCase(Locale.ROOT);
        String where = "on API method [" + method + "] for path [" + path + "]";
        JsonNode authorizers = Nodes.get(ofApi, "Authorizers");
        boolean iam = ofApi != null
                && ofApi.path("EnableIamAuthorizer").isBoolean()
                && Nodes.says(ofApi.get("EnableIamAuthorizer"));
        String name = authorizer.asText();
        if (name.equals(RestApiAuth.NONE)) {
            if (!Nodes.says(Nodes.get(ofApi, "DefaultAuthorizer"))) {
                throw event.problem("Unable to set Authorizer " + where
                        + " because 'NONE' is only a valid value when a DefaultAuthorizer on the API is specified.");
            }
        } else if (!iam || !name.equals(RestApiAuth.IAM)) {
            boolean other = Nodes.says(ofApi) && (authorizers == null || !authorizers.isObject());
            if (!authorizer.isTextual() || other) {
                throw event.problem("Unable to set Authorizer [" + RestApiAuth.shown(authorizer) + "] " + where
                        + ". The method authorizer must be a string with a corresponding dict entry in the api"
                        + " authorizer.");
            }
            RestApiAuth.defined(event, authorizer, authorizers, where);
        }
        JsonNode scopes = Nodes.get(auth, "AuthorizationScopes");
        if (Nodes.says(scopes) && !scopes.isArray()) {
            throw event.problem(
                    "Unable to set Authorizer " + where + " because 'AuthorizationScopes' must be a list of strings.");
        }
        boolean builtIn = name.equals(RestApiAuth.NONE) || name.equals(RestApiAuth.IAM);
        JsonNode own = Nodes.get(Nodes.get(authorizers, name), "AuthorizationScopes");
        JsonNode asked = builtIn ? null : Nodes.says(scopes) ? scopes : own;
        for (ObjectNode definition : document.integrated(path, method)) {
            Nodes.list(
                            definition,
                            "security",
                            SamProblem.template(
                                    "Type of security for path " + path + " method " + method + " must be a list"))
                    .addObject()
                    .set(name, asked == null ? Nodes.array() : asked.deepCopy());
        }
    }
}
