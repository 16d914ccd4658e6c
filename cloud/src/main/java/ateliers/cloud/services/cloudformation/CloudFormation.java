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
 * CloudFormation's operations. Lists come in one page.
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
        return DescribeStacksResponse.builder()
                .stacks(found.stream().map(StackViews::stack).toList())
                .build();
    }

    @Override
    public ListStacksResponse listStacks(ListStacksRequest request) {
        List<String> wanted = request.stackStatusFiltersAsStrings();
        return ListStacksResponse.builder()
                .stackSummaries(stacks.all().stream()
                        .filter(each -> wanted.isEmpty() || wanted.contains(each.status()))
                        .map(StackViews::summary)
                        .toList())
                .build();
    }

    @Override
    public DescribeStackEventsResponse describeStackEvents(DescribeStackEventsRequest request) {
        Stack stack = stacks.find(request.stackName())
                .orElseThrow(() -> CfnErrors.validation("Stack [" + request.stackName() + "] does not exist"));
        stack.awaitSettled(PATIENCE);
        return DescribeStackEventsResponse.builder().stackEvents(stack.events()).build();
    }

    @Override
    public DescribeStackResourceResponse describeStackResource(DescribeStackResourceRequest request) {
        Stack stack = named(request.stackName());
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
        return ListStackResourcesResponse.builder()
                .stackResourceSummaries(named(request.stackName()).resources().stream()
                        .map(StackViews::summary)
                        .toList())
                .build();
    }

    @Override
    public ListExportsResponse listExports(ListExportsRequest request) {
        return ListExportsResponse.builder()
                .exports(stacks.exports().stream()
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
        return ListImportsResponse.builder().imports(importers).build();
    }

    @Override
    public GetTemplateResponse getTemplate(GetTemplateRequest request) {
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
        return changeSets.describe(changeSets.find(request.changeSetName(), request.stackName()));
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
        return ListChangeSetsResponse.builder()
                .summaries(changeSets.of(named(request.stackName())))
                .build();
    }

    private Stack named(String nameOrId) {
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
