package ateliers.cloud.services.cloudformation;

import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.services.cloudformation.provision.Provisioners;
import ateliers.cloud.template.Capabilities;
import ateliers.cloud.template.Template;
import ateliers.cloud.template.TemplateCheck;
import ateliers.cloud.template.TemplateProblem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.*;

/**
 * CloudFormation's operations.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_Operations.html">actions</a>
 */
final class CloudFormation implements CloudFormationClient {

    /** Real time that an answer about a stack waits for the operation under way: tools poll every 30 s or so. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Stacks stacks = new Stacks();
    private final Templates templates;
    private final StackCommands commands;
    private final ChangeSets changeSets;

    CloudFormation(ServiceContext cloud, Provisioners provisioners) {
        this.templates = new Templates(cloud, provisioners);
        this.commands = new StackCommands(cloud, provisioners, stacks, templates);
        this.changeSets = new ChangeSets(cloud, provisioners, stacks, templates, commands);
    }

    @Override
    public CreateStackResponse createStack(CreateStackRequest request) {
        return CreateStackResponse.builder()
                .stackId(commands.create(request).id())
                .build();
    }

    @Override
    public UpdateStackResponse updateStack(UpdateStackRequest request) {
        return UpdateStackResponse.builder()
                .stackId(commands.update(request).id())
                .build();
    }

    @Override
    public DeleteStackResponse deleteStack(DeleteStackRequest request) {
        commands.delete(request);
        return DeleteStackResponse.builder().build();
    }

    @Override
    public UpdateTerminationProtectionResponse updateTerminationProtection(UpdateTerminationProtectionRequest request) {
        RequestCheck.required(request.enableTerminationProtection(), "enableTerminationProtection");
        Stack stack = named(request.stackName());
        stack.target(stack.prepared(), stack.settings().withProtection(request.enableTerminationProtection()));
        return UpdateTerminationProtectionResponse.builder().stackId(stack.id()).build();
    }

    @Override
    public DescribeStacksResponse describeStacks(DescribeStacksRequest request) {
        stacks.find(request.stackName()).ifPresent(each -> each.awaitSettled(PATIENCE));
        List<Stack> found = request.stackName() == null
                ? stacks.all().stream().filter(Stack::exists).toList()
                : List.of(named(request.stackName()));
        Page<Stack> page = Page.of(found, request.nextToken());
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
        Page<StackSummary> page = Page.of(found, request.nextToken());
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
        Page<StackEvent> page = Page.newestFirst(stack.events(), request.nextToken());
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
        List<Stack> among = request.stackName() != null ? List.of(named(request.stackName())) : stacks.all();
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
        Page<StackResource> page =
                Page.of(List.copyOf(named(request.stackName()).resources()), request.nextToken());
        return ListStackResourcesResponse.builder()
                .stackResourceSummaries(
                        page.items().stream().map(StackViews::summary).toList())
                .nextToken(page.next())
                .build();
    }

    @Override
    public ListExportsResponse listExports(ListExportsRequest request) {
        Page<Stacks.Exported> page = Page.of(stacks.exports(), request.nextToken());
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
        Page<String> page = Page.of(importers, request.nextToken());
        return ListImportsResponse.builder()
                .imports(page.items())
                .nextToken(page.next())
                .build();
    }

    @Override
    public GetTemplateResponse getTemplate(GetTemplateRequest request) {
        RequestCheck.oneOf(request.templateStageAsString(), TemplateStage.values(), "templateStage");
        if (request.stackName() == null && request.changeSetName() == null) {
            throw CfnErrors.validation("StackName is required if ChangeSetName is not specified.");
        }
        if (request.stackName() == null && !request.changeSetName().startsWith("arn:")) {
            throw CfnErrors.validation("StackName is a required parameter.");
        }
        Prepared prepared = request.changeSetName() != null
                ? changeSets.find(request.changeSetName(), request.stackName()).prepared()
                : named(request.stackName()).prepared();
        boolean processed = request.templateStage() == TemplateStage.PROCESSED;
        return GetTemplateResponse.builder()
                .templateBody(
                        processed && !prepared.transforms().isEmpty()
                                ? prepared.processed().root().toString()
                                : prepared.body())
                .stagesAvailable(TemplateStage.ORIGINAL, TemplateStage.PROCESSED)
                .build();
    }

    @Override
    public ValidateTemplateResponse validateTemplate(ValidateTemplateRequest request) {
        Template template = commands.readTemplate(request.templateBody(), request.templateURL());
        List<String> transforms = Templates.transforms(template);
        refuse(template, transforms);
        Capabilities needed = Capabilities.of(template.root());
        List<String> capabilities = new ArrayList<>(needed.required());
        if (!transforms.isEmpty()) {
            capabilities.add("CAPABILITY_AUTO_EXPAND");
        }
        return ValidateTemplateResponse.builder()
                .parameters(StackViews.templateParameters(template))
                .description(template.root().path("Description").asText(null))
                .capabilitiesWithStrings(capabilities)
                .capabilitiesReason(needed.reason().isEmpty() ? null : needed.reason())
                .declaredTransforms(transforms)
                .build();
    }

    @Override
    public GetTemplateSummaryResponse getTemplateSummary(GetTemplateSummaryRequest request) {
        if (request.stackName() != null && (request.templateBody() != null || request.templateURL() != null)) {
            throw CfnErrors.validation("You must specify only one of StackName, TemplateBody or TemplateURL.");
        }
        if (request.stackName() != null && named(request.stackName()).status().equals("REVIEW_IN_PROGRESS")) {
            throw CfnErrors.validation("GetTemplateSummary cannot be called on REVIEW_IN_PROGRESS stacks.");
        }
        Template template = request.stackName() == null
                ? commands.readTemplate(request.templateBody(), request.templateURL())
                : templates.read(named(request.stackName()).prepared().body(), true);
        List<String> transforms = Templates.transforms(template);
        refuse(template, transforms);
        Capabilities needed = Capabilities.of(template.root());
        List<String> types = new ArrayList<>();
        template.root()
                .path("Resources")
                .forEach(each -> types.add(each.path("Type").asText()));
        return GetTemplateSummaryResponse.builder()
                .parameters(StackViews.declarations(template))
                .description(template.root().path("Description").asText(null))
                .capabilitiesWithStrings(needed.required())
                .capabilitiesReason(needed.reason().isEmpty() ? null : needed.reason())
                .resourceTypes(types)
                .version(template.root().path("AWSTemplateFormatVersion").asText(null))
                .metadata(
                        template.root().path("Metadata").isObject()
                                ? template.root().get("Metadata").toString()
                                : null)
                .declaredTransforms(transforms)
                .build();
    }

    /** A template with transforms is only checked once it is transformed, which these operations do not do. */
    private static void refuse(Template template, List<String> transforms) {
        List<TemplateProblem> refusals = transforms.isEmpty() ? TemplateCheck.refusals(template) : List.of();
        if (!refusals.isEmpty()) {
            throw CfnErrors.validation(refusals.get(0).message());
        }
    }

    @Override
    public CreateChangeSetResponse createChangeSet(CreateChangeSetRequest request) {
        ChangeSet changeSet = changeSets.create(request);
        return CreateChangeSetResponse.builder()
                .id(changeSet.id())
                .stackId(changeSet.stack().id())
                .build();
    }

    @Override
    public DescribeChangeSetResponse describeChangeSet(DescribeChangeSetRequest request) {
        return changeSets.describe(changeSets.find(request.changeSetName(), request.stackName()), request.nextToken());
    }

    @Override
    public ExecuteChangeSetResponse executeChangeSet(ExecuteChangeSetRequest request) {
        changeSets.execute(request);
        return ExecuteChangeSetResponse.builder().build();
    }

    @Override
    public DeleteChangeSetResponse deleteChangeSet(DeleteChangeSetRequest request) {
        changeSets.delete(request);
        return DeleteChangeSetResponse.builder().build();
    }

    @Override
    public ListChangeSetsResponse listChangeSets(ListChangeSetsRequest request) {
        Page<ChangeSetSummary> page = Page.of(changeSets.of(named(request.stackName())), request.nextToken());
        return ListChangeSetsResponse.builder()
                .summaries(page.items())
                .nextToken(page.next())
                .build();
    }

    private Stack named(String nameOrId) {
        RequestCheck.required(nameOrId, "stackName");
        return stacks.find(nameOrId)
                .orElseThrow(() -> CfnErrors.validation("Stack with id " + nameOrId + " does not exist"));
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
