package ateliers.grader.checklists.skill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SpokenTest {

    @Test
    void findsATextWhateverItsCaseSpacesAndApostrophes() {
        assertThat(Spoken.holds("l'été à  deux", "Je sais : L’e\u0301te\u0301 a\u0300\u00a0deux."))
                .isTrue();
        assertThat(Spoken.holds("un café", "Un cafe.")).isFalse();
    }

    @Test
    void valuesAreNeverTheSame() {
        Set<String> values =
                new HashSet<>(Stream.generate(Spoken::value).limit(200).toList());

        assertThat(values).hasSize(200).allMatch(value -> value.length() <= 100);
    }
}
