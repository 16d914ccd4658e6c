package ateliers.cloud.services.cloudformation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All stacks of a cloud, deleted ones too. */
final class Stacks {

    /** A value that a stack exports. */
    record Exported(String stackId, String name, String value) {}

    private final Map<String, Stack> byId = new LinkedHashMap<>();

    synchronized void add(Stack stack) {
        byId.put(stack.id(), stack);
    }

    synchronized void remove(Stack stack) {
        byId.remove(stack.id());
    }

    synchronized List<Stack> all() {
        return List.copyOf(byId.values());
    }

    /** By name among those that exist, or by id among all. */
    Optional<Stack> find(String nameOrId) {
        return all().stream()
                .filter(each -> each.id().equals(nameOrId) || each.name().equals(nameOrId) && each.exists())
                .findFirst();
    }

    /** The same, or CloudFormation's refusal. */
    Stack named(String nameOrId) {
        RequestCheck.required(nameOrId, "stackName");
        return find(nameOrId).orElseThrow(() -> CfnErrors.validation("Stack with id " + nameOrId + " does not exist"));
    }

    List<Exported> exports() {
        List<Exported> exports = new ArrayList<>();
        all().stream()
                .filter(Stack::exists)
                .forEach(stack -> stack.outputs().stream()
                        .filter(each -> each.exportName() != null)
                        .forEach(each -> exports.add(new Exported(stack.id(), each.exportName(), each.outputValue()))));
        return exports;
    }

    Optional<Exported> export(String name) {
        return exports().stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** Names of the stacks that import an export. */
    List<String> importers(String export) {
        return all().stream()
                .filter(Stack::exists)
                .filter(each -> each.imports().contains(export))
                .map(Stack::name)
                .toList();
    }
}
