package ateliers.cloud.services.cloudformation;

import ateliers.cloud.services.cloudformation.provision.Provisioners;
import ateliers.cloud.template.ResourceDeclaration;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.cloudformation.model.Change;
import software.amazon.awssdk.services.cloudformation.model.ChangeAction;
import software.amazon.awssdk.services.cloudformation.model.ChangeType;
import software.amazon.awssdk.services.cloudformation.model.PolicyAction;
import software.amazon.awssdk.services.cloudformation.model.Replacement;
import software.amazon.awssdk.services.cloudformation.model.ResourceAttribute;
import software.amazon.awssdk.services.cloudformation.model.ResourceChange;
import software.amazon.awssdk.services.cloudformation.model.ResourceChangeDetail;

/**
 * What an update would do, as far as that is known before it is done.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ResourceChange.html">ResourceChange</a>
 */
final class Changes {

    private final Provisioners provisioners;

    Changes(Provisioners provisioners) {
        this.provisioners = provisioners;
    }

    /** The changes of resources with all that is known of them, in the template's order, removals last. */
    List<Change> of(Stack stack, PreparedTemplate next, StackSettings settings) {
        boolean fresh = stack.status().equals("REVIEW_IN_PROGRESS");
        Map<String, ResourceDeclaration> old =
                fresh ? Map.of() : stack.prepared().definition().resources();
        Map<String, ResourceDeclaration> wanted = next.definition().resources();
        Map<String, ResourceChange> found = new HashMap<>();
        Map<String, Replacement> replaced = new HashMap<>();
        // What a resource becomes may depend on what becomes of those it refers to.
        for (String id : CreationOrder.of(provisioners, wanted.values()).ids()) {
            ResourceDeclaration declared = wanted.get(id);
            if (!old.containsKey(id)) {
                found.put(id, added(stack, next, declared, replaced));
                replaced.put(id, Replacement.TRUE);
                continue;
            }
            ChangeDetails details = new ChangeDetails(provisioners, stack, next, settings, declared, replaced);
            if (!details.all().isEmpty()) {
                Replacement replacement = details.replacement();
                if (details.all().stream()
                        .anyMatch(each -> each.target().attribute() == ResourceAttribute.PROPERTIES)) {
                    replaced.put(id, replacement);
                }
                found.put(id, modified(stack, next, declared, details, replacement));
            }
        }
        List<Change> changes = new ArrayList<>();
        wanted.keySet().stream().filter(found::containsKey).forEach(id -> changes.add(change(found.get(id))));
        old.forEach((id, declared) -> {
            if (!wanted.containsKey(id)) {
                changes.add(change(removed(stack, declared)));
            }
        });
        return changes;
    }

    private ResourceChange added(
            Stack stack, PreparedTemplate next, ResourceDeclaration declared, Map<String, Replacement> replaced) {
        JsonNode becomes = ChangeDetails.becomes(stack, declared, replaced);
        return about(ChangeAction.ADD, stack, declared)
                .details(List.of())
                .afterContext(context(next, declared, becomes))
                .build();
    }

    private static ResourceChange modified(
            Stack stack,
            PreparedTemplate next,
            ResourceDeclaration declared,
            ChangeDetails details,
            Replacement replacement) {
        PolicyAction policy = declared.replacePolicy().startsWith("Retain")
                ? PolicyAction.REPLACE_AND_RETAIN
                : PolicyAction.REPLACE_AND_DELETE;
        ResourceDeclaration before = stack.prepared().definition().resources().get(declared.logicalId());
        return about(ChangeAction.MODIFY, stack, declared)
                .policyAction(replacement == Replacement.TRUE ? policy : null)
                .replacement(replacement)
                .scope(details.all().stream()
                        .map(each -> each.target().attribute())
                        .distinct()
                        .toList())
                .details(details.all())
                .beforeContext(context(stack.prepared(), before, details.was()))
                .afterContext(context(next, declared, details.becomes()))
                .build();
    }

    private static ResourceChange removed(Stack stack, ResourceDeclaration declared) {
        JsonNode was = stack.resource(declared.logicalId())
                .<JsonNode>map(StackResource::properties)
                .orElse(declared.foreseen());
        return about(ChangeAction.REMOVE, stack, declared)
                .policyAction(
                        declared.deletionPolicy().startsWith("Retain") ? PolicyAction.RETAIN : PolicyAction.DELETE)
                .details(List.of())
                .beforeContext(context(stack.prepared(), declared, was))
                .build();
    }

    private static ResourceChange.Builder about(ChangeAction action, Stack stack, ResourceDeclaration declared) {
        String id = stack.resource(declared.logicalId())
                .map(StackResource::physicalId)
                .orElse("");
        return ResourceChange.builder()
                .action(action)
                .logicalResourceId(declared.logicalId())
                .physicalResourceId(id.isEmpty() ? null : id)
                .resourceType(declared.type());
    }

    private static String context(PreparedTemplate prepared, ResourceDeclaration declared, JsonNode properties) {
        ObjectNode context = JsonNodeFactory.instance.objectNode();
        context.set("Properties", properties);
        JsonNode whole = prepared.processed().root().path("Resources").path(declared.logicalId());
        for (String each : List.of("Metadata", "DeletionPolicy", "UpdateReplacePolicy")) {
            if (whole.has(each)) {
                context.set(each, whole.get(each));
            }
        }
        return hidden(prepared, context.toString());
    }

    /** What parameters with NoEcho hold is not shown. */
    static String hidden(PreparedTemplate prepared, String text) {
        String shown = text;
        Set<String> names = prepared.definition().parameters().hidden();
        for (String name : names) {
            String value = prepared.definition().parameters().nodes().get(name).asText();
            shown = value.isEmpty() ? shown : shown.replace(value, "****");
        }
        return shown;
    }

    private static Change change(ResourceChange change) {
        return Change.builder().type(ChangeType.RESOURCE).resourceChange(change).build();
    }

    /** A change as it is described where nobody asked for values. */
    static Change withoutValues(Change change) {
        ResourceChange resource = change.resourceChange();
        List<ResourceChangeDetail> details = resource.details().stream()
                .map(each -> each.toBuilder()
                        .target(target -> target.attribute(each.target().attribute())
                                .name(each.target().name())
                                .requiresRecreation(each.target().requiresRecreation()))
                        .build())
                .distinct()
                .toList();
        return change.toBuilder()
                .resourceChange(resource.toBuilder()
                        .details(details)
                        .beforeContext(null)
                        .afterContext(null)
                        .build())
                .build();
    }

    /** Whether an update would do nothing at all. */
    boolean none(Stack stack, PreparedTemplate next, StackSettings settings) {
        return of(stack, next, settings).isEmpty()
                && settings.tags().equals(stack.settings().tags())
                && stack.prepared()
                        .definition()
                        .foreseenOutputs()
                        .equals(next.definition().foreseenOutputs());
    }
}
