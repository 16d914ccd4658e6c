package ateliers.cloud.services.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.journal.Entry;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigateway.model.Resource;
import software.amazon.awssdk.services.apigateway.model.RestApi;

/** What imports warn of, and fail on if they are told to. */
class ImportWarningsTest extends ApiFixture {
    private static final String MOCK = """
            "x-amazon-apigateway-integration":{"type":"mock","requestTemplates":{"application/json":
              "{\\"statusCode\\": 200}"},"responses":{"default":{"statusCode":"200"}}}""";
    private static final SdkBytes NO_MODEL_2 = SdkBytes.fromUtf8String("""
            {"swagger":"2.0","info":{"title":"two","version":"1"},"paths":{"/pets":{"post":{
              "parameters":[{"in":"body","name":"pet","schema":{"$ref":"#/definitions/Pet"}}],%s}}}}
            """.formatted(MOCK));
    private static final SdkBytes NO_MODEL_3 = SdkBytes.fromUtf8String("""
            {"openapi":"3.0.0","info":{"title":"three","version":"1"},"components":{"models":{}},
             "paths":{"/pets":{"post":{"requestBody":{"content":{"application/json":{
               "schema":{"$ref":"#/components/schemas/Pet"}}}},%s}}}}
            """.formatted(MOCK));
    private static final String WARNING_2 = "Reference to model 'Pet' not found. Ignoring.";
    private static final String WARNING_3 =
            "Parse issue: attribute paths.'/pets'(post).requestBody.content.schema.#/components/schemas/Pet is missing";
    private static final String UNEXPECTED = "Parse issue: attribute components.models is unexpected";

    @Test
    void anImportThatFailsOnWarningsMakesNoApi() {
        bad(
                () -> client.importRestApi(r -> r.body(NO_MODEL_2).failOnWarnings(true)),
                "Warnings found during import:\n\t" + WARNING_2);
        bad(
                () -> client.importRestApi(r -> r.body(NO_MODEL_3).failOnWarnings(true)),
                "Warnings found during import:\n\t" + WARNING_3 + "\n\t" + UNEXPECTED);

        assertThat(client.getRestApis().items()).extracting(RestApi::name).containsExactly("shop");
    }

    @Test
    void anImportThatMayWarnIgnoresTheMissingModel() {
        var two = client.importRestApi(r -> r.body(NO_MODEL_2));
        var three = client.importRestApi(r -> r.body(NO_MODEL_3).failOnWarnings(false));

        assertThat(two.warnings()).containsExactly(WARNING_2);
        assertThat(three.warnings()).containsExactly(WARNING_3, UNEXPECTED);
        assertThat(client.getResources(r -> r.restApiId(three.id()).embed("methods"))
                        .items())
                .filteredOn(Resource::hasResourceMethods)
                .singleElement()
                .satisfies(resource -> assertThat(
                                resource.resourceMethods().get("POST").requestModels())
                        .isEmpty());
        assertThat(cloud.cloud().journal().entries())
                .filteredOn(entry -> entry.kind() == Entry.Kind.INERT)
                .hasSize(3);
    }

    @Test
    void whatAnImportPutsOverAnApiLeavesItAsItWasWhenItFails() {
        bad(
                () -> client.putRestApi(
                        r -> r.restApiId(api).mode("overwrite").body(NO_MODEL_2).failOnWarnings(true)),
                "Warnings found during import:\n\t" + WARNING_2);

        assertThat(client.getRestApi(r -> r.restApiId(api)).name()).isEqualTo("shop");
        assertThat(client.getResources(r -> r.restApiId(api)).items()).hasSize(1);
    }

    @Test
    void aMergedDocumentMayReferToModelsThatTheApiHas() {
        client.createModel(r ->
                r.restApiId(api).name("Pet").contentType("application/json").schema("{\"type\":\"object\"}"));

        var merged = client.putRestApi(
                r -> r.restApiId(api).mode("merge").body(NO_MODEL_2).failOnWarnings(true));

        assertThat(merged.hasWarnings()).isFalse();
        assertThat(client.getResources(r -> r.restApiId(api).embed("methods")).items())
                .filteredOn(Resource::hasResourceMethods)
                .singleElement()
                .satisfies(resource -> assertThat(
                                resource.resourceMethods().get("POST").requestModels())
                        .isEqualTo(Map.of("application/json", "Pet")));
    }

    private static SdkBytes document(String settings, String integration) {
        return SdkBytes.fromUtf8String("""
                {"swagger":"2.0","info":{"title":"x","version":"1"},%s"definitions":{"Pet":{"type":"object"}},
                 "paths":{"/pets":{"get":{"responses":{"200":{"schema":{"$ref":"#/definitions/Pet"}},
                   "404":{"schema":{"$ref":"#/definitions/None"}}},
                   "x-amazon-apigateway-integration":{"type":"mock"%s}}}}}
                """.formatted(settings, integration));
    }

    @Test
    void responsesHaveTheModelsThatTheDocumentDefines() {
        var imported = client.importRestApi(r -> r.body(document("", "")));

        assertThat(imported.warnings()).containsExactly("Reference to model 'None' not found. Ignoring.");
        assertThat(client.getResources(r -> r.restApiId(imported.id()).embed("methods"))
                        .items())
                .filteredOn(Resource::hasResourceMethods)
                .singleElement()
                .satisfies(resource -> {
                    var responses = resource.resourceMethods().get("GET").methodResponses();
                    assertThat(responses.get("200").responseModels()).isEqualTo(Map.of("application/json", "Pet"));
                    assertThat(responses.get("404").responseModels()).isEmpty();
                });
    }

    @Test
    void settingsOfTheDocumentAreKeptToldOfOrRefused() {
        var imported = client.importRestApi(r -> r.body(
                document("\"x-amazon-apigateway-api-key-source\":\"AUTHORIZER\",", ",\"cacheNamespace\":\"n\"")));

        assertThat(imported.apiKeySourceAsString()).isEqualTo("AUTHORIZER");
        assertThat(cloud.cloud().journal().entries())
                .anyMatch(entry ->
                        entry.message().equals("the cache of the integration of GET /pets has no effect here"));
        refused(
                () -> client.importRestApi(r -> r.body(document("", ",\"contentHandling\":\"CONVERT_TO_TEXT\""))),
                501,
                "Unsupported",
                "Unsupported by the embedded cloud: apigateway: contentHandling of integrations");
        refused(
                () -> client.importRestApi(r -> r.body(document("", ",\"tlsConfig\":{}"))),
                501,
                "Unsupported",
                "Unsupported by the embedded cloud: apigateway: tlsConfig of integrations");
        refused(
                () -> client.importRestApi(
                        r -> r.body(document("\"x-amazon-apigateway-security-policy\":\"TLS_1_2\",", ""))),
                501,
                "Unsupported",
                "Unsupported by the embedded cloud: apigateway: security policies"
                        + " (x-amazon-apigateway-security-policy)");
    }
}
