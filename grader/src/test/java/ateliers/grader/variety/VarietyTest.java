package ateliers.grader.variety;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.URI;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VarietyTest {
    private static final int DRAWS = 500;

    @Test
    void wordsAreSmallLettersAndDiffer() {
        Set<String> words = drawn(Variety::word);

        assertThat(words).allMatch(word -> word.matches("[a-z]{6,}")).hasSizeGreaterThan(DRAWS - 5);
    }

    @Test
    void anAccentedWordHasOneAccent() {
        assertThat(drawn(Variety::accented))
                .allMatch(
                        word -> Normalizer.normalize(word, Normalizer.Form.NFD).length() == word.length() + 1);
    }

    @Test
    void whereAccentsAreNotAskedForThereAreNone() {
        assertThat(drawn(() -> Variety.text() + Variety.email() + Variety.fileName(".txt") + Variety.userAgent()))
                .allMatch(text -> text.chars().allMatch(c -> c < 128));
    }

    @Test
    void idsAreOfLettersDigitsDashesAndDotsInSeveralForms() {
        Set<String> ids = drawn(Variety::id);

        assertThat(ids).hasSize(DRAWS).allMatch(id -> id.matches("[A-Za-z0-9][A-Za-z0-9.-]{10,34}[A-Za-z0-9]"));
        assertThat(ids.stream().map(VarietyTest::look).distinct()).hasSizeGreaterThan(20);
    }

    @Test
    void namesOfResourcesAreNoLongerThanAsked() {
        assertThat(drawn(() -> Variety.resourceName(16)))
                .hasSizeGreaterThan(DRAWS - 5)
                .allMatch(name -> name.matches("[a-z][a-z0-9-]{6,14}[a-z0-9]"));
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 13, 25, 63})
    void namesOfResourcesCanBeExactlySoLong(int length) {
        assertThat(drawn(() -> Variety.resourceNameOf(length)))
                .hasSizeGreaterThan(DRAWS - 5)
                .allMatch(name -> name.matches("[a-z][a-z0-9-]*[a-z0-9]") && name.length() == length);
    }

    @Test
    void addressesAndHostsAreWellFormed() {
        assertThat(drawn(Variety::email)).allMatch(email -> email.matches("[a-z0-9.]+@[a-z-]+\\.[a-z]{2,3}"));
        assertThat(drawn(Variety::host))
                .allMatch(host -> URI.create("https://" + host).getHost().equals(host));
    }

    @Test
    void fileNamesKeepTheirEnding() {
        assertThat(drawn(() -> Variety.fileName(".csv")))
                .hasSizeGreaterThan(DRAWS - 5)
                .allMatch(name -> name.matches("[a-z0-9_-]{6,}\\.csv"));
    }

    @Test
    void amountsAndNumbersReachBothEnds() {
        BigDecimal least = new BigDecimal("0.99");
        BigDecimal most = new BigDecimal("1.01");

        assertThat(drawn(() -> Variety.amount(least, most)))
                .containsExactlyInAnyOrder(least, new BigDecimal("1.00"), most);
        assertThat(drawn(() -> Variety.between(-1, 1))).containsExactlyInAnyOrder(-1, 0, 1);
        LocalDate day = LocalDate.of(2028, 2, 28);
        assertThat(drawn(() -> Variety.day(day, day.plusDays(2))))
                .containsExactlyInAnyOrder(day, day.plusDays(1), day.plusDays(2));
    }

    @Test
    void digitsBeginWithNoZero() {
        assertThat(drawn(() -> Variety.digits(6))).allMatch(digits -> digits.matches("[1-9][0-9]{5}"));
    }

    @Test
    void everyOrderComes() {
        assertThat(drawn(() -> Variety.shuffled(List.of("a", "b", "c")))).hasSize(6);
    }

    @Test
    void neitherOrderNorNumberTellsWhatIsMixed() {
        Set<List<String>> drawn = drawn(() -> Variety.mixed(List.of("refused", "accepted"), 2, 4));

        assertThat(drawn).hasSizeGreaterThan(50).allSatisfy(list -> {
            assertThat(list).containsOnly("refused", "accepted").hasSizeBetween(4, 8);
            assertThat(list).haveAtLeast(2, new Condition<>("refused"::equals, "refused"));
            assertThat(list).haveAtLeast(2, new Condition<>("accepted"::equals, "accepted"));
        });
        assertThat(drawn).extracting(list -> list.get(0)).contains("refused", "accepted");
    }

    private static <T> Set<T> drawn(Supplier<T> maker) {
        return new HashSet<>(Stream.generate(maker).limit(DRAWS).toList());
    }

    /** What stays of a value when its letters and digits are all the same. */
    private static String look(String value) {
        return value.replaceAll("[a-z]", "a").replaceAll("[A-Z]", "A").replaceAll("[0-9]", "0");
    }
}
