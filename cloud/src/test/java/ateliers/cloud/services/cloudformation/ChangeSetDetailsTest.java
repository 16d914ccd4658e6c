package ateliers.cloud.services.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.model.Change;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.ResourceAttribute;
import software.amazon.awssdk.services.cloudformation.model.ResourceChange;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/** What a change set says that would change, why, and how sure that is. */
class ChangeSetDetailsTest extends StackFixture {

    private static final String TOPICS = """
            Parameters: {Shown: {Type: String, Default: one}, Key: {Type: String, NoEcho: true, Default: s3cret}}
            Resources:
              Topic: {Type: AWS::SNS::Topic, Properties: {TopicName: first, DisplayName: !Ref Shown}}
              Text: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: !GetAtt Topic.TopicName}}
              Subscription: {Type: AWS::SNS::Subscription, Properties: {TopicArn: !Ref Topic, Protocol: sqs, Endpoint: !GetAtt Queue.Arn}}
              Queue: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: 1}}
            """;

    @Test
    void aTemplatesOwnChangeIsStaticAndDirect() {
        create(TOPICS);

        ResourceChange change = only(plan(TOPICS.replace("DelaySeconds: 1", "DelaySeconds: 2"), false), "Queue");

        assertThat(said(change)).containsExactly("Properties DelaySeconds Never Static DirectModification null");
        assertThat(change.replacementAsString()).isEqualTo("False");
        assertThat(change.policyAction()).isNull();
        assertThat(change.scope()).containsExactly(ResourceAttribute.PROPERTIES);
    }

    @Test
    void aParametersChangeIsToldTwice() {
        create(TOPICS);

        cfn.createChangeSet(r -> r.stackName("shop")
                .changeSetName("c")
                .usePreviousTemplate(true)
                .parameters(Parameter.builder()
                        .parameterKey("Shown")
                        .parameterValue("two")
                        .build()));
        ResourceChange change =
                only(cfn.describeChangeSet(r -> r.stackName("shop").changeSetName("c")), "Topic");

        assertThat(said(change))
                .containsExactly(
                        "Properties DisplayName Never Dynamic DirectModification null",
                        "Properties DisplayName Never Static ParameterReference Shown");
    }

    @Test
    void dependentsOfAReplacedResourceFollow() {
        create(TOPICS);

        DescribeChangeSetResponse made = plan(TOPICS.replace("TopicName: first", "TopicName: second"), false);

        ResourceChange topic = only(made, "Topic");
        assertThat(said(topic)).containsExactly("Properties TopicName Always Static DirectModification null");
        assertThat(topic.replacementAsString()).isEqualTo("True");
        assertThat(topic.policyActionAsString()).isEqualTo("ReplaceAndDelete");
        ResourceChange text = only(made, "Text");
        assertThat(said(text))
                .containsExactly(
                        "Properties Value Never Dynamic DirectModification null",
                        "Properties Value Never Static ResourceAttribute Topic.TopicName");
        assertThat(text.replacementAsString()).isEqualTo("False");
        ResourceChange subscription = only(made, "Subscription");
        assertThat(said(subscription))
                .containsExactly(
                        "Properties TopicArn Always Dynamic DirectModification null",
                        "Properties TopicArn Always Static ResourceReference Topic");
        assertThat(subscription.replacementAsString()).isEqualTo("True");
        assertThat(made.changes()).hasSize(3);
    }

    @Test
    void dependentsOnAnAttributeOfAChangedResourceMayFollow() {
        create(TOPICS);

        DescribeChangeSetResponse made = plan(TOPICS.replace("DelaySeconds: 1", "DelaySeconds: 2"), false);

        ResourceChange subscription = only(made, "Subscription");
        assertThat(said(subscription))
                .containsExactly("Properties Endpoint Always Dynamic ResourceAttribute Queue.Arn");
        assertThat(subscription.replacementAsString()).isEqualTo("Conditional");
        assertThat(subscription.policyAction()).isNull();
    }

    @Test
    void metadataPoliciesAndTagsAreChangesToo() {
        create(TOPICS);
        String changed = TOPICS.replace(
                        "Queue: {Type: AWS::SQS::Queue,",
                        "Queue: {Type: AWS::SQS::Queue, Metadata: {Owner: shop}, DeletionPolicy: Retain,")
                .replace(
                        "Text: {Type: AWS::SSM::Parameter,",
                        "Text: {Type: AWS::SSM::Parameter, UpdateReplacePolicy: Retain,");

        DescribeChangeSetResponse made = plan(changed, false);

        assertThat(said(only(made, "Queue")))
                .containsExactly(
                        "Metadata null Never Static DirectModification null",
                        "DeletionPolicy null Never Static DirectModification null");
        assertThat(only(made, "Queue").scope())
                .containsExactly(ResourceAttribute.METADATA, ResourceAttribute.DELETION_POLICY);
        assertThat(said(only(made, "Text")))
                .containsExactly("UpdateReplacePolicy null Never Static DirectModification null");
        cfn.deleteChangeSet(r -> r.stackName("shop").changeSetName("c"));
        assertThat(said(only(plan(TOPICS, false, tag("team", "shop")), "Queue")))
                .containsExactly("Tags null Never Static DirectModification null");
    }

    @Test
    void aPolicySaysWhatBecomesOfWhatIsRemovedOrReplaced() {
        String kept = TOPICS.replace("Topic: {Type", "Topic: {UpdateReplacePolicy: Retain, Type")
                .replace("Queue: {Type", "Queue: {DeletionPolicy: Retain, Type");
        create(kept);

        DescribeChangeSetResponse made = plan(
                "Resources: {Topic: {UpdateReplacePolicy: Retain, Type: AWS::SNS::Topic, Properties: {TopicName: other,"
                        + " DisplayName: one}}}",
                false);

        assertThat(made.changes())
                .extracting(each -> each.resourceChange().logicalResourceId() + " "
                        + each.resourceChange().actionAsString() + " "
                        + each.resourceChange().policyActionAsString())
                .containsExactlyInAnyOrder(
                        "Topic Modify ReplaceAndRetain",
                        "Text Remove Delete",
                        "Subscription Remove Delete",
                        "Queue Remove Retain");
    }

    @Test
    void valuesAreToldToWhoAsks() {
        create(TOPICS);
        String changed = TOPICS.replace("TopicName: first", "TopicName: second")
                        .replace("DelaySeconds: 1", "VisibilityTimeout: 5")
                + "  New: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: !Ref Key}}\n";

        DescribeChangeSetResponse made = plan(changed, true);

        assertThat(only(made, "Topic").beforeContext())
                .isEqualTo("{\"Properties\":{\"TopicName\":\"first\",\"DisplayName\":\"one\"}}");
        assertThat(only(made, "Topic").afterContext())
                .isEqualTo("{\"Properties\":{\"TopicName\":\"second\",\"DisplayName\":\"one\"}}");
        assertThat(values(only(made, "Topic"))).containsExactly("Modify /Properties/TopicName first second");
        assertThat(values(only(made, "Text")))
                .containsOnly("Modify /Properties/Value first {{changeSet:KNOWN_AFTER_APPLY}}");
        assertThat(values(only(made, "Queue")))
                .containsExactly("Remove /Properties/DelaySeconds 1 null", "Add /Properties/VisibilityTimeout null 5");
        assertThat(only(made, "New").details()).isEmpty();
        assertThat(only(made, "New").afterContext())
                .isEqualTo("{\"Properties\":{\"Type\":\"String\",\"Value\":\"****\"}}");
        DescribeChangeSetResponse plain =
                cfn.describeChangeSet(r -> r.stackName("shop").changeSetName("c"));
        assertThat(only(plain, "Topic").beforeContext()).isNull();
        assertThat(values(only(plain, "Topic"))).containsExactly("null null null null");
    }

    @Test
    void aNestedStackIsAskedOfItself() {
        putCode("f.jar", 1);
        client(software.amazon.awssdk.services.s3.S3Client.class)
                .putObject(
                        r -> r.bucket("code-of-the-shop").key("inner.yaml"),
                        software.amazon.awssdk.core.sync.RequestBody.fromString(
                                "Resources: {Q: {Type: AWS::SQS::Queue}}"));
        String template = "Resources: {Inner: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL:"
                + " 'https://code-of-the-shop.s3.amazonaws.com/inner.yaml'}}}";
        create(template);

        assertThat(said(only(plan(template, false), "Inner")))
                .containsExactly("Properties null Never Dynamic Automatic null");
    }

    private DescribeChangeSetResponse plan(String template, boolean values, Tag... tags) {
        cfn.createChangeSet(r ->
                r.stackName("shop").changeSetName("c").templateBody(template).tags(tags));
        DescribeChangeSetResponse made = cfn.describeChangeSet(
                r -> r.stackName("shop").changeSetName("c").includePropertyValues(values));
        assertThat(made.statusAsString()).as(made.statusReason()).isEqualTo("CREATE_COMPLETE");
        return made;
    }

    private static ResourceChange only(DescribeChangeSetResponse made, String logicalId) {
        return made.changes().stream()
                .map(Change::resourceChange)
                .filter(each -> each.logicalResourceId().equals(logicalId))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> said(ResourceChange change) {
        return change.details().stream()
                .map(each ->
                        each.target().attributeAsString() + " " + each.target().name() + " "
                                + each.target().requiresRecreationAsString() + " " + each.evaluationAsString() + " "
                                + each.changeSourceAsString() + " " + each.causingEntity())
                .toList();
    }

    private static List<String> values(ResourceChange change) {
        return change.details().stream()
                .map(each -> each.target().attributeChangeTypeAsString() + " "
                        + each.target().path() + " " + each.target().beforeValue() + " "
                        + each.target().afterValue())
                .toList();
    }
}
