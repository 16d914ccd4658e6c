package ateliers.grader.mutants;

import ateliers.grader.checklist.Criterion;
import ateliers.grader.mutants.Contract.Sentence;
import ateliers.grader.verdict.Checklists;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which criterion proves each sentence of a lab's contract, and which mutants show that it does. */
record Coverage(String lab, String title, Contract contract, List<Criterion> criteria, List<Mutant> mutants) {
    private static final String MUTANTS = "../../solutions/%s/mutants/%s.patch";

    static Coverage of(String lab) throws IOException {
        Class<?> checklist = Checklists.forLab(lab).orElseThrow();
        return new Coverage(
                lab,
                Checklists.of(checklist).title(),
                Contract.of(Files.readString(Path.of("..", "labs", lab, "README.md"))),
                Checklists.criteria(checklist),
                Mutant.of(lab));
    }

    /** What is not covered, or names what is not there, each as a phrase. */
    List<String> faults() {
        List<String> faults = new ArrayList<>(contract.faults());
        Set<String> ids = contract.sentences().stream().map(Sentence::id).collect(Collectors.toSet());
        criteria.forEach(criterion -> faults.addAll(faults(criterion, ids)));
        mutants.forEach(mutant -> faults.addAll(faults(mutant, ids)));
        for (Sentence sentence : contract.sentences()) {
            if (proving(sentence.id()).isEmpty()) {
                faults.add("%s is proven by no criterion: %s".formatted(sentence.id(), sentence.text()));
            }
            if (breaking(sentence.id()).isEmpty()) {
                faults.add("%s is broken by no mutant: %s".formatted(sentence.id(), sentence.text()));
            }
        }
        return faults;
    }

    private List<String> faults(Criterion criterion, Set<String> ids) {
        String who = "criterion " + criterion.id();
        List<String> faults = unknown(who, "proves", List.of(criterion.proves()), ids);
        Set<String> broken = mutants.stream()
                .filter(mutant -> mutant.criterion().equals(criterion.id()))
                .flatMap(mutant -> mutant.breaks().stream())
                .collect(Collectors.toSet());
        Stream.of(criterion.proves())
                .filter(id -> !broken.contains(id))
                .forEach(id -> faults.add("%s proves %s, but none of its mutants breaks it".formatted(who, id)));
        return faults;
    }

    private List<String> faults(Mutant mutant, Set<String> ids) {
        List<String> faults = unknown("mutant " + mutant.name(), "breaks", mutant.breaks(), ids);
        Set<String> proven = criteria.stream()
                .filter(criterion -> criterion.id().equals(mutant.criterion()))
                .flatMap(criterion -> Stream.of(criterion.proves()))
                .collect(Collectors.toSet());
        mutant.breaks().stream()
                .filter(id -> !proven.contains(id))
                .forEach(id -> faults.add("mutant %s breaks %s, which its criterion %s does not prove"
                        .formatted(mutant.name(), id, mutant.criterion())));
        return faults;
    }

    private static List<String> unknown(String who, String does, List<String> named, Set<String> ids) {
        List<String> faults = new ArrayList<>();
        if (named.isEmpty()) {
            faults.add("%s %s no sentence".formatted(who, does));
        }
        named.stream()
                .filter(id -> !ids.contains(id))
                .forEach(id -> faults.add("%s %s %s, which does not exist".formatted(who, does, id)));
        return faults;
    }

    private List<Criterion> proving(String id) {
        return criteria.stream()
                .filter(criterion -> List.of(criterion.proves()).contains(id))
                .toList();
    }

    private List<Mutant> breaking(String id) {
        return mutants.stream().filter(mutant -> mutant.breaks().contains(id)).toList();
    }

    /** The page that tells it, in French. */
    String page() {
        StringBuilder page = new StringBuilder("# Atelier %s : ce que chaque critère prouve\n\n".formatted(lab))
                .append("%s. L'énoncé est dans [`labs/%2$s`](../../labs/%2$s/README.md).\n\n".formatted(title, lab))
                .append(
                        "Chaque phrase du contrat est prouvée par un critère, et brisée par des mutants : de petites pannes de la\n")
                .append("solution, qui font échouer ce critère. Cette page est écrite par `ContractCoverageTest`.\n\n")
                .append("| | phrase du contrat | critère | mutants |\n|---|---|---|---|\n");
        for (Sentence sentence : contract.sentences()) {
            page.append("| %s | %s | %s | %s |\n"
                    .formatted(
                            sentence.id(),
                            sentence.text().replace("|", "\\|"),
                            proving(sentence.id()).stream()
                                    .map(criterion -> "`" + criterion.id() + "`")
                                    .collect(Collectors.joining(", ")),
                            breaking(sentence.id()).stream()
                                    .map(mutant ->
                                            "[%s](%s)".formatted(mutant.name(), MUTANTS.formatted(lab, mutant.name())))
                                    .collect(Collectors.joining(", "))));
        }
        return page.toString();
    }
}
