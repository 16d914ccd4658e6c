package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A route of an HTTP API, by Lambda proxy integration with payload 2.0. Its path and method have been completed by
 * {@link ImplicitApis}.
 *
 * @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-httpapi.html">HttpApi</a>
 */
final class HttpApiEvent implements EventSource {

    private static final Pattern VARIABLE = Pattern.compile("\\{(.*?)}");

    private static final PropertyRules RULES = PropertyRules.of("""
            Path: string
            Method: string
            ApiId: string
            Stage: string
            Auth: map
            TimeoutInMillis: int
            RouteSettings: map
            PayloadFormatVersion: string
            """);

    @Override
    public List<String> types() {
        return List.of("HttpApi");
    }

    @Override
    public PropertyRules rules() {
        return RULES;
    }

    @Override
    public List<CfnResource> expand(Event event, EventTarget target, Translation translation) {
        JsonNode id = event.get("ApiId");
        String apiId = id.isTextual() ? id.textValue() : Nodes.text(id, "Ref");
        ObjectNode api = Nodes.child(translation.resource(apiId), "Properties");
        JsonNode body = Nodes.get(api, "DefinitionBody");
        ApiDocument document = body == null ? null : document(apiId, body);
        String path = event.text("Path");
        boolean covered = document != null
                && !path.equals(ApiDocument.DEFAULT_PATH)
                && document.sendsDefaultTo(target.logicalId());
        if (Nodes.says(event.get("Auth")) && api.has("Auth") && !api.get("Auth").isObject()) {
            throw SamProblem.wrongType(apiId, "Auth", "map");
        }
        if (document != null) {
            integrate(event, target, api, document);
        }
        return covered ? List.of() : List.of(permission(event, target));
    }

    private static ApiDocument document(String apiId, JsonNode body) {
        if (!ApiDocument.isValid(body) || !ApiDocument.isOpenApi3(body)) {
            throw SamProblem.resource(
                    apiId,
                    "Structure of the SAM template is invalid. Invalid OpenApi document. Invalid values or missing keys "
                            + "for 'openapi' or 'paths' in 'DefinitionBody'.");
        }
        return ApiDocument.of(body);
    }

    private static CfnResource permission(Event event, EventTarget target) {
        String path = event.text("Path");
        String method = event.text("Method").toLowerCase(Locale.ROOT);
        boolean any = method.equals("any") || method.equals(ApiDocument.ANY_METHOD);
        String route;
        if (path.equals(ApiDocument.DEFAULT_PATH)) {
            route = "/" + (any ? "*" : method.toUpperCase(Locale.ROOT));
        } else if (method.equals("any") && path.equals("/" + ApiDocument.DEFAULT_PATH)) {
            route = path;
        } else {
            route = "/" + (any ? "*" : method.toUpperCase(Locale.ROOT)) + ApiDocument.permissionPath(path);
        }
        ObjectNode sourceArn = Intrinsics.sub(
                "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${__ApiId__}/${__Stage__}" + route,
                Nodes.object("__ApiId__", event.get("ApiId"), "__Stage__", "*"));
        return target.permission(event.logicalId() + "Permission", "apigateway.amazonaws.com", sourceArn);
    }

    private static void integrate(Event event, EventTarget target, ObjectNode api, ApiDocument document) {
        String path = event.text("Path");
        String method = event.text("Method").toLowerCase(Locale.ROOT);
        boolean exists = document.hasIntegration(path, method);
        if (exists && Nodes.says(api.get("__MANAGE_SWAGGER"))) {
            throw event.problem("API method '" + method + "' defined multiple times for path '" + path + "'.");
        }
        if (!exists) {
            ObjectNode integration = Nodes.object(
                    "type",
                    "aws_proxy",
                    "httpMethod",
                    "POST",
                    "payloadFormatVersion",
                    "2.0",
                    "uri",
                    target.integrationUri("${AWS::Partition}", false));
            document.addIntegration(path, method, integration, target.condition());
        }
        HttpApiAuth.secure(event, Nodes.get(api, "Auth"), document);
        if (Nodes.says(event.get("TimeoutInMillis"))) {
            document.setOnIntegration(path, method, "timeoutInMillis", event.get("TimeoutInMillis"));
        }
        for (ObjectNode definition : document.integrated(path, method)) {
            Matcher variable = VARIABLE.matcher(path);
            while (variable.find()) {
                addPathParameter(ApiDocument.parameters(definition), variable.group(1));
            }
        }
        if (Nodes.says(event.get("PayloadFormatVersion"))) {
            document.setOnIntegration(path, method, "payloadFormatVersion", event.get("PayloadFormatVersion"));
        }
    }

    private static void addPathParameter(ArrayNode parameters, String name) {
        for (JsonNode parameter : parameters) {
            if (name.equals(Nodes.text(parameter, "name"))) {
                ((ObjectNode) parameter).put("in", "path").put("required", true);
                return;
            }
        }
        parameters.add(Nodes.object("name", name, "in", "path", "required", true));
    }
}
