package ateliers.cloud.services.cloudformation;

import ateliers.cloud.services.cloudformation.provision.Provisioners;
import ateliers.cloud.template.ResourceDeclaration;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Create, update and delete, with their rollbacks: resource after resource, each after what it depends on.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html">stack events</a>
 */
final class StackOperations {

    private static final String INITIATED = "User Initiated";
    private static final String INVALID = "Validation failure detected. See the operation's FAILED event for details.";
    private static final String LEFT_OVER = "Update successful. One or more resources could not be deleted.";
    private static final String REPLACING =
            "Requested update requires the creation of a new physical resource; hence creating one.";

    private final Deployment deployment;
    private final Stack stack;
    private final Provisioners provisioners;
    private Set<String> importsBefore = Set.of();

    StackOperations(Deployment deployment, Provisioners provisioners) {
        this.deployment = deployment;
        this.stack = deployment.stack();
        this.provisioners = provisioners;
    }

    Stack stack() {
        return stack;
    }

    /** What {@link #create} goes on from. */
    void startCreate() {
        stack.status("CREATE_IN_PROGRESS", INITIATED);
    }

    /** @param validated whether a change set was looked at already */
    void create(boolean validated) {
        List<EarlyValidation.Finding> findings = validated ? List.of() : deployment.findings(stack.prepared());
        if (!findings.isEmpty()) {
            boolean stays = stack.settings().onFailure().equals("DO_NOTHING");
            stack.invalid("CREATE_FAILED", findings, stays);
            if (!stays) {
                failed(INVALID, INVALID, INVALID);
            }
            return;
        }
        try {
            deployment.requireReferences();
        } catch (Deployment.Failed e) {
            createFailed(e.getMessage() + " ");
            return;
        }
        Map<String, ResourceDeclaration> declarations =
                stack.prepared().definition().resources();
        CreationOrder order = CreationOrder.of(provisioners, declarations.values());
        for (String id : order.ids()) {
            if (stack.cancelled()) {
                return;
            } else if (stack.timedOut()) {
                createFailed("Stack creation time exceeded the specified timeout. ");
                return;
            } else if (!createOne(declarations.get(id), order)) {
                createFailed("The following resource(s) failed to create: [" + id + "]. ");
                return;
            }
        }
        try {
            stack.outputs(deployment.outputs());
            stack.advance("CREATE_COMPLETE", "");
        } catch (Deployment.Failed e) {
            createFailed(e.getMessage() + " ");
        }
    }

    private boolean createOne(ResourceDeclaration declared, CreationOrder order) {
        StackResource resource = deployment.blank(declared, null);
        try {
            ObjectNode properties = deployment.evaluate(declared);
            resource = stack.put(deployment.blank(declared, properties), "CREATE_IN_PROGRESS", "");
            resource = deployment.create(declared, properties);
            stack.put(resource, "CREATE_IN_PROGRESS", "Resource creation Initiated");
            stack.put(resource, "CREATE_COMPLETE", "");
            return true;
        } catch (Deployment.Failed e) {
            if (stack.resource(declared.logicalId()).isEmpty()) {
                stack.put(resource, "CREATE_IN_PROGRESS", "");
            }
            stack.put(
                    e.made().isEmpty() ? resource : resource.withPhysical(e.made(), Map.of()),
                    "CREATE_FAILED",
                    e.getMessage());
            deployment.noteRace(order, declared.logicalId(), e.getMessage());
            return false;
        }
    }

    private void createFailed(String why) {
        failed(why, why + "Delete requested by user.", why + "Rollback requested by user.");
    }

    private void failed(String why, String deleted, String rolledBack) {
        switch (stack.settings().onFailure()) {
            case "DO_NOTHING" -> stack.advance("CREATE_FAILED", why);
            case "DELETE" -> {
                if (stack.advance("DELETE_IN_PROGRESS", deleted)) {
                    deleteAll("DELETE", true);
                }
            }
            default -> {
                if (stack.advance("ROLLBACK_IN_PROGRESS", rolledBack)) {
                    deleteAll("ROLLBACK", true);
                }
            }
        }
    }

    void startDelete() {
        stack.status("DELETE_IN_PROGRESS", INITIATED);
    }

    void delete(Collection<String> retained) {
        retained.forEach(id -> stack.resource(id).ifPresent(each -> {
            stack.put(each, "DELETE_SKIPPED", "");
            stack.forget(id);
        }));
        deleteAll("DELETE", false);
    }

    /** @param created whether all resources were made by the operation that is rolled back */
    private void deleteAll(String operation, boolean created) {
        List<String> failed = new ArrayList<>();
        for (StackResource resource : newestFirst(stack.resources())) {
            if (operation.equals("ROLLBACK") && stack.cancelled()) {
                return;
            }
            if (!deleteOne(resource, created)) {
                failed.add(resource.logicalId());
            }
        }
        boolean all = failed.isEmpty();
        String status = operation + (all ? "_COMPLETE" : "_FAILED");
        String why = all ? "" : "The following resource(s) failed to delete: [" + String.join(", ", failed) + "]. ";
        if (all) {
            stack.outputs(List.of());
            stack.forgetImports();
        }
        if (operation.equals("ROLLBACK")) {
            stack.advance(status, why);
        } else {
            stack.status(status, why);
        }
    }

    private boolean deleteOne(StackResource resource, boolean created) {
        boolean retain = resource.deletionPolicy().equals("Retain")
                || resource.deletionPolicy().equals("RetainExceptOnCreate") && !created;
        if (resource.status().equals("DELETE_COMPLETE")) {
            return true;
        }
        if (resource.physicalId().isEmpty() || retain) {
            stack.put(resource, resource.physicalId().isEmpty() ? "DELETE_COMPLETE" : "DELETE_SKIPPED", "");
            return true;
        }
        try {
            stack.put(resource, "DELETE_IN_PROGRESS", "");
            deployment.delete(resource);
            stack.put(resource, "DELETE_COMPLETE", "");
            return true;
        } catch (Deployment.Failed e) {
            stack.put(resource, "DELETE_FAILED", e.getMessage());
            return false;
        }
    }

    /** What {@link #update} goes on from. */
    void startUpdate(String why) {
        importsBefore = stack.imports();
        stack.forgetImports();
        stack.markUpdated();
        stack.status("UPDATE_IN_PROGRESS", why);
    }

    /**
     * @param previous what the stack was before, and goes back to when this fails
     * @param validated whether a change set was looked at already
     */
    void update(PreparedTemplate previous, StackSettings previousSettings, boolean validated) {
        List<StackResource> before = List.copyOf(stack.resources());
        List<EarlyValidation.Finding> findings = validated ? List.of() : deployment.findings(stack.prepared());
        if (!findings.isEmpty()) {
            stack.invalid("UPDATE_FAILED", findings, false);
            rollBack(INVALID, before, previous, previousSettings);
            return;
        }
        List<StackResource> replaced = new ArrayList<>();
        Map<String, ResourceDeclaration> wanted = stack.prepared().definition().resources();
        try {
            deployment.requireReferences();
            CreationOrder order = CreationOrder.of(provisioners, wanted.values());
            for (String id : order.ids()) {
                updateOne(wanted.get(id), replaced, order);
            }
            stack.outputs(deployment.outputs());
        } catch (Deployment.Failed e) {
            rollBack(e.getMessage(), before, previous, previousSettings);
            return;
        }
        stack.status("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", "");
        boolean clean = true;
        for (StackResource old : newestFirst(replaced)) {
            clean &= cleanUp(old, replacePolicy(wanted, old));
        }
        for (StackResource old : newestFirst(before)) {
            if (!wanted.containsKey(old.logicalId())) {
                clean &= cleanUp(old, old.deletionPolicy());
                stack.forget(old.logicalId());
            }
        }
        stack.status("UPDATE_COMPLETE", clean ? "" : LEFT_OVER);
    }

    private static String replacePolicy(Map<String, ResourceDeclaration> wanted, StackResource old) {
        return wanted.get(old.logicalId()).replacePolicy();
    }

    private void updateOne(ResourceDeclaration declared, List<StackResource> replaced, CreationOrder order)
            throws Deployment.Failed {
        StackResource before = stack.resource(declared.logicalId())
                .filter(each -> !each.status().equals("DELETE_COMPLETE"))
                .orElse(null);
        if (before == null) {
            if (!createOne(declared, order)) {
                throw new Deployment.Failed(
                        "The following resource(s) failed to create: [" + declared.logicalId() + "]. ");
            }
            return;
        }
        try {
            ObjectNode properties = deployment.evaluate(declared);
            if (deployment.unchanged(before, properties)) {
                stack.keep(deployment
                        .blank(declared, properties)
                        .withPhysical(before.physicalId(), before.attributes())
                        .with(before.status(), before.reason(), before.changed()));
                return;
            }
            Optional<String> refusal = provisioners.of(declared.type()).refusal(before.properties(), properties);
            if (refusal.isPresent()) {
                throw new Deployment.Failed(refusal.get());
            }
            if (provisioners.replaces(declared.type(), before.properties(), properties)) {
                replace(declared, before, properties);
                replaced.add(before);
            } else {
                stack.put(before, "UPDATE_IN_PROGRESS", "");
                StackResource after = stack.put(deployment.update(before, declared, properties), "UPDATE_COMPLETE", "");
                if (!after.physicalId().equals(before.physicalId())) {
                    replaced.add(before); // a custom resource that is another one now
                }
            }
        } catch (Deployment.Failed e) {
            stack.put(before, "UPDATE_FAILED", e.getMessage());
            deployment.noteRace(order, declared.logicalId(), e.getMessage());
            throw new Deployment.Failed("The following resource(s) failed to update: [" + declared.logicalId() + "]. ");
        }
    }

    private void replace(ResourceDeclaration declared, StackResource before, ObjectNode properties)
            throws Deployment.Failed {
        String name = provisioners.of(declared.type()).nameProperty();
        if (!name.isEmpty()
                && properties.has(name)
                && properties.get(name).equals(before.properties().get(name))) {
            throw new Deployment.Failed("CloudFormation cannot update a stack when a custom-named resource requires"
                    + " replacing. Rename " + before.physicalId() + " and update the stack again.");
        }
        stack.put(before, "UPDATE_IN_PROGRESS", REPLACING);
        StackResource after = deployment.create(declared, properties);
        stack.put(after, "UPDATE_IN_PROGRESS", "Resource creation Initiated");
        stack.put(after, "UPDATE_COMPLETE", "");
    }

    /** Deletes what the stack has no more; false when that fails, which does not stop the stack. */
    private boolean cleanUp(StackResource old, String policy) {
        if (policy.startsWith("Retain")) {
            stack.eventOf(old, "DELETE_SKIPPED", "");
            return true;
        }
        try {
            stack.eventOf(old, "DELETE_IN_PROGRESS", "");
            deployment.delete(old);
            stack.eventOf(old, "DELETE_COMPLETE", "");
            return true;
        } catch (Deployment.Failed e) {
            stack.eventOf(old, "DELETE_FAILED", e.getMessage());
            return false;
        }
    }

    private void rollBack(
            String why, List<StackResource> before, PreparedTemplate previous, StackSettings previousSettings) {
        stack.status("UPDATE_ROLLBACK_IN_PROGRESS", why);
        importsBefore.forEach(stack::imported);
        List<StackResource> created = new ArrayList<>();
        boolean failed = false;
        stack.target(previous, previousSettings.withToken(stack.settings().clientToken()));
        for (StackResource old : before) {
            StackResource now = stack.resource(old.logicalId()).orElse(old);
            if (!now.physicalId().equals(old.physicalId())) {
                created.add(now);
                stack.put(old, "UPDATE_COMPLETE", "");
            } else if (now.status().startsWith("UPDATE")
                    && (!now.properties().equals(old.properties())
                            || !now.stackTags().equals(old.stackTags())
                            || now.status().equals("UPDATE_FAILED"))) {
                failed |= !restore(old, now);
            }
        }
        for (StackResource each : stack.resources()) {
            if (before.stream().noneMatch(old -> old.logicalId().equals(each.logicalId()))) {
                created.add(each);
                stack.forget(each.logicalId());
            }
        }
        if (failed) {
            stack.status("UPDATE_ROLLBACK_FAILED", "");
            return;
        }
        stack.status("UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS", "");
        boolean clean = true;
        for (StackResource each : newestFirst(created)) {
            clean &= each.physicalId().isEmpty()
                    || cleanUp(each, each.deletionPolicy().equals("Retain") ? "Retain" : "Delete");
        }
        stack.status("UPDATE_ROLLBACK_COMPLETE", clean ? "" : LEFT_OVER);
    }

    private boolean restore(StackResource old, StackResource now) {
        ResourceDeclaration declared = stack.prepared().definition().resources().get(old.logicalId());
        try {
            stack.put(now, "UPDATE_IN_PROGRESS", "");
            stack.put(deployment.update(now, declared, old.properties()), "UPDATE_COMPLETE", "");
            return true;
        } catch (Deployment.Failed e) {
            stack.put(now, "UPDATE_FAILED", e.getMessage());
            return false;
        }
    }

    private List<StackResource> newestFirst(Collection<StackResource> resources) {
        Map<String, StackResource> byId = new LinkedHashMap<>();
        resources.forEach(each -> byId.put(each.logicalId(), each));
        List<StackResource> order = new ArrayList<>();
        CreationOrder.made(provisioners, byId.values()).ids().forEach(id -> order.add(0, byId.get(id)));
        return order;
    }
}
