package ateliers.grader.cli;

import ateliers.grader.report.ComparisonTable;
import ateliers.grader.report.ConsoleReport;
import ateliers.grader.report.HtmlReport;
import ateliers.grader.report.ReportFiles;
import ateliers.grader.report.ReportFolder;
import ateliers.grader.submission.Unusable;
import ateliers.grader.targets.EmbeddedTarget;
import ateliers.grader.verdict.ExitCode;
import ateliers.grader.verdict.Progress;
import ateliers.grader.verdict.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./lab grade}: submission, build, package, deploy, checklist, verdict, report. */
@Command(name = "grade", description = "Construit, déploie et note un atelier.")
final class GradeCommand implements Callable<Integer> {
    private static final String SOLUTIONS = "solutions";

    private static final Duration USUAL = Duration.ofMinutes(10);
    private static final Duration USUAL_IN_REAL_TIME = Duration.ofMinutes(40);

    private final Console console;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DOSSIER|ZIP", arity = "0..1", description = "Le dossier de l'atelier, ou son archive.")
    private Path given;

    @Option(
            names = "--all",
            paramLabel = "DOSSIER",
            arity = "0..1",
            fallbackValue = SOLUTIONS,
            description =
                    "Tous les ateliers et toutes les archives de ce dossier (par défaut, solutions), côte à côte.")
    private Path all;

    @Option(names = "--lab", paramLabel = "NN", description = "L'atelier, quand le dossier ne le dit pas.")
    private String lab;

    @Option(
            names = "--checklist",
            paramLabel = "JAR",
            description = "Le barème d'un atelier hors du projet, tel qu'il le construit.")
    private Path checklist;

    @Mixin
    private TargetArguments target = new TargetArguments();

    @Mixin
    private LiveArguments live = new LiveArguments();

    @Mixin
    private IsolationArguments isolation = new IsolationArguments();

    @Option(
            names = "--compare",
            split = ",",
            paramLabel = "CIBLE",
            description =
                    "Note sur chacune de ces cibles, et montre les lignes côte à côte : --compare embedded,endpoint.")
    private List<String> compared = new ArrayList<>();

    @Option(names = "--parameter", paramLabel = "K=V", description = "Un paramètre du template ; répétable.")
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

    @Option(
            names = "--limit",
            paramLabel = "MINUTES",
            description =
                    "Au-delà, la notation s'arrête, et ce qui reste n'est pas noté (10 par défaut ; 40 hors de l'AWS"
                            + " embarqué, où l'on attend en temps réel).")
    private Integer limit;

    @Option(names = "--keep", description = "Garde le dossier de travail et dit où il est.")
    private boolean keep;

    GradeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        List<TargetChoice> choices = compared.isEmpty()
                ? List.of(live.on(target.choice(), console))
                : compared.stream()
                        .distinct()
                        .map(name -> live.on(target.choice(name), console))
                        .toList();
        if (limit != null && limit < 1) {
            throw new Unusable("--limit demande un nombre de minutes, 1 ou plus.");
        }
        requireOneOrAll(choices.get(0));
        if (report != null) {
            ReportFiles.prepare(report);
        }
        if (choices.stream().anyMatch(TargetChoice::isEmbedded)) {
            IsolationChoice isolated = isolation.choice(isOfSomebodyElse());
            console.out().println(isolated.line());
            if (!isolated.isolates()) {
                EmbeddedTarget.caution().ifPresent(console.err()::println);
            }
            choices = choices.stream().map(choice -> choice.isolated(isolated)).toList();
        }
        try (WorkFolder work = WorkFolder.make(keep && all == null, console.err())) {
            Courses courses = checklist == null ? Courses.ofProject() : Courses.ofJar(checklist, work.path());
            if (all != null) {
                return new GradeAll(console, courses, report, keep, longest(choices.get(0)), choices.get(0))
                        .grade(folder());
            }
            if (!compared.isEmpty()) {
                return compare(courses, choices);
            }
            return grade(courses, choices.get(0), listeners(report), work).exitCode();
        }
    }

    private Verdict grade(Courses courses, TargetChoice choice, List<Progress> listeners, WorkFolder work)
            throws Exception {
        return new Pipeline(courses, listeners, parameters, only, longest(choice), choice)
                .grade(given, lab, work.path());
    }

    /** One target after the other, so that none waits for another's functions. */
    private int compare(Courses courses, List<TargetChoice> choices) throws Exception {
        List<Verdict> verdicts = new ArrayList<>();
        for (TargetChoice choice : choices) {
            Path own = report == null ? null : report.resolve(choice.kind().name());
            try (WorkFolder work = WorkFolder.make(keep, console.err())) {
                verdicts.add(grade(courses, choice, listeners(own), work));
            }
            console.out().println();
        }
        new ComparisonTable(console.out(), verdicts).print();
        return verdicts.stream().mapToInt(Verdict::exitCode).max().orElse(ExitCode.PASSED);
    }

    private Duration longest(TargetChoice choice) {
        if (limit != null) {
            return Duration.ofMinutes(limit);
        }
        return choice.isEmbedded() ? USUAL : USUAL_IN_REAL_TIME;
    }

    private void requireOneOrAll(TargetChoice choice) {
        if (given == null && all == null) {
            PositionalParamSpec missing = spec.positionalParameters().get(0);
            throw new MissingParameterException(spec.commandLine(), missing, "Il manque : " + missing.paramLabel());
        }
        if (!compared.isEmpty() && (all != null || compared.size() < 2)) {
            throw new Unusable("--compare demande un dossier et deux cibles ou plus : --compare embedded,endpoint.");
        }
        if (all != null && choice.kind().isLive()) {
            throw new Unusable("Sur un vrai compte, un atelier à la fois : donne son dossier, sans --all.");
        }
        if (all != null && (given != null || lab != null || !only.isEmpty() || !parameters.isEmpty())) {
            throw new Unusable(
                    "--all note tout un dossier : il ne va pas avec un autre dossier, --lab, --only ou --parameter.");
        }
    }

    /** An archive, or what lies in a folder with others, unless it is the project's. */
    private boolean isOfSomebodyElse() {
        if (all == null) {
            return Files.isRegularFile(given);
        }
        Path home = Home.folder().toAbsolutePath();
        Path folder = folder().toAbsolutePath().normalize();
        return !folder.equals(home.resolve(SOLUTIONS)) && !folder.equals(home.resolve("labs"));
    }

    /** The solutions lie in the project, wherever the person is. */
    private Path folder() {
        return all.equals(Path.of(SOLUTIONS)) && !Files.exists(all)
                ? Home.folder().resolve(SOLUTIONS)
                : all;
    }

    private List<Progress> listeners(Path folder) {
        List<Progress> listeners = new ArrayList<>();
        listeners.add(new ConsoleReport(
                console.out(),
                Console.screen(),
                Optional.ofNullable(folder).map(each -> each.resolve(HtmlReport.NAME))));
        if (folder != null) {
            listeners.add(ReportFolder.open(
                    folder, Settings.sealKey(console.err()), console.out()::println, console.err()::println));
        }
        return listeners;
    }
}
