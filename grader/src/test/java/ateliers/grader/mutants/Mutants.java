package ateliers.grader.mutants;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The mutants of all labs. */
final class Mutants {
    private Mutants() {}

    static List<Mutant> all() {
        return EveryCriterionHasAMutantTest.labs().stream()
                .flatMap(lab -> Mutant.of(lab).stream())
                .toList();
    }

    /** As few as show each sentence of the contracts to be proven by each criterion that says so: the first by name for each. */
    static List<Mutant> chosen() {
        List<Mutant> chosen = new ArrayList<>();
        Set<String> shown = new HashSet<>();
        for (Mutant mutant : all()) {
            boolean isNew = false;
            for (String sentence : mutant.breaks()) {
                isNew |= shown.add(String.join(" ", mutant.lab(), mutant.criterion(), sentence));
            }
            if (isNew) {
                chosen.add(mutant);
            }
        }
        return chosen;
    }

    static List<Mutant> others() {
        List<Mutant> others = new ArrayList<>(all());
        others.removeAll(chosen());
        return others;
    }
}
