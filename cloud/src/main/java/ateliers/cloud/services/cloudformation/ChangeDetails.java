package ateliers.cloud.services.cloudformation;

import ateliers.cloud.services.cloudformation.provision.Provisioners;
import ateliers.cloud.template.PropertySchema;
import ateliers.cloud.template.Prospect;
import ateliers.cloud.template.ResourceDeclaration;
import ateliers.cloud.template.ResourceSchemas;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.AttributeChangeType;
import software.amazon.awssdk.services.cloudformation.model.ChangeSource;
import software.amazon.awssdk.services.cloudformation.model.EvaluationType;
import software.amazon.awssdk.services.cloudformation.model.Replacement;
import software.amazon.awssdk.services.cloudformation.model.RequiresRecreation;
import software.amazon.awssdk.services.cloudformation.model.ResourceAttribute;
import software.amazon.awssdk.services.cloudformation.model.ResourceChangeDetail;
import software.amazon.awssdk.services.cloudformation.model.ResourceTargetDefinition;

/**
 * What would change in a resource that the stack has, and why.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ResourceChangeDetail.html">ResourceChangeDetail</a>
 */
final class ChangeDetails {

    private final Provisioners provisioners;
    private final PreparedTemplate next;
    private final ResourceDeclaration before;
    private final ResourceDeclaration after;
    private final JsonNode was;
    private final JsonNode becomes;
    private final Map<String, Replacement> changed;
    private final Map<String, JsonNode> parametersBefore;
    private final List<ResourceChangeDetail> details = new ArrayList<>();

    /** @param changed what becomes of the resources that are looked at before this one */
    ChangeDetails(
            Provisioners provisioners,
            Stack stack,
            PreparedTemplate next,
            StackSettings settings,
            ResourceDeclaration after,
            Map<String, Replacement> changed) {
        this.provisioners = provisioners;
        this.next = next;
        this.after = after;
        this.changed = changed;
        this.before = stack.prepared().definition().resources().get(after.logicalId());
        this.was = stack.resource(after.logicalId())
                .<JsonNode>map(StackResource::properties)
                .orElse(before.foreseen());
        this.becomes = becomes(stack, after, changed);
        this.parametersBefore = stack.prepared().definition().parameters().nodes();
        List<List<String>> differences = Prospect.differences(before.foreseen(), after.foreseen());
        differences.forEach(this::differs);
        Prospect.mentions(after.foreseen()).stream()
                .filter(each -> differences.stream().noneMatch(path -> begins(each.path(), path)))
                .forEach(this::mentions);
        automatic();
        attributes(stack, settings);
    }

    private static boolean begins(List<String> path, List<String> with) {
        return path.size() >= with.size() && path.subList(0, with.size()).equals(with);
    }

    /** The properties of a resource, as far as they are known before others are made, or made anew. */
    static JsonNode becomes(Stack stack, ResourceDeclaration declared, Map<String, Replacement> changed) {
        return Prospect.of(
                declared.foreseen(),
                (target, attribute) -> opens(changed.get(target), attribute)
                        ? Optional.empty()
                        : stack.resource(target)
                                .map(each -> attribute.isEmpty()
                                        ? each.physicalId()
                                        : each.attributes().get(attribute)));
    }

    /** Whether what becomes of a resource leaves open what it is referred to by. */
    private static boolean opens(Replacement replacement, String attribute) {
        return replacement != null && (replacement != Replacement.FALSE || !attribute.isEmpty());
    }

    List<ResourceChangeDetail> all() {
        return List.copyOf(details);
    }

    JsonNode was() {
        return was;
    }

    JsonNode becomes() {
        return becomes;
    }

    /** AWS's own rule: from what each detail requires, and how sure it is. */
    Replacement replacement() {
        boolean certain = details.stream().anyMatch(each -> always(each) && each.evaluation() == EvaluationType.STATIC);
        boolean open = details.stream()
                .anyMatch(
                        each -> always(each) || each.target().requiresRecreation() == RequiresRecreation.CONDITIONALLY);
        if (certain) {
            return Replacement.TRUE;
        }
        return open || provisioners.replaces(after.type(), before.foreseen(), after.foreseen())
                ? Replacement.CONDITIONAL
                : Replacement.FALSE;
    }

    private static boolean always(ResourceChangeDetail detail) {
        return detail.target().requiresRecreation() == RequiresRecreation.ALWAYS;
    }

    /** A value that the template, or a parameter, changes. */
    private void differs(List<String> path) {
        ResourceTargetDefinition target = target(path);
        List<Prospect.Mention> mentions = Prospect.mentions(Prospect.at(after.foreseen(), path));
        if (!mentions.isEmpty()) {
            add(target, ChangeSource.DIRECT_MODIFICATION, EvaluationType.DYNAMIC, null);
            mentions.forEach(each -> add(target, source(each), EvaluationType.STATIC, cause(each)));
            return;
        }
        String name = path.get(0);
        List<String> parameters = Prospect.mentions(after.properties().path(name)).stream()
                .map(Prospect.Mention::target)
                .filter(each -> next.definition().parameters().nodes().containsKey(each))
                .filter(each ->
                        !next.definition().parameters().nodes().get(each).equals(parametersBefore.get(each)))
                .distinct()
                .toList();
        boolean same = before.properties().path(name).equals(after.properties().path(name));
        if (same && !parameters.isEmpty()) {
            add(target, ChangeSource.DIRECT_MODIFICATION, EvaluationType.DYNAMIC, null);
            parameters.forEach(each -> add(target, ChangeSource.PARAMETER_REFERENCE, EvaluationType.STATIC, each));
        } else {
            add(target, ChangeSource.DIRECT_MODIFICATION, EvaluationType.STATIC, null);
        }
    }

    /** A value that stays as it is written, and mentions what changes. */
    private void mentions(Prospect.Mention mention) {
        Replacement other = changed.get(mention.target());
        ResourceTargetDefinition target = target(mention.path());
        if (other == Replacement.TRUE) {
            add(target, ChangeSource.DIRECT_MODIFICATION, EvaluationType.DYNAMIC, null);
            add(target, source(mention), EvaluationType.STATIC, cause(mention));
        } else if (other == Replacement.CONDITIONAL
                || other == Replacement.FALSE && !mention.attribute().isEmpty()) {
            add(target, source(mention), EvaluationType.DYNAMIC, cause(mention));
        }
    }

    private static ChangeSource source(Prospect.Mention mention) {
        return mention.attribute().isEmpty() ? ChangeSource.RESOURCE_REFERENCE : ChangeSource.RESOURCE_ATTRIBUTE;
    }

    private static String cause(Prospect.Mention mention) {
        return mention.attribute().isEmpty() ? mention.target() : mention.target() + "." + mention.attribute();
    }

    private ResourceTargetDefinition target(List<String> path) {
        String name = path.get(0);
        boolean tags = name.equals("Tags");
        return ResourceTargetDefinition.builder()
                .attribute(tags ? ResourceAttribute.TAGS : ResourceAttribute.PROPERTIES)
                .name(tags ? null : name)
                .requiresRecreation(recreation(name))
                .path("/Properties/" + String.join("/", path))
                .beforeValue(text(Prospect.at(was, path)))
                .afterValue(text(Prospect.at(becomes, path)))
                .attributeChangeType(
                        Prospect.at(was, path).isMissingNode()
                                ? AttributeChangeType.ADD
                                : Prospect.at(becomes, path).isMissingNode()
                                        ? AttributeChangeType.REMOVE
                                        : AttributeChangeType.MODIFY)
                .build();
    }

    private String text(JsonNode value) {
        return value.isMissingNode()
                ? null
                : Changes.hidden(next, value.isValueNode() ? value.asText() : value.toString());
    }

    private RequiresRecreation recreation(String property) {
        PropertySchema schema = ResourceSchemas.extract()
                .find(after.type())
                .orElseThrow()
                .properties()
                .get(property);
        return switch (schema == null ? PropertySchema.Replacement.NEVER : schema.replacement()) {
            case ALWAYS -> RequiresRecreation.ALWAYS;
            case SOMETIMES -> RequiresRecreation.CONDITIONALLY;
            case NEVER -> RequiresRecreation.NEVER;
        };
    }

    /** A nested stack is asked at each update. */
    private void automatic() {
        if (provisioners.of(after.type()).askedByEachUpdate()) {
            add(whole(ResourceAttribute.PROPERTIES), ChangeSource.AUTOMATIC, EvaluationType.DYNAMIC, null);
        }
    }

    private void attributes(Stack stack, StackSettings settings) {
        boolean retagged = !settings.tags().equals(stack.settings().tags())
                && provisioners.of(after.type()).actedUpon().contains("Tags");
        JsonNode old = declaration(stack.prepared());
        JsonNode wanted = declaration(next);
        if (retagged) {
            direct(ResourceAttribute.TAGS);
        }
        for (ResourceAttribute each : List.of(
                ResourceAttribute.METADATA,
                ResourceAttribute.DELETION_POLICY,
                ResourceAttribute.UPDATE_REPLACE_POLICY)) {
            if (!old.path(each.toString()).equals(wanted.path(each.toString()))) {
                direct(each);
            }
        }
    }

    private JsonNode declaration(PreparedTemplate prepared) {
        return prepared.processed().root().path("Resources").path(after.logicalId());
    }

    private void direct(ResourceAttribute attribute) {
        add(whole(attribute), ChangeSource.DIRECT_MODIFICATION, EvaluationType.STATIC, null);
    }

    private static ResourceTargetDefinition whole(ResourceAttribute attribute) {
        return ResourceTargetDefinition.builder()
                .attribute(attribute)
                .requiresRecreation(RequiresRecreation.NEVER)
                .build();
    }

    private void add(
            ResourceTargetDefinition target, ChangeSource source, EvaluationType evaluation, String causingEntity) {
        details.add(ResourceChangeDetail.builder()
                .target(target)
                .changeSource(source)
                .evaluation(evaluation)
                .causingEntity(causingEntity)
                .build());
    }
}
