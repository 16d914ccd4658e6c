package ateliers.grader.checklist;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tells which of some names came never, several times, or without being asked for. */
record EachOnce(Collection<String> missing, Collection<String> repeated, Collection<String> foreign) {
    private static final int MOST_NAMED = 3;

    static EachOnce of(Collection<String> wanted, Collection<String> seen) {
        Map<String, Long> times =
                seen.stream().collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        TreeSet<String> missing = new TreeSet<>(wanted);
        missing.removeAll(times.keySet());
        TreeSet<String> foreign = new TreeSet<>(times.keySet());
        foreign.removeAll(new TreeSet<>(wanted));
        List<String> repeated = times.entrySet().stream()
                .filter(each -> each.getValue() > 1)
                .map(Map.Entry::getKey)
                .toList();
        return new EachOnce(missing, repeated, foreign);
    }

    boolean holds() {
        return missing.isEmpty() && repeated.isEmpty() && foreign.isEmpty();
    }

    String said() {
        List<String> parts = new ArrayList<>();
        say(parts, "jamais", missing);
        say(parts, "plusieurs fois", repeated);
        say(parts, "pas attendu", foreign);
        return String.join("\n", parts);
    }

    private static void say(List<String> parts, String what, Collection<String> names) {
        if (!names.isEmpty()) {
            String more = names.size() > MOST_NAMED ? " et " + Noun.of("autre").said(names.size() - MOST_NAMED) : "";
            parts.add(what + " : " + names.stream().limit(MOST_NAMED).collect(Collectors.joining(", ")) + more);
        }
    }
}
