package ateliers.cloud.services.cloudformation;

import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.RoleSession;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.services.cloudformation.provision.Provisioners;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateStackResponse;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackResponse;
import software.amazon.awssdk.services.cloudformation.model.DeletionMode;
import software.amazon.awssdk.services.cloudformation.model.OnFailure;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.UpdateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.UpdateStackResponse;
import software.amazon.awssdk.services.cloudformation.model.UpdateTerminationProtectionRequest;
import software.amazon.awssdk.services.cloudformation.model.UpdateTerminationProtectionResponse;
import software.amazon.awssdk.services.sts.model.StsException;

/** Starts stack operations: everything AWS refuses at once is refused here. */
final class StackActions implements CloudFormationClient, Operations {

    private final ServiceContext cloud;
    private final Provisioners provisioners;
    private final Stacks stacks;
    private final Templates templates;
    private final CustomAnswers answers;

    StackActions(
            ServiceContext cloud,
            Provisioners provisioners,
            Stacks stacks,
            Templates templates,
            CustomAnswers answers) {
        this.answers = answers;
        this.cloud = cloud;
        this.provisioners = provisioners;
        this.stacks = stacks;
        this.templates = templates;
    }

    @Override
    public CreateStackResponse createStack(CreateStackRequest request) {
        Stack stack = create(request);
        return CreateStackResponse.builder()
                .stackId(stack.id())
                .operationId(stack.log().current())
                .build();
    }

    private synchronized Stack create(CreateStackRequest request) {
        StackRequests.stackName(request.stackName());
        RequestCheck.constraints()
                .between("timeoutInMinutes", request.timeoutInMinutes(), 1, Integer.MAX_VALUE)
                .require();
        RequestCheck.common(
                request.tags(),
                request.capabilitiesAsStrings(),
                request.roleARN(),
                request.rollbackConfiguration(),
                request.clientRequestToken());
        RequestCheck.oneOf(request.onFailureAsString(), OnFailure.values(), "onFailure");
        Stack existing = stacks.find(request.stackName()).orElse(null);
        if (existing != null) {
            String token = existing.settings().clientToken();
            if (token != null && token.equals(request.clientRequestToken())) {
                return existing;
            }
            throw CfnErrors.alreadyExists("Stack [" + request.stackName() + "] already exists");
        }
        if (request.disableRollback() != null && request.onFailure() != null) {
            throw CfnErrors.validation("You can specify either DisableRollback or OnFailure, but not both.");
        }
        String onFailure = request.onFailureAsString() != null
                ? request.onFailureAsString()
                : Boolean.TRUE.equals(request.disableRollback()) ? "DO_NOTHING" : "ROLLBACK";
        StackSettings settings = new StackSettings(
                StackRequests.tags(request.tags()),
                request.capabilitiesAsStrings(),
                List.of(),
                request.roleARN(),
                onFailure,
                Boolean.TRUE.equals(request.enableTerminationProtection()),
                request.clientRequestToken());
        String id = newId(request.stackName());
        String text = templates.text(request.templateBody(), request.templateURL(), CallContext.caller());
        PreparedTemplate prepared = templates.prepare(
                text,
                request.templateURL() != null,
                StackRequests.parameters(request.parameters(), null),
                templates.pseudo(id, request.stackName(), List.of()),
                () -> actor(settings.roleArn()));
        acknowledge(prepared, settings, true);
        Stack stack = new Stack(id, request.stackName(), cloud.clock(), prepared, settings);
        stack.timeoutMinutes(request.timeoutInMinutes());
        startCreate(stack, true);
        return stack;
    }

    /** @param fresh whether the stack is still to be added */
    void startCreate(Stack stack, boolean fresh) {
        Principal actor = actor(stack.settings().roleArn());
        StackOperations operations = operations(stack, actor);
        operations.startCreate();
        if (fresh) {
            stacks.add(stack);
        }
        run(operations, each -> each.create(!fresh));
    }

    @Override
    public UpdateStackResponse updateStack(UpdateStackRequest request) {
        Stack stack = update(request);
        return UpdateStackResponse.builder()
                .stackId(stack.id())
                .operationId(stack.log().current())
                .build();
    }

    private synchronized Stack update(UpdateStackRequest request) {
        RequestCheck.required(request.stackName(), "stackName");
        Stack stack = stacks.find(request.stackName())
                .orElseThrow(() -> CfnErrors.validation("Stack [" + request.stackName() + "] does not exist"));
        RequestCheck.common(
                request.tags(),
                request.capabilitiesAsStrings(),
                request.roleARN(),
                request.rollbackConfiguration(),
                request.clientRequestToken());
        StackRequests.template(request.usePreviousTemplate(), request.templateBody(), request.templateURL());
        String token = stack.settings().clientToken();
        if (token != null && token.equals(request.clientRequestToken())) {
            return stack;
        }
        requireUpdatable(stack);
        StackSettings old = stack.settings();
        StackSettings settings = new StackSettings(
                request.hasTags() ? StackRequests.tags(request.tags()) : old.tags(),
                request.capabilitiesAsStrings(),
                List.of(),
                request.roleARN() != null ? request.roleARN() : old.roleArn(),
                old.onFailure(),
                old.terminationProtection(),
                request.clientRequestToken());
        boolean same = Boolean.TRUE.equals(request.usePreviousTemplate());
        String text = same
                ? stack.prepared().body()
                : templates.text(request.templateBody(), request.templateURL(), CallContext.caller());
        Map<String, JsonNode> pseudo = templates.pseudo(stack.id(), stack.name(), List.of());
        PreparedTemplate prepared = templates.prepare(
                text,
                same || request.templateURL() != null,
                StackRequests.parameters(request.parameters(), stack),
                pseudo,
                () -> actor(settings.roleArn()));
        acknowledge(prepared, settings, true);
        refuseTypeChanges(stack, prepared);
        if (new Changes(provisioners).none(stack, prepared, settings)) {
            throw CfnErrors.validation("No updates are to be performed.");
        }
        startUpdate(stack, prepared, settings, false);
        return stack;
    }

    /** @param validated whether a change set was looked at already */
    void startUpdate(Stack stack, PreparedTemplate prepared, StackSettings settings, boolean validated) {
        PreparedTemplate previous = stack.prepared();
        StackSettings previousSettings = stack.settings();
        Principal actor = actor(settings.roleArn());
        stack.target(prepared, settings);
        StackOperations operations = operations(stack, actor);
        operations.startUpdate("User Initiated");
        run(operations, each -> each.update(previous, previousSettings, validated));
    }

    static void requireUpdatable(Stack stack) {
        String status = stack.status();
        StackRequests.refuse(status.equals("CREATE_FAILED"), "updating a stack that is in CREATE_FAILED state");
        boolean updatable = List.of("CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE", "IMPORT_COMPLETE")
                .contains(status);
        if (!updatable) {
            throw CfnErrors.validation("Stack:" + stack.id() + " is in " + status + " state and can not be updated.");
        }
    }

    static void refuseTypeChanges(Stack stack, PreparedTemplate next) {
        List<String> changed = next.definition().resources().values().stream()
                .filter(each -> stack.prepared().definition().resources().containsKey(each.logicalId()))
                .filter(each -> !stack.prepared()
                        .definition()
                        .resources()
                        .get(each.logicalId())
                        .type()
                        .equals(each.type()))
                .map(each -> each.logicalId())
                .toList();
        if (!changed.isEmpty()) {
            throw CfnErrors.validation("Update of resource type is not permitted. The new template modifies resource"
                    + " type of the following resources: [" + String.join(", ", changed) + "]");
        }
    }

    @Override
    public DeleteStackResponse deleteStack(DeleteStackRequest request) {
        delete(request);
        return DeleteStackResponse.builder().build();
    }

    @Override
    public UpdateTerminationProtectionResponse updateTerminationProtection(UpdateTerminationProtectionRequest request) {
        RequestCheck.required(request.enableTerminationProtection(), "enableTerminationProtection");
        Stack stack = stacks.named(request.stackName());
        stack.target(stack.prepared(), stack.settings().withProtection(request.enableTerminationProtection()));
        return UpdateTerminationProtectionResponse.builder().stackId(stack.id()).build();
    }

    private synchronized void delete(DeleteStackRequest request) {
        RequestCheck.required(request.stackName(), "stackName");
        RequestCheck.oneOf(request.deletionModeAsString(), DeletionMode.values(), "deletionMode");
        StackRequests.refuse(
                request.deletionMode() == DeletionMode.FORCE_DELETE_STACK, "the DeletionMode FORCE_DELETE_STACK");
        Stack stack = stacks.find(request.stackName()).filter(Stack::exists).orElse(null);
        if (stack == null) {
            return; // as AWS does
        }
        if (stack.settings().terminationProtection()) {
            throw CfnErrors.validation(
                    "Stack [" + stack.name() + "] cannot be deleted while TerminationProtection is enabled");
        }
        if (!request.retainResources().isEmpty() && !stack.status().equals("DELETE_FAILED")) {
            throw CfnErrors.validation("Invalid operation on stack [" + stack.id()
                    + "]. Resources can only be retained when the stack" + " is in the DELETE_FAILED state.");
        }
        boolean retainable = request.retainResources().stream()
                .allMatch(each -> stack.resource(each)
                        .filter(resource -> !resource.status().equals("DELETE_COMPLETE"))
                        .isPresent());
        if (!retainable) {
            throw CfnErrors.validation("The specified resources to retain must be in a valid state. Do not specify"
                    + " resources that are in the DELETE_COMPLETE state.");
        }
        if (stack.status().equals("DELETE_IN_PROGRESS")) {
            return;
        }
        StackOperations operations = operations(
                stack,
                actor(
                        request.roleARN() != null
                                ? request.roleARN()
                                : stack.settings().roleArn()));
        synchronized (stack) {
            cancelCreation(stack);
            stack.target(stack.prepared(), stack.settings().withToken(request.clientRequestToken()));
            operations.startDelete();
        }
        for (Output output : stack.outputs()) {
            List<String> users = output.exportName() == null ? List.of() : stacks.importers(output.exportName());
            if (!users.isEmpty()) {
                stack.status(
                        "DELETE_FAILED",
                        "Delete canceled. Cannot delete export " + output.exportName() + " as it is in use by "
                                + String.join(", ", users) + ".");
                return;
            }
        }
        run(operations, each -> each.delete(request.retainResources()));
    }

    /** A creation can be broken off by a deletion; an update cannot. */
    private static void cancelCreation(Stack stack) {
        if (List.of("CREATE_IN_PROGRESS", "ROLLBACK_IN_PROGRESS").contains(stack.status())) {
            stack.cancel();
        } else if (stack.inProgress()) {
            throw CfnErrors.validation(
                    "Stack [" + stack.id() + "] cannot be deleted while in status " + stack.status());
        }
    }

    /** @param direct whether transforms are applied without a look at their result, as change sets allow */
    static void acknowledge(PreparedTemplate prepared, StackSettings settings, boolean direct) {
        List<String> missing = new ArrayList<>(prepared.capabilities().missing(settings.capabilities()));
        if (direct
                && !prepared.transforms().isEmpty()
                && !settings.capabilities().contains("CAPABILITY_AUTO_EXPAND")) {
            missing.add("CAPABILITY_AUTO_EXPAND");
        }
        if (!missing.isEmpty()) {
            throw CfnErrors.insufficientCapabilities("Requires capabilities : [" + String.join(", ", missing) + "]");
        }
    }

    String newId(String name) {
        return cloud.place().arn("cloudformation", "stack/" + name + "/" + UUID.randomUUID());
    }

    private StackOperations operations(Stack stack, Principal actor) {
        return new StackOperations(deployment(stack, actor), provisioners);
    }

    /** What AWS has against a change of a stack before it makes anything of it. */
    List<EarlyValidation.Finding> findings(Stack stack, PreparedTemplate next, StackSettings settings) {
        return deployment(stack, actor(settings.roleArn())).findings(next);
    }

    private Deployment deployment(Stack stack, Principal actor) {
        return new Deployment(
                cloud,
                provisioners,
                stacks,
                stack,
                actor,
                templates.pseudo(stack.id(), stack.name(), stack.settings().notificationArns()),
                answers.of(stack));
    }

    private void run(StackOperations operations, Consumer<StackOperations> work) {
        cloud.clock()
                .execute(() -> operations.stack().exclusively(() -> {
                    try {
                        work.accept(operations);
                    } catch (RuntimeException e) {
                        operations.stack().broken(e);
                        throw e;
                    }
                }));
    }

    /** Who does the work: the caller, or the role that CloudFormation assumes. */
    /** Who acts for a stack: the caller, or the role that it was given. */
    Principal actor(String roleArn) {
        if (roleArn == null) {
            return CallContext.caller();
        }
        try {
            return RoleSession.assume(cloud, "cloudformation.amazonaws.com", roleArn, "AWSCloudFormation")
                    .principal();
        } catch (StsException e) {
            throw CfnErrors.validation("Role " + roleArn + " is invalid or cannot be assumed");
        }
    }
}
