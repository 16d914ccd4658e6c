package ateliers.grader.mutants;

import ateliers.grader.authoring.LabFolders;
import ateliers.grader.authoring.Mutant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The mutants of all labs. */
final class Mutants {
    private Mutants() {}

    static List<Mutant> all() {
        return LabFolders.labs().stream()
                .flatMap(lab -> Mutant.of(LabFolders.solution(lab)).stream())
                .toList();
    }

    /** One for each criterion, as all of them take hours: the mistake that {@code docs-fr/erreurs} tells, else the first by name. */
    static List<Mutant> chosen() {
        Map<String, Mutant> chosen = new LinkedHashMap<>();
        for (Mutant mutant : all()) {
            chosen.merge(
                    mutant.lab() + " " + mutant.criterion(),
                    mutant,
                    (first, later) -> MistakesPage.tells(later) ? later : first);
        }
        return List.copyOf(chosen.values());
    }

    static List<Mutant> others() {
        List<Mutant> others = new ArrayList<>(all());
        others.removeAll(chosen());
        return others;
    }
}
