package ateliers.grader.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScreenTest {
    @Test
    void linesBreakAsFrenchLetsThem() {
        Screen narrow = new Screen(true, false, 30);

        assertThat(narrow.wrapped("une phrase qui se termine ici : puis", ""))
                .isEqualTo("une phrase qui se termine\nici : puis");
        assertThat(narrow.wrapped("le fichier qui se nomme « rapport » est là", ""))
                .isEqualTo("le fichier qui se nomme\n« rapport » est là");
    }
}
