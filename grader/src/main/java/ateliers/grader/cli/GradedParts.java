package ateliers.grader.cli;

import ateliers.grader.authoring.AuthoredLab;
import ateliers.grader.authoring.Finding;
import ateliers.grader.authoring.LabCheck;
import ateliers.grader.checklist.Status;
import ateliers.grader.verdict.CriterionResult;
import ateliers.grader.verdict.ExitCode;
import ateliers.grader.verdict.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What grading a starter and its solution tells their author: one earns next to nothing, the other everything. */
record GradedParts(Console console, AuthoredLab lab, Courses courses) {
    private static final Duration LONGEST = Duration.ofMinutes(10);

    List<Finding> findings() throws Exception {
        return judged(graded(lab.starter()), graded(lab.solution()));
    }

    /** What the gradings of both say. */
    List<Finding> judged(Verdict starter, Verdict solution) {
        List<Finding> findings = new ArrayList<>();
        if (starter.exitCode() > ExitCode.MISSED) {
            findings.add(ungraded(lab.starter(), starter));
        } else if (starter.score() > LabCheck.MOST_OF_A_STARTER) {
            findings.add(new Finding(
                    named(lab.starter()),
                    "L'énoncé, sans qu'on y touche, a déjà %s.".formatted(starter.mark()),
                    "Retire-lui ce que l'étudiant doit trouver, ou rends plus exigeant : %s."
                            .formatted(with(starter, Status.PASSED))));
        }
        if (solution.exitCode() > ExitCode.MISSED) {
            findings.add(ungraded(lab.solution(), solution));
        } else if (solution.has(Status.FAILED)) {
            findings.add(new Finding(
                    named(lab.solution()),
                    "La solution n'a que %s : il lui manque %s."
                            .formatted(solution.mark(), with(solution, Status.FAILED)),
                    "Lance ./lab grade %s, qui dit pourquoi.".formatted(named(lab.solution()))));
        }
        return findings;
    }

    private Verdict graded(Path folder) throws Exception {
        try (WorkFolder work = WorkFolder.make(false, console.err())) {
            return new Pipeline(courses, List.of(), Map.of(), Set.of(), LONGEST, TargetChoice.embedded())
                    .grade(folder, lab.id(), work.path());
        }
    }

    private Finding ungraded(Path folder, Verdict verdict) {
        return new Finding(
                named(folder),
                verdict.message() == null
                        ? "Des critères sont en erreur : %s.".formatted(with(verdict, Status.ERROR))
                        : verdict.message(),
                "Lance ./lab grade %s, qui dit pourquoi.".formatted(named(folder)));
    }

    private static String with(Verdict verdict, Status status) {
        return verdict.criteria().stream()
                .filter(result -> result.status() == status)
                .map(CriterionResult::id)
                .collect(Collectors.joining(", "));
    }

    private String named(Path folder) {
        return lab.home().relativize(folder).toString().replace('\\', '/');
    }
}
