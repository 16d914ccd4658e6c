package ateliers.grader.load;

import ateliers.grader.checklist.LoadScenario;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.HdrHistogram.Histogram;

/**
 * What came of a load, for the person who asked for it.
 *
 * @param lost accepted operations that were not found again
 * @param alarms how many the stack has
 * @param wentOff the alarms that went off, with AWS's summary
 */
public record LoadOutcome(
        Load load, LoadScenario scenario, Answers answers, Set<String> lost, int alarms, Map<String, String> wentOff) {
    private static final double MILLI = 1_000;
    private static final int SHOWN = 5;
    private static final int LONGEST_EXAMPLE = 120;
    private static final long LATE_MILLIS = 100;

    /** Whether nothing was refused or lost, and no alarm went off. */
    public boolean isQuiet() {
        return answers.refused().isEmpty() && lost.isEmpty() && wentOff.isEmpty();
    }

    /** Says it in French. */
    public void print(PrintStream out) {
        say(
                out,
                "%nCharge : %s ; %d opérations par seconde pendant %d s, %d clients.%n%n",
                scenario.operation(),
                load.rate(),
                load.seconds(),
                load.clients());
        say(
                out,
                "  parties     %6d en %.1f s%n",
                answers.operations(),
                answers.took().toMillis() / MILLI);
        say(out, "  acceptées   %6d%n", answers.accepted().size());
        say(
                out,
                "  refusées    %6d%n",
                answers.refused().values().stream()
                        .mapToInt(LoadRun.Kind::count)
                        .sum());
        answers.refused().entrySet().stream()
                .sorted(Comparator.comparing(each -> -each.getValue().count()))
                .forEach(each -> say(
                        out,
                        "      %6d × %s : %s%n",
                        each.getValue().count(),
                        each.getKey(),
                        cut(each.getValue().example())));
        say(out, "  perdues     %6d, parmi les acceptées%s%n", lost.size(), named());
        say(out, "              %6d sont %s%n", answers.accepted().size() - lost.size(), scenario.found());
        printTimes(out);
        printAlarms(out);
        out.flush();
    }

    private String named() {
        return lost.isEmpty()
                ? ""
                : " : "
                        + String.join(", ", lost.stream().sorted().limit(SHOWN).toList())
                        + (lost.size() > SHOWN ? "…" : "");
    }

    private void printTimes(PrintStream out) {
        Histogram times = answers.times();
        say(out, "%nTemps de réponse, compté depuis le moment où chaque opération devait partir :%n%n");
        say(
                out,
                "  médiane %.1f ms, 90 %% sous %.1f ms, 99 %% sous %.1f ms, 99,9 %% sous %.1f ms, le plus long %.1f ms%n",
                times.getValueAtPercentile(50) / MILLI,
                times.getValueAtPercentile(90) / MILLI,
                times.getValueAtPercentile(99) / MILLI,
                times.getValueAtPercentile(99.9) / MILLI,
                times.getMaxValue() / MILLI);
        if (answers.latest().toMillis() > LATE_MILLIS) {
            say(
                    out,
                    "  Une opération est partie avec %.1f s de retard : les %d clients attendaient tous une réponse.%n",
                    answers.latest().toMillis() / MILLI,
                    load.clients());
        }
    }

    private void printAlarms(PrintStream out) {
        if (alarms == 0) {
            say(out, "%nAlarmes : la pile n'en a pas.%n");
        } else if (wentOff.isEmpty()) {
            say(
                    out,
                    "%nAlarmes : %s.%n",
                    alarms == 1 ? "la seule n'a pas sonné" : "aucune des " + alarms + " n'a sonné");
        } else {
            say(out, "%nAlarmes qui ont sonné :%n%n");
            wentOff.forEach((name, reason) -> say(out, "  %s : %s%n", name, cut(reason)));
        }
    }

    private static void say(PrintStream out, String format, Object... arguments) {
        out.printf(Locale.FRANCE, format, arguments);
    }

    private static String cut(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() > LONGEST_EXAMPLE ? line.substring(0, LONGEST_EXAMPLE) + "…" : line;
    }
}
