package ateliers.labs.skill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DynamoPreferencesTest {

    private static final Category COFFEE = new Category("CAFE", "café");
    private static final Category MUSIC = new Category("MUSIQUE", "musique");
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final FakeTable table = new FakeTable();
    private final Preferences preferences = new DynamoPreferences(table, "preferences");

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 3 : la table rend ce qu'on y écrit")
    void findsWhatItSaved() {
        preferences.save("u", COFFEE, "un allongé", NOON);
        preferences.save("u", MUSIC, "le jazz", NOON);
        preferences.save("un autre", COFFEE, "un crème", NOON);

        assertThat(preferences.find("u", COFFEE)).contains("un allongé");
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 3 : une nouvelle valeur remplace l'ancienne")
    void findsTheLastValue() {
        preferences.save("u", COFFEE, "un allongé", NOON);
        preferences.save("u", COFFEE, "un crème", NOON.plusSeconds(60));

        assertThat(preferences.find("u", COFFEE)).contains("un crème");
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 3 : rien sous une catégorie dont on n'a rien dit")
    void findsNothingThatWasNotSaved() {
        assertThat(preferences.find("u", COFFEE)).isEmpty();
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 4 : les clés de l'historique sont dans l'ordre des instants, même dans la même seconde")
    void historyKeysFollowTime() {
        preferences.save("u", COFFEE, "a", NOON);
        preferences.save("u", COFFEE, "b", NOON.plusMillis(5));
        preferences.save("u", MUSIC, "c", NOON.plusSeconds(60));

        List<String> inOrder = table.items().stream()
                .filter(item -> item.get("cle").s().startsWith("historique#"))
                .sorted(Comparator.comparing(item -> item.get("cle").s()))
                .map(item -> item.get("valeur").s())
                .toList();

        assertThat(inOrder).containsExactly("a", "b", "c");
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 4 : l'historique se lit à rebours, et s'arrête à temps")
    void queriesTheHistoryBackwards() {
        preferences.latest("u", 3);

        assertThat(table.queries()).singleElement().satisfies(query -> {
            assertThat(query.scanIndexForward()).isFalse();
            assertThat(query.limit()).isEqualTo(3);
        });
    }
}
