package ateliers.cloud.services.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.TemplateStage;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Snippets in S3.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-aws-include.html">AWS::Include
 *     transform</a>
 */
class StackIncludeTest extends StackFixture {

    @BeforeEach
    void putBucket() {
        client(S3Client.class)
                .createBucket(r -> r.bucket("snippets")
                        .createBucketConfiguration(
                                c -> c.locationConstraint(cloud.place().region())));
    }

    private void put(String key, String text) {
        client(S3Client.class).putObject(r -> r.bucket("snippets").key(key), RequestBody.fromString(text));
    }

    private static String include(String key) {
        return "{Name: AWS::Include, Parameters: {Location: s3://snippets/" + key + "}}";
    }

    private Stack created(String template) {
        Stack stack = create(template);
        assertThat(stack.stackStatusAsString())
                .as(() -> String.join("\n", events()))
                .isEqualTo("CREATE_COMPLETE");
        return stack;
    }

    /** The page's "AWS::Include transform syntax at the top level" and "embedded within a section". */
    @Test
    void aSnippetTakesTheTransformsPlace() {
        put("top.yaml", "Outputs: {Name: {Value: {'Fn::GetAtt': [Q, QueueName]}}}");
        put("section.json", "{\"Q\": {\"Type\": \"AWS::SQS::Queue\"}}");
        put("resource.yaml", "Type: AWS::SQS::Queue\nProperties: {DelaySeconds: {Ref: D}}");

        Stack stack = created(
                "Transform: " + include("top.yaml") + """

                Parameters: {D: {Type: Number, Default: 4}}
                Resources:
                  Fn::Transform: %s
                  R:
                    Fn::Transform: %s
                """.formatted(include("section.json"), include("resource.yaml")));

        assertThat(output(stack, "Name")).startsWith("shop-Q-");
        assertThat(physicalId("R")).contains("shop-R-");
    }

    /** As AWS processed it: members beside the transform stay, the location is a function of a parameter. */
    @Test
    void itsMembersStandBesideOthers() {
        put("data.yaml", "Value: from_transformation");
        cfn.createStack(r -> r.stackName("shop")
                .capabilitiesWithStrings("CAPABILITY_AUTO_EXPAND")
                .parameters(Parameter.builder()
                        .parameterKey("Bucket")
                        .parameterValue("snippets")
                        .build())
                .templateBody("""
                        Parameters: {Bucket: {Type: String}}
                        Resources:
                          P:
                            Type: AWS::SSM::Parameter
                            Properties:
                              Type: String
                              Fn::Transform: {Name: AWS::Include, Parameters: {Location: !Sub 's3://${Bucket}/data.yaml'}}
                        """));
        assertThat(settled().stackStatusAsString()).isEqualTo("CREATE_COMPLETE");

        assertThat(cfn.getTemplate(r -> r.stackName("shop").templateStage(TemplateStage.PROCESSED))
                        .templateBody())
                .contains("\"Properties\":{\"Type\":\"String\",\"Value\":\"from_transformation\"}");
    }

    /** A definition of an API, as SAM's guide includes it. */
    @Test
    void aSnippetIsThereBeforeSamReadsTheTemplate() {
        put("table.yaml", "Type: AWS::Serverless::SimpleTable");

        created("Transform: AWS::Serverless-2016-10-31\nResources: {T: {Fn::Transform: " + include("table.yaml")
                + "}}");

        assertThat(physicalId("T")).startsWith("shop-T-");
    }

    @Test
    void itIsAcknowledgedAsAMacro() {
        put("q.yaml", "Type: AWS::SQS::Queue");
        String template = "Resources: {Q: {Fn::Transform: " + include("q.yaml") + "}}";

        assertThatThrownBy(() -> cfn.createStack(r -> r.stackName("shop").templateBody(template)))
                .hasMessageContaining("Requires capabilities : [CAPABILITY_AUTO_EXPAND]");
        assertThat(cfn.validateTemplate(r -> r.templateBody(template)).declaredTransforms())
                .containsExactly("AWS::Include");
    }

    /**
     * Words: the first as AWS said them, then realworld-serverless-application 58 and the user guide's pull request 232; that
     * snippets have no short forms is the page's.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    s3://doesnotexist/x      | S3 bucket [doesnotexist] does not exist.
                    ../api.yaml              | The location parameter is not a valid S3 uri.
                    s3://snippets            | The location parameter is not a valid S3 uri.
                    s3://snippets/none       | The specified key does not exist.
                    s3://snippets/text       | The specified S3 object's content should be valid Yaml/JSON.
                    s3://snippets/short.yaml | The specified S3 object's content should be valid Yaml/JSON.
                    s3://snippets/deep.yaml  | The specified S3 object's content should be valid Yaml/JSON.
                    """)
    void refusesInAwsWords(String location, String message) {
        put("text", "only text");
        put("short.yaml", "Type: AWS::SQS::Queue\nProperties: {QueueName: !Ref N}");
        put("deep.yaml", "Type: AWS::SQS::Queue\nFn::Transform: " + include("text"));
        String template =
                "Resources: {Q: {Fn::Transform: {Name: AWS::Include, Parameters: {Location: '" + location + "'}}}}";

        assertThatThrownBy(() -> create(template))
                .hasMessageContaining("Transform AWS::Include failed with: " + message);
        cfn.createChangeSet(r -> r.stackName("shop")
                .changeSetName("c")
                .changeSetType(ChangeSetType.CREATE)
                .templateBody(template));
        assertThat(cfn.describeChangeSet(r -> r.stackName("shop").changeSetName("c"))
                        .statusReason())
                .isEqualTo("Transform AWS::Include failed with: " + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    {Name: Mine}                     | ::Mine found.
                    {Name: AWS::LanguageExtensions}  | the transform AWS::LanguageExtensions within a template
                    {}                               | Key Name of transform definition must be a string.
                    """)
    void refusesOtherMacrosWithinATemplate(String transform, String message) {
        assertThatThrownBy(() -> create("Resources: {Q: {Type: AWS::SQS::Queue, Fn::Transform: " + transform + "}}"))
                .hasMessageContaining(message);
    }
}
