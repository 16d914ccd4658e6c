package ateliers.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsentTest {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final Console console = new Console(
            new PrintStream(new ByteArrayOutputStream()), new PrintStream(shown, true, StandardCharsets.UTF_8));

    private Consent asked(String answer) {
        return Consent.asked(console, new BufferedReader(new StringReader(answer)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"oui\n", " OUI \n", "o"})
    void whoSaysYesAgrees(String answer) {
        assertThat(asked(answer).refused("le plan")).isEmpty();
        assertThat(shown.toString(StandardCharsets.UTF_8)).contains("le plan", "Écris oui");
    }

    @ParameterizedTest
    @ValueSource(strings = {"non\n", "\n", "", "ouille\n", "yes\n"})
    void whoSaysAnythingElseDoesNot(String answer) {
        assertThat(asked(answer).refused("le plan")).contains("Tu n'as pas accepté : rien n'a été fait.");
    }

    @Test
    void whereNobodySitsTheOptionIsAskedFor() {
        assertThat(Consent.asked(console, null).refused("le plan"))
                .hasValueSatisfying(said -> assertThat(said).contains("--yes", "Rien n'a été fait."));
        assertThat(shown.toString(StandardCharsets.UTF_8)).contains("le plan");
        assertThat(Consent.NOBODY.refused("le plan")).isPresent();
    }

    @Test
    void byTheOptionThePlanIsShownAndNothingAsked() {
        assertThat(Consent.given(console).refused("le plan")).isEmpty();
        assertThat(shown.toString(StandardCharsets.UTF_8)).contains("le plan").doesNotContain("Écris");
    }
}
