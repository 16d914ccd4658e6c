package ateliers.cloud.sam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ateliers.cloud.template.TemplateReader;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What SAM's own translator refuses of {@code Auth}, in its words (its suite's cases of errors). */
class SamAuthRefusalsTest {
    private static final String START =
            "Invalid Serverless Application Specification document. Number of errors found: 1. Resource with id ";

    private static String refusal(String template) {
        SamContext context = new SamContext("eu-west-3", "aws", "123456789012", Map.of());
        return catchThrowableOfType(
                        SamException.class,
                        () -> SamTransform.transform(
                                TemplateReader.read(template).root(), context))
                .getMessage();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{Unheard: 1} | Invalid value for 'Auth' property",
                "{Authorizers: [a]} | Property 'Auth.Authorizers' should be a map.",
                "{Authorizers: {G: a}} | Property 'Auth.Authorizers.G' should be a map.",
                "{DefaultAuthorizer: H, Authorizers: {G: {FunctionArn: a}}} | Unable to set DefaultAuthorizer because 'H'"
                        + " was not defined in 'Authorizers'.",
                "{Authorizers: {G: {FunctionArn: a, FunctionPayloadType: BODY}}} | G Authorizer has invalid"
                        + " 'FunctionPayloadType': BODY.",
                "{Authorizers: {G: {FunctionArn: a, FunctionPayloadType: REQUEST}}} | G Authorizer must specify Identity"
                        + " with at least one of Headers, QueryStrings, StageVariables, or Context.",
                "{Authorizers: {G: {FunctionArn: a, FunctionPayloadType: REQUEST, Identity: {Headers: a}}}} | Property"
                        + " 'Auth.Authorizers.G.Identity.Headers' should be a list.",
                "{Authorizers: {G: {FunctionArn: a, AuthorizationScopes: b}}} | Property"
                        + " 'Authorizers.G.AuthorizationScopes' should be a list.",
                "{UsagePlan: {Quota: {Limit: 1}}} | 'CreateUsagePlan' is a required field for UsagePlan.",
                "{UsagePlan: {CreateUsagePlan: MINE}} | 'CreateUsagePlan' accepts one of ['SHARED', 'PER_API', 'NONE'].",
                "{UsagePlan: {CreateUsagePlan: NONE, Unheard: 1}} | Invalid property for 'UsagePlan'",
                "{UsagePlan: NONE} | 'UsagePlan' must be a dictionary"
            })
    void refusesTheAuthOfARestApi(String auth, String words) {
        assertThat(refusal("Resources: {A: {Type: 'AWS::Serverless::Api', Properties: {StageName: prod, DefinitionBody:"
                        + " {swagger: '2.0', paths: {}}, Auth: " + auth + "}}}"))
                .isEqualTo(START + "[A] is invalid. " + words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{} | {Authorizer: G} | Unable to set Authorizer [G] on API method [get] for path [/a] because the related"
                        + " API does not define any Authorizers.",
                "{Authorizers: {H: {FunctionArn: a}}} | {Authorizer: G} | Unable to set Authorizer [G] on API method [get]"
                        + " for path [/a] because it wasn't defined in the API's Authorizers.",
                "{Authorizers: {H: {FunctionArn: a}}} | {Authorizer: [H]} | Unable to set Authorizer [['H']] on API method"
                        + " [get] for path [/a]. The method authorizer must be a string with a corresponding dict entry in"
                        + " the api authorizer.",
                "{} | {Authorizer: NONE} | Unable to set Authorizer on API method [get] for path [/a] because 'NONE' is"
                        + " only a valid value when a DefaultAuthorizer on the API is specified.",
                "{} | {AuthorizationScopes: [a]} | AuthorizationScopes works only when Authorizer is set",
                "{} | {ApiKeyRequired: false} | Unable to set ApiKeyRequired [False] on API method [get] for path [/a]"
                        + " because the related API does not specify any ApiKeyRequired."
            })
    void refusesTheAuthOfAMethod(String ofApi, String auth, String words) {
        assertThat(refusal("Resources: {A: {Type: 'AWS::Serverless::Api', Properties: {StageName: prod, Auth: " + ofApi
                        + "}}, F: {Type: 'AWS::Serverless::Function', Properties: {Handler: h, Runtime: java21, InlineCode:"
                        + " x, Events: {E: {Type: Api, Properties: {RestApiId: {Ref: A}, Path: /a, Method: get, Auth: "
                        + auth + "}}}}}}"))
                .isEqualTo(START + "[F] is invalid. Event with id [E] is invalid. " + words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{ApiKeyRequired: true} | Invalid value for 'Auth' property",
                "{DefaultAuthorizer: AWS_IAM} | Unable to set DefaultAuthorizer because 'AWS_IAM' was not defined in"
                        + " 'Authorizers'.",
                "{Authorizers: {G: {FunctionArn: a}}} | G Lambda Authorizer must define"
                        + " 'AuthorizerPayloadFormatVersion'.",
                "{Authorizers: {G: {AuthorizerPayloadFormatVersion: '2.0'}}} | G Lambda Authorizer must define"
                        + " 'FunctionArn'.",
                "{Authorizers: {G: {JwtConfiguration: {issuer: i}}}} | G OAuth2 Authorizer must define 'IdentitySource'.",
                "{Authorizers: {G: {FunctionArn: a, IdentitySource: b}}} | IdentitySource is only supported for OAuth2"
                        + " Authorizer. For Lambda Authorizer, use the 'Identity' property instead.",
                "{Authorizers: {G: {JwtConfiguration: {issuer: i}, IdentitySource: b, FunctionArn: a}}} | FunctionArn is"
                        + " only supported for Lambda Authorizer.",
                "{Authorizers: {G: {OpenIdConnectUrl: u}}} | 'OpenIdConnectUrl' is no longer a supported property for"
                        + " authorizer 'G'. Please refer to the AWS SAM documentation."
            })
    void refusesTheAuthOfAnHttpApi(String auth, String words) {
        assertThat(refusal("Resources: {A: {Type: 'AWS::Serverless::HttpApi', Properties: {DefinitionBody: {openapi:"
                        + " 3.0.1, info: {title: a, version: '1'}, paths: {}}, Auth: " + auth + "}}}"))
                .isEqualTo(START + "[A] is invalid. " + words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{} | {AuthorizationScopes: [a]} | 'Auth' section requires either an explicit 'Authorizer' set or a"
                        + " 'DefaultAuthorizer' configured on the HttpApi.",
                "{} | {Authorizer: G} | Unable to set Authorizer [G] on API method [get] for path [/a] because the related"
                        + " API does not define any Authorizers.",
                "{} | {Authorizer: NONE} | Unable to set Authorizer on API method [get] for path [/a] because 'NONE' is"
                        + " only a valid value when a DefaultAuthorizer on the API is specified."
            })
    void refusesTheAuthOfARoute(String ofApi, String auth, String words) {
        assertThat(refusal("Resources: {A: {Type: 'AWS::Serverless::HttpApi', Properties: {Auth: " + ofApi
                        + "}}, F: {Type: 'AWS::Serverless::Function', Properties: {Handler: h, Runtime: java21, InlineCode:"
                        + " x, Events: {E: {Type: HttpApi, Properties: {ApiId: {Ref: A}, Path: /a, Method: get, Auth: "
                        + auth + "}}}}}}"))
                .isEqualTo(START + "[F] is invalid. Event with id [E] is invalid. " + words);
    }
}
