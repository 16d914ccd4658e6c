package ateliers.cloud.services.apigatewayv2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.door.Unsupported;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.apigatewayv2.model.GetApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.ImportApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.Route;

class ImportTest extends HttpApiFixture {
    private static final String URI = "arn:aws:apigateway:eu-west-3:lambda:path/2015-03-31/functions/"
            + "arn:aws:lambda:eu-west-3:123456789012:function:f/invocations";
    private static final String DOCUMENT = """
            openapi: 3.0.1
            info: {title: shop, version: '1.0', description: d}
            tags: [{name: 'httpapi:createdBy', x-amazon-apigateway-tag-value: SAM}]
            x-amazon-apigateway-cors: {allowOrigins: ['*'], allowMethods: [GET], maxAge: 60}
            components:
              x-amazon-apigateway-integrations:
                f: {type: aws_proxy, httpMethod: POST, payloadFormatVersion: '2.0', uri: 'URI'}
              securitySchemes:
                sigv4: {type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authtype: awsSigv4}
            paths:
              /items/{id}:
                get:
                  operationId: read
                  x-amazon-apigateway-integration: {$ref: '#/components/x-amazon-apigateway-integrations/f'}
                x-amazon-apigateway-any-method:
                  security: [{sigv4: []}]
                  x-amazon-apigateway-integration: {type: AWS_PROXY, payloadFormatVersion: '1.0', timeoutInMillis: 900, uri: 'URI'}
              /$default:
                x-amazon-apigateway-any-method:
                  x-amazon-apigateway-integration: {$ref: '#/components/x-amazon-apigateway-integrations/f'}
            """.replace("URI", URI);

    @Test
    void aDocumentMakesTheWholeApi() {
        ImportApiResponse imported = client.importApi(r -> r.body(DOCUMENT).failOnWarnings(true));
        String id = imported.apiId();

        GetApiResponse api = client.getApi(r -> r.apiId(id));
        assertThat(api.name() + api.version() + api.description()).isEqualTo("shop1.0d");
        assertThat(api.tags()).containsExactly(Map.entry("httpapi:createdBy", "SAM"));
        assertThat(api.corsConfiguration().allowOrigins()).containsExactly("*");
        assertThat(api.corsConfiguration().maxAge()).isEqualTo(60);
        assertThat(api.importInfo()).isEmpty();
        assertThat(client.getRoutes(r -> r.apiId(id)).items())
                .extracting(route -> route.routeKey() + " " + route.authorizationTypeAsString())
                .containsExactlyInAnyOrder("GET /items/{id} NONE", "ANY /items/{id} AWS_IAM", "$default NONE");
        Route any = client.getRoutes(r -> r.apiId(id)).items().stream()
                .filter(route -> route.routeKey().startsWith("ANY"))
                .findFirst()
                .orElseThrow();
        Integration integration = client.getIntegrations(r -> r.apiId(id)).items().stream()
                .filter(each -> any.target().equals("integrations/" + each.integrationId()))
                .findFirst()
                .orElseThrow();
        assertThat(integration.payloadFormatVersion()).isEqualTo("1.0");
        assertThat(integration.timeoutInMillis()).isEqualTo(900);

        client.createStage(r -> r.apiId(id).stageName("$default").autoDeploy(true));

        assertThat(status(id, "/items/7")).isEqualTo(200);
        assertThat(functions.function).isEqualTo(FUNCTION);
    }

    @Test
    void aDocumentTakesThePlaceOfAllThatAnApiHas() {
        String id = client.createApi(
                        r -> r.name("old").protocolType("HTTP").corsConfiguration(c -> c.allowOrigins("*")))
                .apiId();
        route(id, "GET /old");
        client.createStage(r -> r.apiId(id).stageName("$default").autoDeploy(true));

        client.reimportApi(r -> r.apiId(id).body(document("/new", "")));

        assertThat(client.getRoutes(r -> r.apiId(id)).items())
                .extracting(Route::routeKey)
                .containsExactly("GET /new");
        assertThat(client.getIntegrations(r -> r.apiId(id)).items()).hasSize(1);
        assertThat(client.getApi(r -> r.apiId(id)).name()).isEqualTo("new");
        assertThat(client.getApi(r -> r.apiId(id)).corsConfiguration()).isNull();
        assertThat(status(id, "/old")).isEqualTo(404);
        assertThat(status(id, "/new")).isEqualTo(200);
    }

    private static String document(String path, String more) {
        return """
                openapi: 3.0.1
                info: {title: new, version: '1'}
                paths:
                  PATH:
                    get:
                      x-amazon-apigateway-integration: {type: aws_proxy, payloadFormatVersion: '2.0', uri: 'URI'}
                      MORE
                """.replace("PATH", path).replace("URI", URI).replace("MORE", more);
    }

    @Test
    void anImportFailsOnWarningsIfItIsToldTo() {
        String missing = document(
                "/update",
                "responses: {'200': {content: {application/json: {schema: {$ref: '#/components/schemas/None'}}}}}");
        refused(
                () -> client.importApi(r -> r.body(missing).failOnWarnings(true)),
                "BadRequestException: Warnings found during import:\n\tParse issue: attribute"
                        + " paths.'/update'(get).responses.200.content.schema.#/components/schemas/None is missing");
        refused(
                () -> client.importApi(r -> r.body(document("items", "")).failOnWarnings(true)),
                "BadRequestException: Warnings found during import:\n\tParse issue: attribute paths. Resource items"
                        + " should start with /");

        ImportApiResponse imported = client.importApi(r -> r.body(missing));

        assertThat(imported.warnings()).hasSize(1);
        assertThat(inert()).hasSize(1);
    }

    @Test
    void whatIsIgnoredOfADocumentIsTold() {
        ImportApiResponse imported =
                client.importApi(r -> r.body(document("/a", "x-amazon-apigateway-request-validator: all")));

        assertThat(imported.importInfo()).containsExactly("x-amazon-apigateway-request-validator of GET /a");
        assertThat(inert()).containsExactly("x-amazon-apigateway-request-validator of GET /a has no effect here");
    }

    @Test
    void aDocumentThatDoesNotFitLeavesTheApiAsItWas() {
        String id = api();
        route(id, "GET /old");

        refused(
                () -> client.reimportApi(
                        r -> r.apiId(id).body(document("/a", "").replace("'2.0'", "'3.0'"))),
                "BadRequestException: Errors found during import:\n\tUnable to create route 'GET /a':"
                        + " PayloadFormatVersion 3.0 is not supported");

        assertThat(client.getRoutes(r -> r.apiId(id)).items()).hasSize(1);
        assertThat(client.getApi(r -> r.apiId(id)).name()).isEqualTo("shop");
    }

    @Test
    void whatIsNoDocumentOfAnHttpApiIsRefused() {
        refused(
                () -> client.importApi(r -> r.body("nothing")),
                "BadRequestException: Unable to parse API definition because of a malformed OpenAPI document");
        refused(
                () -> client.importApi(r -> r.body("{\"swagger\":\"2.0\",\"info\":{\"title\":\"a\"},\"paths\":{}}")),
                "BadRequestException: Unable to import the API definition: HTTP APIs support only OpenAPI 3.0");
        refused(
                () -> client.importApi(r -> r.body(DOCUMENT).basepath("all")),
                "BadRequestException: Invalid basepath specified. Must be one of [ignore, prepend, split]");
        refused(
                () -> client.importApi(r -> r.body(DOCUMENT.replace(
                        "x-amazon-apigateway-authtype: awsSigv4", "x-amazon-apigateway-authorizer: {type: jwt}"))),
                "BadRequestException: Errors found during import:\n\tUnable to create authorizer 'sigv4': Issuer is a"
                        + " required parameter for JWT authorizers\n\tUnable to create route 'ANY /items/{id}': Invalid"
                        + " authorizer ID specified. Setting the authorization type to CUSTOM requires a valid REQUEST"
                        + " authorizer.");
        assertThatThrownBy(() -> client.importApi(
                        r -> r.body(DOCUMENT.replace("x-amazon-apigateway-authtype: awsSigv4", "x-unknown: true"))))
                .isInstanceOf(Unsupported.class)
                .hasMessageContaining("the authorization sigv4 of ANY /items/{id}");
        assertThat(client.getApis(r -> {}).items()).isEmpty();
    }
}
