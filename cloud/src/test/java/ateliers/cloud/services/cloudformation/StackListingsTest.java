package ateliers.cloud.services.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.DeletionMode;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/** Lists in pages, and what requests may ask of a stack. */
class StackListingsTest extends StackFixture {
    private static final String TOPICS = "Resources:\n"
            + IntStream.range(0, 101)
                    .mapToObj(i -> "  Topic" + i + ": {Type: AWS::SNS::Topic}\n")
                    .collect(Collectors.joining());

    @Test
    void eventsAndResourcesComeInPages() {
        create(TOPICS);

        var page = cfn.describeStackEvents(r -> r.stackName("shop"));
        var all = cfn.describeStackEventsPaginator(r -> r.stackName("shop")).stackEvents().stream()
                .toList();
        var resources = cfn.listStackResources(r -> r.stackName("shop"));

        assertThat(page.stackEvents()).hasSize(100);
        assertThat(all).extracting(StackEvent::eventId).doesNotHaveDuplicates().hasSize(2 + 3 * 101);
        assertThat(all).startsWith(page.stackEvents().get(0));
        assertThat(resources.stackResourceSummaries()).hasSize(100);
        assertThat(cfn.listStackResources(r -> r.stackName("shop").nextToken(resources.nextToken()))
                        .stackResourceSummaries())
                .hasSize(1);
    }

    @Test
    void aChangeSetsChangesComeInPages() {
        cfn.createChangeSet(r -> r.stackName("shop")
                .changeSetName("first")
                .changeSetType(ChangeSetType.CREATE)
                .templateBody(TOPICS));

        var first = cfn.describeChangeSet(r -> r.stackName("shop").changeSetName("first"));
        var second = cfn.describeChangeSet(
                r -> r.stackName("shop").changeSetName("first").nextToken(first.nextToken()));

        assertThat(first.changes()).hasSize(100);
        assertThat(second.changes()).hasSize(1);
        assertThat(second.nextToken()).isNull();
    }

    @Test
    void aChangeSetTellsOfValuesWhereItIsAsked() {
        create("Resources: {Old: {Type: AWS::SQS::Queue, Properties: {QueueName: old, DelaySeconds: 3}}}");
        cfn.createChangeSet(r -> r.stackName("shop").changeSetName("next").templateBody("""
                Resources:
                  Old: {Type: AWS::SQS::Queue, Properties: {QueueName: old, DelaySeconds: 4}}
                  New:
                    Type: AWS::SQS::Queue
                    Properties:
                      RedrivePolicy: {deadLetterTargetArn: !GetAtt Old.Arn, maxReceiveCount: 2}
                """));

        var plain = cfn.describeChangeSet(r -> r.stackName("shop").changeSetName("next"));
        var told = cfn.describeChangeSet(
                r -> r.stackName("shop").changeSetName("next").includePropertyValues(true));

        assertThat(plain.changes())
                .allSatisfy(
                        each -> assertThat(each.resourceChange().afterContext()).isNull());
        assertThat(told.changes())
                .extracting(each -> each.resourceChange().beforeContext())
                .containsExactly("{\"Properties\":{\"QueueName\":\"old\",\"DelaySeconds\":3}}", null);
        assertThat(told.changes())
                .extracting(each -> each.resourceChange().afterContext())
                .containsExactly(
                        "{\"Properties\":{\"QueueName\":\"old\",\"DelaySeconds\":4}}",
                        "{\"Properties\":{\"RedrivePolicy\":{\"deadLetterTargetArn\":"
                                + "\"{{changeSet:KNOWN_AFTER_APPLY}}\",\"maxReceiveCount\":2}}}");
    }

    @Test
    void aTokenThatIsNoneIsRefused() {
        assertThatThrownBy(() -> cfn.listStacks(r -> r.nextToken("elsewhere")))
                .hasMessageContaining("NextToken is not valid");
    }

    @Test
    void whatStacksLackHereIsRefusedBeforeAnythingIsMade() {
        assertThatThrownBy(() -> cfn.createStack(r -> r.stackName("shop")
                        .templateBody(TOPICS)
                        .notificationARNs("arn:aws:sns:eu-west-3:123456789012:t")))
                .hasMessageContaining("the parameter NotificationARNs of cloudformation:CreateStack");
        assertThatThrownBy(() -> cfn.createStack(r -> r.stackName("shop")
                        .templateBody(TOPICS)
                        .rollbackConfiguration(c -> c.monitoringTimeInMinutes(5))))
                .hasMessageContaining("the MonitoringTimeInMinutes of a RollbackConfiguration");
        assertThat(cfn.listStacks().stackSummaries()).isEmpty();
    }

    @Test
    void aForcedDeletionIsLacking() {
        create("Resources: {Topic: {Type: AWS::SNS::Topic}}");

        assertThatThrownBy(
                        () -> cfn.deleteStack(r -> r.stackName("shop").deletionMode(DeletionMode.FORCE_DELETE_STACK)))
                .hasMessageContaining("FORCE_DELETE_STACK");
    }
}
