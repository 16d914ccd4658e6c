package ateliers.grader.checklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ExpectationTest {
    private static final Noun RECEIPT = new Noun("reçu", "reçus");

    @Test
    void whatHoldsFailsNothing() {
        expectation().equal("a", "a");
        expectation().containing("b", "abc");
        expectation().exactly(2, 2, RECEIPT);
        expectation().nothing(List.of(), RECEIPT);
        expectation().eachOnce(List.of("a", "b"), List.of("b", "a"), RECEIPT);
        expectation().holdsIf(true);
    }

    @Test
    void anotherTextIsShownAsItIs() {
        assertSays(() -> expectation().equal("Bonjour", "Bonsoir"), "Bonjour", "Bonsoir");
        assertSays(() -> expectation().equal("Bonjour", ""), "Bonjour", "(absent)");
    }

    @Test
    void whereTextsThatLookAlikePartIsTold() {
        assertSays(
                () -> expectation().equal("1 234", "1\u00A0234"),
                "1 234",
                "1\u00A0234\nau caractère 2 : U+00A0 « \u00A0234 » au lieu de U+0020 «  234 »");
        assertSays(
                () -> expectation().equal("sujet", "sujet "),
                "sujet",
                "sujet \nau caractère 6 : U+0020 «   » au lieu de la fin");
    }

    @Test
    void howAccentsAreWrittenIsTold() {
        assertSays(
                () -> expectation().equal("Re\u0301sume\u0301", "Re\u0301sum\u00E9"),
                "Re\u0301sume\u0301",
                "Re\u0301sum\u00E9\nau caractère 7 : « \u00E9 » écrit U+00E9 au lieu de « e\u0301 » écrit U+0065 U+0301");
        assertSays(
                () -> expectation().equal("d\u00E9", "de\u0301"),
                "d\u00E9",
                "de\u0301\nau caractère 2 : « e\u0301 » écrit U+0065 U+0301 au lieu de « \u00E9 » écrit U+00E9");
    }

    @Test
    void veryLongTextsAreShownByTheirBeginning() {
        String text = "x".repeat(300);

        assertSays(
                () -> expectation().equal(text + "fin", text),
                "x".repeat(100) + "… (303 caractères)",
                "x".repeat(100) + "… (300 caractères)\nau caractère 301 : la fin au lieu de « fin »");
    }

    @Test
    void whereLongTextsPartIsTold() {
        String text = "x".repeat(60);

        assertSays(
                () -> expectation().equal(text + "fin", text),
                text + "fin",
                text + "\nau caractère 61 : la fin au lieu de « fin »");
    }

    @Test
    void aTextThatLacksAPartIsShown() {
        assertSays(() -> expectation().containing("abc", "ab"), "un texte qui contient abc", "ab");
    }

    @Test
    void countsAreSaidInFrench() {
        assertSays(() -> expectation().exactly(2, 1, RECEIPT), "2 reçus", "1 reçu");
        assertSays(() -> expectation().nothing(List.of("r1", "r2"), RECEIPT), "0 reçu", "2 reçus :\nr1\nr2");
    }

    @Test
    void whatCameNeverOrTwiceOrUnaskedIsNamed() {
        assertSays(
                () -> expectation().eachOnce(List.of("a", "b", "c"), List.of("b", "b", "c", "d"), RECEIPT),
                "3 reçus",
                "4 reçus\njamais : a\nplusieurs fois : b\npas attendu : d");
    }

    @Test
    void whatWasSaidBeforeStays() {
        assertSays(() -> expectation().expected("deux").seen("un").exactly(2, 1, RECEIPT), "deux", "un");
    }

    @Test
    void theTaskIsTheCriterionsUnlessTheHintNamesAnother() {
        assertThat(hint(expectation().hint("relis."))).contains("Tâche 4 : relis.");
        assertThat(hint(expectation().hint("relis.").task(2))).contains("Tâche 2 : relis.");
        assertThat(hint(expectation().hint("Tâche 1 : relis."))).contains("Tâche 1 : relis.");
        assertThat(hint(expectation())).isEmpty();
    }

    private static Optional<String> hint(Expectation expectation) {
        return CriterionFailure.told(expectation.failure(), Explanation.NONE, 4).hint();
    }

    private static Expectation expectation() {
        return Expectation.that("Il faut que ce soit ainsi.");
    }

    private static void assertSays(ThrowingCallable call, String expected, String seen) {
        CriterionFailure failure = catchThrowableOfType(CriterionFailure.class, call);

        assertThat(failure).hasMessage("Il faut que ce soit ainsi.");
        assertThat(failure.expected()).contains(expected);
        assertThat(failure.seen()).contains(seen);
    }
}
