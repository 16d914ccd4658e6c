package ateliers.grader.cli;

import ateliers.grader.report.JsonReport;
import ateliers.grader.report.MarksTable;
import ateliers.grader.report.ReportFolder;
import ateliers.grader.report.SealKey;
import ateliers.grader.submission.Unusable;
import ateliers.grader.targets.GraderException;
import ateliers.grader.verdict.ExitCode;
import ateliers.grader.verdict.Progress;
import ateliers.grader.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Grades every submission of a folder, side by side, as many as there are processors: solutions, or the archives that a class has
 * handed in.
 *
 * @param reports where each gets a folder of reports; null for none
 * @param keep whether work folders stay
 * @param limit how long one grading may take
 * @param choice where all are graded
 */
record GradeAll(Console console, Courses courses, Path reports, boolean keep, Duration limit, TargetChoice choice) {

    /**
     * @return the worst exit code
     * @throws Unusable when there is nothing to grade
     */
    int grade(Path folder) throws Exception {
        List<Path> submissions = submissions(folder);
        if (submissions.isEmpty()) {
            throw new Unusable(
                    "Rien à noter dans « %s » : on y attend des dossiers d'ateliers, chacun avec son pom.xml, ou des archives .zip."
                            .formatted(folder));
        }
        MarksTable table = new MarksTable(console.out(), submissions.size());
        Optional<SealKey> key = reports == null ? Optional.empty() : Settings.sealKey(console.err());
        Queue<ReportFolder> written = new ConcurrentLinkedQueue<>();
        ExecutorService threads = Executors.newFixedThreadPool(
                Math.min(submissions.size(), Runtime.getRuntime().availableProcessors()));
        try {
            List<Future<Integer>> grades = new ArrayList<>();
            for (Path submission : submissions) {
                grades.add(threads.submit(() -> grade(submission, table, key, written)));
            }
            int worst = worst(grades, table);
            key.ifPresent(each -> console.out()
                    .printf(
                            "Rapports scellés par la clé %s ; pour les vérifier : ./lab verify-report %s%n",
                            each.id(), reports.resolve("*").resolve(JsonReport.NAME)));
            return Math.max(worst, afterAll(written));
        } finally {
            threads.shutdownNow();
        }
    }

    private static int worst(List<Future<Integer>> grades, MarksTable table) throws Exception {
        int worst = ExitCode.PASSED;
        for (Future<Integer> grade : grades) {
            worst = Math.max(worst, grade.get());
        }
        table.print();
        return worst;
    }

    /** Functions of those graded later could reach what was written before. */
    private int afterAll(Queue<ReportFolder> written) {
        List<String> changed = written.stream()
                .map(ReportFolder::changed)
                .flatMap(Optional::stream)
                .toList();
        changed.forEach(console.err()::println);
        return changed.isEmpty() ? ExitCode.PASSED : ExitCode.FAULT;
    }

    /** Grades one; what makes it unusable, or fails, is a line of the table and stops no other. */
    private int grade(Path submission, MarksTable table, Optional<SealKey> key, Queue<ReportFolder> written) {
        String name = submission.getFileName().toString();
        long start = System.nanoTime();
        try (WorkFolder work = WorkFolder.make(keep, console.err())) {
            requireNoLink(submission);
            Verdict verdict = new Pipeline(courses, listeners(name, key, written), Map.of(), Set.of(), limit, choice)
                    .grade(submission, null, work.path());
            table.graded(name, verdict);
            return verdict.exitCode();
        } catch (Unusable e) {
            table.failed(name, ExitCode.UNUSABLE, e.getMessage(), Duration.ofNanos(System.nanoTime() - start));
            return ExitCode.UNUSABLE;
        } catch (GraderException e) {
            table.failed(name, ExitCode.FAULT, e.getMessage(), Duration.ofNanos(System.nanoTime() - start));
            return ExitCode.FAULT;
        } catch (Exception | Error e) {
            // Memory that one has used up is free again for the others.
            table.failed(name, ExitCode.FAULT, Unforeseen.told(e), Duration.ofNanos(System.nanoTime() - start));
            return ExitCode.FAULT;
        }
    }

    /** Whoever names a folder may name a link; what lies among others may be one that a submission brought. */
    private static void requireNoLink(Path submission) throws IOException {
        if (Files.isSymbolicLink(submission)) {
            throw new Unusable(
                    "C'est un lien vers « %s », peut-être un autre rendu. Mets ici le vrai dossier ou la vraie archive, ou note-le à part : ./lab grade %s"
                            .formatted(Files.readSymbolicLink(submission), submission));
        }
    }

    private List<Progress> listeners(String name, Optional<SealKey> key, Queue<ReportFolder> written) {
        if (reports == null) {
            return List.of();
        }
        ReportFolder folder = ReportFolder.open(reports.resolve(name), key, seal -> {}, console.err()::println);
        written.add(folder);
        return List.of(folder);
    }

    private static List<Path> submissions(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new Unusable("« %s » n'est pas un dossier : vérifie le chemin.".formatted(folder));
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(GradeAll::isSubmission).sorted().toList();
        } catch (IOException e) {
            throw new Unusable("Le dossier « %s » est illisible : %s".formatted(folder, e.getMessage()));
        }
    }

    private static boolean isSubmission(Path child) {
        boolean isArchive =
                child.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".zip");
        return isArchive && Files.isRegularFile(child)
                || Files.isRegularFile(child.resolve("pom.xml"), LinkOption.NOFOLLOW_LINKS);
    }
}
