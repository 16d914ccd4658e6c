package ateliers.grader.authoring;

import ateliers.grader.checklist.Criterion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A lab is marked out of 20, and its criteria are played one after the other. */
final class ChecklistShape implements Rule {
    private static final int MARK = 20;

    @Override
    public List<Finding> findings(AuthoredLab lab) {
        List<Finding> findings = new ArrayList<>();
        List<Criterion> criteria = lab.criteria();
        int points = criteria.stream()
                .filter(criterion -> !criterion.bonus())
                .mapToInt(Criterion::points)
                .sum();
        if (points != MARK) {
            findings.add(new Finding(
                    lab.checklistFile(),
                    "Les points des critères, bonus à part, font %d, et non %d.".formatted(points, MARK),
                    "Change points dans un @Criterion, et dans la même ligne du barème."));
        }
        Set<String> earlier = new HashSet<>();
        for (int i = 0; i < criteria.size(); i++) {
            findings.addAll(inItsPlace(lab, criteria.get(i), i, earlier));
            earlier.add(criteria.get(i).id());
        }
        findings.addAll(apart(lab, criteria));
        return findings;
    }

    private static List<Finding> inItsPlace(AuthoredLab lab, Criterion criterion, int place, Set<String> earlier) {
        List<Finding> findings = new ArrayList<>();
        String id = criterion.id();
        if (!id.matches("[a-z][a-z-]*")) {
            findings.add(new Finding(
                    lab.checklistFile(),
                    "« %s » n'est pas un nom de critère.".formatted(id),
                    "Prends des lettres minuscules sans accent, et des tirets."));
        }
        if (earlier.contains(id)) {
            findings.add(new Finding(
                    lab.checklistFile(),
                    "Deux critères s'appellent « %s ».".formatted(id),
                    "Donne un autre nom à l'un."));
        }
        if (criterion.order() != place + 1) {
            findings.add(new Finding(
                    lab.checklistFile(),
                    "Le critère « %s » est le %d du barème, mais son order est %d."
                            .formatted(id, place + 1, criterion.order()),
                    "Numérote les critères de 1 en 1, dans l'ordre du barème."));
        }
        if (place > 0 && criterion.dependsOn().length == 0) {
            findings.add(new Finding(
                    lab.checklistFile(),
                    "Le critère « %s » ne dépend d'aucun autre : une pile vide peut le gagner.".formatted(id),
                    "Ajoute dependsOn, au moins avec le premier critère."));
        }
        Stream.of(criterion.dependsOn())
                .filter(other -> !earlier.contains(other))
                .forEach(other -> findings.add(new Finding(
                        lab.checklistFile(),
                        "Le critère « %s » dépend de « %s », qui n'est pas avant lui.".formatted(id, other),
                        "Corrige dependsOn, ou l'ordre des critères.")));
        return findings;
    }

    /** Criteria that share a stack wait for none that is played beside them. */
    private static List<Finding> apart(AuthoredLab lab, List<Criterion> criteria) {
        Set<String> apart = criteria.stream()
                .filter(criterion -> criterion.pair() || criterion.fresh())
                .map(Criterion::id)
                .collect(Collectors.toSet());
        List<Finding> findings = new ArrayList<>();
        criteria.stream()
                .filter(criterion -> !apart.contains(criterion.id()))
                .forEach(criterion -> Stream.of(criterion.dependsOn())
                        .filter(apart::contains)
                        .forEach(other -> findings.add(new Finding(
                                lab.checklistFile(),
                                "Le critère « %s » dépend de « %s », qui est joué à part (pair ou fresh)."
                                        .formatted(criterion.id(), other),
                                "Fais-le dépendre d'un critère de la pile commune."))));
        return findings;
    }
}
