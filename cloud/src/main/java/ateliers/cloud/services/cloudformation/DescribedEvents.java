package ateliers.cloud.services.cloudformation;

import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
import java.util.List;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.DescribeEventsRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeEventsResponse;
import software.amazon.awssdk.services.cloudformation.model.OperationEvent;

/**
 * Events by operation.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeEvents.html">DescribeEvents</a>
 */
final class DescribedEvents implements CloudFormationClient, Operations {

    private final Stacks stacks;
    private final ChangeSetActions changeSets;

    DescribedEvents(Stacks stacks, ChangeSetActions changeSets) {
        this.stacks = stacks;
        this.changeSets = changeSets;
    }

    @Override
    public DescribeEventsResponse describeEvents(DescribeEventsRequest request) {
        boolean failed = request.filters() != null
                && Boolean.TRUE.equals(request.filters().failedEvents());
        List<OperationEvent> found = found(request).stream()
                .filter(each ->
                        request.operationId() == null || each.operationId().equals(request.operationId()))
                .filter(each -> !failed || isFailure(each))
                .toList();
        Paging.Page<OperationEvent> page = Paging.byLast(OperationEvent::eventId, RequestCheck::badToken)
                .page(found, RequestCheck.PAGE, request.nextToken());
        return DescribeEventsResponse.builder()
                .operationEvents(page.items())
                .nextToken(page.next())
                .build();
    }

    private List<OperationEvent> found(DescribeEventsRequest request) {
        String changeSet = request.changeSetName();
        if (changeSet != null && (request.stackName() != null || changeSet.startsWith("arn:"))) {
            ChangeSet made = changeSets.find(changeSet, request.stackName());
            return made.stack().log().events().stream()
                    .filter(each -> each.operationId().equals(made.operation()))
                    .toList();
        }
        if (request.stackName() != null) {
            return stacks.find(request.stackName())
                    .orElseThrow(() -> CfnErrors.validation("Stack [" + request.stackName() + "] does not exist"))
                    .log()
                    .events();
        }
        if (request.operationId() == null) {
            throw CfnErrors.validation("One of ChangeSetName, OperationId or StackName must be specified");
        }
        List<OperationEvent> all = stacks.all().stream()
                .flatMap(each -> each.log().events().stream())
                .filter(each -> each.operationId().equals(request.operationId()))
                .toList();
        if (all.isEmpty()) {
            throw CfnErrors.validation("Operation ID does not exist");
        }
        return all;
    }

    private static boolean isFailure(OperationEvent event) {
        return event.eventTypeAsString().endsWith("_ERROR") || "FAILED".equals(event.operationStatusAsString());
    }
}
