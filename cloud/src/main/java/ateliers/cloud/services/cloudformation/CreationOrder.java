package ateliers.cloud.services.cloudformation;

import ateliers.cloud.services.cloudformation.provision.Completes;
import ateliers.cloud.services.cloudformation.provision.Provisioner;
import ateliers.cloud.services.cloudformation.provision.Provisioners;
import ateliers.cloud.template.ResourceDeclaration;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The order in which resources are made. AWS makes at the same time what does not wait for each other, and either may be
 * first. Here it is always the unlucky one: who may need another without waiting for it comes before it.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html">DependsOn</a>
 */
final class CreationOrder {

    private static final int LEAST_NAME = 3;
    private static final Set<String> REFERENCES = Set.of("Ref", "Fn::GetAtt");

    /** How services say that something is not there, or not allowed. */
    private static final Pattern MISSING = Pattern.compile(
            "authoriz|denied|permission|forbidden|unable to validate|could not execute|cannot invoke|cannot be assumed"
                    + "|not exist|n't exist|n't contain|not found|NotFound|NoSuch|must be set|already exists",
            Pattern.CASE_INSENSITIVE);

    /** @param completed logical ids of what the resource completes; null for all that it depends on */
    private record Member(
            String id, String type, Set<String> dependencies, JsonNode properties, Set<String> completed) {}

    private final Provisioners provisioners;
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final Map<String, Pattern> names = new HashMap<>();
    private final Map<String, Set<String>> waitsFor = new HashMap<>();
    private final Map<String, Set<String>> wantedBy = new LinkedHashMap<>();

    private CreationOrder(Provisioners provisioners, Collection<Member> all) {
        this.provisioners = provisioners;
        all.forEach(each -> {
            members.put(each.id(), each);
            name(each).ifPresent(name -> names.put(each.id(), name));
        });
        members.keySet().forEach(id -> waitsFor(id, new HashSet<>()));
        members.values().forEach(each -> {
            Set<String> by = wantedBy(each);
            if (!by.isEmpty()) {
                wantedBy.put(each.id(), by);
            }
        });
    }

    /** Of what a template declares. */
    static CreationOrder of(Provisioners provisioners, Collection<ResourceDeclaration> declared) {
        return new CreationOrder(
                provisioners,
                declared.stream()
                        .map(each -> new Member(
                                each.logicalId(),
                                each.type(),
                                each.dependencies(),
                                each.foreseen(),
                                each.referredBy(
                                        provisioners.of(each.type()).completes().properties())))
                        .toList());
    }

    /** Of what a stack has made. */
    static CreationOrder made(Provisioners provisioners, Collection<StackResource> resources) {
        return new CreationOrder(
                provisioners,
                resources.stream()
                        .map(each ->
                                new Member(each.logicalId(), each.type(), each.dependencies(), each.properties(), null))
                        .toList());
    }

    /** The logical ids, each after what it depends on. */
    List<String> ids() {
        Map<String, Member> left = new LinkedHashMap<>(members);
        List<String> order = new ArrayList<>();
        while (!left.isEmpty()) {
            List<Member> ready = left.values().stream()
                    .filter(each -> each.dependencies().stream().noneMatch(left::containsKey))
                    .toList();
            // Circles cannot be; should one come through all the same, its members go in their order.
            Member next = next(ready.isEmpty() ? List.copyOf(left.values()) : ready, left);
            left.remove(next.id());
            order.add(next.id());
        }
        return order;
    }

    /** What nobody left wants; else what completes nothing; else what others wait for, so that the rest comes last. */
    private Member next(List<Member> ready, Map<String, Member> left) {
        List<Function<Member, Boolean>> preferences = List.of(
                each -> wantedBy.getOrDefault(each.id(), Set.of()).stream().noneMatch(left::containsKey),
                each -> completes(each).nothing(),
                each -> left.keySet().stream().anyMatch(id -> waitsFor.get(id).contains(each.id())));
        return preferences.stream()
                .flatMap(preference -> ready.stream().filter(preference::apply).findFirst().stream())
                .findFirst()
                .orElse(ready.get(0));
    }

    /**
     * What a resource may have needed that was made neither before it nor at all.
     *
     * @param why the reason of its failure: none that sounds as if something is missing, nothing was needed
     */
    List<String> missed(String id, Set<String> madeBefore, String why) {
        if (!MISSING.matcher(why).find()) {
            return List.of();
        }
        return wantedBy.entrySet().stream()
                .filter(each -> each.getValue().contains(id) && !madeBefore.contains(each.getKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private Set<String> waitsFor(String id, Set<String> above) {
        Set<String> known = waitsFor.get(id);
        if (known != null || !above.add(id)) {
            return known == null ? Set.of() : known;
        }
        Set<String> all = new HashSet<>();
        for (String each : members.get(id).dependencies()) {
            if (members.containsKey(each)) {
                all.add(each);
                all.addAll(waitsFor(each, above));
            }
        }
        waitsFor.put(id, all);
        return all;
    }

    private Set<String> wantedBy(Member wanted) {
        Set<String> by = new LinkedHashSet<>();
        Completes completes = completes(wanted);
        Set<String> completed = completed(wanted, completes);
        for (Member each : members.values()) {
            boolean either = each.id().equals(wanted.id())
                    || waitsFor.get(each.id()).contains(wanted.id())
                    || waitsFor.get(wanted.id()).contains(each.id());
            if (!either
                    && (mentions(each.properties(), wanted)
                            || completes(each).nothing() && concerned(each, completes, completed))) {
                by.add(each.id());
            }
        }
        return by;
    }

    private boolean concerned(Member member, Completes completes, Set<String> completed) {
        return !completes.family().isEmpty() && member.type().startsWith(completes.family())
                || completed.contains(member.id())
                || waitsFor.get(member.id()).stream().anyMatch(completed::contains);
    }

    /** By reference, or by name. */
    private Set<String> completed(Member member, Completes completes) {
        Set<String> completed = new HashSet<>(member.completed() == null ? member.dependencies() : member.completed());
        if (completes.nothing()) {
            return Set.of();
        }
        for (Member each : members.values()) {
            if (completes.properties().stream()
                    .anyMatch(property -> mentions(member.properties().path(property), each))) {
                completed.add(each.id());
            }
        }
        return completed;
    }

    private Completes completes(Member member) {
        return provisioners.of(member.type()).completes();
    }

    /** The name that a template has chosen, unless it is too short to tell anything. */
    private Optional<Pattern> name(Member member) {
        Provisioner provisioner = provisioners.of(member.type());
        JsonNode name = member.properties().path(provisioner.nameProperty());
        return name.isTextual() && name.textValue().length() >= LEAST_NAME
                ? Optional.of(Pattern.compile("(?<![\\w.-])" + Pattern.quote(name.textValue()) + "(?![\\w.-])"))
                : Optional.empty();
    }

    private boolean mentions(JsonNode value, Member named) {
        return names.containsKey(named.id()) && mentions(value, names.get(named.id()));
    }

    private static boolean mentions(JsonNode value, Pattern name) {
        if (value.isTextual()) {
            return name.matcher(value.textValue()).find();
        }
        return value.isObject()
                ? value.properties().stream()
                        .anyMatch(each -> !REFERENCES.contains(each.getKey()) && mentions(each.getValue(), name))
                : value.valueStream().anyMatch(each -> mentions(each, name));
    }
}
