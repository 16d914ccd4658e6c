package ateliers.labs.repository;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectTest {

    @Test
    @DisplayName("Un texte simple reste tel quel")
    void keepsWhatSnsAccepts() {
        assertThat(Subject.of("Depot boutique : push main")).isEqualTo("Depot boutique : push main");
    }

    @ParameterizedTest
    @DisplayName("Tâche 5 : moins de 100 caractères ASCII, sans retour à la ligne ni tabulation")
    @ValueSource(strings = {"Répare l'été", "Ça marche 🎉", "deux\r\nlignes", "une\ttabulation", "日本語"})
    void givesAsciiOnOneLine(String text) {
        assertThat(Subject.of("Depot boutique : " + text)).matches("[\\x20-\\x7E]{1,99}");
    }

    @Test
    @DisplayName("Tâche 5 : un message de 300 caractères est coupé")
    void cutsALongText() {
        assertThat(Subject.of("Depot boutique : " + "très long ".repeat(30))).matches("[\\x20-\\x7E]{1,99}");
    }
}
