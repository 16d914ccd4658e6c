package ateliers.grader.authoring;

import ateliers.grader.checklist.Criterion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Every criterion has a mutant, and every mutant a criterion after which it is named; mutants and variants still apply. */
final class MutantsApply implements Rule {
    @Override
    public List<Finding> findings(AuthoredLab lab) {
        Set<String> without = lab.criteria().stream().map(Criterion::id).collect(Collectors.toCollection(TreeSet::new));
        Set<String> criteria = Set.copyOf(without);
        List<Finding> findings = new ArrayList<>();
        for (SolutionPatch patch : SolutionPatch.all(lab.solution(), Mutant.FOLDER)) {
            Optional<String> criterion = patch.head("criterion");
            criterion.ifPresent(without::remove);
            if (criterion.filter(criteria::contains).isEmpty()) {
                findings.add(new Finding(
                        lab.named(patch.file()),
                        criterion
                                .map("Ce mutant nomme le critère « %s », qui n'existe pas."::formatted)
                                .orElse("Ce mutant ne dit pas quel critère il fait échouer."),
                        "Écris en tête « # criterion: », suivi d'un critère du barème."));
            } else if (!patch.name().startsWith(criterion.get() + "-")) {
                findings.add(new Finding(
                        lab.named(patch.file()),
                        "Ce mutant du critère « %s » ne porte pas son nom.".formatted(criterion.get()),
                        "Nomme-le %s-….patch.".formatted(criterion.get())));
            }
            findings.addAll(stillApplies(lab, patch));
        }
        without.forEach(id -> findings.add(new Finding(
                lab.named(lab.solution().resolve(Mutant.FOLDER)),
                "Aucun mutant ne fait échouer le critère « %s » : rien ne montre qu'il mesure quelque chose."
                        .formatted(id),
                "Écris %s-….patch : une petite panne de la solution, après « # criterion: %s ».".formatted(id, id))));
        SolutionPatch.all(lab.solution(), "variants").forEach(patch -> findings.addAll(stillApplies(lab, patch)));
        return findings;
    }

    private static List<Finding> stillApplies(AuthoredLab lab, SolutionPatch patch) {
        List<Finding> findings = new ArrayList<>();
        if (patch.head("what").isEmpty()) {
            findings.add(new Finding(
                    lab.named(patch.file()), "Rien ne dit ce que c'est.", "Écris en tête « # what: » et une phrase."));
        }
        if (!patch.changesTheSolution()) {
            findings.add(new Finding(
                    lab.named(patch.file()),
                    "Il ne s'applique plus à la solution, ou n'y change rien.",
                    "Refais-le à partir de la solution : diff -u, ou git diff."));
        }
        return findings;
    }
}
