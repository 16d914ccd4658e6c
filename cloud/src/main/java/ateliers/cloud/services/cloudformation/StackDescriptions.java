package ateliers.cloud.services.cloudformation;

import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourceRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourceResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourcesRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourcesResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.Export;
import software.amazon.awssdk.services.cloudformation.model.ListExportsRequest;
import software.amazon.awssdk.services.cloudformation.model.ListExportsResponse;
import software.amazon.awssdk.services.cloudformation.model.ListImportsRequest;
import software.amazon.awssdk.services.cloudformation.model.ListImportsResponse;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesRequest;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesResponse;
import software.amazon.awssdk.services.cloudformation.model.ListStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.ListStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDriftStatus;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.StackSummary;

/** What stacks, their resources and their exports are. */
final class StackDescriptions implements CloudFormationClient, Operations {
    /** Cloud time that an answer about a stack waits for the operation under way: tools poll every 30 s or so. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Stacks stacks;

    StackDescriptions(Stacks stacks) {
        this.stacks = stacks;
    }

    @Override
    public DescribeStacksResponse describeStacks(DescribeStacksRequest request) {
        stacks.find(request.stackName()).ifPresent(each -> each.awaitSettled(PATIENCE));
        List<Stack> found = request.stackName() == null
                ? stacks.all().stream().filter(Stack::exists).toList()
                : List.of(stacks.named(request.stackName()));
        Paging.Page<Stack> page = RequestCheck.page(found, request.nextToken());
        return DescribeStacksResponse.builder()
                .stacks(page.items().stream().map(StackViews::stack).toList())
                .nextToken(page.next())
                .build();
    }

    @Override
    public ListStacksResponse listStacks(ListStacksRequest request) {
        List<String> wanted = request.stackStatusFiltersAsStrings();
        List<StackSummary> found = stacks.all().stream()
                .filter(each -> wanted.isEmpty() || wanted.contains(each.status()))
                .map(StackViews::summary)
                .toList();
        Paging.Page<StackSummary> page = RequestCheck.page(found, request.nextToken());
        RequestCheck.eachOf(wanted, StackStatus.values(), "stackStatusFilter");
        return ListStacksResponse.builder()
                .stackSummaries(page.items())
                .nextToken(page.next())
                .build();
    }

    @Override
    public DescribeStackEventsResponse describeStackEvents(DescribeStackEventsRequest request) {
        RequestCheck.required(request.stackName(), "stackName");
        Stack stack = stacks.find(request.stackName())
                .orElseThrow(() -> CfnErrors.validation("Stack [" + request.stackName() + "] does not exist"));
        stack.awaitSettled(PATIENCE);
        Paging.Page<StackEvent> page = Paging.byLast(StackEvent::eventId, RequestCheck::badToken)
                .page(stack.events(), RequestCheck.PAGE, request.nextToken());
        return DescribeStackEventsResponse.builder()
                .stackEvents(page.items())
                .nextToken(page.next())
                .build();
    }

    @Override
    public DescribeStackResourceResponse describeStackResource(DescribeStackResourceRequest request) {
        RequestCheck.required(request.stackName(), "stackName");
        RequestCheck.required(request.logicalResourceId(), "logicalResourceId");
        Stack stack = stacks.find(request.stackName())
                .orElseThrow(() -> CfnErrors.validation("Stack '" + request.stackName() + "' does not exist"));
        StackResource resource = stack.resource(request.logicalResourceId())
                .orElseThrow(() -> CfnErrors.validation("Resource " + request.logicalResourceId()
                        + " does not exist for stack " + request.stackName()));
        return DescribeStackResourceResponse.builder()
                .stackResourceDetail(detail -> detail.stackId(stack.id())
                        .stackName(stack.name())
                        .logicalResourceId(resource.logicalId())
                        .physicalResourceId(resource.physicalId())
                        .resourceType(resource.type())
                        .lastUpdatedTimestamp(resource.changed())
                        .resourceStatus(resource.status())
                        .resourceStatusReason(resource.reason().isEmpty() ? null : resource.reason())
                        .metadata("{}")
                        .driftInformation(each -> each.stackResourceDriftStatus(StackResourceDriftStatus.NOT_CHECKED)))
                .build();
    }

    @Override
    public DescribeStackResourcesResponse describeStackResources(DescribeStackResourcesRequest request) {
        if ((request.stackName() == null) == (request.physicalResourceId() == null)) {
            throw CfnErrors.validation("Either StackName or PhysicalResourceId must be specified, but not both.");
        }
        List<software.amazon.awssdk.services.cloudformation.model.StackResource> found = new ArrayList<>();
        List<Stack> among = request.stackName() != null ? List.of(stacks.named(request.stackName())) : stacks.all();
        for (Stack stack : among) {
            for (StackResource resource : stack.resources()) {
                boolean wanted = (request.logicalResourceId() == null
                                || request.logicalResourceId().equals(resource.logicalId()))
                        && (request.physicalResourceId() == null
                                || request.physicalResourceId().equals(resource.physicalId()));
                if (wanted) {
                    found.add(described(stack, resource));
                }
            }
        }
        if (request.stackName() == null && found.isEmpty()) {
            throw CfnErrors.validation("Stack for " + request.physicalResourceId() + " does not exist");
        }
        return DescribeStackResourcesResponse.builder().stackResources(found).build();
    }

    private static software.amazon.awssdk.services.cloudformation.model.StackResource described(
            Stack stack, StackResource resource) {
        return software.amazon.awssdk.services.cloudformation.model.StackResource.builder()
                .stackId(stack.id())
                .stackName(stack.name())
                .logicalResourceId(resource.logicalId())
                .physicalResourceId(resource.physicalId())
                .resourceType(resource.type())
                .timestamp(resource.changed())
                .resourceStatus(resource.status())
                .resourceStatusReason(resource.reason().isEmpty() ? null : resource.reason())
                .driftInformation(each -> each.stackResourceDriftStatus(StackResourceDriftStatus.NOT_CHECKED))
                .build();
    }

    @Override
    public ListStackResourcesResponse listStackResources(ListStackResourcesRequest request) {
        Paging.Page<StackResource> page =
                RequestCheck.page(List.copyOf(stacks.named(request.stackName()).resources()), request.nextToken());
        return ListStackResourcesResponse.builder()
                .stackResourceSummaries(
                        page.items().stream().map(StackViews::summary).toList())
                .nextToken(page.next())
                .build();
    }

    @Override
    public ListExportsResponse listExports(ListExportsRequest request) {
        Paging.Page<Stacks.Exported> page = RequestCheck.page(stacks.exports(), request.nextToken());
        return ListExportsResponse.builder()
                .nextToken(page.next())
                .exports(page.items().stream()
                        .map(each -> Export.builder()
                                .exportingStackId(each.stackId())
                                .name(each.name())
                                .value(each.value())
                                .build())
                        .toList())
                .build();
    }

    @Override
    public ListImportsResponse listImports(ListImportsRequest request) {
        List<String> importers = stacks.importers(request.exportName());
        if (importers.isEmpty()) {
            throw CfnErrors.validation("Export '" + request.exportName() + "' is not imported by any stack.");
        }
        Paging.Page<String> page = RequestCheck.page(importers, request.nextToken());
        return ListImportsResponse.builder()
                .imports(page.items())
                .nextToken(page.next())
                .build();
    }
}
