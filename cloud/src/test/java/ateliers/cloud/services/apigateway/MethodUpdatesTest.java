package ateliers.cloud.services.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;
import software.amazon.awssdk.services.apigateway.model.UpdateMethodResponse;
import software.amazon.awssdk.services.apigateway.model.UpdateMethodResponseResponse;

class MethodUpdatesTest extends ApiFixture {

    private UpdateMethodResponse update(PatchOperation... patches) {
        return client.updateMethod(
                r -> r.restApiId(api).resourceId(root).httpMethod("ANY").patchOperations(patches));
    }

    private UpdateMethodResponseResponse updateResponse(PatchOperation... patches) {
        return client.updateMethodResponse(r -> r.restApiId(api)
                .resourceId(root)
                .httpMethod("ANY")
                .statusCode("200")
                .patchOperations(patches));
    }

    @Test
    void addsReplacesAndRemoves() {
        method("ANY", r -> {});

        UpdateMethodResponse added = update(
                patch("add", "/requestParameters/method.request.querystring.optional", "true"),
                patch("add", "/requestModels/application~1json", "Empty"));
        assertThat(added.requestParameters()).isEqualTo(Map.of("method.request.querystring.optional", true));
        assertThat(added.requestModels()).isEqualTo(Map.of("application/json", "Empty"));

        UpdateMethodResponse replaced = update(
                patch("replace", "/operationName", "order"),
                patch("replace", "/authorizationType", "AWS_IAM"),
                patch("replace", "/requestParameters/method.request.querystring.optional", "false"));
        assertThat(replaced.operationName()).isEqualTo("order");
        assertThat(replaced.authorizationType()).isEqualTo("AWS_IAM");
        assertThat(replaced.requestParameters()).isEqualTo(Map.of("method.request.querystring.optional", false));

        UpdateMethodResponse removed = update(
                patch("remove", "/requestParameters/method.request.querystring.optional", "true"),
                patch("remove", "/requestModels/application~1json", "Empty"));
        assertThat(removed.requestParameters()).isEmpty();
        assertThat(removed.requestModels()).isEmpty();
    }

    @Test
    void whatIsMissingIsNotFound() {
        method("ANY", r -> {});

        notFound(
                () -> client.updateMethod(
                        r -> r.restApiId("nobody").resourceId(root).httpMethod("ANY")),
                "Invalid Resource identifier specified");
        notFound(
                () -> client.updateMethod(
                        r -> r.restApiId(api).resourceId("nobody").httpMethod("ANY")),
                "Invalid Resource identifier specified");
        notFound(
                () -> client.updateMethod(r -> r.restApiId(api).resourceId(root).httpMethod("GET")),
                "Invalid Method identifier specified");
    }

    @Test
    void wrongPathsAndOperationsAreRefused() {
        method("ANY", r -> {});

        bad(
                () -> update(patch("add", "/operationName", "x")),
                "Invalid patch operation specified. Must be one of: [replace]");
        bad(() -> update(patch("add", "/httpMethod", "PUT")), "Invalid patch path /httpMethod");
        bad(() -> update(patch("replace", "/requestParameters", "x")), "Invalid patch path /requestParameters");
        bad(
                () -> update(patch("add", "/requestModels/application/json", "Empty")),
                "Invalid patch path /requestModels/application/json");
    }

    @Test
    void whatAPatchNamesMustBeThere() {
        method("ANY", r -> {});
        String noAuthorizer = "Invalid authorizer ID specified. Setting the authorization type to CUSTOM or"
                + " COGNITO_USER_POOLS requires a valid authorizer.";

        bad(() -> update(patch("replace", "/authorizationType", "CUSTOM")), noAuthorizer);
        bad(
                () -> update(patch("replace", "/requestValidatorId", "x")),
                "Invalid Request Validator identifier specified");
        bad(
                () -> update(patch("add", "/requestModels/application~1json", "pet")),
                "Invalid model identifier specified: pet");
        assertThat(update(patch("replace", "/authorizerId", "abc123")).authorizerId())
                .isNull();
        assertThat(update(patch("replace", "/apiKeyRequired", "whatever")).apiKeyRequired())
                .isFalse();
    }

    @Test
    void parametersAreNamedOnceAndAsParameters() {
        bad(
                () -> method(
                        "GET",
                        r -> r.requestParameters(Map.of(
                                "method.request.querystring.optional",
                                false,
                                "method.request.header.optional",
                                false))),
                "Parameter names must be unique across querystring, header and path");
        bad(
                () -> method("GET", r -> r.requestParameters(Map.of("true", true))),
                "Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping"
                        + " expression specified: true]");
    }

    @Test
    void aMethodIsPutInTheOrderOfAwsChecks() {
        notFound(
                () -> client.putMethod(r -> r.restApiId("nobody")
                        .resourceId(root)
                        .httpMethod("WRONG")
                        .authorizationType("NONE")),
                "Invalid Resource identifier specified");
        bad(
                () -> method("WRONG", r -> {}),
                "Invalid HttpMethod specified. Valid options are GET,PUT,POST,DELETE,PATCH,OPTIONS,HEAD,ANY");
        bad(
                () -> method("GET", r -> r.authorizationType("CUSTOM")),
                "Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS"
                        + " requires a valid authorizer.");
    }

    @Test
    void responsesAreUpdatedAndDeleted() {
        method("ANY", r -> {});
        client.putMethodResponse(
                r -> r.restApiId(api).resourceId(root).httpMethod("ANY").statusCode("200"));

        UpdateMethodResponseResponse added = updateResponse(
                patch("add", "/responseParameters/method.response.header.my-header", "true"),
                patch("add", "/responseModels/application~1json", "Empty"));
        assertThat(added.responseParameters()).isEqualTo(Map.of("method.response.header.my-header", true));
        assertThat(added.responseModels()).isEqualTo(Map.of("application/json", "Empty"));
        assertThat(added.sdkHttpResponse().statusCode()).isEqualTo(201);

        assertThat(client.deleteMethodResponse(r -> r.restApiId(api)
                                .resourceId(root)
                                .httpMethod("ANY")
                                .statusCode("200"))
                        .sdkHttpResponse()
                        .statusCode())
                .isEqualTo(204);
        notFound(MethodUpdatesTest.this::updateResponse, "Invalid Response status code specified");
    }

    @Test
    void wrongPatchesOfResponsesAreRefused() {
        method("ANY", r -> {});
        client.putMethodResponse(
                r -> r.restApiId(api).resourceId(root).httpMethod("ANY").statusCode("200"));

        notFound(
                () -> updateResponse(patch("replace", "/responseParameters/wrong", "true")),
                "Invalid parameter name specified");
        notFound(
                () -> updateResponse(patch("remove", "/responseModels/wrong", "Empty")),
                "Content-Type specified was not found");
        bad(
                () -> updateResponse(patch("remove", "/wrong/method.response.header.my-header", "true")),
                "Invalid patch path /wrong/method.response.header.my-header");
        refused(
                () -> client.updateMethodResponse(r -> r.restApiId(api)
                        .resourceId(root)
                        .httpMethod("ANY")
                        .statusCode("wrong")
                        .patchOperations(patch("wrong_op", "/responseModels/a~1b", "Empty"))),
                400,
                "ValidationException",
                "2 validation errors detected: Value 'wrong_op' at"
                        + " 'updateMethodResponseInput.patchOperations.1.member.op' failed to satisfy constraint:"
                        + " Member must satisfy enum value set: [add, remove, move, test, replace, copy]; Value 'wrong'"
                        + " at 'statusCode' failed to satisfy constraint: Member must satisfy regular expression"
                        + " pattern: [1-5]\\d\\d");
    }

    @Test
    void aModelInUseIsKept() {
        client.createModel(r ->
                r.restApiId(api).name("Pet").contentType("application/json").schema("{\"type\":\"object\"}"));
        method("ANY", r -> r.requestModels(Map.of("application/json", "Pet")));

        refused(
                () -> client.deleteModel(r -> r.restApiId(api).modelName("Pet")),
                409,
                "ConflictException",
                "Cannot delete model 'Pet', is referenced in method request: //ANY");
        update(patch("remove", "/requestModels/application~1json", null));
        client.deleteModel(r -> r.restApiId(api).modelName("Pet"));
        notFound(() -> client.getModel(r -> r.restApiId(api).modelName("Pet")), "Invalid model name specified: Pet");
    }
}
