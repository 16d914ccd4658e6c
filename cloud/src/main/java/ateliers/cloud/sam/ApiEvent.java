package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/**
 * A method of a REST API, by Lambda proxy integration.
 *
 * @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-api.html">Api</a>
 */
final class ApiEvent implements EventSource {

    private static final PropertyRules RULES = PropertyRules.of("""
            Path!: string
            Method!: string
            RestApiId!: string
            Stage: string
            Auth: map
            RequestModel: map
            RequestParameters: list
            TimeoutInMillis: int
            ResponseTransferMode: string
            """);

    @Override
    public List<String> types() {
        return List.of("Api");
    }

    @Override
    public PropertyRules rules() {
        return RULES;
    }

    @Override
    public void link(Event event, Translation translation) {
        if (translation.resource(apiId(event)) == null) {
            throw event.problem(
                    "RestApiId property of Api event must reference a valid resource in the same template.");
        }
        JsonNode stage = Nodes.get(api(event, translation), "StageName");
        if (stage != null && stage.isTextual() && stage.textValue().isEmpty()) {
            throw SamProblem.resource(apiId(event), "StageName cannot be empty.");
        }
    }

    static String apiId(Event event) {
        JsonNode id = event.get("RestApiId");
        return id.isTextual() ? id.textValue() : Nodes.text(id, "Ref");
    }

    private static ObjectNode api(Event event, Translation translation) {
        return Nodes.child(translation.resource(apiId(event)), "Properties");
    }

    @Override
    public List<CfnResource> expand(Event event, EventTarget target, Translation translation) {
        ObjectNode api = api(event, translation);
        if (Nodes.says(api.get("__MANAGE_SWAGGER")) && api.has("DefinitionBody")) {
            integrate(event, target, api, translation);
        } else {
            if (RestApiAuth.overrides(event) && api.get("DefinitionBody") instanceof ObjectNode body) {
                RestApiAuth.secure(event, translation.resolve(Nodes.get(api, "Auth")), stage(api), body);
            }
            for (String name : List.of("RequestModel", "RequestParameters", "TimeoutInMillis")) {
                if (event.get(name) != null) {
                    throw Gaps.feature(
                            "property " + name + " of an Api event whose API has its own definition",
                            event.logicalId());
                }
            }
        }
        return List.of(permission(event, target, api, translation.partition()));
    }

    private static CfnResource permission(Event event, EventTarget target, ObjectNode api, String partition) {
        String suffix = stage(api);
        String id = suffix.matches("[A-Za-z0-9]+") ? suffix : StableHash.suffix(suffix);
        String method = event.text("Method").toUpperCase(Locale.ROOT);
        ObjectNode sourceArn = Intrinsics.sub(
                "arn:" + partition + ":execute-api:${AWS::Region}:${AWS::AccountId}:${__ApiId__}/${__Stage__}/"
                        + (method.equals("ANY") ? "*" : method)
                        + ApiDocument.permissionPath(event.text("Path")),
                Nodes.object("__ApiId__", event.get("RestApiId"), "__Stage__", "*"));
        return target.permission(event.logicalId() + "Permission" + id, "apigateway.amazonaws.com", sourceArn);
    }

    /** The name of an API's stage, or what stands for one that a function tells. */
    private static String stage(ObjectNode api) {
        JsonNode stage = Nodes.get(api, "StageName");
        return stage != null && stage.isTextual() ? stage.textValue() : "Stage";
    }

    private static void integrate(Event event, EventTarget target, ObjectNode api, Translation translation) {
        String partition = translation.partition();
        // A copy: an event that is refused leaves nothing behind for the next one to collide with.
        ObjectNode body = api.get("DefinitionBody").deepCopy();
        ApiDocument document = ApiDocument.of(body);
        String path = event.text("Path");
        String method = event.text("Method").toLowerCase(Locale.ROOT);
        if (document.hasIntegration(path, method)) {
            throw event.problem("API method \"" + method + "\" defined multiple times for path \"" + path + "\".");
        }
        boolean streamed = "RESPONSE_STREAM".equals(event.text("ResponseTransferMode"));
        ObjectNode integration = Nodes.object(
                "type",
                "aws_proxy",
                "httpMethod",
                "POST",
                "uri",
                target.integrationUri(partition, streamed),
                "credentials",
                RestApiAuth.credentials(event, api, partition),
                "responseTransferMode",
                streamed ? "STREAM" : null);
        document.addIntegration(path, method, integration, target.condition());
        RestApiAuth.secure(event, auth(event, api, translation), stage(api), body);
        if (Nodes.says(event.get("TimeoutInMillis"))) {
            document.setOnIntegration(path, method, "timeoutInMillis", event.get("TimeoutInMillis"));
        }
        if (Nodes.says(event.get("RequestModel"))) {
            RequestModels.addTo(document, event, api);
        }
        if (Nodes.says(event.get("RequestParameters"))) {
            for (ObjectNode definition : document.integrated(path, method)) {
                addParameters(event, definition);
            }
        }
        api.set("DefinitionBody", body);
    }

    /** What the API says of who may call it. */
    private static JsonNode auth(Event event, ObjectNode api, Translation translation) {
        JsonNode auth = translation.resolve(Nodes.get(api, "Auth"));
        if (Nodes.says(auth) && !auth.isObject()) {
            throw SamProblem.wrongType(apiId(event), "Auth", "map");
        }
        JsonNode authorizers = Nodes.get(auth, "Authorizers");
        boolean asked = Nodes.says(Nodes.get(event.get("Auth"), "Authorizer"));
        if (asked && Nodes.says(authorizers) && !authorizers.isObject()) {
            throw SamProblem.wrongType(apiId(event), "Auth.Authorizers", "map");
        }
        return auth;
    }

    private static void addParameters(Event event, ObjectNode definition) {
        ArrayNode parameters = ApiDocument.parameters(definition);
        for (JsonNode given : event.get("RequestParameters")) {
            if (!given.isTextual() && !(given.isObject() && !given.isEmpty())) {
                throw event.problem("Invalid value for 'RequestParameters' property. "
                        + "Property must be either a string or an object");
            }
            String name =
                    given.isTextual() ? given.textValue() : given.fieldNames().next();
            if (!name.matches("method\\.request\\.(querystring|path|header)\\..*")) {
                throw event.problem("Invalid value for 'RequestParameters' property. Keys must be in the format "
                        + "'method.request.[querystring|path|header].{value}', "
                        + "e.g 'method.request.header.Authorization'.");
            }
            JsonNode settings = given.isTextual() ? Nodes.object() : given.get(name);
            if (!settings.isObject() || !List.of("Required", "Caching").containsAll(Nodes.names(settings))) {
                throw event.problem("Invalid value for 'RequestParameters' property. Values must be an object, "
                        + "e.g { Required: true, Caching: false }");
            }
            String[] place = name.substring("method.request.".length()).split("\\.", 2);
            JsonNode required = Nodes.get(settings, "Required");
            parameters.add(Nodes.object(
                    "in",
                    place[0].equals("querystring") ? "query" : place[0],
                    "name",
                    place[1],
                    "required",
                    required == null ? Boolean.FALSE : required,
                    "type",
                    "string"));
            if (Nodes.says(settings.get("Caching"))) {
                ObjectNode integration = (ObjectNode) definition.get(ApiDocument.INTEGRATION);
                Nodes.list(integration, "cacheKeyParameters", event.problem("cacheKeyParameters should be a list."))
                        .add(name);
            }
        }
    }
}
