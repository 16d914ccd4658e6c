package ateliers.cloud.services.cloudformation;

import ateliers.cloud.services.cloudformation.provision.Provisioners;
import ateliers.cloud.template.ResourceDeclaration;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudformation.model.Change;
import software.amazon.awssdk.services.cloudformation.model.ChangeAction;
import software.amazon.awssdk.services.cloudformation.model.ChangeType;
import software.amazon.awssdk.services.cloudformation.model.Replacement;
import software.amazon.awssdk.services.cloudformation.model.ResourceAttribute;

/** What an update would do, as far as that is known before it is done. */
final class Changes {

    private final Provisioners provisioners;

    Changes(Provisioners provisioners) {
        this.provisioners = provisioners;
    }

    /** The changes of resources, in the template's order, removals last. */
    List<Change> of(Stack stack, PreparedTemplate next, StackSettings settings) {
        boolean retagged = !settings.tags().equals(stack.settings().tags());
        Map<String, ResourceDeclaration> old = stack.status().equals("REVIEW_IN_PROGRESS")
                ? Map.of()
                : stack.prepared().definition().resources();
        Map<String, ResourceDeclaration> wanted = next.definition().resources();
        List<Change> changes = new ArrayList<>();
        wanted.forEach((id, declared) -> {
            ResourceDeclaration before = old.get(id);
            if (before == null) {
                changes.add(change(
                        ChangeAction.ADD,
                        declared,
                        "",
                        null,
                        List.of(),
                        null,
                        PropertyContext.after(declared.foreseen())));
                return;
            }
            ObjectNode was = before.foreseen();
            ObjectNode becomes = declared.foreseen();
            boolean changed =
                    !was.equals(becomes) || provisioners.of(declared.type()).askedByEachUpdate();
            boolean tagged =
                    retagged && provisioners.of(declared.type()).actedUpon().contains("Tags");
            List<ResourceAttribute> scope = new ArrayList<>();
            if (changed) {
                scope.add(ResourceAttribute.PROPERTIES);
            }
            if (tagged) {
                scope.add(ResourceAttribute.TAGS);
            }
            if (!scope.isEmpty()) {
                boolean replaced = provisioners.replaces(declared.type(), was, becomes);
                changes.add(change(
                        ChangeAction.MODIFY,
                        declared,
                        physicalId(stack, id),
                        replaced ? Replacement.TRUE : Replacement.FALSE,
                        scope,
                        before(stack, declared),
                        PropertyContext.after(becomes)));
            }
        });
        old.forEach((id, declared) -> {
            if (!wanted.containsKey(id)) {
                changes.add(change(
                        ChangeAction.REMOVE,
                        declared,
                        physicalId(stack, id),
                        null,
                        List.of(),
                        before(stack, declared),
                        null));
            }
        });
        return changes;
    }

    /** Whether an update would do nothing at all. */
    boolean none(Stack stack, PreparedTemplate next, StackSettings settings) {
        return of(stack, next, settings).isEmpty()
                && settings.tags().equals(stack.settings().tags())
                && policies(stack.prepared()).equals(policies(next))
                && stack.prepared()
                        .definition()
                        .foreseenOutputs()
                        .equals(next.definition().foreseenOutputs());
    }

    private static String physicalId(Stack stack, String id) {
        return stack.resource(id).map(StackResource::physicalId).orElse("");
    }

    private static String before(Stack stack, ResourceDeclaration declared) {
        return stack.resource(declared.logicalId())
                .map(resource -> PropertyContext.before(resource.properties()))
                .orElse(null);
    }

    /** What a resource's declaration says beside its properties. */
    private static Map<String, String> policies(PreparedTemplate prepared) {
        Map<String, String> policies = new LinkedHashMap<>();
        prepared.definition()
                .resources()
                .forEach((id, each) -> policies.put(
                        id,
                        each.deletionPolicy()
                                + each.replacePolicy()
                                + prepared.processed()
                                        .root()
                                        .path("Resources")
                                        .path(id)
                                        .path("Metadata")));
        return policies;
    }

    private static Change change(
            ChangeAction action,
            ResourceDeclaration declared,
            String id,
            Replacement replaced,
            List<ResourceAttribute> scope,
            String before,
            String after) {
        return Change.builder()
                .type(ChangeType.RESOURCE)
                .resourceChange(resource -> resource.action(action)
                        .logicalResourceId(declared.logicalId())
                        .physicalResourceId(id.isEmpty() ? null : id)
                        .resourceType(declared.type())
                        .replacement(replaced)
                        .scope(scope)
                        .details(List.of())
                        .beforeContext(before)
                        .afterContext(after))
                .build();
    }
}
