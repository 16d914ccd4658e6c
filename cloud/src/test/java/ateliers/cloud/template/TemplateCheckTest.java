package ateliers.cloud.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.door.Unsupported;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateCheckTest {

    private static final Map<String, JsonNode> PSEUDO = Map.of("AWS::Region", TextNode.valueOf("eu-west-3"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    {}                                                       | Template format error: At least one Resources member must be defined.
                    {Resources: {}}                                          | Template format error: At least one Resources member must be defined.
                    {Foo: 1, Bar: 2, Resources: {A: {Type: AWS::SQS::Queue}}} | Invalid template property or properties [Bar, Foo]
                    {Resources: {a-b: {Type: AWS::SQS::Queue}}}              | Template format error: Resource name a-b is non alphanumeric.
                    {Resources: {A: {Properties: {}}}}                       | Template format error: [/Resources/A] Every Resources object must contain a Type member.
                    {Resources: {A: {Type: AWS::S3::Buckett}}}               | Template format error: Unrecognized resource types: [AWS::S3::Buckett]
                    {Resources: {A: {Type: AWS::Serverless::Function}}}      | Template format error: Unrecognized resource types: [AWS::Serverless::Function]
                    {Resources: {A: {Type: AWS::SQS::Queue, Propertys: {}}}} | Invalid template resource property 'Propertys'
                    {Resources: {A: {Type: AWS::SQS::Queue, DeletionPolicy: Keep}}} | Template format error: Unrecognized DeletionPolicy Keep for resource A
                    {Resources: {A: {Type: AWS::SQS::Queue, DeletionPolicy: Snapshot}}} | Template error: resource type AWS::SQS::Queue does not support deletion policy Snapshot
                    {Resources: {A: {Type: AWS::SQS::Queue, DependsOn: B}}}  | Template format error: Unresolved resource dependencies [B] in the Resources block of the template
                    {Resources: {A: {Type: AWS::SQS::Queue, Properties: {QueueName: !Ref B}}}} | Template format error: Unresolved resource dependencies [B] in the Resources block of the template
                    {Resources: {A: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub 'x-${B}'}}}} | Template format error: Unresolved resource dependencies [B] in the Resources block of the template
                    {Resources: {A: {Type: AWS::SQS::Queue, Properties: {QueueName: !GetAtt B.Arn}}}} | Template error: instance of Fn::GetAtt references undefined resource B
                    {Resources: {A: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub '${B.Arn}'}}}} | Template error: instance of Fn::Sub references invalid resource attribute B.Arn
                    {Resources: {A: {Type: AWS::SQS::Queue}}, Outputs: {O: {Value: !GetAtt A.Url}}} | Template error: resource A does not support attribute type Url in Fn::GetAtt
                    {Resources: {A: {Type: AWS::SQS::Queue}}, Outputs: {O: {Value: !Ref B}}} | Unresolved resource dependencies [B] in the Outputs block of the template
                    {Resources: {A: {Type: AWS::SQS::Queue}}, Outputs: {O: {Description: x}}} | Template format error: Every Outputs member must contain a Value object
                    {Resources: {A: {Type: AWS::SQS::Queue, DependsOn: B}, B: {Type: AWS::SQS::Queue, DependsOn: A}, C: {Type: AWS::SQS::Queue}}} | Circular dependency between resources: [A, B]
                    {Resources: {A: {Type: AWS::SQS::Queue, Properties: {QueueName: !GetAtt A.Arn}}}} | Circular dependency between resources: [A]
                    {Resources: {A: {Type: AWS::SQS::Queue, Condition: C}}}  | Template format error: Unresolved condition dependency C in the Resources block of the template
                    {Conditions: {C: !Equals [!Ref A, x]}, Resources: {A: {Type: AWS::SQS::Queue}}} | Template format error: Unresolved dependencies [A]. Cannot reference resources in the Conditions block of the template
                    {Resources: {A: {Type: AWS::SQS::Queue, Properties: {QueueName: !If [C, a, b]}}}} | Template error: unresolved condition dependency C in Fn::If
                    {Resources: {A: {Type: AWS::SQS::Queue, Properties: {QueueName: !FindInMap [M, a, b]}}}} | Template error: Mapping named 'M' is not present in the 'Mappings' section of template.
                    {Resources: {A: {Type: AWS::SQS::Queue, Properties: {QueueName: null}}}} | [/Resources/A/Type/QueueName] 'null' values are not allowed in templates
                    {Resources: {A: {Type: AWS::SQS::Queue, DependsOn: [null]}}} | [/Resources/A/DependsOn/0] 'null' values are not allowed in templates
                    {Resources: {A: {Type: AWS::SQS::Queue, Properties: {QueueName: !If [!Ref AWS::Region, a, b]}}}} | Template error: Fn::If requires a list argument with the first element being a condition
                    {Parameters: {P: {Type: CommaDelimitedList}}, Conditions: {C: !Not [!Equals [!Ref P, '']]}, Resources: {A: {Type: AWS::SQS::Queue}}} | Template error: every Fn::Equals object requires a list of 2 string parameters.
                    {Conditions: {C: !Equals [[a], a]}, Resources: {A: {Type: AWS::SQS::Queue}}} | Template error: every Fn::Equals object requires a list of 2 string parameters.
                    {Resources: {A: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: !Length [a]}}}} | Template Error: Encountered unsupported function: Fn::Length Supported functions are: [Fn::Base64, Fn::GetAtt, Fn::GetAZs, Fn::ImportValue, Fn::Join, Fn::Split, Fn::FindInMap, Fn::Select, Ref, Fn::Equals, Fn::If, Fn::Not, Condition, Fn::And, Fn::Or, Fn::Contains, Fn::EachMemberEquals, Fn::EachMemberIn, Fn::ValueOf, Fn::ValueOfAll, Fn::RefAll, Fn::Sub, Fn::Cidr]
                    {Resources: {A: {Type: AWS::SQS::Queue}}, Outputs: {O: {Value: x, Count: 1, Other: 2}}} | Template format error: Invalid outputs property : [Count, Other]
                    {Resources: {A: {Type: AWS::SQS::Queue, Properties: {QueueName: !GetAtt B}}, B: {Type: AWS::SQS::Queue}}} | Template error: every Fn::GetAtt object requires two non-empty parameters, the resource name and the resource attribute
                    {Resources: {A: {Type: AWS::SQS::Queue, Properties: {QueueName: !GetAtt [B, '']}}, B: {Type: AWS::SQS::Queue}}} | Template error: every Fn::GetAtt object requires two non-empty parameters, the resource name and the resource attribute
                    {Resources: {A: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub '${B.}'}}, B: {Type: AWS::SQS::Queue}}} | Template error: instance of Fn::Sub references invalid resource attribute B.
                    {Resources: [a]}                                         | Template format error: Any Resources member must be an object.
                    {Resources: {A: {Type: AWS::SQS::Queue, Properties: !Ref AWS::Region}}} | Template format error: [/Resources/A/Properties] Every Properties member must be an object.
                    {Resources: {A: {Type: AWS::SQS::Queue, DeletionPolicy: !Ref AWS::Region}}} | Template format error: Every DeletionPolicy member must be a string.
                    {Parameters: {A: {Type: String}}, Resources: {A: {Type: AWS::SQS::Queue}}} | Template error: all resources and parameters must have unique names. Common name(s):[A]
                    {Mappings: {M: {A: b}}, Resources: {A: {Type: AWS::SQS::Queue}}} | Template format error: Every Mappings member A must be a map
                    {Parameters: {P: {Type: List<}}, Resources: {A: {Type: AWS::SQS::Queue}}} | Template format error: Unrecognized parameter type: List<
                    {Parameters: {P: {Type: String, Description: [a]}}, Resources: {A: {Type: AWS::SQS::Queue}}} | Template format error: Every Description member must be a string.
                    {Rules: {R: {Assertion: x, Assertions: []}}, Resources: {A: {Type: AWS::SQS::Queue}}} | Invalid template rule property 'Assertion'
                    {Parameters: {P: {Type: Text}}, Resources: {A: {Type: AWS::SQS::Queue}}} | Template format error: Unrecognized parameter type: Text
                    {Parameters: {P: {Type: String, Min: 1}}, Resources: {A: {Type: AWS::SQS::Queue}}} | Invalid template parameter property 'Min'
                    {Resources: {A: {Type: AWS::SQS::Queue, Condition: [C]}}} | Template format error: Every Condition member must be a string.
                    {Metadata: x, Resources: {A: {Type: AWS::SQS::Queue}}} | Template format error: Any Metadata member must be an object.
                    {Mappings: {M_: {a: {b: c}}}, Resources: {A: {Type: AWS::SQS::Queue}}} | Template format error: Mappings name M_ is non alphanumeric.
                    {Mappings: {M: {'a!': {b: c}}}, Resources: {A: {Type: AWS::SQS::Queue}}} | Template format error: Mappings element name 'a!' must be non-empty and can contain only alphanumerics, '-' or '.'
                    {Mappings: {M: {a: {b_: c}}}, Resources: {A: {Type: AWS::SQS::Queue}}} | Template format error: Mappings attribute name 'b_' must contain only alphanumeric characters.
                    {Conditions: {C: !Ref AWS::Region}, Resources: {A: {Type: AWS::SQS::Queue}}} | Template format error: Conditions can only be boolean operations on parameters and other conditions
                    {Conditions: {C: !Equals [!ImportValue x, y]}, Resources: {A: {Type: AWS::SQS::Queue}}} | Template error: Cannot use Fn::ImportValue in Conditions.
                    {Resources: {A: {Type: AWS::SQS::Queue, Properties: {QueueName: !Select [2, [a, b]]}}}} | Template error: Fn::Select requires a list argument with two elements: an integer index and a list
                    {Resources: {A: {Type: AWS::SQS::Queue, Properties: {QueueName: !Select [2, [a, !Ref AWS::Region]]}}}} | Template error: Fn::Select  cannot select nonexistent value at index 2
                    {Resources: {A: {Type: AWS::SQS::Queue, Properties: {QueueName: !Select [-1, [a, b]]}}}} | Template error: Fn::Select requires a list argument with two elements: an integer index and a list
                    {Resources: {A: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub '${a + b}'}}}} | Template error: variable names in Fn::Sub syntax must contain only alphanumeric characters, underscores, periods, and colons
                    {Resources: {A: {Type: AWS::SQS::Queue, Properties: {QueueName: !ImportValue {Ref: B}}}, B: {Type: AWS::SNS::Topic}}} | Template error: the attribute in Fn::ImportValue must not depend on any resources, imported values, or Fn::GetAZs
                    {Resources: {A: {Type: AWS::SQS::Queue}}, Outputs: {O: {Value: x, Export: {Name: !GetAtt A.QueueName}}}} | Template error: Output O: the Name field in Export must not depend on any resources, imported values, or Fn::GetAZs
                    {Resources: {A: {Type: AWS::SQS::Queue}}, Outputs: {O: {Value: x, Export: {Name: a, Other: b}}}} | Template format error: Output O is malformed. The Name field of every Export member must be specified and consist only of alphanumeric characters, colons, or hyphens.
                    {Resources: {A: {Type: AWS::SQS::Queue}}, Outputs: {O: {Value: x, Description: !Ref AWS::Region}}} | Template format error: Every Description member must be a string.
                    {Parameters: {P: {Type: String, MinLength: many}}, Resources: {A: {Type: AWS::SQS::Queue}}} | Template format error: Every MinLength member must be a number.
                    {Parameters: {P: {Type: String, NoEcho: maybe}}, Resources: {A: {Type: AWS::SQS::Queue}}} | Template format error: Every NoEcho member must be a boolean.
                    {AWSTemplateFormatVersion: 2010-09-10, Resources: {A: {Type: AWS::SQS::Queue}}} | Template format error: 2010-09-10 is not a supported value for AWSTemplateFormatVersion.
                    """)
    void refusesInAwsWords(String yaml, String message) {
        assertThat(TemplateCheck.refusals(read(yaml)))
                .extracting(TemplateProblem::message)
                .contains(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    AWS::SQS::Queue       | {Nope: 1}                      | #: extraneous key [Nope] is not permitted
                    AWS::SQS::Queue       | {DelaySeconds: soon}           | #/DelaySeconds: expected type: Integer, found: String
                    AWS::SQS::Queue       | {FifoQueue: maybe}             | #/FifoQueue: expected type: Boolean, found: String
                    AWS::SQS::Queue       | {QueueName: [a]}               | #/QueueName: expected type: String, found: JSONArray
                    AWS::SQS::Queue       | {Tags: {a: b}}                 | #/Tags: expected type: JSONArray, found: JSONObject
                    AWS::SQS::Queue       | {Tags: [{Key: a}]}             | #/Tags/0: required key [Value] not found
                    AWS::Lambda::Function | {Code: {ZipFile: x}}           | #: required key [Role] not found
                    AWS::Lambda::Function | {Role: 'arn:aws:iam::123456789012:role/r', Code: {Zip: x}} | #/Code: extraneous key [Zip] is not permitted
                    AWS::Lambda::Function | {Role: 'arn:aws:iam::123456789012:role/r', Code: {}, TracingConfig: {Mode: On}} | #/TracingConfig/Mode: failed validation constraint for keyword [enum]
                    """)
    void namesPropertiesThatDoNotFitTheSchema(String type, String properties, String violation) {
        Template template = read("{Resources: {A: {Type: " + type + ", Properties: " + properties + "}}}");

        assertThat(TemplateCheck.refusals(template)).isEmpty();
        assertThat(TemplateCheck.problems(template))
                .extracting(TemplateProblem::message)
                .containsExactly("Properties validation failed for resource A with message:\n" + violation);
    }

    @Test
    void takesFunctionsForAnyValueAndScalarsForText() {
        Template template = read("{Resources: {A: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: '5',"
                + " QueueName: 12, FifoQueue: 'true', VisibilityTimeout: !GetAtt B.Arn, Tags: !Ref AWS::NoValue}},"
                + " B: {Type: AWS::SQS::Queue}}}");

        assertThat(TemplateCheck.problems(template)).isEmpty();
    }

    @Test
    void tellsTheResourceAndTheLine() {
        Template template = read("""
                Resources:
                  Orders:
                    Type: AWS::SQS::Queue
                    Properties:
                      QueueName: !Ref Nom
                      Delay: 3
                """);

        assertThat(TemplateCheck.problems(template))
                .extracting(TemplateProblem::logicalId, TemplateProblem::line)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Orders", 5),
                        org.assertj.core.groups.Tuple.tuple("Orders", 6));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    {Type: String}                                  |   | Parameters: [P] must have values
                    {Type: String, AllowedValues: [a, b]}           | c | Parameter 'P' must be one of AllowedValues
                    {Type: String, AllowedPattern: '[a-z]+'}        | A | Parameter 'P' must match pattern [a-z]+
                    {Type: String, AllowedPattern: '[a-z]+', ConstraintDescription: letters} | A | Parameter P failed to satisfy constraint: letters
                    {Type: String, MinLength: 2}                    | a | Parameter 'P' must contain at least 2 characters
                    {Type: String, MaxLength: 1}                    | ab | Parameter 'P' must contain at most 1 characters
                    {Type: Number}                                  | a | Parameter 'P' must be a number.
                    {Type: Number, MinValue: 3}                     | 2 | Parameter 'P' must be a number not less than 3
                    {Type: Number, MaxValue: 3}                     | 4 | Parameter 'P' must be a number not greater than 3
                    {Type: List<Number>}                            | "1,b" | Parameter 'P' must be a number.
                    """)
    void refusesParameterValues(String parameter, String value, String message) {
        Template template = read("{Parameters: {P: " + parameter + "}, Resources: {A: {Type: AWS::SQS::Queue}}}");

        assertThatThrownBy(() -> ParameterValues.resolve(
                        template.root(), value == null ? Map.of() : Map.of("P", value), names -> Map.of()))
                .isInstanceOf(TemplateValidationException.class)
                .hasMessage(message);
    }

    @Test
    void refusesDefaultsThatAreTooLongWithoutTellingSecrets() {
        String template = "{Parameters: {P: {Type: String, NoEcho: true, Default: '%s'}},"
                + " Resources: {A: {Type: AWS::SQS::Queue}}}";

        assertThat(TemplateCheck.refusals(read(template.formatted("x".repeat(4096)))))
                .isEmpty();
        assertThat(TemplateCheck.refusals(read(template.formatted("x".repeat(4097)))))
                .extracting(TemplateProblem::message)
                .containsExactly("Template format error: Parameter 'P' default value '[****]' length is greater than"
                        + " 4096.");
    }

    @Test
    void givesUpPatternsThatTakeForever() {
        Template template = read("{Parameters: {P: {Type: String, AllowedPattern: '(.*a){20}b'}},"
                + " Resources: {A: {Type: AWS::SQS::Queue}}}");

        assertThatThrownBy(
                        () -> ParameterValues.resolve(template.root(), Map.of("P", "a".repeat(60)), names -> Map.of()))
                .isInstanceOf(Unsupported.class)
                .hasMessageContaining("cloudformation: an AllowedPattern that takes this long, (.*a){20}b");
    }

    @Test
    void refusesParametersThatTheTemplateLacks() {
        Template template = read("{Resources: {A: {Type: AWS::SQS::Queue}}}");

        assertThatThrownBy(() -> ParameterValues.resolve(template.root(), Map.of("X", "1"), names -> Map.of()))
                .hasMessage("Parameters: [X] do not exist in the template");
    }

    @Test
    void leavesOutWhatItsConditionTakesAway() {
        StackDefinition definition = define("""
                Parameters: {Env: {Type: String, Default: test}}
                Conditions:
                  Prod: !Equals [!Ref Env, prod]
                  Test: !And [!Not [!Condition Prod], !Equals [!Ref AWS::Region, eu-west-3]]
                Resources:
                  A: {Type: AWS::SQS::Queue, Condition: Prod}
                  B: {Type: AWS::SQS::Queue, DependsOn: A, Properties: {QueueName: !If [Prod, !GetAtt A.Arn, b]}}
                Outputs:
                  Only: {Condition: Prod, Value: !Ref A}
                """);

        assertThat(definition.conditions()).isEqualTo(Map.of("Prod", false, "Test", true));
        assertThat(definition.resources()).containsOnlyKeys("B");
        assertThat(definition.resources().get("B").dependencies()).isEmpty();
        assertThat(definition.resources().get("B").properties().get("QueueName").textValue())
                .isEqualTo("b");
        assertThat(definition.outputs()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"!Ref A", "!GetAtt A.QueueName", "!Sub 'x-${A.QueueName}'"})
    void refusesAMentionOfAResourceThatItsConditionTookAway(String mention) {
        String template = """
                Conditions: {No: !Equals [a, b]}
                Resources:
                  A: {Type: AWS::SQS::Queue, Condition: 'No'}
                  B: {Type: AWS::SQS::Queue%s}
                """;

        assertThatThrownBy(() -> define(template.formatted(", Properties: {QueueName: " + mention + "}")))
                .hasMessage("Template format error: Unresolved resource dependencies [A] in the Resources block of the"
                        + " template");
        assertThatThrownBy(() -> define(template.formatted("") + "Outputs: {O: {Value: " + mention + "}}"))
                .hasMessage("Unresolved resource dependencies [A] in the Outputs block of the template");
    }

    @Test
    void holdsTheRulesOfATemplate() {
        assertThatThrownBy(() -> define("""
                        Parameters: {Env: {Type: String, Default: test}}
                        Rules:
                          Names:
                            Assertions:
                              - {Assert: {'Fn::Contains': [[prod, dev], !Ref Env]}, AssertDescription: no such stage}
                        Resources: {A: {Type: AWS::SQS::Queue}}
                        """)).hasMessageContaining("no such stage");
    }

    @Test
    void holdsARuleOnlyWhereItsConditionHolds() {
        String template = """
                Parameters: {Env: {Type: String, Default: %s}}
                Rules:
                  Names:
                    RuleCondition: {'Fn::Equals': [!Ref Env, prod]}
                    Assertions: [{Assert: {'Fn::Equals': [!Ref Env, dev]}, AssertDescription: not in production}]
                Resources: {A: {Type: AWS::SQS::Queue}}
                """;

        assertThat(define(template.formatted("test"))).isNotNull();
        assertThatThrownBy(() -> define(template.formatted("prod"))).hasMessageContaining("not in production");
    }

    @ParameterizedTest
    @CsvSource({
        "'Type: AWS::IAM::Role', CAPABILITY_IAM",
        "'Type: AWS::IAM::Role, Properties: {RoleName: x}', CAPABILITY_NAMED_IAM",
        "'Type: AWS::SQS::Queue',"
    })
    void knowsTheCapabilitiesThatResourcesNeed(String resource, String capability) {
        Capabilities capabilities =
                Capabilities.of(read("{Resources: {A: {" + resource + "}}}").root());

        assertThat(capabilities.missing(List.of("CAPABILITY_AUTO_EXPAND")))
                .isEqualTo(capability == null ? List.of() : List.of(capability));
        assertThat(capabilities.missing(List.of("CAPABILITY_NAMED_IAM"))).isEmpty();
    }

    private static StackDefinition define(String yaml) {
        Template template = read(yaml);
        TemplateCheck.refuse(template);
        return StackDefinition.of(
                template, ParameterValues.resolve(template.root(), Map.of(), names -> Map.of()), PSEUDO);
    }

    private static Template read(String yaml) {
        return TemplateReader.read(yaml.startsWith("{") ? "# flow\n" + yaml : yaml);
    }
}
