package ateliers.cloud.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundedMatchTest {
    private static final Supplier<RuntimeException> TOO_MUCH = () -> new IllegalStateException("too much");

    @ParameterizedTest
    @CsvSource({
        "'\\d+',12,true",
        "'\\d+',1a,false",
        "'b',abc,false",
        "'(?=abc)...',abc,true",
        "'.*(a)\\1',xaa,true",
        "'(?i)É',é,false",
        "'',''  ,true"
    })
    void allOfATextMatchesOrNot(String pattern, String text, boolean matches) {
        assertThat(BoundedMatch.matches(Pattern.compile(pattern), text, TOO_MUCH))
                .isEqualTo(matches);
    }

    @Test
    void aMatchThatTakesTooLongIsGivenUp() {
        assertThatThrownBy(() -> BoundedMatch.matches(Pattern.compile("(.*a){25}c"), "a".repeat(60), TOO_MUCH))
                .hasMessage("too much");
    }

    @Test
    void aLongTextAloneIsNotTooMuch() {
        assertThat(BoundedMatch.matches(Pattern.compile("a*"), "a".repeat(19_000_000), TOO_MUCH))
                .isTrue();
    }

    @Test
    void aMatchThatNeedsTooMuchStackIsGivenUp() {
        assertThatThrownBy(() -> BoundedMatch.matches(Pattern.compile("(a|b)*"), "ab".repeat(1_000_000), TOO_MUCH))
                .hasMessage("too much");
    }
}
