package ateliers.labs.repository;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommitSummaryTest {

    private static final String ID = "9b2d6c1e7f3a48d5a0c4e8b7d1f2a3b4c5d6e7f8";

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 2 : l'identifiant est abrégé à sept caractères")
    void shortensTheId() {
        assertThat(summary("Zoé Müller", "Ajoute le panier").shortId()).isEqualTo("9b2d6c1");
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 2 : l'auteur est la personne qui a écrit le commit")
    void namesTheAuthor() {
        assertThat(summary("Zoé Müller, Atelier n° 2", "Ajoute le panier").author())
                .isEqualTo("Zoé Müller, Atelier n° 2");
    }

    @ParameterizedTest
    @Tag("a-faire")
    @DisplayName("Tâche 2 : du message, la première ligne, entière et sans retour à la ligne")
    @CsvSource({
        "'Ajoute le panier', 'Ajoute le panier'",
        "'Ajoute le panier\n\nAvec ses remises.\n', 'Ajoute le panier'",
        "'Répare l''été\r\nVraiment', 'Répare l''été'",
        "'', ''"
    })
    void keepsTheFirstLine(String message, String title) {
        assertThat(summary("Zoé", message).title()).isEqualTo(title);
    }

    private static CommitSummary summary(String author, String message) {
        return CommitSummary.of(FakeRepository.commit(ID, author, message));
    }
}
