package ateliers.grader.authoring;

import ateliers.grader.authoring.Contract.Sentence;
import ateliers.grader.checklist.Criterion;
import ateliers.grader.verdict.Checklists;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which criterion proves each sentence of a lab's contract, and which mutants show that it does. */
public record Coverage(AuthoredLab lab, Contract contract, List<Criterion> criteria, List<Mutant> mutants) {
    private static final String MUTANTS = "../../solutions/%s/mutants/%s.patch";

    public static Coverage of(AuthoredLab lab) throws IOException {
        return new Coverage(
                lab,
                Contract.of(Files.readString(lab.readme())),
                lab.criteria(),
                SolutionPatch.all(lab.solution(), Mutant.FOLDER).stream()
                        .filter(patch -> patch.head("criterion").isPresent())
                        .map(Mutant::of)
                        .toList());
    }

    public String title() {
        return Checklists.of(lab.checklist()).title();
    }

    /** What is not covered, or names what is not there. */
    public List<Finding> findings() {
        String readme = lab.named(lab.readme());
        List<Finding> findings = new ArrayList<>();
        contract.faults()
                .forEach(fault -> findings.add(new Finding(
                        readme,
                        fault,
                        "Finis chaque phrase du contrat par son numéro : <sub>C1</sub>, <sub>C2</sub>…")));
        Set<String> ids = contract.sentences().stream().map(Sentence::id).collect(Collectors.toSet());
        criteria.forEach(criterion -> findings.addAll(findings(criterion, ids)));
        mutants.forEach(mutant -> findings.addAll(findings(mutant, ids)));
        for (Sentence sentence : contract.sentences()) {
            if (proving(sentence.id()).isEmpty()) {
                findings.add(new Finding(
                        readme,
                        "Aucun critère ne prouve %s : %s".formatted(sentence.id(), sentence.text()),
                        "Ajoute %s aux proves d'un @Criterion qui le montre, ou retire la phrase."
                                .formatted(sentence.id())));
            }
            if (breaking(sentence.id()).isEmpty()) {
                findings.add(new Finding(
                        readme,
                        "Aucun mutant ne brise %s : %s".formatted(sentence.id(), sentence.text()),
                        "Écris un mutant avec la ligne « # breaks: %s ».".formatted(sentence.id())));
            }
        }
        return findings;
    }

    private List<Finding> findings(Criterion criterion, Set<String> ids) {
        String who = "Le critère « %s »".formatted(criterion.id());
        List<Finding> findings = unknown(lab.checklistFile(), who + " prouve", List.of(criterion.proves()), ids);
        Set<String> broken = mutants.stream()
                .filter(mutant -> mutant.criterion().equals(criterion.id()))
                .flatMap(mutant -> mutant.breaks().stream())
                .collect(Collectors.toSet());
        Stream.of(criterion.proves())
                .filter(id -> !broken.contains(id))
                .forEach(id -> findings.add(new Finding(
                        lab.checklistFile(),
                        "%s prouve %s, mais aucun de ses mutants ne la brise.".formatted(who, id),
                        "Écris un mutant de ce critère avec la ligne « # breaks: %s ».".formatted(id))));
        return findings;
    }

    private List<Finding> findings(Mutant mutant, Set<String> ids) {
        String file = lab.named(mutant.patch().file());
        List<Finding> findings = unknown(file, "Ce mutant brise", mutant.breaks(), ids);
        Set<String> proven = criteria.stream()
                .filter(criterion -> criterion.id().equals(mutant.criterion()))
                .flatMap(criterion -> Stream.of(criterion.proves()))
                .collect(Collectors.toSet());
        mutant.breaks().stream()
                .filter(id -> !proven.contains(id))
                .forEach(id -> findings.add(new Finding(
                        file,
                        "Ce mutant brise %s, que son critère « %s » ne prouve pas.".formatted(id, mutant.criterion()),
                        "Corrige sa ligne « # breaks: », ou les proves du critère.")));
        return findings;
    }

    private static List<Finding> unknown(String file, String does, List<String> named, Set<String> ids) {
        List<Finding> findings = new ArrayList<>();
        String todo = "Nomme des phrases du contrat par leurs numéros.";
        if (named.isEmpty()) {
            findings.add(new Finding(file, "%s aucune phrase du contrat.".formatted(does), todo));
        }
        named.stream()
                .filter(id -> !ids.contains(id))
                .forEach(id -> findings.add(new Finding(file, "%s %s, qui n'existe pas.".formatted(does, id), todo)));
        return findings;
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
    public String page() {
        StringBuilder page = new StringBuilder("# Atelier %s : ce que chaque critère prouve\n\n".formatted(lab.id()))
                .append("<!-- Page écrite par ContractCoverageTest. -->\n\n")
                .append("%s. L'énoncé est dans [`labs/%2$s`](../../labs/%2$s/README.md).\n\n"
                        .formatted(title(), lab.id()))
                .append(
                        "Chaque phrase du contrat est prouvée par un critère. Des *mutants*, de petites pannes de la solution, brisent\n")
                .append("cette phrase et font échouer ce critère.\n\n")
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
                                    .map(mutant -> "[%s](%s)"
                                            .formatted(mutant.name(), MUTANTS.formatted(lab.id(), mutant.name())))
                                    .collect(Collectors.joining(", "))));
        }
        return page.toString();
    }
}
