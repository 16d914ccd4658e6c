package ateliers.grader.report;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.verdict.ExitCode;
import ateliers.grader.verdict.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarksTableTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final MarksTable table = new MarksTable(new PrintStream(written, true, StandardCharsets.UTF_8), 2);

    @Test
    void aLineWhenEachIsDoneAndATableByName() {
        table.graded("rendu-b", empty(Verdict.Kind.GRADED, null));
        table.failed("a.zip", ExitCode.UNUSABLE, "Il manque pom.xml.\nReprends-le.", Duration.ofSeconds(3));
        table.print();

        assertThat(written.toString(StandardCharsets.UTF_8)).isEqualToNormalizingNewlines("""
                  ✔ 1/2  rendu-b : 0/0
                  ! 2/2  a.zip : Il manque pom.xml.
                      Reprends-le.

                rendu    note   durée  critères manqués
                a.zip    –        3 s  Il manque pom.xml.
                rendu-b  0/0     12 s
                """);
    }

    @Test
    void whatCouldNotBeGradedHasNoMark() {
        table.graded("rendu", empty(Verdict.Kind.UNUSABLE, "Le code ne compile pas."));

        assertThat(written.toString(StandardCharsets.UTF_8)).contains("! 1/2  rendu : Le code ne compile pas.");
    }

    /** An archive may have any name that the system lets it have. */
    @Test
    void namesDriveNoTerminalAndMakeNoLine() {
        table.graded("rendu\u001b[31m\u001b]0;titre\u0007\r20/20\u202e.zip", empty(Verdict.Kind.GRADED, null));
        table.failed("b\n  ✔ 2/2  c : 20/20", ExitCode.UNUSABLE, "Il manque pom.xml.", Duration.ofSeconds(3));
        table.print();

        String text = written.toString(StandardCharsets.UTF_8);
        assertThat(text).doesNotContain("\u001b", "\r", "\u202e", "titre");
        assertThat(text.lines()).noneMatch(line -> line.startsWith("  ✔ 2/2  c"));
    }

    private static Verdict empty(Verdict.Kind kind, String message) {
        return new Verdict("lab", "title", "embedded", kind, message, List.of(), Duration.ofSeconds(12));
    }
}
