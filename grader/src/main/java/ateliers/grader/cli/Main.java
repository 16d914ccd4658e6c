package ateliers.grader.cli;

import ateliers.grader.report.Printable;
import ateliers.grader.submission.Unusable;
import ateliers.grader.targets.GraderException;
import ateliers.grader.targets.Versions;
import ateliers.grader.verdict.ExitCode;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code ./lab}: grades labs, lists them, and runs the embedded AWS. */
@Command(
        name = "lab",
        description = "Ateliers AWS : note les ateliers et fait tourner l'AWS embarqué.",
        synopsisSubcommandLabel = "COMMANDE",
        subcommands = {
            GradeCommand.class,
            VerifyReportCommand.class,
            ListCommand.class,
            NewCommand.class,
            CheckCommand.class,
            CleanCommand.class,
            CloudCommand.class,
            TransformCommand.class,
            ChargeCommand.class,
            BenchCommand.class
        })
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.FRANCE);
        Gate outGate = new Gate(new FileOutputStream(FileDescriptor.out));
        Gate errGate = new Gate(new FileOutputStream(FileDescriptor.err));
        PrintStream out = new PrintStream(outGate, false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(errGate, false, StandardCharsets.UTF_8);
        System.setOut(out);
        System.setErr(err);
        AtomicBoolean ended = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (!ended.get()) {
                // What the grading says while it is torn down would only hide why.
                outGate.shut("");
                errGate.shut("%n%s%n".formatted(stopped(arguments)));
            }
        }));
        int exit;
        try {
            exit = run(arguments, out, err);
        } catch (Error e) {
            // Memory is short, say, or a class was replaced while it ran: no verdict, and not an interruption.
            exit = failed(e, err);
        }
        out.flush();
        err.flush();
        ended.set(true);
        if (exit < ExitCode.UNUSABLE && arguments.length > 0 && arguments[0].equals("grade")) {
            OwnArchive.keep(err);
        }
        System.exit(exit);
    }

    private static String stopped(String[] arguments) {
        return switch (arguments.length == 0 ? "" : arguments[0]) {
            case "grade" -> "Interrompu : rien n'a été noté.";
            case "cloud" -> "L'AWS embarqué est arrêté.";
            default -> "Interrompu.";
        };
    }

    static int run(String[] arguments, PrintStream out, PrintStream err) {
        CommandLine line = line(out, err);
        if (arguments.length == 0) {
            line.usage(line.getOut());
            return ExitCode.UNUSABLE;
        }
        return line.execute(arguments);
    }

    /** What reads the arguments: every command with its options. */
    static CommandLine line(PrintStream out, PrintStream err) {
        CommandLine line = new CommandLine(new Main(), new Commands(new Console(out, err)));
        line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(
                Console.screen().colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
        line.setExecutionExceptionHandler((failure, command, result) -> failed(failure, err));
        line.setParameterExceptionHandler((failure, given) -> misused(failure, err));
        french(line);
        return line;
    }

    /** Every command says its help in French, and has a {@code --help}. */
    private static void french(CommandLine line) {
        CommandSpec spec = line.getCommandSpec();
        spec.usageMessage()
                .synopsisHeading("Utilisation : ")
                .optionListHeading("%nOptions :%n")
                .parameterListHeading("%nArguments :%n")
                .commandListHeading("%nCommandes :%n");
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Montre cette aide.")
                .build());
        if (spec.parent() == null) {
            spec.addOption(OptionSpec.builder("-V", "--version")
                    .versionHelp(true)
                    .description("Montre la version.")
                    .build());
            spec.version("Ateliers AWS %s, Java %s".formatted(Versions.own(), Runtime.version()));
        }
        line.getSubcommands().values().forEach(Main::french);
    }

    private static int misused(CommandLine.ParameterException failure, PrintStream err) {
        err.println(French.of(failure));
        CommandLine command = failure.getCommandLine();
        command.usage(command.getErr());
        return ExitCode.UNUSABLE;
    }

    private static int failed(Throwable failure, PrintStream err) {
        if (failure instanceof Unusable) {
            err.println(Printable.of(failure.getMessage()));
            return ExitCode.UNUSABLE;
        }
        if (failure instanceof GraderException) {
            err.println(Printable.of(failure.getMessage()));
            return ExitCode.FAULT;
        }
        err.println(Unforeseen.told(failure));
        return ExitCode.FAULT;
    }
}
