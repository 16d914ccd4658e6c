package ateliers.cloud.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConstraintsTest {
    @Test
    void aSentenceNamesTheValueTheMemberAndTheRule() {
        assertThat(Constraints.sentence("x", "name", "be longer"))
                .isEqualTo("1 validation error detected: Value 'x' at 'name' failed to satisfy constraint:"
                        + " Member must be longer");
        assertThat(Constraints.missing("name"))
                .isEqualTo("1 validation error detected: Value null at 'name' failed to satisfy constraint:"
                        + " Member must not be null");
        assertThat(Constraints.hidden("secret", "be longer"))
                .isEqualTo("1 validation error detected: Value at 'secret' failed to satisfy constraint:"
                        + " Member must be longer");
    }

    @Test
    void severalErrorsAreToldAtOnce() {
        assertThat(Constraints.detected(List.of("one", "two"))).isEqualTo("2 validation errors detected: one; two");
    }

    @Test
    void tenErrorsAreToldAtMost() {
        List<String> errors =
                IntStream.rangeClosed(1, 11).mapToObj(i -> "e" + i).toList();

        assertThat(Constraints.detected(errors))
                .isEqualTo("10 validation errors detected: e1; e2; e3; e4; e5; e6; e7; e8; e9; e10");
        assertThat(Constraints.detected(errors.subList(0, 10)))
                .endsWith("; e10")
                .startsWith("10 ");
    }

    @Test
    void ofManyErrorsTheFirstTenAreTold() {
        Constraints constraints = constraints();
        for (int number = 0; number < 12; number++) {
            constraints.present("member" + number, null);
        }

        assertThatThrownBy(constraints::require)
                .hasMessageStartingWith("10 validation errors detected: ")
                .hasMessageEndingWith("Value null at 'member9' failed to satisfy constraint: Member must not be null");
    }

    @Test
    void whatBreaksNothingIsNotRefused() {
        assertThatCode(() -> constraints().require()).doesNotThrowAnyException();
    }

    @Test
    void whatIsWrongIsToldInOneSentenceInTheOrderOfTheChecks() {
        refuses(
                it -> it.present("name", null)
                        .given("key", false)
                        .between("limit", 0, 1, 10)
                        .length("token", "abc", 1, 2)
                        .oneOf("select", "ALL", List.of("COUNT")),
                "5 validation errors detected: "
                        + "Value null at 'name' failed to satisfy constraint: Member must not be null; "
                        + "Value null at 'key' failed to satisfy constraint: Member must not be null; "
                        + "Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or "
                        + "equal to 1; "
                        + "Value 'abc' at 'token' failed to satisfy constraint: Member must have length less than or "
                        + "equal to 2; "
                        + "Value 'ALL' at 'select' failed to satisfy constraint: Member must satisfy enum value set: "
                        + "[COUNT]");
    }

    @Test
    void otherErrorsAndOtherPartsHaveTheirPlaceAmongThem() {
        refuses(
                it -> it.present("a", null)
                        .must(false, 7, "b", "be even")
                        .broken("the rest is wrong")
                        .also(part -> part.present("c", null)),
                "4 validation errors detected:"
                        + " Value null at 'a' failed to satisfy constraint: Member must not be null;"
                        + " Value '7' at 'b' failed to satisfy constraint: Member must be even;"
                        + " the rest is wrong;"
                        + " Value null at 'c' failed to satisfy constraint: Member must not be null");
    }

    @Test
    void whatIsGivenIsPresentThoughEmpty() {
        accepts(it -> it.present("a", "").present("b", List.of()).present("c", 0));
    }

    @Test
    void whatMustBeSoAndIsBreaksNothing() {
        accepts(it -> it.must(true, 7, "a", "be odd"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void numbersAtTheBoundsAreWithinThem(int value) {
        accepts(it -> it.between("n", value, 1, 3));
    }

    @ParameterizedTest
    @CsvSource({"0, greater than or equal to 1", "-5, greater than or equal to 1", "4, less than or equal to 3"})
    void numbersBeyondTheBoundsAreNot(int value, String rule) {
        refuses(it -> it.between("n", value, 1, 3), one("'" + value + "'", "n", "have value " + rule));
    }

    @Test
    void boundsOfLongNumbersAreKept() {
        refuses(
                it -> it.between("n", 1L << 40, 0, (1L << 40) - 1),
                one("'1099511627776'", "n", "have value less than or equal to 1099511627775"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab", "abc", "abcd"})
    void textsWithinTheirLengthsBreakNothing(String text) {
        accepts(it -> it.length("t", text, 2, 4));
    }

    @ParameterizedTest
    @CsvSource({"'', greater than or equal to 2", "a, greater than or equal to 2", "abcde, less than or equal to 4"})
    void textsThatAreTooShortOrTooLongAreTold(String text, String rule) {
        refuses(it -> it.length("t", text, 2, 4), one("'" + text + "'", "t", "have length " + rule));
    }

    @Test
    void listsAreShownAsTheErrorShowsThem() {
        refuses(
                it -> it.length("l", List.of(1, 2), 2, 0, 1),
                one("'[1, 2]'", "l", "have length less than or equal to 1"));
        accepts(it -> it.length("l", List.of(1), 1, 1, 1));
        refuses(it -> it.length("l", List.of(), 0, 1, 3), one("'[]'", "l", "have length greater than or equal to 1"));
    }

    @Test
    void aPatternIsOfTheWholeText() {
        accepts(it -> it.pattern("p", "abc", "[a-c]+"));
        refuses(
                it -> it.pattern("p", "abcd", "[a-c]+"),
                one("'abcd'", "p", "satisfy regular expression pattern: [a-c]+"));
    }

    @Test
    void aValueIsOneOfTheEnumeration() {
        accepts(it -> it.oneOf("e", "B", List.of("A", "B")));
        refuses(it -> it.oneOf("e", "b", List.of("A", "B")), one("'b'", "e", "satisfy enum value set: [A, B]"));
    }

    @Test
    void whatIsNotGivenBreaksNothingButPresence() {
        accepts(it -> it.given("g", true)
                .between("n", null, 1, 3)
                .length("t", null, 1, 3)
                .pattern("p", null, "a")
                .oneOf("e", null, List.of("A")));
    }

    private static Constraints constraints() {
        return Constraints.refusedBy(RefusedException::new);
    }

    private static void accepts(Consumer<Constraints> checks) {
        assertThatCode(() -> constraints().also(checks).require()).doesNotThrowAnyException();
    }

    private static void refuses(Consumer<Constraints> checks, String message) {
        Constraints broken = constraints().also(checks);

        assertThatThrownBy(broken::require).isInstanceOf(RefusedException.class).hasMessage(message);
    }

    private static String one(String value, String member, String rule) {
        return "1 validation error detected: Value " + value + " at '" + member
                + "' failed to satisfy constraint: Member must " + rule;
    }

    private static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }
}
