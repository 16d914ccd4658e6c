package ateliers.grader.mutants;

import ateliers.grader.authoring.LabFolders;
import ateliers.grader.authoring.Mutant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The mutants of all labs. */
final class Mutants {
    private Mutants() {}

    static List<Mutant> all() {
        return LabFolders.labs().stream()
                .flatMap(lab -> Mutant.of(LabFolders.solution(lab)).stream())
                .toList();
    }

    /** The first by name for each criterion: all of them take an hour. */
    static List<Mutant> chosen() {
        List<Mutant> chosen = new ArrayList<>();
        Set<String> shown = new HashSet<>();
        for (Mutant mutant : all()) {
            if (shown.add(mutant.lab() + " " + mutant.criterion())) {
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
