package ateliers.cloud.services.apigateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.apigateway.model.GatewayResponse;
import software.amazon.awssdk.services.apigateway.model.GatewayResponseType;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.Model;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;
import software.amazon.awssdk.services.apigateway.model.UpdateGatewayResponseResponse;
import software.amazon.awssdk.services.apigateway.model.UpdateStageResponse;

/** Gateway responses, models, validators and stages. */
class PartUpdatesTest extends ApiFixture {
    private static final String TEMPLATE = "{\"message\":$context.error.messageString}";

    private UpdateGatewayResponseResponse update(String type, PatchOperation... patches) {
        return client.updateGatewayResponse(
                r -> r.restApiId(api).responseType(type).patchOperations(patches));
    }

    private UpdateStageResponse updateStage(PatchOperation... patches) {
        return client.updateStage(r -> r.restApiId(api).stageName("s1").patchOperations(patches));
    }

    @Test
    void allGatewayResponsesAreListedWithTheirUsualStatus() {
        client.putGatewayResponse(
                r -> r.restApiId(api).responseType("UNAUTHORIZED").statusCode("404"));

        assertThat(client.getGatewayResponses(r -> r.restApiId(api)).items())
                .hasSize(21)
                .extracting(GatewayResponse::responseTypeAsString)
                .startsWith("ACCESS_DENIED", "API_CONFIGURATION_ERROR")
                .endsWith("UNSUPPORTED_MEDIA_TYPE", "WAF_FILTERED");
        assertThat(client.getGatewayResponses(r -> r.restApiId(api)).items())
                .filteredOn(response -> !response.defaultResponse())
                .extracting(GatewayResponse::responseType, GatewayResponse::statusCode)
                .containsExactly(tuple(GatewayResponseType.UNAUTHORIZED, "404"));
    }

    @Test
    void whatAGatewayResponseDoesNotSayIsAsUsual() {
        var put = client.putGatewayResponse(r -> r.restApiId(api)
                .responseType("MISSING_AUTHENTICATION_TOKEN")
                .responseParameters(Map.of("gatewayresponse.header.a", "method.request.header.Accept")));

        assertThat(put.statusCode()).isEqualTo("403");
        assertThat(put.responseTemplates()).isEqualTo(Map.of("application/json", TEMPLATE));
    }

    @Test
    void gatewayResponsesAreUpdated() {
        UpdateGatewayResponseResponse updated = update(
                "DEFAULT_4XX",
                patch("replace", "/statusCode", "444"),
                patch("add", "/responseParameters/gatewayresponse.header.a", "'b'"),
                patch("add", "/responseTemplates/application~1xml", "<a>$context.error.message</a>"));

        assertThat(updated.statusCode()).isEqualTo("444");
        assertThat(updated.defaultResponse()).isFalse();
        assertThat(updated.responseParameters()).isEqualTo(Map.of("gatewayresponse.header.a", "'b'"));
        assertThat(updated.responseTemplates()).containsOnlyKeys("application/json", "application/xml");
    }

    @Test
    void wrongPatchesOfGatewayResponsesAreRefused() {
        bad(() -> update("DEFAULT_4XX", patch("add", "/statusCode", "444")), "Invalid patch path /statusCode");
        bad(() -> update("DEFAULT_4XX", patch("add", null, "x")), "Invalid patch path null");
        bad(() -> update("DEFAULT_4XX", patch("add", "/wrongPath", "x")), "Invalid patch path /wrongPath");
        bad(
                () -> update("DEFAULT_4XX", patch("replace", "/responseTemplates/application~1json", null)),
                "Invalid null or empty value in responseTemplates");
        notFound(
                () -> update("DEFAULT_5XX", patch("replace", "/responseParameters/gatewayresponse.header.a", "'b'")),
                "Invalid parameter name specified");
        refused(
                () -> update("FAKE"),
                400,
                "ValidationException",
                "1 validation error detected: Value 'FAKE' at 'responseType' failed to satisfy constraint: Member must"
                        + " satisfy enum value set: [REQUEST_TOO_LARGE, RESOURCE_NOT_FOUND,"
                        + " AUTHORIZER_CONFIGURATION_ERROR, MISSING_AUTHENTICATION_TOKEN, BAD_REQUEST_BODY,"
                        + " INVALID_SIGNATURE, INVALID_API_KEY, BAD_REQUEST_PARAMETERS, AUTHORIZER_FAILURE,"
                        + " UNAUTHORIZED, INTEGRATION_TIMEOUT, ACCESS_DENIED, DEFAULT_4XX, DEFAULT_5XX, WAF_FILTERED,"
                        + " QUOTA_EXCEEDED, THROTTLED, API_CONFIGURATION_ERROR, UNSUPPORTED_MEDIA_TYPE,"
                        + " INTEGRATION_FAILURE, EXPIRED_TOKEN]");
        notFound(
                () -> client.deleteGatewayResponse(r -> r.restApiId(api).responseType("UNAUTHORIZED")),
                "Gateway response type not defined on api");
    }

    @Test
    void anApiHasTwoModelsFromTheStart() {
        assertThat(client.getModels(r -> r.restApiId(api)).items())
                .extracting(Model::name)
                .containsExactly("Empty", "Error");
    }

    @Test
    void modelsAreChecked() {
        bad(
                () -> client.createModel(r -> r.restApiId(api)
                        .name("")
                        .contentType("application/json")
                        .schema("{}")),
                "Model name must be non-empty");
        bad(
                () -> client.createModel(r -> r.restApiId(api)
                        .name("A")
                        .contentType("application/json")
                        .schema("")),
                "Model schema must have at least 1 property or array items defined");
        bad(
                () -> client.updateModel(
                        r -> r.restApiId(api).modelName("Empty").patchOperations(patch("replace", "/name", "x"))),
                "Invalid patch path  '/name' specified for op 'replace'. Must be one of: [/description, /schema]");
        bad(
                () -> client.updateModel(
                        r -> r.restApiId(api).modelName("Empty").patchOperations(patch("add", "/wrong-path", "x"))),
                "Invalid patch path  '/wrong-path' specified for op 'add'. Please choose supported operations");
        notFound(
                () -> client.getModel(r -> r.restApiId("nobody").modelName("Empty")),
                "Invalid model name specified: Empty");
    }

    @Test
    void validatorsAreChecked() {
        String id =
                client.createRequestValidator(r -> r.restApiId(api).name("v")).id();

        bad(
                () -> client.createRequestValidator(r -> r.restApiId("nobody").name("v")),
                "Invalid REST API identifier specified");
        notFound(
                () -> client.getRequestValidator(r -> r.restApiId("nobody").requestValidatorId(id)),
                "Invalid Request Validator identifier specified");
        bad(
                () -> client.updateRequestValidator(r ->
                        r.restApiId(api).requestValidatorId(id).patchOperations(patch("replace", "/invalidPath", "x"))),
                "Invalid patch path  '/invalidPath' specified for op 'replace'. Must be one of: [/name,"
                        + " /validateRequestParameters, /validateRequestBody]");
        bad(
                () -> client.updateRequestValidator(
                        r -> r.restApiId(api).requestValidatorId(id).patchOperations(patch("replace", "/name", ""))),
                "Request Validator name cannot be blank");
    }

    @Test
    void apisArePatchedByTheirPaths() {
        var binary = client.updateRestApi(r -> r.restApiId(api)
                .patchOperations(
                        patch("add", "/binaryMediaTypes/image~1png", null),
                        patch("add", "/binaryMediaTypes/image~1gif", null),
                        patch("replace", "/binaryMediaTypes/image~1png", "image/jpg")));
        assertThat(binary.binaryMediaTypes()).containsExactly("image/gif", "image/jpg");

        bad(
                () -> client.updateRestApi(
                        r -> r.restApiId(api).patchOperations(patch("add", "/binaryMediaTypes", "a/b"))),
                "Invalid patch path /binaryMediaTypes");
        bad(
                () -> client.updateRestApi(
                        r -> r.restApiId(api).patchOperations(patch("remove", "/minimumCompressionSize", "1"))),
                "Invalid patch operation specified. Must be one of: [replace]");
        bad(() -> client.createRestApi(r -> r.name("x").description("")), "Description cannot be an empty string");
    }

    @Test
    void anApiHasOneEndpointOfAKnownType() {
        bad(
                () -> client.createRestApi(r -> r.name("x").endpointConfiguration(e -> e.types(List.of()))),
                "REGIONAL Configuration and EDGE Configuration cannot be both DISABLED.");
        bad(
                () -> client.createRestApi(
                        r -> r.name("x").endpointConfiguration(e -> e.typesWithStrings("EDGE", "REGIONAL"))),
                "Cannot create an api with multiple Endpoint Types.");
        refused(
                () -> client.createRestApi(r -> r.name("x").endpointConfiguration(e -> e.typesWithStrings("wrong"))),
                400,
                "ValidationException",
                "1 validation error detected: Value '[wrong]' at 'createRestApiInput.endpointConfiguration.types' failed"
                        + " to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set:"
                        + " [PRIVATE, EDGE, REGIONAL]]");
    }

    @Test
    void methodsAreShownWholeToThoseWhoAsk() {
        mock("GET");

        assertThat(client.getResources(r -> r.restApiId(api)).items().get(0).resourceMethods())
                .isEqualTo(Map.of("GET", Method.builder().build()));
        assertThat(client.getResource(r -> r.restApiId(api).resourceId(root).embed("methods"))
                        .resourceMethods()
                        .get("GET")
                        .methodIntegration()
                        .typeAsString())
                .isEqualTo("MOCK");
    }

    @Test
    void aDeploymentChangesItsStage() {
        mock("GET");
        client.createDeployment(r -> r.restApiId(api).stageName("s1").stageDescription("a"));

        client.createDeployment(r -> r.restApiId(api)
                .stageName("s1")
                .stageDescription("b")
                .tracingEnabled(true)
                .variables(Map.of("v", "1")));

        var stage = client.getStage(r -> r.restApiId(api).stageName("s1"));
        assertThat(stage.description()).isEqualTo("b");
        assertThat(stage.tracingEnabled()).isTrue();
        assertThat(stage.variables()).isEqualTo(Map.of("v", "1"));
        assertThat(cloud.cloud().journal().entries())
                .anyMatch(entry -> entry.message().equals("X-Ray tracing has no effect here"));
    }

    @Test
    void stagesLoseMethodSettingsThatTheyHave() {
        mock("GET");
        client.createDeployment(r -> r.restApiId(api).stageName("s1"));

        bad(
                () -> updateStage(patch("remove", "/*/*", null)),
                "Cannot remove method setting */* because there is no method setting for this method ");
        assertThat(updateStage(patch("replace", "/*/*/throttling/burstLimit", "10"))
                        .methodSettings()
                        .get("*/*")
                        .throttlingRateLimit())
                .isEqualTo(10_000.0);
        assertThat(updateStage(patch("remove", "/*/*", null)).methodSettings()).isEmpty();
        bad(
                () -> updateStage(patch("add", "/accessLogSettings/x", "y")),
                "Invalid accessLogSettings path. Must be one of : [/accessLogSettings/destinationArn,"
                        + " /accessLogSettings/format]");
        bad(
                () -> updateStage(patch("remove", "/accessLogSettings/destinationArn", null)),
                "Cannot remove method setting accessLogSettings/destinationArn because there is no method setting for"
                        + " this method ");
        assertThat(catchThrowable(() -> updateStage(patch("replace", "/tags/a", "b"))))
                .hasMessageStartingWith("Invalid method setting path: /tags/a. Must be one of: [/deploymentId,"
                        + " /description, /cacheClusterEnabled,");
    }

    @Test
    void cachesThatThereAreNotAreFlushed() {
        mock("GET");
        client.createDeployment(r -> r.restApiId(api).stageName("s1"));

        assertThat(client.flushStageCache(r -> r.restApiId(api).stageName("s1"))
                        .sdkHttpResponse()
                        .statusCode())
                .isEqualTo(202);
        notFound(
                () -> client.flushStageCache(r -> r.restApiId(api).stageName("s2")),
                "Invalid stage identifier specified");
    }
}
