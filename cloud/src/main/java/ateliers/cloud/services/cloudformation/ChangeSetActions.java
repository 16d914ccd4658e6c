package ateliers.cloud.services.cloudformation;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
import ateliers.cloud.services.cloudformation.provision.Provisioners;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Change;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetSummary;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DeleteChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.ExecuteChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.ExecuteChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;
import software.amazon.awssdk.services.cloudformation.model.ListChangeSetsRequest;
import software.amazon.awssdk.services.cloudformation.model.ListChangeSetsResponse;
import software.amazon.awssdk.services.cloudformation.model.OnStackFailure;

/**
 * Change sets of all stacks. They are made at once; a change set that would change nothing, or whose transforms
 * refuse its template, has failed.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateChangeSet.html">CreateChangeSet</a>
 */
final class ChangeSetActions implements CloudFormationClient, Operations {

    private static final String NO_CHANGES =
            "The submitted information didn't contain changes. Submit different information to create a change set.";

    private final ServiceContext cloud;
    private final Provisioners provisioners;
    private final Stacks stacks;
    private final Templates templates;
    private final StackActions commands;
    private final Map<String, ChangeSet> byId = new LinkedHashMap<>();

    ChangeSetActions(
            ServiceContext cloud,
            Provisioners provisioners,
            Stacks stacks,
            Templates templates,
            StackActions commands) {
        this.cloud = cloud;
        this.provisioners = provisioners;
        this.stacks = stacks;
        this.templates = templates;
        this.commands = commands;
    }

    @Override
    public CreateChangeSetResponse createChangeSet(CreateChangeSetRequest request) {
        ChangeSet changeSet = create(request);
        return CreateChangeSetResponse.builder()
                .id(changeSet.id())
                .stackId(changeSet.stack().id())
                .build();
    }

    private synchronized ChangeSet create(CreateChangeSetRequest request) {
        RequestCheck.required(request.stackName(), "stackName");
        StackRequests.changeSetName(request.changeSetName());
        RequestCheck.oneOf(request.changeSetTypeAsString(), ChangeSetType.values(), "changeSetType");
        RequestCheck.oneOf(request.onStackFailureAsString(), OnStackFailure.values(), "onStackFailure");
        RequestCheck.common(
                request.tags(),
                request.capabilitiesAsStrings(),
                request.roleARN(),
                request.rollbackConfiguration(),
                request.clientToken());
        StackRequests.template(request.usePreviousTemplate(), request.templateBody(), request.templateURL());
        StackRequests.refuse(request.changeSetType() == ChangeSetType.IMPORT, "importing resources");
        boolean fresh = request.changeSetType() == ChangeSetType.CREATE;
        Stack existing = stacks.find(request.stackName()).orElse(null);
        if (fresh && existing != null && !existing.status().equals("REVIEW_IN_PROGRESS")) {
            throw CfnErrors.validation("Stack [" + request.stackName()
                    + "] already exists and cannot be created again with the changeSet [" + request.changeSetName()
                    + "].");
        }
        if (!fresh && (existing == null || existing.status().equals("REVIEW_IN_PROGRESS"))) {
            throw CfnErrors.validation("Stack [" + request.stackName() + "] does not exist");
        }
        if (!fresh) {
            StackActions.requireUpdatable(existing);
        } else if (existing == null) {
            StackRequests.stackName(request.stackName());
        }
        if (existing != null && byName(existing, request.changeSetName()) != null) {
            throw CfnErrors.alreadyExists("ChangeSet " + request.changeSetName()
                    + " cannot be created due to a mismatch" + " with existing attribute Template");
        }
        return prepare(request, existing, fresh);
    }

    private ChangeSet prepare(CreateChangeSetRequest request, Stack existing, boolean fresh) {
        String stackId = existing != null ? existing.id() : commands.newId(request.stackName());
        String stackName = existing != null ? existing.name() : request.stackName();
        boolean same = Boolean.TRUE.equals(request.usePreviousTemplate()) && existing != null;
        String text = same
                ? existing.prepared().body()
                : templates.text(request.templateBody(), request.templateURL(), CallContext.caller());
        Map<String, JsonNode> pseudo = templates.pseudo(stackId, stackName, List.of());
        Map<String, String> parameters = StackRequests.parameters(request.parameters(), fresh ? null : existing);
        boolean fromUrl = same || request.templateURL() != null;
        StackSettings settings = settings(request, fresh ? null : existing);
        Supplier<Principal> actor = () -> commands.actor(settings.roleArn());
        PreparedTemplate prepared;
        String failure = null;
        try {
            prepared = templates.prepare(text, fromUrl, parameters, pseudo, actor);
        } catch (CloudFormationException e) {
            // Transforms run after the request was answered: their failure is the change set's, not the request's.
            prepared = templates.untransformed(text, fromUrl, parameters, actor);
            if (prepared.transforms().isEmpty()) {
                throw e;
            }
            failure = AwsErrors.message(e);
        }
        StackActions.acknowledge(prepared, settings, false);
        if (Boolean.TRUE.equals(request.includeNestedStacks())) {
            refuseNested(prepared, existing);
        }
        Stack stack = existing;
        if (stack == null) {
            stack = new Stack(stackId, stackName, cloud.clock(), prepared, settings);
            stack.status("REVIEW_IN_PROGRESS", "User Initiated");
            stacks.add(stack);
        } else if (!fresh && failure == null) {
            StackActions.refuseTypeChanges(stack, prepared);
        }
        Changes changes = new Changes(provisioners);
        List<Change> found = failure == null ? changes.of(stack, prepared, settings) : List.of();
        if (failure == null && !fresh && changes.none(stack, prepared, settings)) {
            failure = NO_CHANGES;
        }
        List<EarlyValidation.Finding> findings =
                failure == null ? commands.findings(stack, prepared, settings) : List.of();
        if (!findings.isEmpty()) {
            failure = invalid(findings);
        }
        String operation = stack.log().changeSet(findings, failure != null);
        String id =
                cloud.place().arn("cloudformation", "changeSet/" + request.changeSetName() + "/" + UUID.randomUUID());
        ChangeSet changeSet = new ChangeSet(
                id,
                request.changeSetName(),
                stack,
                prepared,
                settings,
                request.description(),
                Boolean.TRUE.equals(request.includeNestedStacks()),
                found,
                failure == null ? ChangeSetStatus.CREATE_COMPLETE : ChangeSetStatus.FAILED,
                failure,
                failure == null ? ExecutionStatus.AVAILABLE : ExecutionStatus.UNAVAILABLE,
                cloud.clock().instant(),
                null,
                stack.log().current(),
                operation);
        byId.put(id, changeSet);
        return changeSet;
    }

    /** Change sets of stacks within one are not here: the CDK asks for them always, whether there are such stacks or not. */
    private static void refuseNested(PreparedTemplate prepared, Stack existing) {
        Stream<PreparedTemplate> both =
                existing == null ? Stream.of(prepared) : Stream.of(prepared, existing.prepared());
        StackRequests.refuse(
                both.flatMap(each -> each.definition().resources().values().stream())
                        .anyMatch(resource -> resource.type().equals(Stack.TYPE)),
                "change sets of nested stacks (IncludeNestedStacks)");
    }

    private static String invalid(List<EarlyValidation.Finding> findings) {
        List<String> hooks = findings.stream()
                .map(EarlyValidation.Finding::hook)
                .distinct()
                .sorted()
                .toList();
        return "The following hook(s)/validation failed: [" + String.join(", ", hooks)
                + "]. To troubleshoot Early Validation errors, use the DescribeEvents API for detailed failure information.";
    }

    private static StackSettings settings(CreateChangeSetRequest request, Stack existing) {
        StackSettings old = existing == null ? null : existing.settings();
        String onFailure = request.onStackFailureAsString();
        return new StackSettings(
                request.hasTags() || old == null ? StackRequests.tags(request.tags()) : old.tags(),
                request.capabilitiesAsStrings(),
                List.of(),
                request.roleARN() != null || old == null ? request.roleARN() : old.roleArn(),
                onFailure != null ? onFailure : old == null ? "ROLLBACK" : old.onFailure(),
                old != null && old.terminationProtection(),
                request.clientToken());
    }

    synchronized ChangeSet find(String nameOrId, String stackName) {
        RequestCheck.required(nameOrId, "changeSetName");
        ChangeSet found = byId.get(nameOrId);
        if (found == null && stackName == null) {
            throw CfnErrors.validation("StackName must be specified if ChangeSetName is not specified as an ARN.");
        }
        if (found == null) {
            Stack stack = stacks.find(stackName)
                    .orElseThrow(() -> CfnErrors.validation("Stack [" + stackName + "] does not exist"));
            found = byName(stack, nameOrId);
        }
        if (found == null) {
            throw CfnErrors.noChangeSet(nameOrId);
        }
        return found;
    }

    private ChangeSet byName(Stack stack, String name) {
        return byId.values().stream()
                .filter(each -> each.stack() == stack && each.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    @Override
    public synchronized ExecuteChangeSetResponse executeChangeSet(ExecuteChangeSetRequest request) {
        ChangeSet changeSet = find(request.changeSetName(), request.stackName());
        if (changeSet.execution() == ExecutionStatus.OBSOLETE) {
            throw CfnErrors.changeSetStatus("ChangeSet [" + changeSet.id()
                    + "] cannot be executed in its current execution status of [OBSOLETE]");
        }
        if (changeSet.execution() != ExecutionStatus.AVAILABLE) {
            throw CfnErrors.changeSetStatus("ChangeSet [" + changeSet.id()
                    + "] cannot be executed in its current status" + " of [" + changeSet.status() + "]");
        }
        Stack stack = changeSet.stack();
        StackSettings settings = request.clientRequestToken() == null
                ? changeSet.settings()
                : changeSet.settings().withToken(request.clientRequestToken());
        byId.values().removeIf(each -> each.stack() == stack && each != changeSet);
        byId.put(changeSet.id(), changeSet.executed(ExecutionStatus.EXECUTE_COMPLETE));
        stack.changeSetId(changeSet.id());
        if (stack.status().equals("REVIEW_IN_PROGRESS")) {
            stack.target(changeSet.prepared(), settings);
            commands.startCreate(stack, false);
        } else {
            StackActions.requireUpdatable(stack);
            commands.startUpdate(stack, changeSet.prepared(), settings, true);
        }
        return ExecuteChangeSetResponse.builder().build();
    }

    @Override
    public synchronized DeleteChangeSetResponse deleteChangeSet(DeleteChangeSetRequest request) {
        byId.remove(find(request.changeSetName(), request.stackName()).id());
        return DeleteChangeSetResponse.builder().build();
    }

    @Override
    public ListChangeSetsResponse listChangeSets(ListChangeSetsRequest request) {
        Paging.Page<ChangeSetSummary> page =
                RequestCheck.page(summaries(stacks.named(request.stackName())), request.nextToken());
        return ListChangeSetsResponse.builder()
                .summaries(page.items())
                .nextToken(page.next())
                .build();
    }

    private synchronized List<ChangeSetSummary> summaries(Stack stack) {
        return byId.values().stream()
                .filter(each -> each.stack() == stack)
                .map(each -> ChangeSetSummary.builder()
                        .changeSetId(each.id())
                        .changeSetName(each.name())
                        .stackId(stack.id())
                        .stackName(stack.name())
                        .status(each.status())
                        .statusReason(each.reason())
                        .executionStatus(each.execution())
                        .creationTime(each.created())
                        .description(each.description())
                        .includeNestedStacks(each.includesNested())
                        .build())
                .toList();
    }

    @Override
    public DescribeChangeSetResponse describeChangeSet(DescribeChangeSetRequest request) {
        ChangeSet changeSet = find(request.changeSetName(), request.stackName());
        boolean values = Boolean.TRUE.equals(request.includePropertyValues());
        Paging.Page<Change> page = RequestCheck.page(
                changeSet.changes().stream()
                        .map(each -> values ? each : Changes.withoutValues(each))
                        .toList(),
                request.nextToken());
        return DescribeChangeSetResponse.builder()
                .changeSetId(changeSet.id())
                .changeSetName(changeSet.name())
                .stackId(changeSet.stack().id())
                .stackName(changeSet.stack().name())
                .description(changeSet.description())
                .parameters(
                        StackViews.parameters(changeSet.prepared().definition().parameters()))
                .creationTime(changeSet.created())
                .executionStatus(changeSet.execution())
                .status(changeSet.status())
                .statusReason(changeSet.reason())
                .capabilitiesWithStrings(changeSet.settings().capabilities())
                .tags(StackViews.tags(changeSet.settings().tags()))
                .changes(page.items())
                .nextToken(page.next())
                .includeNestedStacks(changeSet.includesNested())
                .build();
    }
}
