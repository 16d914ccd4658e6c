package ateliers.grader.cli;

import ateliers.grader.submission.Unusable;
import ateliers.grader.targets.GraderException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./lab}: grades labs, lists them, and runs the embedded AWS. */
@Command(
        name = "lab",
        description = "Ateliers AWS : note les ateliers et fait tourner l'AWS embarqué.",
        synopsisHeading = "Usage : ",
        commandListHeading = "%nCommandes :%n",
        optionListHeading = "%nOptions :%n",
        synopsisSubcommandLabel = "COMMANDE",
        subcommands = {
            GradeCommand.class,
            ListCommand.class,
            CloudCommand.class,
            TransformCommand.class,
            BenchCommand.class
        })
public final class Main {
    /** Exit codes: unusable arguments or submission; the machine's or the grader's fault. */
    static final int UNUSABLE = 2;

    static final int FAULT = 3;

    private Main() {}

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.FRANCE);
        PrintStream out = utf8(FileDescriptor.out);
        PrintStream err = utf8(FileDescriptor.err);
        System.setOut(out);
        System.setErr(err);
        int exit = run(arguments, out, err);
        out.flush();
        err.flush();
        if (exit < UNUSABLE && arguments.length > 0 && arguments[0].equals("grade")) {
            OwnArchive.keep(err);
        }
        System.exit(exit);
    }

    static int run(String[] arguments, PrintStream out, PrintStream err) {
        CommandLine line = new CommandLine(new Main(), new Commands(new Console(out, err)));
        line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(
                Console.isTerminal() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
        line.setExecutionExceptionHandler((failure, command, result) -> failed(failure, err));
        line.setParameterExceptionHandler((failure, given) -> misused(failure, err));
        if (arguments.length == 0) {
            line.usage(line.getOut());
            return UNUSABLE;
        }
        return line.execute(arguments);
    }

    private static int misused(CommandLine.ParameterException failure, PrintStream err) {
        err.println(French.of(failure));
        CommandLine command = failure.getCommandLine();
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(failure, command.getErr())) {
            command.usage(command.getErr());
        }
        return UNUSABLE;
    }

    private static int failed(Exception failure, PrintStream err) {
        if (failure instanceof Unusable) {
            err.println(failure.getMessage());
            return UNUSABLE;
        }
        if (failure instanceof GraderException) {
            err.println(failure.getMessage());
            return FAULT;
        }
        err.printf(
                "Le correcteur a rencontré un imprévu (%s). Ce n'est pas votre faute.%n",
                failure.getClass().getSimpleName());
        err.printf("La trace est dans %s : joignez-la à votre signalement.%n", trace(failure));
        return FAULT;
    }

    private static String trace(Exception failure) {
        try {
            Path file = Files.createTempFile("ateliers-trace-", ".txt");
            try (PrintWriter writer = new PrintWriter(Files.newBufferedWriter(file))) {
                failure.printStackTrace(writer);
            }
            return file.toString();
        } catch (IOException e) {
            return "(illisible : "
                    + List.of(failure.getStackTrace()).stream().findFirst().orElse(null) + ")";
        }
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }
}
