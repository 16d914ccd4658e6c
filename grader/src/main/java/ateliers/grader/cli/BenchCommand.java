package ateliers.grader.cli;

import ateliers.grader.bench.Bench;
import ateliers.grader.bench.BenchReport;
import ateliers.grader.bench.GradeTime;
import ateliers.grader.bench.Row;
import ateliers.grader.build.Builder;
import ateliers.grader.deploy.Deployer;
import ateliers.grader.packaging.Packager;
import ateliers.grader.submission.Labs;
import ateliers.grader.submission.Submission;
import ateliers.grader.submission.Submissions;
import ateliers.grader.submission.Unusable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./lab bench}: measures how fast this machine grades, with the solution of lab 05. */
@Command(name = "bench", description = "Mesure la vitesse de l'AWS embarqué et du correcteur sur ce poste.")
final class BenchCommand implements Callable<Integer> {
    private static final String LAB = "05-orders-sqs";

    private final Console console;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "5",
            description = "Combien de fois chaque mesure est faite (5 par défaut) ; la médiane compte.")
    private int runs;

    @Option(names = "--json", paramLabel = "FICHIER", description = "Où écrire aussi les chiffres en JSON.")
    private Path json;

    BenchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (runs < 1) {
            throw new Unusable("--runs demande un nombre d'au moins 1.");
        }
        Labs labs = Labs.in(Home.folder());
        List<Path> solutions =
                labs.all().stream().flatMap(lab -> lab.solution().stream()).toList();
        List<Row> rows = new ArrayList<>();
        try (WorkFolder work = WorkFolder.make(false, console.err())) {
            rows.addAll(new Bench(deployer(labs, work.path()), runs, this::say).inThisJvm());
        }
        GradeTime gradings = new GradeTime(labs.home());
        say("la note entière de la solution");
        rows.add(gradings.one(solution(labs), runs));
        say("les notes de toutes les solutions");
        rows.add(gradings.sideBySide(solutions, runs));
        BenchReport report = new BenchReport(rows);
        report.print(console.out());
        if (json != null) {
            write(report);
        }
        return 0;
    }

    private void say(String what) {
        console.err().printf("Mesure : %s…%n", what);
    }

    private static Path solution(Labs labs) {
        return labs.named(LAB)
                .solution()
                .orElseThrow(() -> new Unusable("La solution de l'atelier " + LAB + " manque à cette copie."));
    }

    private static Deployer deployer(Labs labs, Path work) {
        Submission submission = new Submissions(labs).read(solution(labs), LAB, work);
        return new Deployer(
                new Packager(submission.template(), new Builder(labs.home()).build(submission, work)), Map.of());
    }

    private void write(BenchReport report) {
        try {
            report.write(json);
        } catch (IOException e) {
            throw new Unusable("« %s » n'a pas pu être écrit : %s".formatted(json, e.getMessage()));
        }
    }
}
