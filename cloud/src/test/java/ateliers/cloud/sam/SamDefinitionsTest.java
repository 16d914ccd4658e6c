package ateliers.cloud.sam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ateliers.cloud.template.TemplateReader;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What SAM makes of APIs' own definitions, and of errors in a template's structure: each case names that of SAM's suite. */
class SamDefinitionsTest {
    private static final String START =
            "Invalid Serverless Application Specification document. Number of errors found: ";

    private static JsonNode transformed(String template) {
        SamContext context = new SamContext("eu-west-3", "aws", "123456789012", Map.of());
        return SamTransform.transform(TemplateReader.read(template).root(), context);
    }

    private static String refusal(String template) {
        return catchThrowableOfType(SamException.class, () -> transformed(template))
                .getMessage();
    }

    private static JsonNode restApi(String properties) {
        return transformed("Resources: {A: {Type: 'AWS::Serverless::Api', Properties: {StageName: prod, " + properties
                        + "}}}")
                .at("/Resources/A/Properties/Body");
    }

    /** {@code api_with_any_method_in_swagger}. */
    @Test
    void theDefaultAuthorizerSecuresAnyMethodHoweverItIsCalled() {
        JsonNode body = restApi("Auth: {DefaultAuthorizer: L, Authorizers: {L: {FunctionArn: a}}}, DefinitionBody:"
                + " {openapi: '3.0', paths: {/: {any: {x-amazon-apigateway-integration: {type: http_proxy}}}}}");

        assertThat(body.at("/paths/~1/any/security")).hasToString("[{\"L\":[]}]");
    }

    /** {@code api_with_source_vpc_whitelist}. */
    @Test
    void aPolicyOfNoPathIsNone() {
        JsonNode body =
                restApi("Auth: {ResourcePolicy: {SourceVpcWhitelist: [vpc-1]}}, DefinitionBody: {swagger: '2.0',"
                        + " paths: {}}");

        assertThat(body.has("x-amazon-apigateway-policy")).isFalse();
    }

    /** {@code feature_toggle_api_open_api_version_override}. */
    @Test
    void aDefinitionsOwnVersionCounts() {
        JsonNode body =
                restApi("OpenApiVersion: '2.0', Auth: {DefaultAuthorizer: L, Authorizers: {L: {FunctionArn: a}}},"
                        + " DefinitionBody: {openapi: 3.0.2, paths: {}}");

        assertThat(body.at("/components/securitySchemes/L/type").asText()).isEqualTo("apiKey");
        assertThat(body.has("securityDefinitions")).isFalse();
    }

    /** {@code api_http_with_default_iam_authorizer}. */
    @Test
    void whatAnHttpApiSaysOfItsAuthStaysAsItIs() {
        JsonNode template =
                transformed("Resources: {A: {Type: 'AWS::Serverless::HttpApi', Properties: {Auth: {Authorizers:"
                        + " {J: {IdentitySource: $request.header.Authorization, JwtConfiguration: {issuer: {'Fn::Sub':"
                        + " 'https://${AWS::Region}'}, audience: [a]}}}}}}}");

        assertThat(template.at("/Resources/A/Properties/Body/components/securitySchemes/J/"
                        + "x-amazon-apigateway-authorizer/jwtConfiguration/issuer"))
                .hasToString("{\"Fn::Sub\":\"https://${AWS::Region}\"}");
    }

    /** {@code error_intrinsic_sub_with_list}. */
    @Test
    void aTextTakesNoList() {
        assertThat(refusal(
                        "Parameters: {P: {Type: 'AWS::SSM::Parameter::Value<List<String>>', Default: [a, b]}}\nResources:"
                                + " {A: {Type: 'AWS::Serverless::Api', Properties: {StageName: prod, Auth: {ResourcePolicy:"
                                + " {CustomStatements: [{Resource: {'Fn::Sub': '${P}'}}]}}, DefinitionBody: {swagger: '2.0', paths:"
                                + " {}}}}}"))
                .isEqualTo(START
                        + "1. Structure of the SAM template is invalid. Invalid Fn::Sub variable value ['a', 'b']."
                        + " Fn::Sub expects all variables to be strings.");
    }

    /** {@code error_swagger_security_not_dict_with_api_key_required}, {@code error_api_invalid_security}. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[[]] | [] in Security for path /a method put is not a valid dictionary.",
                "null | Type of security for path /a method put must be a list"
            })
    void anErrorOfTheStructureIsTheOnlyOne(String security, String words) {
        assertThat(refusal(
                        "Resources: {F: {Type: 'AWS::Serverless::Function'}, A: {Type: 'AWS::Serverless::Api', Properties:"
                                + " {StageName: prod, Auth: {ApiKeyRequired: true}, DefinitionBody: {openapi: 3.0.3, paths: {/a: {put:"
                                + " {x-amazon-apigateway-integration: {type: http}, security: " + security + "}}}}}}}"))
                .isEqualTo(START + "1. Structure of the SAM template is invalid. " + words);
    }

    /** {@code error_api_invalid_request_model}. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[NotString] | ['NotString']",
                "[[a], [b, c]] | [['a'], ['b', 'c']]",
            })
    void aRequestModelIsAName(String model, String shown) {
        assertThat(refusal(
                        "Resources: {F: {Type: 'AWS::Serverless::Function', Properties: {CodeUri: 's3://b/k', Handler:"
                                + " a, Runtime: java21, Events: {E: {Type: Api, Properties: {RestApiId: {Ref: A}, Path: /,"
                                + " Method: get, RequestModel: {Model: " + model
                                + "}}}}}}, A: {Type: 'AWS::Serverless::Api',"
                                + " Properties: {StageName: Prod, Models: {User: {type: object}}}}}"))
                .isEqualTo(START
                        + "1. Resource with id [F] is invalid. Event with id [E] is invalid. Unable to set RequestModel ["
                        + shown + "] on API method [get] for path [/] because the related API does not contain valid"
                        + " Models.");
    }

    /** {@code error_http_api_invalid_tags_format}. */
    @Test
    void tagsOfADefinitionAreAList() {
        assertThat(refusal(
                        "Resources: {A: {Type: 'AWS::Serverless::HttpApi', Properties: {DefinitionBody: {openapi: 3.0.1,"
                                + " paths: {}, tags: {name: tag1}}}}}"))
                .isEqualTo(START
                        + "1. Structure of the SAM template is invalid. Tags in OpenApi DefinitionBody needs to be a"
                        + " list. {'name': 'tag1'} is a dict not a list.");
    }

    /**
     * {@code error_api_invalid_event_authorizer_type}, {@code error_http_api_with_invalid_auth_while_method_auth_is_none}: an
     * API's own error is told once, whoever finds it.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Api | RestApiId | StageName: prod, Auth: {Authorizers: [a]} | Property 'Auth.Authorizers' should be a map.",
                "Api | RestApiId | StageName: prod, Auth: [a] | Property 'Auth' should be a map.",
                "HttpApi | ApiId | 'Auth: ' | Property 'Auth' should be a map."
            })
    void anApisErrorIsNotItsEvents(String type, String id, String properties, String words) {
        assertThat(refusal(
                        "Resources: {F: {Type: 'AWS::Serverless::Function', Properties: {Handler: h, Runtime: java21,"
                                + " InlineCode: x, Events: {E: {Type: " + type + ", Properties: {" + id
                                + ": {Ref: A}, Path: /a,"
                                + " Method: get, Auth: {Authorizer: NONE}}}}}}, A: {Type: 'AWS::Serverless::" + type
                                + "', Properties: {" + properties + "}}}"))
                .isEqualTo(START + "1. Resource with id [A] is invalid. " + words);
    }

    /**
     * {@code error_function_with_invalid_deployment_preference_hook_property}, {@code
     * error_function_with_no_alias_provisioned_concurrency}.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{Type: AllAtOnce, Alarms: Bad} | , AutoPublishAlias: live | Alarms must be a list",
                "{Type: AllAtOnce, Hooks: Bad} | | 'Hooks' property of 'DeploymentPreference' must be a dictionary",
                "{Type: AllAtOnce} | , ProvisionedConcurrencyConfig: {ProvisionedConcurrentExecutions: 1} | To set"
                        + " ProvisionedConcurrencyConfig AutoPublishALias must be defined on the function"
            })
    void aDeploymentPreferenceIsJudgedInSamsOrder(String preference, String more, String words) {
        assertThat(refusal(
                        "Resources: {F: {Type: 'AWS::Serverless::Function', Properties: {Handler: h, Runtime: java21,"
                                + " InlineCode: x, DeploymentPreference: " + preference + (more == null ? "" : more)
                                + "}}}"))
                .isEqualTo(START + "1. Resource with id [F] is invalid. " + words);
    }

    /** {@code error_invalid_document_empty_semantic_version}, {@code error_null_application_id}. */
    @Test
    void anApplicationHasAnIdAndAVersion() {
        assertThat(refusal(application("ApplicationId: a, SemanticVersion: ")))
                .endsWith("'SemanticVersion' cannot be blank.");
        assertThat(refusal(application("ApplicationId: , SemanticVersion: 1")))
                .endsWith("'ApplicationId' is required.");
    }

    private static String application(String location) {
        return "Resources: {A: {Type: 'AWS::Serverless::Application', Properties: {Location: {" + location + "}}}}";
    }
}
