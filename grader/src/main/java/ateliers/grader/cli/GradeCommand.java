package ateliers.grader.cli;

import ateliers.grader.build.Builder;
import ateliers.grader.build.Built;
import ateliers.grader.checklist.Criterion;
import ateliers.grader.checklist.Stacks;
import ateliers.grader.deploy.Deployer;
import ateliers.grader.packaging.Packager;
import ateliers.grader.report.ConsoleReport;
import ateliers.grader.report.HtmlReport;
import ateliers.grader.report.JsonReport;
import ateliers.grader.report.JunitReport;
import ateliers.grader.submission.Labs;
import ateliers.grader.submission.Submission;
import ateliers.grader.submission.Submissions;
import ateliers.grader.submission.Unusable;
import ateliers.grader.target.EmbeddedTarget;
import ateliers.grader.target.GraderException;
import ateliers.grader.verdict.Checklists;
import ateliers.grader.verdict.Grading;
import ateliers.grader.verdict.Progress;
import ateliers.grader.verdict.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./lab grade}: submission, build, package, deploy, checklist, verdict, report. */
@Command(name = "grade", description = "Construit, déploie et note un atelier.")
final class GradeCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "DOSSIER|ZIP", description = "Le dossier de l'atelier, ou son archive.")
    private Path given;

    @Option(names = "--lab", paramLabel = "NN", description = "L'atelier, quand le dossier ne le dit pas.")
    private String lab;

    @Option(
            names = "--target",
            paramLabel = "CIBLE",
            defaultValue = "embedded",
            description = "embedded (par défaut), localstack, floci, endpoint ou aws.")
    private String target;

    @Option(names = "--endpoint", paramLabel = "URL", description = "L'adresse de la cible.")
    private String endpoint;

    @Option(names = "--parameter", paramLabel = "K=V", description = "Un paramètre du modèle ; répétable.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(
            names = "--report",
            paramLabel = "DOSSIER",
            description = "Où écrire report.json, report.html et junit.xml.")
    private Path report;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "ID",
            description = "Seulement ces critères, et ceux dont ils dépendent.")
    private Set<String> only = new TreeSet<>();

    @Option(names = "--keep", description = "Garde le dossier de travail et dit où il est.")
    private boolean keep;

    GradeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        requireEmbedded();
        Labs labs = Labs.in(Home.folder());
        try (WorkFolder work = WorkFolder.make(keep, console.err())) {
            Submission submission = new Submissions(labs).read(given, lab, work.path());
            Class<?> checklist = Checklists.forLab(submission.lab().id())
                    .orElseThrow(() -> new Unusable("L'atelier %s n'a pas encore de barème."
                            .formatted(submission.lab().id())));
            requireCriteria(checklist);
            console.out()
                    .printf(
                            "%s : %s%n",
                            submission.lab().id(), Checklists.of(checklist).title());
            console.out().flush();
            Grading grading = new Grading(checklist, target, listeners());
            return grade(grading, submission, work.path()).exitCode();
        }
    }

    private void requireEmbedded() {
        if (!Set.of("embedded", "localstack", "floci", "endpoint", "aws").contains(target)) {
            throw new Unusable(
                    "Cible inconnue : « %s ». Cibles : embedded, localstack, floci, endpoint, aws.".formatted(target));
        }
        if (!target.equals("embedded") || endpoint != null) {
            throw new Unusable(
                    "La cible « %s » n'est pas encore disponible : notez sur l'AWS embarqué, sans --target ni --endpoint."
                            .formatted(target));
        }
    }

    private void requireCriteria(Class<?> checklist) {
        Set<String> known = new TreeSet<>(
                Checklists.criteria(checklist).stream().map(Criterion::id).toList());
        for (String id : only) {
            if (!known.contains(id)) {
                throw new Unusable(
                        "Aucun critère ne s'appelle « %s ». Critères : %s.".formatted(id, String.join(", ", known)));
            }
        }
    }

    private List<Progress> listeners() {
        List<Progress> listeners = new ArrayList<>();
        listeners.add(new ConsoleReport(console.out(), Console.isTerminal()));
        if (report != null) {
            listeners.add(new JsonReport(report));
            listeners.add(new HtmlReport(report));
            listeners.add(new JunitReport(report));
        }
        return listeners;
    }

    private Verdict grade(Grading grading, Submission submission, Path work) throws Exception {
        Packager packager;
        try {
            grading.step("construction");
            Built built = new Builder(Home.folder()).build(submission, work);
            packager = new Packager(submission.template(), built);
            requireParameters(packager);
        } catch (Unusable e) {
            return grading.refuse(Verdict.Kind.UNUSABLE, e.getMessage());
        } catch (GraderException e) {
            return grading.refuse(Verdict.Kind.ERROR, e.getMessage());
        }
        grading.step("déploiement");
        try (Stacks stacks = new Stacks(EmbeddedTarget::start, new Deployer(packager, parameters))) {
            Interruption.closes(stacks);
            return grading.play(stacks, only);
        }
    }

    private void requireParameters(Packager packager) {
        Set<String> declared = packager.template().parameters();
        for (String name : parameters.keySet()) {
            if (!declared.contains(name)) {
                throw new Unusable("Le modèle ne déclare pas le paramètre « %s ».%s"
                        .formatted(
                                name, declared.isEmpty() ? "" : " Paramètres : " + String.join(", ", declared) + "."));
            }
        }
    }
}
