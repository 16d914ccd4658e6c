package ateliers.cloud.services.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.cloudformation.model.TemplateStage;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * What {@code AWS::LanguageExtensions} adds to templates. Processed templates are held to what AWS made of the guide's
 * examples.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-aws-languageextensions.html">AWS::LanguageExtensions
 *     transform</a>
 */
class StackLanguageExtensionsTest extends StackFixture {
    private static final String ON = "Transform: AWS::LanguageExtensions\n";
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonNode processed() throws Exception {
        return JSON.readTree(cfn.getTemplate(r -> r.stackName("shop").templateStage(TemplateStage.PROCESSED))
                .templateBody());
    }

    private List<String> resources() {
        return cfn.listStackResources(r -> r.stackName("shop")).stackResourceSummaries().stream()
                .map(StackResourceSummary::logicalResourceId)
                .toList();
    }

    private Stack created(String template) {
        Stack stack = create(template);
        assertThat(stack.stackStatusAsString())
                .as(() -> String.join("\n", events()))
                .isEqualTo("CREATE_COMPLETE");
        return stack;
    }

    /** Fn::ForEach's page, "Replicate an Amazon SNS resource"; processed as AWS does. */
    @Test
    void aLoopOverAParameterMakesAResourceForEachElement() throws Exception {
        String template = ON + """
                Parameters: {Names: {Type: CommaDelimitedList}}
                Resources:
                  'Fn::ForEach::Topics':
                    - TopicName
                    - !Ref Names
                    - 'SnsTopic${TopicName}':
                        Type: AWS::SNS::Topic
                        Properties:
                          TopicName: {'Fn::Join': ['.', [!Ref TopicName, fifo]]}
                          FifoTopic: true
                """;
        cfn.createStack(r -> r.stackName("shop")
                .templateBody(template)
                .parameters(Parameter.builder()
                        .parameterKey("Names")
                        .parameterValue("a,b")
                        .build())
                .capabilities(Capability.CAPABILITY_AUTO_EXPAND));
        assertThat(settled().stackStatusAsString()).isEqualTo("CREATE_COMPLETE");

        assertThat(processed()).isEqualTo(JSON.readTree("""
                {"Parameters":{"Names":{"Type":"CommaDelimitedList"}},"Resources":{
                "SnsTopica":{"Type":"AWS::SNS::Topic","Properties":{"TopicName":"a.fifo","FifoTopic":true}},
                "SnsTopicb":{"Type":"AWS::SNS::Topic","Properties":{"TopicName":"b.fifo","FifoTopic":true}}}}
                """));
        assertThat(client(SnsClient.class).listTopics().topics())
                .extracting(topic -> topic.topicArn().replaceAll(".*:", ""))
                .containsExactlyInAnyOrder("a.fifo", "b.fifo");
    }

    /** Fn::ForEach's page, "nested loops" and "non-alphanumeric characters within the Collection". */
    @Test
    void loopsStandWithinLoopsInAllSections() throws Exception {
        Stack stack = created(ON + """
                Mappings: {Delays: {x-1: {a: 1, b: 3}, y: {a: 2, b: 4}}}
                Conditions:
                  'Fn::ForEach::Checks':
                    - Zone
                    - [a, b]
                    - 'Is${Zone}': !Equals ['${Zone}', a]
                Resources:
                  'Fn::ForEach::Zones':
                    - Zone
                    - [a, b]
                    - 'Fn::ForEach::Kinds':
                        - Kind
                        - [x-1, y]
                        - 'Queue${Zone}&{Kind}':
                            Type: AWS::SQS::Queue
                            Properties:
                              QueueName: !Sub '${Zone}-${Kind}-${AWS::Region}'
                              DelaySeconds: !FindInMap [Delays, !Ref Kind, !Ref Zone]
                      'Topic${Zone}': {Type: AWS::SNS::Topic, Condition: 'Is${Zone}'}
                Outputs:
                  'Fn::ForEach::Names':
                    - Zone
                    - [a, b]
                    - 'Name${Zone}':
                        Value: {'Fn::GetAtt': ['Queue${Zone}y', QueueName]}
                """);

        assertThat(resources()).containsExactlyInAnyOrder("Queueax1", "Queueay", "Queuebx1", "Queueby", "Topica");
        String region = cloud.place().region();
        assertThat(output(stack, "Namea")).isEqualTo("a-y-" + region);
        assertThat(output(stack, "Nameb")).isEqualTo("b-y-" + region);
        assertThat(processed().at("/Resources/Queuebx1/Properties/DelaySeconds").asInt())
                .isEqualTo(3);
    }

    /** Fn::ForEach's page, "Replicate properties". */
    @Test
    void aLoopMakesProperties() {
        created(ON + """
                Resources:
                  Queue:
                    Type: AWS::SQS::Queue
                    Properties:
                      'Fn::ForEach::Times':
                        - Property
                        - [DelaySeconds, VisibilityTimeout]
                        - '${Property}': 7
                """);

        SqsClient sqs = client(SqsClient.class);
        assertThat(sqs.getQueueAttributes(r -> r.queueUrl(physicalId("Queue")).attributeNames(QueueAttributeName.ALL))
                        .attributesAsStrings())
                .containsEntry("DelaySeconds", "7")
                .containsEntry("VisibilityTimeout", "7");
    }

    /** Pages of Fn::Length, Fn::ToJsonString and Fn::FindInMap's enhancements. */
    @Test
    void functionsComeOutAsWhatParametersAndResourcesMakeOfThem() throws Exception {
        Stack stack = created(ON + """
                Parameters: {L: {Type: CommaDelimitedList, Default: 'a,b,c'}, N: {Type: String, Default: 'x"y'}}
                Mappings: {M: {a: {n: 5}}}
                Conditions: {Never: !Equals [a, b], Three: !Equals [{'Fn::Length': !Ref L}, 3]}
                Resources:
                  Queue:
                    Type: AWS::SQS::Queue
                    Condition: Three
                    Properties: {DelaySeconds: {'Fn::FindInMap': [M, b, n, {DefaultValue: !Select [1, [1, 9]]}]}}
                  Other: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: {'Fn::FindInMap': [M, a, n, {DefaultValue: 1}]}}}
                Outputs:
                  Length: {Value: {'Fn::Length': !Split [',', 'a,b']}}
                  Known: {Value: {'Fn::ToJsonString': {n: !Ref N, l: !Ref L, d: 1, b: true, e: {}, f: []}}}
                  Later:
                    Value:
                      Fn::ToJsonString:
                        - arn: !GetAtt Queue.Arn
                        - !Sub 'say "${Queue.QueueName}"'
                        - !If [Never, {a: !Ref N}, {b: !GetAtt Queue.QueueName}]
                """);

        assertThat(processed().at("/Resources/Queue/Properties/DelaySeconds").asInt())
                .isEqualTo(9);
        assertThat(processed().at("/Resources/Other/Properties/DelaySeconds").asInt())
                .isEqualTo(5);
        assertThat(output(stack, "Length")).isEqualTo("2");
        assertThat(output(stack, "Known"))
                .isEqualTo("{\"n\":\"x\\\"y\",\"l\":[\"a\",\"b\",\"c\"],\"d\":1,\"b\":true,\"e\":{},\"f\":[]}");
        JsonNode later = JSON.readTree(output(stack, "Later"));
        String name = later.at("/2/b").asText();
        assertThat(name).startsWith("shop-Queue-");
        assertThat(later.at("/0/arn").asText()).isEqualTo(cloud.place().arn("sqs", name));
        assertThat(later.at("/1").asText()).isEqualTo("say \"" + name + "\"");
    }

    /** The transform's page: "intrinsic functions as references", "in the DeletionPolicy and UpdateReplacePolicy". */
    @Test
    void namesAndPoliciesMayBeFunctions() throws Exception {
        Stack stack = created(ON + """
                Parameters: {Which: {Type: String, Default: B}, Policy: {Type: String, Default: Retain}}
                Conditions: {Always: !Equals [a, a]}
                Resources:
                  QueueA: {Type: AWS::SQS::Queue, DeletionPolicy: !Ref Policy, UpdateReplacePolicy: Delete}
                  QueueB: {Type: AWS::SQS::Queue, DeletionPolicy: !If [Always, Delete, Retain]}
                Outputs:
                  Url: {Value: {Ref: !Sub 'Queue${Which}'}}
                  Name: {Value: {'Fn::GetAtt': [!Sub 'Queue${Which}', QueueName]}}
                """);
        assertThat(output(stack, "Url")).isEqualTo(physicalId("QueueB"));
        assertThat(output(stack, "Name")).startsWith("shop-QueueB-");
        String kept = physicalId("QueueA");

        delete();

        assertThat(client(SqsClient.class).listQueues().queueUrls()).containsExactly(kept);
    }

    /** The transform's page: it comes before AWS::Serverless in the list, and as a macro it is acknowledged. */
    @Test
    void itComesBeforeSam() {
        String template = """
                Resources:
                  'Fn::ForEach::Tables':
                    - Name
                    - [Orders, Clients]
                    - '${Name}': {Type: AWS::Serverless::SimpleTable}
                """;
        String before = "Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]\n" + template;

        assertThatThrownBy(() -> cfn.createStack(r -> r.stackName("shop").templateBody(before)))
                .hasMessageContaining("Requires capabilities : [CAPABILITY_AUTO_EXPAND]");
        assertThatThrownBy(
                        () -> create("Transform: [AWS::Serverless-2016-10-31, AWS::LanguageExtensions]\n" + template))
                .hasMessageContaining("Transform AWS::Serverless-2016-10-31 failed with: ");
        created(before);
        assertThat(resources()).containsExactlyInAnyOrder("Orders", "Clients");
        assertThat(cfn.getTemplateSummary(r -> r.stackName("shop")).declaredTransforms())
                .containsExactly("AWS::LanguageExtensions", "AWS::Serverless-2016-10-31");
    }

    /** Words: AWS's own (cfn-language-discussion 14, 147, 156; cfn-lint 3996), and those that SAM's command takes from it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    'Fn::ForEach::L': [A, [x]]                                    | Fn::ForEach::L layout is incorrect
                    'Fn::ForEach::L': [A, x, {'T${A}': {Type: AWS::SNS::Topic}}]  | Fn::ForEach::L layout is incorrect
                    'Fn::ForEach::L': [A, !GetAtt T.Arn, {'T${A}': {}}]           | Fn::ForEach::L layout is incorrect
                    'Fn::ForEach::L': [P, [x], {'T${P}': {}}]                     | Fn::ForEach::L: identifier 'P' conflicts with parameter name
                    'Fn::ForEach::L': [A, [x, y], {Q: {Type: AWS::SQS::Queue}}]   | conflict with existing entries: Q
                    Q: {Type: AWS::SQS::Queue, DeletionPolicy: [Retain]}          | Every DeletionPolicy member must be a string
                    Q: {Type: AWS::SQS::Queue, DeletionPolicy: !GetAtt T.Arn}     | Unsupported expression for DeletionPolicy in resource Q
                    Q: {Type: AWS::SQS::Queue, DeletionPolicy: !Ref AWS::NoValue} | AWS::NoValue is not supported for DeletionPolicy or UpdateReplacePolicy
                    Q: {Type: AWS::SQS::Queue, Properties: {QueueName: {'Fn::ToJsonString': x}}}                | Fn::ToJsonString layout is incorrect
                    Q: {Type: AWS::SQS::Queue, Properties: {QueueName: {'Fn::ToJsonString': !Ref P}}}           | Fn::ToJsonString resolve value type mismatch
                    Q: {Type: AWS::SQS::Queue, Properties: {QueueName: {'Fn::ToJsonString': {Condition: c}}}}   | Fn::ToJsonString does not support Condition intrinsic function for resource Q
                    Q: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: {'Fn::Length': x}}}                   | Fn::Length layout is incorrect
                    Q: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: {'Fn::Length': !GetAtt T.Arn}}}       | Fn::Length resolve value type mismatch
                    Q: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: {'Fn::FindInMap': [M, a, b, c]}}}     | Fn::FindInMap layout is incorrect
                    """)
    void refusesInAwsWords(String resource, String message) {
        String template = ON + "Parameters: {P: {Type: String, Default: x}}\nResources: {" + resource + "}";

        assertThatThrownBy(() -> create(template))
                .hasMessageContaining("Transform AWS::LanguageExtensions failed with: ")
                .hasMessageContaining(message);
        cfn.createChangeSet(r -> r.stackName("shop")
                .changeSetName("c")
                .changeSetType(ChangeSetType.CREATE)
                .templateBody(template));
        assertThat(cfn.describeChangeSet(r -> r.stackName("shop").changeSetName("c"))
                        .statusReason())
                .startsWith("Transform AWS::LanguageExtensions failed with: ")
                .contains(message);
    }

    @Test
    void withoutItItsFunctionsAreUnknown() {
        assertThatThrownBy(() -> create("Resources: {Q: {Type: AWS::SQS::Queue, Properties: {QueueName:"
                        + " {'Fn::ToJsonString': {a: b}}}}}"))
                .hasMessageContaining("Template Error: Encountered unsupported function: Fn::ToJsonString");
    }

    /** A secret does not come to stand in the processed template. */
    @Test
    void aSecretParameterStaysAReference() throws Exception {
        Stack stack = created(ON + """
                Parameters: {S: {Type: String, Default: geheim, NoEcho: true}}
                Resources: {Q: {Type: AWS::SQS::Queue}}
                Outputs: {O: {Value: {'Fn::ToJsonString': {s: !Ref S}}}}
                """);

        assertThat(output(stack, "O")).isEqualTo("{\"s\":\"geheim\"}");
        assertThat(processed().path("Outputs").toString()).doesNotContain("geheim");
    }
}
