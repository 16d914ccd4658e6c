package ateliers.cloud.services.apigatewayv2;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.Unsupported;
import ateliers.cloud.executeapi.Ids;
import ateliers.cloud.executeapi.OpenApi;
import ateliers.cloud.executeapi.ParseIssues;
import ateliers.cloud.executeapi.Security;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.apigatewayv2.model.Api;
import software.amazon.awssdk.services.apigatewayv2.model.Authorizer;
import software.amazon.awssdk.services.apigatewayv2.model.AuthorizerType;
import software.amazon.awssdk.services.apigatewayv2.model.BadRequestException;
import software.amazon.awssdk.services.apigatewayv2.model.Cors;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.Route;

/**
 * Makes routes and integrations of an OpenAPI document. What it says that HTTP APIs do not have is told as import
 * info, and in the journal.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html">OpenAPI
 *     definitions for HTTP APIs</a>
 */
final class Importer {
    private static final String EXTENSION = "x-amazon-apigateway-";
    private static final int ID_LENGTH = 7;

    private final OpenApi document;
    private final ImportNotes notes;

    /** @param basepath what becomes of the servers' paths: {@code ignore}, {@code prepend} or {@code split} */
    Importer(OpenApi document, String basepath) {
        if (document.isVersion2()) {
            throw ApiErrors.bad("Unable to import the API definition: HTTP APIs support only OpenAPI 3.0");
        }
        if (basepath != null && !List.of("ignore", "prepend", "split").contains(basepath)) {
            throw ApiErrors.bad("Invalid basepath specified. Must be one of [ignore, prepend, split]");
        }
        if (basepath != null
                && !basepath.equals("ignore")
                && !document.document().path("servers").isEmpty()) {
            throw new Unsupported("apigatewayv2: the base path " + basepath + " of imported APIs");
        }
        this.document = document;
        this.notes = new ImportNotes(document);
    }

    /** Sets the document's own settings of an API; those that it does not have are unset. */
    Api.Builder settings(Api.Builder info) {
        String title = document.info("title");
        if (title == null || title.isBlank()) {
            throw ApiErrors.bad("Invalid OpenAPI input: the title is missing.");
        }
        JsonNode root = document.document();
        info.name(title).description(document.info("description")).version(document.info("version"));
        JsonNode cors = root.path(EXTENSION + "cors");
        info.corsConfiguration(cors.isObject() ? CorsRules.check(cors(cors)) : null);
        JsonNode endpoint = root.path(EXTENSION + "endpoint-configuration");
        if (endpoint.has("vpcEndpointIds")) {
            throw new Unsupported("apigatewayv2: VPC endpoints");
        }
        if (endpoint.has("disableExecuteApiEndpoint")) {
            info.disableExecuteApiEndpoint(
                    endpoint.path("disableExecuteApiEndpoint").asBoolean());
        }
        Map<String, String> tags = new LinkedHashMap<>();
        root.path("tags").forEach(tag -> {
            if (tag.has(EXTENSION + "tag-value")) {
                tags.put(
                        tag.path("name").asText(),
                        tag.path(EXTENSION + "tag-value").asText());
            }
        });
        if (!tags.isEmpty()) {
            info.tags(tags);
        }
        return info;
    }

    private static Cors cors(JsonNode node) {
        Cors.Builder cors = Cors.builder();
        if (node.has("allowOrigins")) {
            cors.allowOrigins(texts(node.path("allowOrigins")));
        }
        if (node.has("allowMethods")) {
            cors.allowMethods(texts(node.path("allowMethods")));
        }
        if (node.has("allowHeaders")) {
            cors.allowHeaders(texts(node.path("allowHeaders")));
        }
        if (node.has("exposeHeaders")) {
            cors.exposeHeaders(texts(node.path("exposeHeaders")));
        }
        if (node.has("maxAge")) {
            cors.maxAge(node.path("maxAge").asInt());
        }
        if (node.has("allowCredentials")) {
            cors.allowCredentials(node.path("allowCredentials").asBoolean());
        }
        return cors.build();
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(each -> texts.add(each.asText()));
        } else {
            texts.add(node.asText());
        }
        return texts;
    }

    /** Makes the routes in an API that has none. */
    void fill(HttpApi api, boolean failOnWarnings) {
        if (failOnWarnings && !notes.warnings().isEmpty()) {
            throw ApiErrors.bad(ParseIssues.failure(notes.warnings()));
        }
        List<String> errors = new ArrayList<>();
        Map<String, Authorizer> authorizers = authorizers(api, errors);
        for (OpenApi.Operation operation : document.operations()) {
            try {
                add(operation, api, authorizers);
            } catch (BadRequestException e) {
                errors.add("Unable to create route '" + key(operation) + "': " + AwsErrors.message(e));
            }
        }
        if (!errors.isEmpty()) {
            throw ApiErrors.bad("Errors found during import:\n\t" + String.join("\n\t", errors));
        }
        api.update(info -> {
            if (!notes.warnings().isEmpty()) {
                info.warnings(notes.warnings());
            }
            return notes.ignored().isEmpty() ? info : info.importInfo(notes.ignored());
        });
    }

    /** Makes the document's authorizers; by name. */
    private Map<String, Authorizer> authorizers(HttpApi api, List<String> errors) {
        Map<String, Authorizer> made = new LinkedHashMap<>();
        document.securitySchemes().properties().forEach(each -> {
            JsonNode scheme = document.resolved(each.getValue());
            if (scheme.has(Security.AUTHORIZER)) {
                try {
                    Authorizer authorizer =
                            AuthorizerRules.complete(authorizer(each.getKey(), scheme.path(Security.AUTHORIZER)), api);
                    api.authorizers.put(authorizer.authorizerId(), authorizer);
                    made.put(each.getKey(), authorizer);
                } catch (BadRequestException e) {
                    errors.add("Unable to create authorizer '" + each.getKey() + "': " + AwsErrors.message(e));
                }
            }
        });
        return made;
    }

    private static Authorizer authorizer(String name, JsonNode node) {
        String type = text(node, "type");
        String seconds = text(node, "authorizerResultTtlInSeconds");
        JsonNode jwt = node.path("jwtConfiguration");
        JsonNode source = node.path("identitySource");
        Authorizer.Builder authorizer = Authorizer.builder()
                .authorizerId(Ids.random(ID_LENGTH))
                .name(name)
                .authorizerType(type == null ? null : type.toUpperCase(Locale.ROOT))
                .authorizerUri(text(node, "authorizerUri"))
                .authorizerCredentialsArn(text(node, "authorizerCredentials"))
                .authorizerPayloadFormatVersion(text(node, "authorizerPayloadFormatVersion"))
                .authorizerResultTtlInSeconds(seconds == null ? null : Integer.valueOf(seconds));
        if (node.has("enableSimpleResponses")) {
            authorizer.enableSimpleResponses(node.path("enableSimpleResponses").asBoolean());
        }
        if (source.isArray()) {
            authorizer.identitySource(texts(source));
        } else if (source.isTextual()) {
            authorizer.identitySource(source.textValue().trim().split("\\s*,\\s*"));
        }
        if (jwt.isObject()) {
            authorizer.jwtConfiguration(c -> c.issuer(text(jwt, "issuer")).audience(texts(jwt.path("audience"))));
        }
        return authorizer.build();
    }

    /** Says in the journal what of the document has no effect. */
    void journal(HttpApis apis, HttpApi api) {
        notes.ignored().forEach(each -> apis.inert("/apis/" + api.id(), each));
        notes.warnings().forEach(each -> apis.inert("/apis/" + api.id(), each));
    }

    private void add(OpenApi.Operation operation, HttpApi api, Map<String, Authorizer> authorizers) {
        Security security = Security.of(document, operation);
        if (security.apiKey()) {
            throw ApiErrors.bad("ApiKeyRequired is supported only for WebSocket APIs");
        }
        Authorizer authorizer = security.scheme().map(authorizers::get).orElse(null);
        Route.Builder route = Route.builder()
                .routeId(Ids.random(ID_LENGTH))
                .routeKey(key(operation))
                .operationName(text(operation.node(), "operationId"))
                .authorizerId(authorizer == null ? null : authorizer.authorizerId())
                .authorizationScopes(security.scopes().isEmpty() ? null : security.scopes())
                .authorizationType(
                        authorizer != null && authorizer.authorizerType() == AuthorizerType.JWT
                                ? "JWT"
                                : security.authorization());
        JsonNode integration = document.resolved(operation.integration());
        if (!integration.isMissingNode()) {
            Integration made = IntegrationRules.complete(integration(integration));
            api.integrations.put(made.integrationId(), made);
            route.target(HttpApi.target(made));
        }
        Route made = RouteRules.complete(route.build(), api);
        api.routes.put(made.routeId(), made);
    }

    private static String key(OpenApi.Operation operation) {
        boolean isDefault = operation.path().replaceFirst("^/", "").equals(RouteRules.DEFAULT);
        return isDefault && operation.method().equals(OpenApi.ANY)
                ? RouteRules.DEFAULT
                : operation.method() + " " + operation.path();
    }

    /** Names that stand for nothing here are told by {@link ImportNotes}. */
    private static Integration integration(JsonNode node) {
        String timeout = text(node, "timeoutInMillis");
        String type = text(node, "type");
        String connection = text(node, "connectionType");
        Integration.Builder integration = Integration.builder()
                .integrationId(Ids.random(ID_LENGTH))
                .integrationType(type == null ? null : type.toUpperCase(Locale.ROOT))
                .integrationSubtype(text(node, "integrationSubtype"))
                .integrationMethod(text(node, "httpMethod"))
                .integrationUri(text(node, "uri"))
                .credentialsArn(text(node, "credentials"))
                .connectionType(connection == null ? null : connection.toUpperCase(Locale.ROOT))
                .connectionId(text(node, "connectionId"))
                .description(text(node, "description"))
                .payloadFormatVersion(text(node, "payloadFormatVersion"))
                .timeoutInMillis(timeout == null ? null : Integer.valueOf(timeout));
        if (!node.path("requestParameters").isEmpty()) {
            throw new Unsupported("apigatewayv2: RequestParameters of HTTP APIs");
        }
        if (!node.path("responseParameters").isEmpty()) {
            throw new Unsupported("apigatewayv2: ResponseParameters of HTTP APIs");
        }
        if (!node.path("tlsConfig").isEmpty()) {
            throw new Unsupported("apigatewayv2: TlsConfig of HTTP APIs");
        }
        return integration.build();
    }

    private static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isMissingNode() || value.isNull() ? null : value.asText();
    }
}
