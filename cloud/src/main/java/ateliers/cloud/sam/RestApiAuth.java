package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/**
 * IAM authorization of a REST API, for all its methods or for one. Other authorizers, API keys and resource policies are
 * {@code Unsupported}.
 *
 * @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-apiauth.html">ApiAuth</a>
 */
final class RestApiAuth {

    private static final String IAM = "AWS_IAM";
    private static final String NONE = "NONE";
    private static final String PREFLIGHT = "AddDefaultAuthorizerToCorsPreflight";
    private static final List<String> OF_API = List.of("DefaultAuthorizer", "InvokeRole", PREFLIGHT);
    private static final List<String> OF_API_LACKING =
            List.of("Authorizers", "AddApiKeyRequiredToCorsPreflight", "ApiKeyRequired", "ResourcePolicy", "UsagePlan");

    private RestApiAuth() {}

    /** Secures every method of an API's definition that says nothing else. */
    static void secureAll(SamResource resource, JsonNode auth, ObjectNode body) {
        for (String name : Nodes.names(auth)) {
            if (OF_API_LACKING.contains(name)) {
                throw Gaps.property("Auth of AWS::Serverless::Api", name, resource.logicalId());
            }
            if (!OF_API.contains(name)) {
                throw resource.problem("Invalid value for 'Auth' property");
            }
        }
        if (!ApiDocument.isValid(body)) {
            throw resource.problem("Unable to add Auth configuration because 'DefinitionBody' does not contain a valid "
                    + "Swagger definition.");
        }
        JsonNode authorizer = Nodes.get(auth, "DefaultAuthorizer");
        if (!Nodes.says(authorizer)) {
            return;
        }
        if (!IAM.equals(authorizer.asText())) {
            throw Gaps.feature("default authorizer " + authorizer.asText(), resource.logicalId());
        }
        define(body);
        JsonNode preflight = Nodes.get(auth, PREFLIGHT);
        ApiDocument document = ApiDocument.of(body);
        for (String path : Nodes.names(document.paths())) {
            for (ObjectNode item : document.items(path)) {
                for (String method : Nodes.names(item)) {
                    if (preflight == null || Nodes.says(preflight) || !method.equals("options")) {
                        for (ObjectNode definition : document.integrated(path, method)) {
                            secureByDefault(security(definition, path, method));
                        }
                    }
                }
            }
        }
    }

    private static void secureByDefault(ArrayNode security) {
        for (JsonNode entry : security) {
            if (entry.has(NONE) || entry.has(IAM)) {
                return;
            }
        }
        security.addObject().putArray(IAM);
    }

    /** Secures or opens the one method of an event. */
    static void secure(Event event, ObjectNode api, ObjectNode body) {
        JsonNode auth = event.get("Auth");
        if (!Nodes.says(auth)) {
            return;
        }
        for (String name : Nodes.names(auth)) {
            if (!name.equals("Authorizer") && !name.equals("InvokeRole")) {
                throw Gaps.property("Auth of Api", name, event.logicalId());
            }
        }
        JsonNode authorizer = Nodes.get(auth, "Authorizer");
        if (!Nodes.says(authorizer)) {
            return;
        }
        String method = event.text("Method").toLowerCase(Locale.ROOT);
        String where = "on API method [" + method + "] for path [" + event.text("Path") + "] because ";
        JsonNode ofApi = Nodes.get(api, "Auth");
        if (authorizer.asText().equals(NONE)) {
            if (!Nodes.says(Nodes.get(ofApi, "DefaultAuthorizer"))) {
                throw event.problem("Unable to set Authorizer " + where
                        + "'NONE' is only a valid value when a DefaultAuthorizer on the API is specified.");
            }
        } else if (!authorizer.asText().equals(IAM)) {
            if (!Nodes.says(Nodes.get(ofApi, "Authorizers"))) {
                throw event.problem("Unable to set Authorizer [" + authorizer.asText() + "] " + where
                        + "the related API does not define any Authorizers.");
            }
            throw Gaps.feature("authorizer " + authorizer.asText(), event.logicalId());
        } else {
            define(body);
        }
        for (ObjectNode definition : ApiDocument.of(body).integrated(event.text("Path"), method)) {
            security(definition, event.text("Path"), method).addObject().putArray(authorizer.asText());
        }
    }

    /** With whose credentials API Gateway invokes the function under IAM authorization; null for its own. */
    static String credentials(Event event, ObjectNode api, String partition) {
        JsonNode own = event.get("Auth");
        JsonNode ofApi = Nodes.get(api, "Auth");
        boolean iam = IAM.equals(Nodes.text(own, "Authorizer"))
                || (!Nodes.says(own) && IAM.equals(Nodes.text(ofApi, "DefaultAuthorizer")));
        if (!iam) {
            return null;
        }
        String role = invokeRole(own) == null ? invokeRole(ofApi) : invokeRole(own);
        if (NONE.equals(role)) {
            return null;
        }
        return role == null || role.equals("CALLER_CREDENTIALS") ? "arn:" + partition + ":iam::*:user/*" : role;
    }

    private static String invokeRole(JsonNode auth) {
        if (auth == null || !auth.has("InvokeRole")) {
            return null;
        }
        JsonNode role = Nodes.get(auth, "InvokeRole");
        if (role != null && !role.isTextual()) {
            throw Gaps.feature("an InvokeRole that is not a string", auth.toString());
        }
        return Nodes.says(role) ? role.textValue() : NONE;
    }

    private static ArrayNode security(ObjectNode definition, String path, String method) {
        String words = "Type of security for path " + path + " method " + method + " must be a list";
        return Nodes.list(definition, "security", SamProblem.template(words));
    }

    private static void define(ObjectNode body) {
        SamProblem problem = SamProblem.template("securityDefinitions must be a dictionary.");
        ObjectNode definitions = Nodes.child(body, "securityDefinitions", problem);
        if (!definitions.has(IAM)) {
            definitions.set(
                    IAM,
                    Nodes.object(
                            "x-amazon-apigateway-authtype",
                            "awsSigv4",
                            "type",
                            "apiKey",
                            "name",
                            "Authorization",
                            "in",
                            "header"));
        }
    }
}
