package ateliers.cloud.template;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The order between resources. */
final class Dependencies {

    private Dependencies() {}

    /** What can never come because it waits for itself, directly or not; in the map's order, empty when all can. */
    static List<String> circular(Map<String, ? extends Collection<String>> dependencies) {
        Map<String, Set<String>> waiting = new LinkedHashMap<>();
        dependencies.forEach((id, needs) -> waiting.put(id, new LinkedHashSet<>(needs)));
        waiting.values().forEach(needs -> needs.retainAll(dependencies.keySet()));
        Map<String, List<String>> dependents = new LinkedHashMap<>();
        waiting.forEach((id, needs) -> needs.forEach(need ->
                dependents.computeIfAbsent(need, key -> new ArrayList<>()).add(id)));
        List<String> ready = new ArrayList<>();
        waiting.forEach((id, needs) -> {
            if (needs.isEmpty()) {
                ready.add(id);
            }
        });
        for (int i = 0; i < ready.size(); i++) {
            waiting.remove(ready.get(i));
            for (String dependent : dependents.getOrDefault(ready.get(i), List.of())) {
                Set<String> needs = waiting.get(dependent);
                if (needs != null && needs.remove(ready.get(i)) && needs.isEmpty()) {
                    ready.add(dependent);
                }
            }
        }
        return List.copyOf(waiting.keySet());
    }
}
