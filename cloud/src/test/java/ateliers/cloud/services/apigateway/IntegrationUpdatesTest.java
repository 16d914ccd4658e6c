package ateliers.cloud.services.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;
import software.amazon.awssdk.services.apigateway.model.PutIntegrationResponseResponse;
import software.amazon.awssdk.services.apigateway.model.UpdateIntegrationResponse;

class IntegrationUpdatesTest extends ApiFixture {
    private static final String FUNCTION = "arn:aws:lambda:eu-west-3:123456789012:function:f";
    private static final String URI =
            "arn:aws:apigateway:eu-west-3:lambda:path/2015-03-31/functions/" + FUNCTION + "/invocations";

    @BeforeEach
    void makeMethod() {
        mock("GET");
    }

    private UpdateIntegrationResponse update(PatchOperation... patches) {
        return client.updateIntegration(
                r -> r.restApiId(api).resourceId(root).httpMethod("GET").patchOperations(patches));
    }

    private PutIntegrationResponseResponse putResponse(Map<String, String> parameters) {
        return client.putIntegrationResponse(r -> r.restApiId(api)
                .resourceId(root)
                .httpMethod("GET")
                .statusCode("200")
                .selectionPattern("")
                .responseParameters(parameters));
    }

    private void proxy(String uri) {
        client.putIntegration(r -> r.restApiId(api)
                .resourceId(root)
                .httpMethod("GET")
                .type("AWS_PROXY")
                .integrationHttpMethod("POST")
                .uri(uri));
    }

    @Test
    void integrationsAreUpdated() {
        proxy(URI);

        UpdateIntegrationResponse updated = update(
                patch("replace", "/uri", URI.replace(":f/", ":g/")),
                patch("replace", "/timeoutInMillis", "1000"),
                patch("replace", "/passthroughBehavior", "NEVER"),
                patch("add", "/requestTemplates/application~1json", "{}"));

        assertThat(updated.uri()).contains("function:g/");
        assertThat(updated.timeoutInMillis()).isEqualTo(1000);
        assertThat(updated.passthroughBehavior()).isEqualTo("NEVER");
        assertThat(updated.requestTemplates()).isEqualTo(Map.of("application/json", "{}"));
        assertThat(client.getIntegration(r -> r.restApiId(api).resourceId(root).httpMethod("GET"))
                        .uri())
                .contains("function:g/");
    }

    @Test
    void wrongPatchesAreRefused() {
        bad(() -> update(patch("replace", "/wrong", "x")), "Invalid patch path /wrong");
        bad(() -> update(patch("remove", "/uri", "x")), "Invalid patch operation specified. Must be one of: [replace]");
        bad(
                () -> update(patch("replace", "/timeoutInMillis", "30000")),
                "Timeout should be between 50 ms and 29000 ms");
        notFound(
                () -> client.updateIntegration(
                        r -> r.restApiId(api).resourceId(root).httpMethod("POST")),
                "Invalid Method identifier specified");
        refused(
                () -> update(patch("replace", "/contentHandling", "CONVERT_TO_TEXT")),
                501,
                "Unsupported",
                "Unsupported by the embedded cloud: apigateway: the patch of /contentHandling of an integration");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                FUNCTION + "| AWS ARN for integration must contain path or action",
                "bad-arn:lambda:path/2015-03-31/functions/f/invocations | Invalid ARN specified in the request",
                "arn:aws:apigateway:eu-west-3:lambda:test/2015-03-31/functions/f/invocations | AWS ARN for integration"
                        + " must contain path or action",
                "arn:aws:apigateway:eu-west-3:lambda:path/random/value/f/invocations | Integrations of type 'AWS_PROXY'"
                        + " currently only supports Lambda function and Firehose stream invocations."
            })
    void aUriIsThatOfAFunction(String uri, String words) {
        bad(() -> proxy(uri), words);
    }

    @Test
    void theTypeIsOneOfTheTypes() {
        refused(
                () -> client.putIntegration(
                        r -> r.restApiId(api).resourceId(root).httpMethod("GET").type("HTTPS_PROXY")),
                400,
                "ValidationException",
                "1 validation error detected: Value 'HTTPS_PROXY' at 'putIntegrationInput.type' failed to satisfy"
                        + " constraint: Member must satisfy enum value set: [HTTP, MOCK, AWS_PROXY, HTTP_PROXY, AWS]");
    }

    @Test
    void responsesArePutUpdatedAndDeleted() {
        assertThat(putResponse(Map.of()).sdkHttpResponse().statusCode()).isEqualTo(201);

        assertThat(client.updateIntegrationResponse(r -> r.restApiId(api)
                                .resourceId(root)
                                .httpMethod("GET")
                                .statusCode("200")
                                .patchOperations(
                                        patch("replace", "/selectionPattern", "2\\d\\d"),
                                        patch("add", "/responseTemplates/application~1json", "{}")))
                        .selectionPattern())
                .isEqualTo("2\\d\\d");
        assertThat(client.deleteIntegrationResponse(r -> r.restApiId(api)
                                .resourceId(root)
                                .httpMethod("GET")
                                .statusCode("200"))
                        .sdkHttpResponse()
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void aResponseSetsOnlyHeadersThatTheMethodDeclares() {
        Map<String, String> parameters = Map.of("method.response.header.A", "'*'");

        bad(
                () -> putResponse(parameters),
                "Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping"
                        + " expression parameter specified: method.response.header.A]");
        client.putMethodResponse(r -> r.restApiId(api)
                .resourceId(root)
                .httpMethod("GET")
                .statusCode("200")
                .responseParameters(Map.of("method.response.header.A", false)));
        assertThat(putResponse(parameters).responseParameters()).isEqualTo(parameters);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "GET,POST", "\"*\""})
    void textWithoutQuotesOfItsOwnIsNoValueOfAHeader(String text) {
        client.putMethodResponse(r -> r.restApiId(api)
                .resourceId(root)
                .httpMethod("GET")
                .statusCode("200")
                .responseParameters(Map.of("method.response.header.A", false)));

        bad(
                () -> putResponse(Map.of("method.response.header.A", text)),
                "Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping"
                        + " expression specified: " + text + "]");
    }

    @Test
    void aMissingResponseIsNotFound() {
        notFound(
                () -> client.deleteIntegrationResponse(
                        r -> r.restApiId(api).resourceId(root).httpMethod("GET").statusCode("201")),
                "Invalid Response status code specified");
        notFound(
                () -> client.deleteIntegrationResponse(r ->
                        r.restApiId(api).resourceId(root).httpMethod("POST").statusCode("200")),
                "Invalid Integration identifier specified");
        refused(
                () -> client.getIntegrationResponse(
                        r -> r.restApiId(api).resourceId(root).httpMethod("GET").statusCode("wrong")),
                400,
                "ValidationException",
                "1 validation error detected: Value 'wrong' at 'statusCode' failed to satisfy constraint: Member must"
                        + " satisfy regular expression pattern: [1-5]\\d\\d");
    }
}
