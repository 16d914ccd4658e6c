package ateliers.cloud.sam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.template.TemplateReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What AWS refuses, in its words, and what it has and the transform lacks. */
class SamRefusalsTest {

    /** A short template may name a long value very often, or share it among very many. */
    @Test
    void whatGrowsWithoutEndIsRefusedAsTooLarge() {
        String layers =
                "Resources:\n  L:\n    Type: AWS::Serverless::LayerVersion\n    Properties:\n      ContentUri: s3://b/k\n"
                        + "      LayerName: !Sub '%s'\n".formatted("${P}".repeat(8_000));
        assertThat(refusal("Parameters: {P: {Type: String, Default: %s}}\n%s".formatted("x".repeat(4_000), layers)))
                .endsWith("Template may not exceed 1000000 bytes in size.");

        StringBuilder functions = new StringBuilder();
        for (int i = 0; i < 250; i++) {
            functions.append("F").append(i).append(": {Type: 'AWS::Serverless::Function'},\n");
        }
        assertThat(refusal("Globals: {Function: {Description: %s}}\nResources: {%s}"
                        .formatted("x".repeat(100_000), functions)))
                .endsWith("Template may not exceed 1000000 bytes in size.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "Handler: h, Runtime: java21 | Only one of 'InlineCode' or 'CodeUri' can be set.",
                "Handler: h, Runtime: java21, CodeUri: target/f.jar | 'CodeUri' is not a valid S3 Uri of the form "
                        + "'s3://bucket/key' with optional versionId query parameter.",
                "Handler: h, Runtime: java21, CodeUri: {Bucket: b} | 'CodeUri' requires Bucket and Key properties to "
                        + "be specified.",
                "Runtime: java21, InlineCode: x | Runtime and Handler needs to be present when PackageType is of type "
                        + "`Zip`",
                "Handler: h, Runtime: java21, InlineCode: x, Timout: 3 | property Timout not defined for resource of "
                        + "type AWS::Serverless::Function",
                "Handler: h, Runtime: java21, InlineCode: x, Tags: [a] | Property 'Tags' should be a map.",
                "Handler: h, Runtime: java21, InlineCode: x, Layers: a | Type of property 'Layers' is invalid.",
                "Handler: h, Runtime: java21, InlineCode: x, Policies: [{NoSuchPolicy: {}}] | Policy at index 0 in the "
                        + "'Policies' property is not valid",
                "Handler: h, Runtime: java21, InlineCode: x, Policies: [{SQSPollerPolicy: {Queue: q}}] | Following "
                        + "required parameters of template 'SQSPollerPolicy' don't have values: ['QueueName']",
                "Handler: h, Runtime: java21, InlineCode: x, Policies: [{SQSPollerPolicy: q}] | Must specify valid "
                        + "parameter values for policy template 'SQSPollerPolicy'",
                "Handler: h, Runtime: java21, InlineCode: x, DeadLetterQueue: {Type: SQS, Arn: a} | 'DeadLetterQueue' "
                        + "requires Type and TargetArn properties to be specified.",
                "Handler: h, Runtime: java21, InlineCode: x, DeadLetterQueue: {Type: S3, TargetArn: a} | "
                        + "'DeadLetterQueue' requires Type of ['SQS', 'SNS']",
                "Handler: h, Runtime: java21, InlineCode: x, AutoPublishAlias: a.b | AutoPublishAlias name ('a.b') must "
                        + "contain only alphanumeric characters, hyphens, or underscores matching "
                        + "(?!^[0-9]+$)([a-zA-Z0-9-_]+) pattern.",
                "Handler: h, Runtime: java21, InlineCode: x, Tags: {'lambda:createdBy': me} | lambda:createdBy is a "
                        + "reserved Tag key name and cannot be set on your resource. Please change the tag key in the "
                        + "input.",
                "Handler: h, Runtime: java21, InlineCode: x, FunctionUrlConfig: {AuthType: PUBLIC} | AuthType is "
                        + "required to configure function property `FunctionUrlConfig`. Please provide either AWS_IAM "
                        + "or NONE."
            })
    void refusesAFunction(String properties, String words) {
        assertThat(refusal("Resources: {F: {Type: 'AWS::Serverless::Function', Properties: {" + properties + "}}}"))
                .isEqualTo("Invalid Serverless Application Specification document. Number of errors found: 1. "
                        + "Resource with id [F] is invalid. " + words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "Type: Rabbit | [F] is invalid. Event with id [E] is invalid. Resource dict has missing or invalid "
                        + "value for key Type. Event Type is: Rabbit.",
                "Type: S3, Properties: {Events: a} | [FE] is invalid. Missing required property 'Bucket'.",
                "Type: S3, Properties: {Bucket: b, Events: a} | [F] is invalid. Event with id [E] is invalid. S3 events "
                        + "must reference an S3 bucket in the same template.",
                "Type: S3, Properties: {Bucket: {Ref: F}, Events: a} | [F] is invalid. Resource has incorrect Type; "
                        + "expected 'AWS::S3::Bucket', got 'AWS::Serverless::Function'",
                "Type: SNS, Properties: {Topics: t} | [FE] is invalid. property Topics not defined for resource of type "
                        + "SNS",
                "Type: SQS, Properties: {Queue: q, BatchSize: many} | [FE] is invalid. Type of property 'BatchSize' is "
                        + "invalid.",
                "Type: Schedule, Properties: {Schedule: rate(1 day), State: ENABLED, Enabled: true} | [F] is invalid. "
                        + "Event with id [E] is invalid. State and Enabled Properties cannot both be specified.",
                "Type: Api, Properties: {Path: /a} | [F] is invalid. Event with id [E] is invalid. Property 'Method' is "
                        + "required.",
                "Type: Api, Properties: {Path: /a, Method: get, RestApiId: {Ref: Absent}} | [F] is invalid. Event with id "
                        + "[E] is invalid. RestApiId must be a valid reference to an 'AWS::Serverless::Api' resource in "
                        + "same template."
            })
    void refusesAnEvent(String event, String words) {
        assertThat(refusal("Resources: {F: {Type: 'AWS::Serverless::Function', Properties: "
                        + "{Handler: h, Runtime: java21, InlineCode: x, Events: {E: {" + event + "}}}}}"))
                .isEqualTo("Invalid Serverless Application Specification document. Number of errors found: 1. "
                        + "Resource with id " + words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "Lambda: {Timeout: 3} | 'Lambda' is not supported. Must be one of the following values - ['Api', "
                        + "'CapacityProvider', 'Function', 'HttpApi', 'LayerVersion', 'SimpleTable', 'StateMachine', "
                        + "'WebSocketApi']",
                "SimpleTable: {TableName: t} | 'TableName' is not a supported property of 'SimpleTable'. Must be one of "
                        + "the following values - ['SSESpecification']"
            })
    void refusesGlobals(String globals, String words) {
        assertThat(refusal("Globals: {" + globals + "}\nResources: {T: {Type: 'AWS::Serverless::SimpleTable'}}"))
                .isEqualTo("Invalid Serverless Application Specification document. Number of errors found: 1. "
                        + "'Globals' section is invalid. " + words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "DEFAULT_4XX: a | Invalid property type 'str' for GatewayResponses. Expected an object of type "
                        + "'GatewayResponse'.",
                "DEFAULT_4XX: {Headers: {}} | Invalid property 'Headers' in 'GatewayResponses' property 'DEFAULT_4XX'.",
                "DEFAULT_4XX: {Ref: A} | Unable to set GatewayResponses attribute because intrinsic functions are not "
                        + "supported for this field.",
                "DEFAULT_4XX: {ResponseParameters: {Header: {}}} | Invalid gateway response parameter 'Header'",
                "DEFAULT_4XX: {StatusCode: bad} | Property 'StatusCode' must be numeric"
            })
    void refusesGatewayResponses(String responses, String words) {
        assertThat(refusal("Resources: {A: {Type: 'AWS::Serverless::Api', Properties: {StageName: prod, "
                        + "DefinitionBody: {swagger: '2.0', paths: {}}, GatewayResponses: {" + responses + "}}}}"))
                .endsWith("Resource with id [A] is invalid. " + words);
    }

    @Test
    void collectsTheErrorsOfAllResources() {
        SamException refusal = catchThrowableOfType(
                SamException.class,
                () -> transform("Resources: {A: {Type: 'AWS::Serverless::Function', Properties: {InlineCode: x}}, "
                        + "B: {Type: 'AWS::Serverless::Api', Properties: {}}}"));

        assertThat(refusal.causes())
                .containsExactly(
                        "Resource with id [A] is invalid. Runtime and Handler needs to be present when PackageType is "
                                + "of type `Zip`",
                        "Resource with id [B] is invalid. Missing required property 'StageName'.");
    }

    @Test
    void refusesTwoEventsOfOneMethod() {
        String event = "{Type: Api, Properties: {Path: /a, Method: get}}";

        assertThat(refusal("Resources: {F: {Type: 'AWS::Serverless::Function', Properties: {Handler: h, Runtime: "
                        + "java21, InlineCode: x, Events: {One: " + event + ", Two: " + event + "}}}}"))
                .endsWith("Resource with id [F] is invalid. Event with id [Two] is invalid. API method \"get\" defined "
                        + "multiple times for path \"/a\".");
    }

    @Test
    void refusesAGeneratedIdThatTheTemplateHas() {
        assertThat(refusal("Resources: {FRole: {Type: 'AWS::IAM::Role'}, F: {Type: 'AWS::Serverless::Function', "
                        + "Properties: {Handler: h, Runtime: java21, InlineCode: x}}}"))
                .endsWith("Transforming resource with id [F] attempts to create a new resource with id [FRole] and "
                        + "type \"AWS::IAM::Role\". A resource with that id already exists within this template. Please "
                        + "use a different id for that resource.");
    }

    @Test
    void refusesATemplateWithoutResources() {
        assertThat(refusal("Outputs: {}"))
                .endsWith("Structure of the SAM template is invalid. 'Resources' section is required");
    }

    /** Words of SAM's own cases error_api_gateway_responses_…, error_null_method_definition and error_implicit_http_api_…. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    Api, Properties: {StageName: a, GatewayResponses: {UNAUTHORIZED: {ResponseParameters: [x]}}} | Resource with id [X] is invalid. Property 'GatewayResponses.UNAUTHORIZED.ResponseParameters' should be a map.
                    Api, Properties: {StageName: a, Auth: {DefaultAuthorizer: AWS_IAM}, DefinitionBody: {swagger: 2.0, paths: {/: {get: }}}} | Definition of method 'get' for path '/' should be a map.
                    Api, Properties: {StageName: a, Auth: {DefaultAuthorizer: AWS_IAM}, DefinitionBody: {swagger: 2.0, paths: {/: {tags: [x]}}}} | Definition of method 'tags' for path '/' should be a map.
                    HttpApi, Properties: {Auth: {EnableIamAuthorizer: true, DefaultAuthorizer: AWS_IAM}, DefinitionBody: {openapi: 3.0.1, paths: {/: {post: }}}} | Definition of method 'post' for path '/' should be a map.
                    HttpApi, Properties: {Auth: {EnableIamAuthorizer: true, DefaultAuthorizer: AWS_IAM}, DefinitionBody: {openapi: 3.0.1, paths: {/x: {any: {a: b}}}}} | Could not find x-amazon-apigateway-any-method in /x within DefinitionBody.
                    """)
    void refusesDefinitionsThatAreNoMaps(String resource, String message) {
        assertThat(refusal("Resources: {X: {Type: 'AWS::Serverless::" + resource.replaceFirst(",", "',") + "}}"))
                .endsWith(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"StateMachine", "Connector", "GraphQLApi"})
    void namesAResourceTypeItLacks(String type) {
        assertThatThrownBy(() -> transform("Resources: {X: {Type: 'AWS::Serverless::" + type + "'}}"))
                .isInstanceOf(Unsupported.class)
                .hasMessageContaining("AWS::Serverless::" + type);
    }

    @ParameterizedTest
    @CsvSource({
        "'Events: {E: {Type: IoTRule}}',IoTRule",
        "'Events: {E: {Type: Api, Properties: {Path: /a, Method: get, Auth: {Unheard: true}}}}',Unheard"
    })
    void namesAPartOfAFunctionThatItLacks(String property, String gap) {
        String template =
                "Resources: {F: {Type: 'AWS::Serverless::Function', Properties: {Handler: h, Runtime: java21, "
                        + "InlineCode: x, " + property + "}}}";

        assertThatThrownBy(() -> transform(template))
                .isInstanceOf(Unsupported.class)
                .hasMessageContaining(gap);
    }

    @Test
    void leavesATypeThatIsNotSamsToCloudFormation() {
        ObjectNode transformed = transform("Resources: {X: {Type: 'AWS::Serverless::Functoin', Properties: {A: 1}}}");

        assertThat(transformed.at("/Resources/X/Type").asText()).isEqualTo("AWS::Serverless::Functoin");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "DeploymentPreference: {Type: AllAtOnce} | 'DeploymentPreference' requires AutoPublishAlias property to be "
                        + "specified.",
                "AutoPublishAlias: live, DeploymentPreference: {Enabled: true} | 'DeploymentPreference' is missing required "
                        + "Property 'Type'",
                "VersionDeletionPolicy: Delete | 'VersionDeletionPolicy' requires 'AutoPublishAlias'.",
                "AutoPublishAlias: live, VersionDeletionPolicy: true | Property 'VersionDeletionPolicy' should be a one of the "
                        + "strings: 'Delete' or 'Retain'.",
                "AutoPublishAlias: live, AutoPublishAliasAllProperties: {'Fn::If': [a, true, false]} | Type of property "
                        + "'AutoPublishAliasAllProperties' is invalid."
            })
    void refusesVersionsAndDeployments(String properties, String words) {
        assertThat(refusal(
                        "Resources: {F: {Type: 'AWS::Serverless::Function', Properties: {Handler: h, Runtime: java21, "
                                + "InlineCode: x, " + properties + "}}}"))
                .endsWith("Resource with id [F] is invalid. " + words);
    }

    private static String refusal(String yaml) {
        return catchThrowableOfType(SamException.class, () -> transform(yaml)).getMessage();
    }

    private static ObjectNode transform(String yaml) {
        SamContext context = new SamContext("eu-west-3", "aws", "123456789012", Map.of());
        return SamTransform.transform(TemplateReader.read(yaml).root(), context);
    }
}
