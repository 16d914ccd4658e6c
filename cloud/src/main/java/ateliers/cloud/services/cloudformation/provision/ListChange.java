package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;

/**
 * What an update changes in a list of texts.
 *
 * @param removed elements that it loses
 * @param added elements that it gets
 */
record ListChange(List<String> removed, List<String> added) {

    static ListChange of(String property, ObjectNode before, ObjectNode after) {
        List<String> had = ResourceCall.texts(before, property);
        List<String> wanted = ResourceCall.texts(after, property);
        return new ListChange(
                had.stream().filter(each -> !wanted.contains(each)).toList(),
                wanted.stream().filter(each -> !had.contains(each)).toList());
    }

    /** Calls the service for what there is to do, removals first. */
    void apply(Consumer<String> add, Consumer<String> remove) {
        removed.forEach(remove);
        added.forEach(add);
    }
}
