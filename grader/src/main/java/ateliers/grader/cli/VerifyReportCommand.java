package ateliers.grader.cli;

import ateliers.grader.report.SealCheck;
import ateliers.grader.report.SealKey;
import ateliers.grader.submission.Unusable;
import ateliers.grader.verdict.ExitCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ./lab verify-report}: whether reports are still as they were written. */
@Command(
        name = "verify-report",
        description = "Dit si des rapports (report.json) sont restés tels que ce poste les a écrits.")
final class VerifyReportCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "FICHIER", arity = "1..*", description = "Des report.json.")
    private List<Path> files;

    VerifyReportCommand(Console console) {
        this.console = console;
    }

    /** @return 0 where all seals are right, 1 where one is not or lacks, 2 where a file is no report */
    @Override
    public Integer call() {
        Optional<SealKey> own = SealKey.existing(Settings.folder());
        return files.stream().mapToInt(file -> check(file, own)).max().orElse(ExitCode.UNUSABLE);
    }

    private int check(Path file, Optional<SealKey> own) {
        try {
            SealCheck check = SealCheck.of(file, own);
            console.out().println(check.sentence());
            return check.answer() == SealCheck.Answer.RIGHT ? ExitCode.PASSED : ExitCode.MISSED;
        } catch (Unusable e) {
            console.out().println(e.getMessage());
            return ExitCode.UNUSABLE;
        }
    }
}
