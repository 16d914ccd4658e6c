package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Who may call a REST API, for all its methods or for one: authorizers, API keys, and the policy of the API.
 *
 * @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-apiauth.html">ApiAuth</a>
 */
final class RestApiAuth {

    static final String IAM = "AWS_IAM";
    /** What stands beside the methods of a path. */
    private static final List<String> NO_METHODS = List.of("summary", "description", "parameters");

    static final String NONE = "NONE";

    private static final String KEY = "api_key";
    private static final String NO_KEY = "api_key_false";
    private static final String AUTHORIZER_OF_PREFLIGHT = "AddDefaultAuthorizerToCorsPreflight";
    private static final String KEY_OF_PREFLIGHT = "AddApiKeyRequiredToCorsPreflight";
    private static final List<String> OF_API = List.of(
            "Authorizers",
            "DefaultAuthorizer",
            "InvokeRole",
            AUTHORIZER_OF_PREFLIGHT,
            KEY_OF_PREFLIGHT,
            "ApiKeyRequired",
            "ResourcePolicy",
            "UsagePlan");
    private static final String OVERRIDE = "OverrideApiAuth";
    private static final List<String> OF_EVENT =
            List.of("ApiKeyRequired", "AuthorizationScopes", "Authorizer", "InvokeRole", OVERRIDE, "ResourcePolicy");

    private RestApiAuth() {}

    /** What is done to one method's security. */
    private interface Change {
        void apply(String path, String method, ObjectNode definition);
    }

    /** Secures every method of an API's definition that says nothing else. */
    static void secureAll(SamResource resource, JsonNode auth, ObjectNode body, String partition) {
        for (String name : Nodes.names(auth)) {
            if (!OF_API.contains(name)) {
                throw resource.problem("Invalid value for 'Auth' property");
            }
        }
        if (!ApiDocument.isValid(body)) {
            throw resource.problem("Unable to add Auth configuration because 'DefinitionBody' does not contain a valid "
                    + "Swagger definition.");
        }
        Map<String, RestAuthorizer> authorizers = RestAuthorizer.all(resource.logicalId(), auth);
        JsonNode byDefault = Nodes.get(auth, "DefaultAuthorizer");
        if (byDefault != null && byDefault.isTextual() && byDefault.textValue().equals(IAM)) {
            define(body, IAM, iam());
        }
        authorizers.forEach((name, authorizer) -> definitions(body).set(name, authorizer.definition(partition)));
        ApiDocument document = ApiDocument.of(body);
        if (Nodes.says(byDefault) && (!authorizers.isEmpty() || IAM.equals(byDefault.asText()))) {
            String name = name(resource, byDefault, authorizers);
            boolean preflight = isOn(auth, AUTHORIZER_OF_PREFLIGHT);
            each(document, (path, method, definition) -> {
                if (preflight || !method.equals("options")) {
                    secureByDefault(path, method, definition, name, authorizers);
                }
            });
        }
        if (Nodes.says(auth.get("ApiKeyRequired"))) {
            define(body, KEY, key());
            boolean preflight = isOn(auth, KEY_OF_PREFLIGHT);
            each(document, (path, method, definition) -> keyByDefault(path, method, definition, preflight));
        }
        JsonNode policy = Nodes.get(auth, "ResourcePolicy");
        if (Nodes.says(policy)) {
            if (!policy.isObject()) {
                throw SamProblem.template("ResourcePolicy must be a map (ResourcePolicyStatement).");
            }
            ResourcePolicies.add(policy, Nodes.names(document.paths()), resource.get("StageName"), body);
        }
    }

    private static boolean isOn(JsonNode auth, String name) {
        return Nodes.get(auth, name) == null || Nodes.says(auth.get(name));
    }

    private static String name(SamResource resource, JsonNode byDefault, Map<String, RestAuthorizer> authorizers) {
        if (!byDefault.isTextual()) {
            throw resource.problem("DefaultAuthorizer is not a string.");
        }
        String name = byDefault.textValue();
        if (!name.equals(IAM) && !authorizers.containsKey(name)) {
            throw resource.problem(
                    "Unable to set DefaultAuthorizer because '" + name + "' was not defined in 'Authorizers'.");
        }
        return name;
    }

    private static void each(ApiDocument document, Change change) {
        for (String path : Nodes.names(document.paths())) {
            for (ObjectNode item : document.items(path)) {
                for (String method : ApiDocument.methods(path, item, NO_METHODS)) {
                    ApiDocument.integrated(item, method).forEach(definition -> change.apply(path, method, definition));
                }
            }
        }
    }

    /** What a method says of authorizers itself wins; that it says {@code NONE} is forgotten where more is said. */
    private static void secureByDefault(
            String path, String method, ObjectNode definition, String name, Map<String, RestAuthorizer> authorizers) {
        ArrayNode others = Nodes.array();
        ArrayNode own = Nodes.array();
        for (JsonNode entry : entries(definition, path, method)) {
            boolean named =
                    Nodes.names(entry).stream().anyMatch(each -> each.equals(IAM) || authorizers.containsKey(each));
            (named ? own : others).add(entry);
        }
        for (int i = 0; i < others.size(); i++) {
            if (others.get(i).has(NONE)) {
                others.remove(i);
                if (!others.isEmpty()) {
                    definition.set("security", others);
                }
                return;
            }
        }
        if (own.isEmpty()) {
            RestAuthorizer authorizer = authorizers.get(name);
            own.addObject().set(name, authorizer == null ? Nodes.array() : authorizer.scopes());
        }
        definition.set("security", others.addAll(own));
    }

    private static void keyByDefault(String path, String method, ObjectNode definition, boolean preflight) {
        ArrayNode others = Nodes.array();
        boolean refused = false;
        boolean said = definition.has("security");
        for (JsonNode entry : entries(definition, path, method)) {
            if (entry.has(NO_KEY)) {
                refused = true;
            } else if (!entry.has(KEY)) {
                others.add(entry);
            }
        }
        if (!refused && (preflight || !method.equals("options"))) {
            others.addObject().putArray(KEY);
        }
        if (said || !others.isEmpty()) {
            definition.set("security", others);
        } else {
            definition.remove("security");
        }
    }

    /**
     * Secures or opens the one method of an event.
     *
     * @param ofApi the API's {@code Auth}, parameters in place
     * @param stage of the API, as its permission names it
     */
    static void secure(Event event, JsonNode ofApi, String stage, ObjectNode body) {
        JsonNode auth = event.get("Auth");
        if (!Nodes.says(auth)) {
            return;
        }
        for (String name : Nodes.names(auth)) {
            if (!OF_EVENT.contains(name)) {
                throw Gaps.property("Auth of Api", name, event.logicalId());
            }
        }
        String path = event.text("Path");
        String method = event.text("Method").toLowerCase(Locale.ROOT);
        List<ObjectNode> definitions = ApiDocument.of(body).integrated(path, method);
        JsonNode authorizer = Nodes.get(auth, "Authorizer");
        if (Nodes.says(authorizer)) {
            check(event, authorizer, ofApi, "on API method [" + method + "] for path [" + path + "]");
        }
        JsonNode scopes = Nodes.get(auth, "AuthorizationScopes");
        if (Nodes.says(scopes)) {
            if (!scopes.isArray()) {
                throw event.problem("Property 'Auth.AuthorizationScopes' should be a list.");
            }
            if (!Nodes.says(authorizer)) {
                throw event.problem("AuthorizationScopes works only when Authorizer is set");
            }
        }
        if (Nodes.says(authorizer)) {
            String name = authorizer.asText();
            if (name.equals(IAM)) {
                define(body, IAM, iam());
            }
            JsonNode ofAuthorizer = Nodes.get(Nodes.get(ofApi, "Authorizers"), name);
            JsonNode own = Nodes.get(ofAuthorizer, "AuthorizationScopes");
            JsonNode asked = ofAuthorizer == null ? null : scopes == null ? own : scopes;
            definitions.forEach(definition -> security(definition, path, method)
                    .addObject()
                    .set(name, asked == null ? Nodes.array() : asked.deepCopy()));
        }
        key(event, auth, ofApi, definitions, body);
        JsonNode policy = Nodes.get(auth, "ResourcePolicy");
        if (Nodes.says(policy)) {
            if (!policy.isObject()) {
                throw event.problem("Property 'Auth.ResourcePolicy' should be a map.");
            }
            ResourcePolicies.add(policy, List.of(path), Nodes.array(stage).get(0), body);
        }
    }

    /** Whether an event's {@code Auth} counts where the API has a definition of its own: only if it says so. */
    static boolean overrides(Event event) {
        JsonNode auth = event.get("Auth");
        if (!Nodes.says(Nodes.get(auth, OVERRIDE))) {
            return false;
        }
        if (Stream.of("Authorizer", "ApiKeyRequired", "ResourcePolicy").noneMatch(name -> Nodes.says(auth.get(name)))) {
            throw event.problem("Must define one of: Authorizer, ApiKeyRequired or ResourcePolicy when using the"
                    + " OverrideApiAuth property.");
        }
        return true;
    }

    private static void key(Event event, JsonNode auth, JsonNode ofApi, List<ObjectNode> definitions, ObjectNode body) {
        JsonNode required = Nodes.get(auth, "ApiKeyRequired");
        if (required == null) {
            return;
        }
        String path = event.text("Path");
        String method = event.text("Method").toLowerCase(Locale.ROOT);
        boolean asked = Nodes.says(required);
        if (!asked && !Nodes.says(Nodes.get(ofApi, "ApiKeyRequired"))) {
            throw event.problem("Unable to set ApiKeyRequired [False] on API method [" + method + "] for path [" + path
                    + "] because the related API does not specify any ApiKeyRequired.");
        }
        if (asked) {
            define(body, KEY, key());
        }
        definitions.forEach(
                definition -> security(definition, path, method).addObject().putArray(asked ? KEY : NO_KEY));
    }

    private static void check(Event event, JsonNode authorizer, JsonNode ofApi, String where) {
        String name = authorizer.asText();
        if (name.equals(NONE)) {
            if (!Nodes.says(Nodes.get(ofApi, "DefaultAuthorizer"))) {
                throw event.problem("Unable to set Authorizer " + where
                        + " because 'NONE' is only a valid value when a DefaultAuthorizer on the API is specified.");
            }
            return;
        }
        if (!name.equals(IAM)) {
            defined(event, authorizer, Nodes.get(ofApi, "Authorizers"), where);
        }
    }

    /** Refuses an authorizer that an API does not define. */
    static void defined(Event event, JsonNode authorizer, JsonNode authorizers, String where) {
        String start = "Unable to set Authorizer [" + shown(authorizer) + "] " + where;
        if (!Nodes.says(authorizers)) {
            throw event.problem(start + " because the related API does not define any Authorizers.");
        }
        if (!authorizer.isTextual() || !authorizers.isObject()) {
            throw event.problem(start + ". The method authorizer must be a string with a corresponding dict entry in"
                    + " the api authorizer.");
        }
        if (!Nodes.says(authorizers.get(authorizer.textValue()))) {
            throw event.problem(start + " because it wasn't defined in the API's Authorizers.");
        }
    }

    /** With whose credentials API Gateway invokes the function under IAM authorization; null for its own. */
    static JsonNode credentials(Event event, ObjectNode api, String partition) {
        JsonNode own = event.get("Auth");
        JsonNode ofApi = Nodes.get(api, "Auth");
        boolean iam = IAM.equals(Nodes.text(own, "Authorizer"))
                || (!Nodes.says(own) && IAM.equals(Nodes.text(ofApi, "DefaultAuthorizer")));
        if (!iam) {
            return null;
        }
        JsonNode role = invokeRole(own) == null ? invokeRole(ofApi) : invokeRole(own);
        if (role != null && role.asText().equals(NONE)) {
            return null;
        }
        return role == null || role.asText().equals("CALLER_CREDENTIALS")
                ? Nodes.array("arn:" + partition + ":iam::*:user/*").get(0)
                : role;
    }

    private static JsonNode invokeRole(JsonNode auth) {
        if (auth == null || !auth.has("InvokeRole")) {
            return null;
        }
        JsonNode role = Nodes.get(auth, "InvokeRole");
        return Nodes.says(role) ? role : Nodes.array(NONE).get(0);
    }

    private static ArrayNode security(ObjectNode definition, String path, String method) {
        String words = "Type of security for path " + path + " method " + method + " must be a list";
        SamProblem problem = SamProblem.template(words);
        if (definition.path("security").isNull()) {
            throw problem;
        }
        return Nodes.list(definition, "security", problem);
    }

    /** The same, each entry of which is a map. */
    private static ArrayNode entries(ObjectNode definition, String path, String method) {
        ArrayNode entries = security(definition, path, method);
        for (JsonNode entry : entries) {
            if (!entry.isObject()) {
                throw SamProblem.template(shown(entry) + " in Security for path " + path + " method " + method
                        + " is not a valid dictionary.");
            }
        }
        return entries;
    }

    /** A value as SAM's messages show it. */
    static String shown(JsonNode value) {
        return value.isTextual()
                ? value.textValue()
                : value.toString().replace("\":", "\": ").replace(",", ", ").replace('"', '\'');
    }

    private static ObjectNode definitions(ObjectNode body) {
        return Nodes.child(
                body, "securityDefinitions", SamProblem.template("securityDefinitions must be a dictionary."));
    }

    private static void define(ObjectNode body, String name, ObjectNode definition) {
        if (!definitions(body).has(name)) {
            definitions(body).set(name, definition);
        }
    }

    /** The definition of signed requests. */
    static ObjectNode iam() {
        return Nodes.object(
                "type", "apiKey", "name", "Authorization", "in", "header", "x-amazon-apigateway-authtype", "awsSigv4");
    }

    private static ObjectNode key() {
        return Nodes.object("type", "apiKey", "name", "x-api-key", "in", "header");
    }
}
