package ateliers.grader.cli;

import ateliers.grader.bench.Bench;
import ateliers.grader.bench.BenchReport;
import ateliers.grader.bench.Comparison;
import ateliers.grader.bench.GradeTime;
import ateliers.grader.bench.ImportRate;
import ateliers.grader.bench.Row;
import ateliers.grader.build.Builder;
import ateliers.grader.deploy.Deployer;
import ateliers.grader.packaging.Packager;
import ateliers.grader.submission.Labs;
import ateliers.grader.submission.Submission;
import ateliers.grader.submission.Submissions;
import ateliers.grader.submission.Unusable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./lab bench}: measures how fast this machine grades, and another AWS beside ours where one is named. */
@Command(name = "bench", description = "Mesure la vitesse de l'AWS embarqué et du correcteur sur ce poste.")
final class BenchCommand implements Callable<Integer> {
    private static final String LAB = "05-orders-sqs";
    private static final String IMPORT_LAB = "01-csv-s3-dynamodb";
    private static final String FIRST_LAB = "00-annexe-s3-sns";
    private static final int PATIENCE_MILLIS = 3_000;

    private final Console console;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "5",
            description = "Combien de fois chaque mesure est faite (5 par défaut) ; la médiane compte.")
    private int runs;

    @Option(names = "--json", paramLabel = "FICHIER", description = "Où écrire aussi les chiffres en JSON.")
    private Path json;

    @Option(
            names = "--peer",
            paramLabel = "URL",
            description = "Un autre AWS sur ce poste (moto, LocalStack…), mesuré à tour de rôle avec celui-ci.")
    private String peer;

    BenchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (runs < 1) {
            throw new Unusable("--runs demande un nombre d'au moins 1.");
        }
        Optional<URI> other = Optional.ofNullable(peer).map(BenchCommand::somebody);
        Labs labs = Labs.in(Home.folder());
        List<Row> rows = new ArrayList<>();
        try (WorkFolder work = WorkFolder.make(false, console.err())) {
            Deployer deployer = deployer(labs, LAB, work.path());
            rows.addAll(new Bench(deployer, runs, this::say).inThisJvm());
            rows.addAll(new Comparison(deployer, runs, this::say).rows(other));
        }
        try (WorkFolder work = WorkFolder.make(false, console.err())) {
            rows.add(new ImportRate(deployer(labs, IMPORT_LAB, work.path()), runs, this::say).row());
        }
        rows.addAll(gradings(labs));
        BenchReport report = new BenchReport(rows);
        report.print(console.out());
        if (json != null) {
            write(report);
        }
        return 0;
    }

    /** A measure takes minutes: who is not there is told of before. */
    private static URI somebody(String address) {
        URI peer = uri(address)
                .filter(uri -> List.of("http", "https").contains(String.valueOf(uri.getScheme())))
                .filter(uri -> uri.getHost() != null && uri.getPort() > 0)
                .orElseThrow(
                        () -> new Unusable("--peer demande une adresse avec son port, comme http://127.0.0.1:5000."));
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(peer.getHost(), peer.getPort()), PATIENCE_MILLIS);
            return peer;
        } catch (IOException e) {
            throw new Unusable("Personne ne répond à %s (--peer) : %s".formatted(peer, e.getMessage()));
        }
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private List<Row> gradings(Labs labs) {
        GradeTime gradings = new GradeTime(labs.home(), runs);
        List<Row> rows = new ArrayList<>();
        say("la note de " + LAB);
        rows.addAll(gradings.one("grade-05", solution(labs, LAB), 9, OptionalDouble.of(12)));
        say("la note de " + FIRST_LAB);
        rows.addAll(gradings.one("grade-00", solution(labs, FIRST_LAB), 3.5, OptionalDouble.empty()));
        say("les notes de toutes les solutions");
        rows.add(gradings.sideBySide(
                labs.all().stream().flatMap(lab -> lab.solution().stream()).toList()));
        return rows;
    }

    private void say(String what) {
        console.err().printf("Mesure : %s…%n", what);
    }

    private static Path solution(Labs labs, String lab) {
        return labs.named(lab)
                .solution()
                .orElseThrow(() -> new Unusable("La solution de l'atelier " + lab + " manque à cette copie."));
    }

    private static Deployer deployer(Labs labs, String lab, Path work) {
        Submission submission = new Submissions(labs).read(solution(labs, lab), lab, work);
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
