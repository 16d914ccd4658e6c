package ateliers.cloud.services.apigateway;

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
import java.util.Optional;
import software.amazon.awssdk.services.apigateway.model.Authorizer;
import software.amazon.awssdk.services.apigateway.model.EndpointConfiguration;
import software.amazon.awssdk.services.apigateway.model.GatewayResponse;
import software.amazon.awssdk.services.apigateway.model.GatewayResponseType;
import software.amazon.awssdk.services.apigateway.model.Integration;
import software.amazon.awssdk.services.apigateway.model.IntegrationResponse;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.MethodResponse;
import software.amazon.awssdk.services.apigateway.model.Model;
import software.amazon.awssdk.services.apigateway.model.RequestValidator;
import software.amazon.awssdk.services.apigateway.model.RestApi;

/**
 * Puts an OpenAPI document into an API.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api.html">Import</a>
 */
final class Importer {
    private static final String EXTENSION = "x-amazon-apigateway-";
    private static final int ID_LENGTH = 6;
    private static final List<String> LACKING =
            List.of("connectionId", "integrationTarget", "responseTransferMode", "tlsConfig");

    private final Api api;
    private final OpenApi document;
    private final Map<String, String> authorizerIds = new LinkedHashMap<>();
    private final Map<String, String> validatorIds = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<String> inert = new ArrayList<>();

    Importer(Api api, OpenApi document) {
        this.api = api;
        this.document = document;
    }

    /** The document's own settings of an API. */
    static void settings(OpenApi document, RestApi.Builder info) {
        String title = document.info("title");
        if (title == null || title.isBlank()) {
            throw ApiErrors.bad("Invalid OpenAPI input: the title is missing.");
        }
        info.name(title).description(document.info("description")).version(document.info("version"));
        JsonNode root = document.document();
        JsonNode binary = root.path(EXTENSION + "binary-media-types");
        if (binary.isArray()) {
            info.binaryMediaTypes(texts(binary));
        }
        JsonNode endpoint = root.path(EXTENSION + "endpoint-configuration");
        if (endpoint.has("disableExecuteApiEndpoint")) {
            info.disableExecuteApiEndpoint(
                    endpoint.path("disableExecuteApiEndpoint").asBoolean());
        }
        if (endpoint.has("vpcEndpointIds")) {
            throw new Unsupported("apigateway: private endpoints (" + EXTENSION + "endpoint-configuration)");
        }
        if (root.has(EXTENSION + "api-key-source")) {
            info.apiKeySource(Patches.keySource(text(root, EXTENSION + "api-key-source")));
        }
        refuse(root, "minimum-compression-size", "compression by REST APIs");
        refuse(root, "security-policy", "security policies");
        refuse(root, "endpoint-access-mode", "endpoint access modes");
    }

    /** The document's own resource policy, or null. */
    static String policy(OpenApi document) {
        JsonNode policy = document.document().path(EXTENSION + "policy");
        return policy.isMissingNode() || policy.isNull() ? null : policy.toString();
    }

    private static void refuse(JsonNode node, String extension, String what) {
        if (node.has(EXTENSION + extension)) {
            throw new Unsupported("apigateway: " + what + " (" + EXTENSION + extension + ")");
        }
    }

    /**
     * Puts the document in.
     *
     * @return AWS's warnings: of what is no OpenAPI, and of models that are missing, which are ignored
     */
    List<String> run(boolean failOnWarnings) {
        if (!document.isVersion2()) {
            warnings.addAll(ParseIssues.of(document));
        }
        models();
        validators();
        authorizers();
        gatewayResponses();
        document.paths().forEach(api::at);
        document.operations().forEach(this::method);
        if (failOnWarnings && !warnings.isEmpty()) {
            throw ApiErrors.bad(ParseIssues.failure(warnings));
        }
        return List.copyOf(warnings);
    }

    /** What the document asks for that has no effect here. */
    List<String> inert() {
        return List.copyOf(inert);
    }

    private void models() {
        document.schemas().properties().forEach(each -> addModel(each.getKey(), each.getValue()));
    }

    private String addModel(String name, JsonNode schema) {
        api.models.put(
                name,
                Model.builder()
                        .id(Ids.random(ID_LENGTH))
                        .name(name)
                        .contentType("application/json")
                        .schema(schema.toString())
                        .build());
        return name;
    }

    private void validators() {
        document.document().path(EXTENSION + "request-validators").properties().forEach(each -> {
            RequestValidator validator = RequestValidator.builder()
                    .id(Ids.random(ID_LENGTH))
                    .name(each.getKey())
                    .validateRequestBody(
                            each.getValue().path("validateRequestBody").asBoolean())
                    .validateRequestParameters(
                            each.getValue().path("validateRequestParameters").asBoolean())
                    .build();
            api.validators.put(validator.id(), validator);
            validatorIds.put(validator.name(), validator.id());
        });
    }

    private void authorizers() {
        document.securitySchemes().properties().forEach(each -> {
            JsonNode scheme = document.resolved(each.getValue());
            if (scheme.has(Security.AUTHORIZER)) {
                Authorizer authorizer = AuthorizerRules.complete(authorizer(each.getKey(), scheme), api);
                api.authorizers.put(authorizer.id(), authorizer);
                authorizerIds.put(each.getKey(), authorizer.id());
            }
        });
    }

    /** An authorizer of the same name is replaced. */
    private Authorizer authorizer(String name, JsonNode scheme) {
        JsonNode node = scheme.path(Security.AUTHORIZER);
        String source = text(node, "identitySource");
        String seconds = text(node, "authorizerResultTtlInSeconds");
        String type = node.path("type").asText().toUpperCase(Locale.ROOT);
        return Authorizer.builder()
                .id(api.authorizers.values().stream()
                        .filter(same -> same.name().equals(name))
                        .map(Authorizer::id)
                        .findFirst()
                        .orElseGet(() -> Ids.random(ID_LENGTH)))
                .name(name)
                .type(AuthorizerRules.type(type))
                .authType(text(scheme, "x-amazon-apigateway-authtype"))
                .authorizerUri(text(node, "authorizerUri"))
                .authorizerCredentials(text(node, "authorizerCredentials"))
                .authorizerResultTtlInSeconds(seconds == null ? null : Integer.valueOf(seconds))
                .identitySource(
                        source == null && type.equals("TOKEN")
                                ? "method.request." + text(scheme, "in") + "." + text(scheme, "name")
                                : source)
                .identityValidationExpression(text(node, "identityValidationExpression"))
                .build();
    }

    private void gatewayResponses() {
        document.document().path(EXTENSION + "gateway-responses").properties().forEach(each -> {
            GatewayResponseType type = GatewayResponseType.fromValue(each.getKey());
            GatewayResponse response = GatewayResponse.builder()
                    .responseType(type)
                    .statusCode(text(each.getValue(), "statusCode"))
                    .responseParameters(map(each.getValue().path("responseParameters")))
                    .responseTemplates(map(each.getValue().path("responseTemplates")))
                    .defaultResponse(false)
                    .build();
            MethodRules.check(response);
            api.gatewayResponses.put(type, response);
        });
    }

    private void method(OpenApi.Operation operation) {
        JsonNode node = operation.node();
        Security security = Security.of(document, operation);
        Method.Builder method = Method.builder()
                .httpMethod(operation.method())
                .authorizationType(security.authorization())
                .authorizerId(security.scheme().map(authorizerIds::get).orElse(null))
                .apiKeyRequired(security.apiKey())
                .operationName(text(node, "operationId"));
        if (!security.scopes().isEmpty()) {
            throw new Unsupported("apigateway: authorization scopes of methods");
        }
        parameters(operation, method);
        String validator = node.has(EXTENSION + "request-validator")
                ? text(node, EXTENSION + "request-validator")
                : text(document.document(), EXTENSION + "request-validator");
        if (validator != null) {
            if (!validatorIds.containsKey(validator)) {
                throw ApiErrors.bad("Unable to put method: the request validator " + validator + " is not defined");
            }
            method.requestValidatorId(validatorIds.get(validator));
        }
        method.methodResponses(responses(node));
        if (!operation.integration().isMissingNode()) {
            Integration integration = integration(operation.integration());
            if (integration.cacheNamespace() != null || integration.hasCacheKeyParameters()) {
                inert.add("the cache of the integration of " + operation.method() + " " + operation.path());
            }
            MethodRules.check(integration);
            method.methodIntegration(integration);
        }
        api.put(api.at(operation.path()).id(), MethodRules.authorization(api, method.build()));
    }

    private void parameters(OpenApi.Operation operation, Method.Builder method) {
        Map<String, Boolean> parameters = new LinkedHashMap<>();
        Map<String, String> models = new LinkedHashMap<>();
        List<JsonNode> all = new ArrayList<>();
        operation.common().forEach(all::add);
        operation.node().path("parameters").forEach(all::add);
        for (JsonNode each : all) {
            JsonNode parameter = document.resolved(each);
            String in = parameter.path("in").asText();
            switch (in) {
                case "body" ->
                    model(parameter.path("schema")).ifPresent(model -> models.put("application/json", model));
                case "header", "path", "query" ->
                    parameters.put(
                            "method.request." + (in.equals("query") ? "querystring" : in) + "."
                                    + parameter.path("name").asText(),
                            parameter.path("required").asBoolean());
                default -> {
                    // form data and cookies are not validated by API Gateway
                }
            }
        }
        document.resolved(operation.node().path("requestBody"))
                .path("content")
                .properties()
                .forEach(each ->
                        model(each.getValue().path("schema")).ifPresent(model -> models.put(each.getKey(), model)));
        method.requestParameters(parameters).requestModels(models);
    }

    /** The name of a schema; one that has none gets one, and one that is missing is ignored. */
    private Optional<String> model(JsonNode schema) {
        if (schema.isMissingNode()) {
            return Optional.empty();
        }
        String ref = schema.path("$ref").asText();
        if (ref.isEmpty()) {
            return Optional.of(addModel("MODEL" + Ids.random(ID_LENGTH), schema));
        }
        String name = ref.substring(ref.lastIndexOf('/') + 1);
        if (api.models.containsKey(name)) {
            return Optional.of(name);
        }
        if (document.isVersion2()) {
            warnings.add("Reference to model '" + name + "' not found. Ignoring.");
        }
        return Optional.empty();
    }

    private Map<String, MethodResponse> responses(JsonNode node) {
        Map<String, MethodResponse> responses = new LinkedHashMap<>();
        node.path("responses").properties().forEach(each -> {
            if (each.getKey().matches("\\d{3}")) {
                JsonNode response = document.resolved(each.getValue());
                Map<String, Boolean> parameters = new LinkedHashMap<>();
                response.path("headers")
                        .fieldNames()
                        .forEachRemaining(name -> parameters.put("method.response.header." + name, false));
                responses.put(
                        each.getKey(),
                        MethodResponse.builder()
                                .statusCode(each.getKey())
                                .responseParameters(parameters)
                                .responseModels(responseModels(response))
                                .build());
            }
        });
        return responses;
    }

    private Map<String, String> responseModels(JsonNode response) {
        Map<String, String> models = new LinkedHashMap<>();
        model(response.path("schema")).ifPresent(model -> models.put("application/json", model));
        response.path("content")
                .properties()
                .forEach(each ->
                        model(each.getValue().path("schema")).ifPresent(model -> models.put(each.getKey(), model)));
        return models;
    }

    private static Integration integration(JsonNode node) {
        LACKING.stream().filter(node::has).findFirst().ifPresent(member -> {
            throw new Unsupported("apigateway: " + member + " of integrations");
        });
        Map<String, IntegrationResponse> responses = new LinkedHashMap<>();
        node.path("responses").properties().forEach(each -> {
            JsonNode response = each.getValue();
            String status = text(response, "statusCode");
            responses.put(
                    status == null ? "200" : status,
                    IntegrationResponse.builder()
                            .statusCode(status == null ? "200" : status)
                            .selectionPattern(each.getKey().equals("default") ? null : each.getKey())
                            .responseParameters(map(response.path("responseParameters")))
                            .responseTemplates(map(response.path("responseTemplates")))
                            .contentHandling(text(response, "contentHandling"))
                            .build());
        });
        String timeout = text(node, "timeoutInMillis");
        String passthrough = text(node, "passthroughBehavior");
        return Integration.builder()
                .type(node.path("type").asText().toUpperCase(Locale.ROOT))
                .httpMethod(text(node, "httpMethod"))
                .uri(text(node, "uri"))
                .credentials(text(node, "credentials"))
                .connectionType(text(node, "connectionType"))
                .cacheNamespace(text(node, "cacheNamespace"))
                .cacheKeyParameters(node.has("cacheKeyParameters") ? texts(node.path("cacheKeyParameters")) : null)
                .passthroughBehavior(passthrough == null ? "WHEN_NO_MATCH" : passthrough.toUpperCase(Locale.ROOT))
                .contentHandling(text(node, "contentHandling"))
                .timeoutInMillis(timeout == null ? 29_000 : Integer.valueOf(timeout))
                .requestTemplates(map(node.path("requestTemplates")))
                .requestParameters(map(node.path("requestParameters")))
                .integrationResponses(responses)
                .build();
    }

    private static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isMissingNode() || value.isNull() ? null : value.asText();
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private static Map<String, String> map(JsonNode node) {
        Map<String, String> map = new LinkedHashMap<>();
        node.properties().forEach(each -> map.put(each.getKey(), each.getValue().asText()));
        return map;
    }

    /** The endpoint that the parameters of an import choose; others are lacking. */
    static EndpointConfiguration endpoint(Map<String, String> parameters) {
        EndpointConfiguration.Builder endpoint = EndpointConfiguration.builder();
        parameters.forEach((name, value) -> {
            if (name.equals("endpointConfigurationTypes")) {
                endpoint.typesWithStrings(value.split(","));
            } else if (!(name.equals("basepath") && value.equals("ignore")) && !name.equals("ignore")) {
                throw new Unsupported("apigateway: the import parameter " + name);
            }
        });
        return endpoint.build();
    }
}
