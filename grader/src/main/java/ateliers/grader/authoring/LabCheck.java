package ateliers.grader.authoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Everything that a lab must be, and tests of this project ask of all labs. */
public final class LabCheck {
    /** The points, of 20, that a starter may earn as it is handed out. */
    public static final int MOST_OF_A_STARTER = 4;

    private static final List<Rule> RULES = List.of(
            new ChecklistShape(),
            new MarksTable(),
            new NamedTasks(),
            new NamedOutputs(),
            new MutantsApply(),
            new ContractCoverage(),
            new SameFiles(),
            new PermittedResources(),
            new PomVersions(),
            new KnownClassPath(),
            new ProjectLists(),
            new LiveLinks());

    private LabCheck() {}

    /** What its author has to mend, by rules; what they read is asked for first. */
    public static List<Finding> findings(AuthoredLab lab) throws IOException {
        List<Finding> findings = missing(lab);
        if (findings.isEmpty()) {
            for (Rule rule : RULES) {
                findings.addAll(rule.findings(lab));
            }
        }
        return findings;
    }

    private static List<Finding> missing(AuthoredLab lab) {
        List<Finding> findings = new ArrayList<>();
        Stream.of(lab.starter(), lab.solution())
                .flatMap(folder -> Stream.of("README.md", "pom.xml", "template.yaml", "src/main/java")
                        .map(folder::resolve))
                .filter(part -> !Files.exists(part))
                .forEach(part -> findings.add(missing(lab, part)));
        return findings;
    }

    private static Finding missing(AuthoredLab lab, Path part) {
        return new Finding(
                lab.named(part),
                "C'est une partie de tout atelier, et elle manque.",
                "Écris-la, ou pars d'un atelier complet avec ./lab new.");
    }
}
