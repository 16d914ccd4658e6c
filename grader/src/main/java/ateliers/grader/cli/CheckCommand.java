package ateliers.grader.cli;

import ateliers.grader.authoring.AuthoredLab;
import ateliers.grader.authoring.Finding;
import ateliers.grader.authoring.LabCheck;
import ateliers.grader.submission.Unusable;
import ateliers.grader.verdict.Checklists;
import ateliers.grader.verdict.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./lab check}: what an author still has to mend in a lab. */
@Command(name = "check", description = "Dit à qui écrit un atelier ce qui y manque ou ne s'accorde pas.")
final class CheckCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            paramLabel = "NN|DOSSIER",
            arity = "0..1",
            description = "L'atelier, par son numéro, son nom ou son dossier ; sinon tous.")
    private String given;

    @Option(
            names = "--checklist",
            paramLabel = "JAR",
            description = "Le barème d'un atelier hors du projet ; le dossier est alors celui que ./lab new a écrit.")
    private Path checklist;

    @Option(
            names = "--grade",
            description =
                    "Note aussi l'énoncé, qui doit avoir 4 points au plus, et la solution, qui doit tous les avoir.")
    private boolean grade;

    CheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        int exit = ExitCode.PASSED;
        try (WorkFolder work = WorkFolder.make(false, console.err())) {
            Courses courses = checklist == null ? Courses.ofProject() : Courses.ofJar(checklist, work.path());
            for (AuthoredLab lab : chosen(courses)) {
                List<Finding> findings = new ArrayList<>(LabCheck.findings(lab));
                if (grade && findings.isEmpty()) {
                    findings.addAll(new GradedParts(console, lab, courses).findings());
                }
                tell(lab, findings);
                exit = findings.isEmpty() ? exit : ExitCode.MISSED;
            }
        }
        return exit;
    }

    private void tell(AuthoredLab lab, List<Finding> findings) {
        if (findings.isEmpty()) {
            console.out().printf("✔ %s : rien à reprendre.%n", lab.id());
            return;
        }
        console.out()
                .printf("✘ %s : %d chose%s à reprendre.%n", lab.id(), findings.size(), findings.size() > 1 ? "s" : "");
        for (Finding finding : findings) {
            console.out().printf("%n%s%n  %s%n  → %s%n", finding.file(), finding.what(), finding.todo());
        }
    }

    private List<AuthoredLab> chosen(Courses courses) throws IOException {
        if (checklist != null) {
            Path home = given == null ? Path.of("") : Home.path(given);
            String id = courses.labs().all().get(0).id();
            if (!Files.isDirectory(home.resolve("labs").resolve(id))) {
                throw new Unusable("« %s » n'a pas de dossier labs/%s : donne le dossier que ./lab new a écrit."
                        .formatted(given == null ? "." : given, id));
            }
            return List.of(new AuthoredLab(home.toRealPath(), id, courses.checklist(id)));
        }
        Path home = courses.labs().home();
        if (given == null) {
            return courses.labs().all().stream()
                    .map(lab -> authored(home, lab.id()))
                    .toList();
        }
        Path folder = Home.path(given);
        return List.of(
                Files.isDirectory(folder)
                        ? authored(home, folder.toRealPath().getFileName().toString())
                        : authored(home, courses.labs().named(given).id()));
    }

    private static AuthoredLab authored(Path home, String id) {
        return new AuthoredLab(
                home,
                id,
                Checklists.forLab(id)
                        .orElseThrow(() -> new Unusable(
                                ("Aucun barème n'est celui de l'atelier %s. Écris une classe avec @Checklist(lab = \"%s\") dans"
                                                + " grader/src/main/java/ateliers/grader/checklists, ou pars de ./lab new.")
                                        .formatted(id, id))));
    }
}
