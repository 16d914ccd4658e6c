package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One entry of an API's {@code Authorizers}: a Lambda function, or user pools of Cognito.
 *
 * @param apiId logical id of the API
 * @param node the entry
 * @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-lambdatokenauthorizer.html">LambdaTokenAuthorizer</a>
 */
record RestAuthorizer(String apiId, String name, ObjectNode node) {

    private static final List<List<String>> SOURCES = List.of(
            List.of("Headers", "method.request.header."),
            List.of("QueryStrings", "method.request.querystring."),
            List.of("StageVariables", "stageVariables."),
            List.of("Context", "context."));

    /** The authorizers of an API, checked; none where it has none. */
    static Map<String, RestAuthorizer> all(String apiId, JsonNode auth) {
        Map<String, RestAuthorizer> all = new LinkedHashMap<>();
        JsonNode given = Nodes.get(auth, "Authorizers");
        if (!Nodes.says(given)) {
            return all;
        }
        if (!given.isObject()) {
            throw SamProblem.wrongType(apiId, "Auth.Authorizers", "map");
        }
        for (String name : Nodes.names(given)) {
            if (!(given.get(name) instanceof ObjectNode node)) {
                throw SamProblem.wrongType(apiId, "Auth.Authorizers." + name, "map");
            }
            RestAuthorizer authorizer = new RestAuthorizer(apiId, name, node);
            authorizer.check();
            all.put(name, authorizer);
        }
        return all;
    }

    private void check() {
        JsonNode type = Nodes.get(node, "FunctionPayloadType");
        if (type != null && !List.of("TOKEN", "REQUEST").contains(type.asText())) {
            throw SamProblem.resource(
                    apiId, name + " Authorizer has invalid 'FunctionPayloadType': " + type.asText() + ".");
        }
        if (isRequest() && lacksSource()) {
            throw SamProblem.resource(
                    apiId,
                    name + " Authorizer must specify Identity with at least one of Headers, QueryStrings,"
                            + " StageVariables, or Context.");
        }
        JsonNode scopes = Nodes.get(node, "AuthorizationScopes");
        if (scopes != null && !scopes.isArray()) {
            throw SamProblem.wrongType(apiId, "Authorizers." + name + ".AuthorizationScopes", "list");
        }
        JsonNode permissions = Nodes.get(node, "DisableFunctionDefaultPermissions");
        if (permissions != null && !permissions.isBoolean()) {
            throw SamProblem.wrongType(apiId, "Authorizers." + name + ".DisableFunctionDefaultPermissions", "boolean");
        }
    }

    /** Without remembering, a request needs no source. */
    private boolean lacksSource() {
        JsonNode identity = identity();
        if (!Nodes.says(identity)) {
            return true;
        }
        if (!identity.isObject()) {
            throw SamProblem.wrongType(apiId, "Authorizer." + name + ".Identity", "map");
        }
        JsonNode seconds = Nodes.get(identity, "ReauthorizeEvery");
        boolean forgets = seconds != null && seconds.asText().matches("-?0+|-\\d+");
        return !forgets && SOURCES.stream().noneMatch(source -> Nodes.says(identity.get(source.get(0))));
    }

    private JsonNode identity() {
        return Nodes.get(node, "Identity");
    }

    private boolean isRequest() {
        return "REQUEST".equals(Nodes.text(node, "FunctionPayloadType"));
    }

    private boolean isCognito() {
        return Nodes.says(node.get("UserPoolArn"));
    }

    /** The scopes of which a caller must have one. */
    ArrayNode scopes() {
        return Nodes.get(node, "AuthorizationScopes") instanceof ArrayNode scopes ? scopes.deepCopy() : Nodes.array();
    }

    /** The security definition. */
    ObjectNode definition(String partition) {
        ObjectNode authorizer = Nodes.object("type", isRequest() ? "request" : "token");
        if (isCognito()) {
            JsonNode pools = node.get("UserPoolArn");
            authorizer = Nodes.object(
                    "type", "cognito_user_pools", "providerARNs", pools.isArray() ? pools : Nodes.array(pools));
        } else {
            lambda(authorizer, partition);
        }
        JsonNode expression = Nodes.get(identity(), "ValidationExpression");
        if ((isCognito() || !isRequest()) && Nodes.says(expression)) {
            authorizer.set("identityValidationExpression", expression);
        }
        return Nodes.object(
                "type",
                "apiKey",
                "name",
                header(),
                "in",
                "header",
                "x-amazon-apigateway-authtype",
                isCognito() ? "cognito_user_pools" : "custom",
                "x-amazon-apigateway-authorizer",
                authorizer);
    }

    private void lambda(ObjectNode authorizer, String partition) {
        authorizer.set("authorizerUri", uri(Nodes.get(node, "FunctionArn"), partition));
        Nodes.put(authorizer, "authorizerResultTtlInSeconds", Nodes.get(identity(), "ReauthorizeEvery"));
        JsonNode role = Nodes.get(node, "FunctionInvokeRole");
        if (Nodes.says(role) && !role.asText().equals("NONE")) {
            authorizer.set("authorizerCredentials", role);
        }
        String sources = isRequest() ? sources() : "";
        if (!sources.isEmpty()) {
            authorizer.put("identitySource", sources);
        }
    }

    /** Where API Gateway invokes an authorizer's function. */
    static ObjectNode uri(JsonNode function, String partition) {
        ObjectNode variables = Nodes.object();
        variables.set("__FunctionArn__", function);
        return Intrinsics.sub(
                "arn:" + partition
                        + ":apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${__FunctionArn__}/invocations",
                variables);
    }

    private Object header() {
        JsonNode identity = identity();
        if (isRequest() && !isCognito()) {
            return "Unused";
        }
        if (Nodes.says(identity) && !identity.isObject()) {
            throw SamProblem.resource(
                    apiId,
                    "Auth.Authorizers.<Authorizer>.Identity must be a dict (LambdaTokenAuthorizationIdentity, "
                            + "LambdaRequestAuthorizationIdentity or CognitoAuthorizationIdentity).");
        }
        JsonNode header = Nodes.get(identity, "Header");
        return Nodes.says(header) ? header : "Authorization";
    }

    private String sources() {
        List<String> sources = new ArrayList<>();
        for (List<String> kind : SOURCES) {
            JsonNode values = Nodes.get(identity(), kind.get(0));
            if (!Nodes.says(values)) {
                continue;
            }
            String where = "Auth.Authorizers." + name + ".Identity." + kind.get(0);
            if (!values.isArray()) {
                throw SamProblem.wrongType(apiId, where, "list");
            }
            for (int i = 0; i < values.size(); i++) {
                if (!values.get(i).isTextual()) {
                    throw SamProblem.wrongType(apiId, where + "[" + i + "]", "string");
                }
                sources.add(kind.get(1) + values.get(i).textValue());
            }
        }
        return String.join(", ", sources);
    }

    /** Lets the API invoke the function; null where it may not or need not. */
    CfnResource permission(SamResource api, String partition) {
        JsonNode function = Nodes.get(node, "FunctionArn");
        if (!Nodes.says(function) || Nodes.says(node.get("DisableFunctionDefaultPermissions"))) {
            return null;
        }
        return permission(api, name, function, partition);
    }

    static CfnResource permission(SamResource api, String name, JsonNode function, String partition) {
        return new CfnResource(
                        api.logicalId() + name + "AuthorizerPermission",
                        "AWS::Lambda::Permission",
                        api.sharedAttributes())
                .set("Action", "lambda:InvokeFunction")
                .set("FunctionName", function)
                .set("Principal", "apigateway.amazonaws.com")
                .set(
                        "SourceArn",
                        Intrinsics.sub(
                                "arn:" + partition
                                        + ":execute-api:${AWS::Region}:${AWS::AccountId}:${__ApiId__}/authorizers/*",
                                Nodes.object("__ApiId__", Intrinsics.ref(api.logicalId()))));
    }
}
