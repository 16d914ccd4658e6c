package ateliers.cloud.services.cloudformation;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterHistory;
import software.amazon.awssdk.services.ssm.model.ResourceTypeForTagging;
import software.amazon.awssdk.services.ssm.model.Tag;

/**
 * Stacks and the Parameter Store: the resource type as LocalStack's project recorded it of AWS
 * ({@code resource_providers/ssm/test_parameter.snapshot.json}), parameters whose values are stored, dynamic references.
 * Refusals are in the words that issues of aws-cdk (6786, 15135, 18747) and of SAM (1528) quote.
 */
class StackParametersTest extends StackFixture {
    private SsmClient ssm;

    @BeforeEach
    void stored() {
        ssm = client(SsmClient.class);
        ssm.putParameter(r -> r.name("/title").value("Shop").type("String"));
        ssm.putParameter(r -> r.name("/title").value("Boutique").overwrite(true));
        ssm.putParameter(r -> r.name("/names").value("a, b").type("StringList"));
        ssm.putParameter(r -> r.name("/secret").value("s3cret").type("SecureString"));
    }

    @Test
    void aParameterGoesWithItsStack() {
        String template = """
                Resources:
                  P:
                    Type: AWS::SSM::Parameter
                    Properties: {Type: String, Value: abc123, Description: d, Tags: {team: bank}}
                Outputs:
                  Ref: {Value: !Ref P}
                  Type: {Value: !GetAtt P.Type}
                  Value: {Value: !GetAtt P.Value}
                """;
        Stack stack = create(template);
        assertThat(stack.stackStatusAsString())
                .as(() -> String.join("\n", events()))
                .isEqualTo("CREATE_COMPLETE");
        String name = output(stack, "Ref");

        assertThat(name).matches("CFN-P-[A-Za-z0-9]{12}");
        assertThat(output(stack, "Type")).isEqualTo("String");
        assertThat(output(stack, "Value")).isEqualTo("abc123");
        assertThat(tags(name))
                .contains(Tag.builder().key("team").value("bank").build())
                .anySatisfy(tag -> assertThat(tag.key()).isEqualTo("aws:cloudformation:stack-name"));

        assertThat(output(update(template.replace("abc123", "other").replace("team: bank", "team: shop")), "Value"))
                .isEqualTo("other");
        assertThat(ssm.getParameterHistory(r -> r.name(name)).parameters().stream()
                        .map(ParameterHistory::value))
                .containsExactly("abc123", "other");
        assertThat(tags(name)).contains(Tag.builder().key("team").value("shop").build());

        delete();
        assertThat(refusal(() -> ssm.getParameter(r -> r.name(name)))).startsWith("ParameterNotFound");
    }

    private List<Tag> tags(String name) {
        return ssm.listTagsForResource(
                        r -> r.resourceType(ResourceTypeForTagging.PARAMETER).resourceId(name))
                .tagList();
    }

    @Test
    void aStackDoesNotTakeWhatIsThereAlready() {
        Stack stack = create(
                "Resources: {P: {Type: AWS::SSM::Parameter, Properties: {Name: /title, Type: String, Value: x}}}");

        assertThat(stack.stackStatusAsString()).isEqualTo("ROLLBACK_COMPLETE");
        assertThat(ssm.getParameter(r -> r.name("/title")).parameter().value()).isEqualTo("Boutique");
    }

    @Test
    void parametersTakeTheirValuesFromTheStore() {
        String template = """
                Parameters:
                  Title: {Type: "AWS::SSM::Parameter::Value<String>", Default: /title}
                  Names: {Type: "AWS::SSM::Parameter::Value<List<String>>", Default: /names}
                  Others: {Type: "AWS::SSM::Parameter::Value<CommaDelimitedList>", Default: /names}
                  Name: {Type: "AWS::SSM::Parameter::Name", Default: /title}
                Resources:
                  Topic: {Type: AWS::SNS::Topic, Properties: {DisplayName: !Ref Title}}
                Outputs:
                  Topic: {Value: !Ref Topic}
                  Names: {Value: !Join ["+", !Ref Names]}
                  Second: {Value: !Select [1, !Ref Others]}
                  Name: {Value: !Ref Name}
                """;
        Stack stack = create(template);

        assertThat(displayName(stack)).isEqualTo("Boutique");
        assertThat(output(stack, "Names")).isEqualTo("a+b");
        assertThat(output(stack, "Second")).isEqualTo("b");
        assertThat(output(stack, "Name")).isEqualTo("/title");
        assertThat(stack.parameters())
                .contains(
                        Parameter.builder()
                                .parameterKey("Title")
                                .parameterValue("/title")
                                .resolvedValue("Boutique")
                                .build(),
                        Parameter.builder()
                                .parameterKey("Name")
                                .parameterValue("/title")
                                .build());

        ssm.putParameter(r -> r.name("/title").value("Magasin").overwrite(true));
        assertThat(displayName(update(template))).isEqualTo("Magasin");
    }

    private String displayName(Stack stack) {
        return client(SnsClient.class)
                .getTopicAttributes(r -> r.topicArn(output(stack, "Topic")))
                .attributes()
                .get("DisplayName");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            AWS::SSM::Parameter::Value<String> | /none   | Unable to fetch parameters [/none] from parameter store for this account.
            AWS::SSM::Parameter::Name          | /none   | Unable to fetch parameters [/none] from parameter store for this account.
            AWS::SSM::Parameter::Value<String> | /secret | Parameters [/secret] referenced by template have types not supported by CloudFormation.
            AWS::SSM::Parameter::Value<SecureString> | /secret | Unrecognized parameter type: SecureString
            AWS::SSM::Parameter::Value<AWS::EC2::Image::Id> | /title | Unsupported by the embedded cloud: cloudformation: the parameter type AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>
            """)
    void valuesThatCannotBeTakenAreRefused(String type, String name, String words) {
        String template = "Parameters: {P: {Type: \"" + type + "\", Default: " + name + "}}\n"
                + "Resources: {Topic: {Type: AWS::SNS::Topic, Properties: {DisplayName: !Ref P}}}";

        assertThat(refusal(() -> create(template))).contains(words);
        assertThat(cfn.listStacks().stackSummaries()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {{resolve:ssm:/title}}     | Boutique
            {{resolve:ssm:/title:1}}   | Shop
            a {{resolve:ssm:/title:1}} and {{resolve:ssm:/title}} | a Shop and Boutique
            {{resolve:ssm:/none}}      | Parameters: [ssm:/none] cannot be found.
            {{resolve:ssm:/title:9}}   | Parameters: [ssm:/title:9] cannot be found.
            {{resolve:ssm:/secret}}    | Non-secure ssm prefix was used for secure parameter: [/secret]
            """)
    void referencesMeanWhatIsStored(String reference, String meaning) {
        Stack stack = create("""
                Resources: {Topic: {Type: AWS::SNS::Topic, Properties: {DisplayName: '%s'}}}
                Outputs: {Topic: {Value: !Ref Topic}}
                """.formatted(reference));

        if (stack.stackStatusAsString().equals("CREATE_COMPLETE")) {
            assertThat(displayName(stack)).isEqualTo(meaning);
        } else {
            assertThat(events()).anySatisfy(event -> assertThat(event).contains(meaning));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            DisplayName: '{{resolve:ssm-secure:/secret}}' | SSM Secure reference is not supported in: [AWS::SNS::Topic/Properties/DisplayName]
            DisplayName: !Join ['', ['{{resolve:ssm-secure:', '/secret', '}}']] | SSM Secure reference is not supported in: [AWS::SNS::Topic/Properties/DisplayName]
            Tags: [{Key: a, Value: '{{resolve:ssm-secure:/secret:1}}'}] | SSM Secure reference is not supported in: [AWS::SNS::Topic/Properties/Tags/Value]
            DisplayName: '{{resolve:ssm:/title:}}' | Incorrect format is used in the following SSM reference: [{{resolve:ssm:/title:}}]
            DisplayName: '{{resolve:ssm:/title:live}}' | Incorrect format is used in the following SSM reference: [{{resolve:ssm:/title:live}}]
            """)
    void referencesThatAwsDoesNotTakeAreRefused(String property, String words) {
        assertThat(refusal(() -> create("Resources: {Topic: {Type: AWS::SNS::Topic, Properties: {" + property + "}}}")))
                .isEqualTo("ValidationError: " + words);
        assertThat(cfn.listStacks().stackSummaries()).isEmpty();
    }

    @Test
    void referencesInOutputsAreLacking() {
        assertThat(refusal(() -> create("""
                        Resources: {Topic: {Type: AWS::SNS::Topic}}
                        Outputs: {Title: {Value: '{{resolve:ssm:/title}}'}}
                        """))).contains("cloudformation: dynamic references to ssm in outputs");
    }
}
