package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An HTTP API and its stage.
 *
 * @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-httpapi.html">AWS::Serverless::HttpApi</a>
 */
final class HttpApiMacro implements ResourceMacro {

    private static final PropertyRules RULES = PropertyRules.of("""
            __MANAGE_SWAGGER: bool
            Name=: any
            StageName: string|map
            Tags: map
            PropagateTags: bool
            DefinitionBody: map
            DefinitionUri: string|map
            StageVariables: map
            CorsConfiguration: bool|map
            AccessLogSettings: map
            DefaultRouteSettings: map
            Auth: map
            RouteSettings: map
            Domain?: map
            FailOnWarnings: bool
            Description: string
            DisableExecuteApiEndpoint?: bool
            """);

    private static final Map<String, String> CORS = Map.of(
            "AllowOrigins", "allowOrigins",
            "AllowHeaders", "allowHeaders",
            "AllowMethods", "allowMethods",
            "ExposeHeaders", "exposeHeaders",
            "MaxAge", "maxAge",
            "AllowCredentials", "allowCredentials");

    @Override
    public String type() {
        return "AWS::Serverless::HttpApi";
    }

    @Override
    public PropertyRules rules() {
        return RULES;
    }

    @Override
    public List<CfnResource> expand(SamResource resource, Translation translation) {
        boolean inline = Nodes.says(resource.get("DefinitionBody"));
        if (inline && Nodes.says(resource.get("DefinitionUri"))) {
            throw resource.problem("Specify either 'DefinitionUri' or 'DefinitionBody' property and not both.");
        }
        CfnResource api = new CfnResource(resource.logicalId(), "AWS::ApiGatewayV2::Api", resource.ownAttributes())
                .dependsOn(resource.dependsOn());
        if (Nodes.says(resource.get("FailOnWarnings"))) {
            api.set("FailOnWarnings", resource.get("FailOnWarnings"));
        }
        ObjectNode tags = null;
        if (inline) {
            tags = isOpenApi(resource.get("DefinitionBody")) ? tags(resource) : null;
            api.set("Body", body(resource, tags, translation));
        } else {
            refuseWithoutBody(resource);
            api.set("BodyS3Location", DefinitionUri.of(resource));
        }
        CfnResource stage = stage(resource, api, tags);
        translation.references().add(resource.logicalId(), "Stage", stage.type(), List.of(stage));
        List<CfnResource> generated = new ArrayList<>(List.of(api, stage));
        JsonNode auth = resource.get("Auth");
        if (Nodes.says(auth)) {
            generated.addAll(new HttpApiAuth(resource, auth).permissions());
        }
        return generated;
    }

    private static boolean isOpenApi(JsonNode body) {
        return ApiDocument.isValid(body) && ApiDocument.isOpenApi3(body);
    }

    private static ObjectNode tags(SamResource resource) {
        ObjectNode tags = resource.get("Tags") instanceof ObjectNode given ? given.deepCopy() : Nodes.object();
        return tags.put("httpapi:createdBy", "SAM");
    }

    private static CfnResource stage(SamResource resource, CfnResource api, ObjectNode tags) {
        JsonNode given = resource.get("StageName");
        JsonNode name = Nodes.says(given) ? given : Nodes.array("$default").get(0);
        return new CfnResource(
                        StageIds.of(resource.logicalId(), name),
                        "AWS::ApiGatewayV2::Stage",
                        resource.sharedAttributes())
                .set("ApiId", api.ref())
                .set("StageName", name)
                .copy(
                        resource.properties(),
                        "StageVariables",
                        "AccessLogSettings",
                        "DefaultRouteSettings",
                        "RouteSettings")
                .set("Tags", tags)
                .set("AutoDeploy", true);
    }

    private static ObjectNode body(SamResource resource, ObjectNode tags, Translation translation) {
        ObjectNode body = (ObjectNode) resource.get("DefinitionBody");
        boolean valid = isOpenApi(body);
        JsonNode cors = translation.resolve(resource.get("CorsConfiguration"));
        if (Nodes.says(cors)) {
            addCors(resource, body, cors, valid);
        }
        JsonNode auth = resource.get("Auth");
        if (Nodes.says(auth)) {
            new HttpApiAuth(resource, auth).secureAll(body, translation.partition());
        }
        if (valid) {
            addTags(body, tags);
        } else if (Nodes.says(resource.get("Tags"))) {
            throw resource.problem(
                    "Unable to add `Tags` because 'DefinitionBody' does not contain a valid OpenApi " + "definition.");
        }
        addInfo(resource, body);
        if (Nodes.says(resource.get("FailOnWarnings")) && body.get("paths") instanceof ObjectNode paths) {
            // API Gateway warns of a path that does not start with a slash, even of its own default route.
            if (paths.has(ApiDocument.DEFAULT_PATH)) {
                paths.set("/" + ApiDocument.DEFAULT_PATH, paths.remove(ApiDocument.DEFAULT_PATH));
            }
        }
        return body;
    }

    private static void addCors(SamResource resource, ObjectNode body, JsonNode given, boolean valid) {
        ObjectNode cors = given.isBoolean() ? Nodes.object("AllowOrigins", Nodes.array("*")) : (ObjectNode) given;
        if (Intrinsics.isIntrinsic(cors)) {
            throw Gaps.feature("an intrinsic function as CorsConfiguration", resource.logicalId());
        }
        for (String key : Nodes.names(cors)) {
            if (!CORS.containsKey(key)) {
                throw resource.problem("Invalid key '" + key + "' for 'Cors' property.");
            }
        }
        if (!valid) {
            throw resource.problem("Unable to add Cors configuration because 'DefinitionBody' does not contain a valid "
                    + "OpenApi definition.");
        }
        boolean credentials = cors.path("AllowCredentials").isBoolean() && Nodes.says(cors.get("AllowCredentials"));
        JsonNode origins = Nodes.get(cors, "AllowOrigins");
        if (credentials && (origins == null || origins.equals(Nodes.array("*")))) {
            throw resource.problem("Unable to add Cors configuration because 'AllowCredentials' can not be true when "
                    + "'AllowOrigin' is \"'*'\" or not set.");
        }
        ObjectNode target = Nodes.child(body, "x-amazon-apigateway-cors");
        if (target == null) {
            throw SamProblem.template(
                    "Value of 'x-amazon-apigateway-cors' must be a dictionary according to Swagger spec.");
        }
        for (String key : Nodes.names(cors)) {
            if (Nodes.says(cors.get(key)) || key.equals("MaxAge")) {
                target.set(CORS.get(key), cors.get(key));
            }
        }
    }

    private static void addTags(ObjectNode body, ObjectNode tags) {
        if (Nodes.get(body, "tags") != null && !body.get("tags").isArray()) {
            JsonNode given = body.get("tags");
            throw SamProblem.template("Tags in OpenApi DefinitionBody needs to be a list. " + RestApiAuth.shown(given)
                    + " is a " + RestApiResponses.pythonType(given) + " not a list.");
        }
        ArrayNode list = body.get("tags") instanceof ArrayNode existing ? existing : body.putArray("tags");
        for (String name : Nodes.names(tags)) {
            ObjectNode entry = null;
            for (JsonNode each : list) {
                entry = name.equals(Nodes.text(each, "name")) ? (ObjectNode) each : entry;
            }
            if (entry == null) {
                entry = list.addObject().put("name", name);
            }
            entry.set("x-amazon-apigateway-tag-value", tags.get(name));
        }
    }

    private static void addInfo(SamResource resource, ObjectNode body) {
        JsonNode info = Nodes.get(body, "info");
        if (Nodes.says(resource.get("Name"))) {
            if (!Intrinsics.ref("AWS::StackName").equals(Nodes.get(info, "title"))) {
                throw resource.problem("Unable to set Name because it is already defined within inline OpenAPI "
                        + "specified in the 'DefinitionBody' property.");
            }
            ((ObjectNode) info).set("title", resource.get("Name"));
        }
        if (Nodes.says(resource.get("Description"))) {
            if (Nodes.says(Nodes.get(info, "description"))) {
                throw resource.problem("Unable to set Description because it is already defined within inline OpenAPI "
                        + "specified in the 'DefinitionBody' property.");
            }
            Nodes.child(body, "info").set("description", resource.get("Description"));
        }
    }

    private static void refuseWithoutBody(SamResource resource) {
        if (!Nodes.says(resource.get("DefinitionUri"))) {
            throw resource.problem("'DefinitionUri' or 'DefinitionBody' are required properties of an "
                    + "'AWS::Serverless::HttpApi'. Add a value for one of these properties or add a 'HttpApi' event to "
                    + "an 'AWS::Serverless::Function'.");
        }
        if (Nodes.says(resource.get("CorsConfiguration"))) {
            throw resource.problem("Cors works only with inline OpenApi specified in 'DefinitionBody' property.");
        }
        if (Nodes.says(resource.get("Auth"))) {
            throw resource.problem("Auth works only with inline OpenApi specified in the 'DefinitionBody' property.");
        }
        for (String name : List.of("Tags", "Name", "Description")) {
            if (Nodes.says(resource.get(name))) {
                throw resource.problem(
                        name + " works only with inline OpenApi specified in the 'DefinitionBody' property.");
            }
        }
    }
}
