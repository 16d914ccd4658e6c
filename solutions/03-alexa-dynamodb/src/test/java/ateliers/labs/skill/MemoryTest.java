package ateliers.labs.skill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Ce que la compétence retient, et ce qu'elle en dit. */
class MemoryTest {

    private static final String USER = "amzn1.ask.account.EXEMPLE";

    private final MemoryPreferences preferences = new MemoryPreferences();
    private final SkillHandler handler = new SkillHandler(preferences, Requests.SKILL_ID);

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 3 : une préférence est retenue, et dite")
    void tellsWhatItWasTold() {
        JsonNode saved = Requests.answer(handler, Requests.sample("save.json"));
        JsonNode read = Requests.answer(handler, Requests.sample("read.json"));

        assertThat(Requests.speech(saved)).isNotBlank();
        assertThat(Requests.speech(read)).contains("un allongé");
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 3 : une catégorie sans préférence n'est pas une erreur")
    void saysThatItKnowsNothingYet() {
        JsonNode read = Requests.answer(handler, Requests.sample("read.json"));

        assertThat(Requests.speech(read)).isNotBlank();
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 3 : chaque utilisateur a ses préférences")
    void keepsUsersApart() {
        Requests.answer(handler, Requests.sample("save.json"));

        JsonNode read = Requests.answer(handler, Requests.from("un autre", Requests.sample("read.json")));

        assertThat(preferences.all(USER)).hasSize(1);
        assertThat(Requests.speech(read)).isNotBlank().doesNotContain("un allongé");
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 4 : les trois dernières valeurs, la plus récente d'abord")
    void tellsTheLastThreeNewestFirst() {
        for (String value : new String[] {"premier", "deuxième", "troisième", "quatrième"}) {
            Requests.answer(handler, Requests.save(value));
        }

        String speech = Requests.speech(Requests.answer(handler, Requests.sample("history.json")));

        assertThat(speech).containsSubsequence("quatrième", "troisième", "deuxième").doesNotContain("premier");
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 4 : un historique vide n'est pas une erreur")
    void saysThatTheHistoryIsEmpty() {
        JsonNode response = Requests.answer(handler, Requests.sample("history.json"));

        assertThat(Requests.speech(response)).isNotBlank();
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 5 : un synonyme désigne la même catégorie que son nom")
    void takesASynonymForItsCategory() {
        Requests.answer(handler, Requests.sample("save-synonym.json"));

        JsonNode read = Requests.answer(handler, Requests.sample("read.json"));

        assertThat(Requests.speech(read)).contains("un expresso bien serré");
    }

    @Test
    void asksForTheValue() {
        JsonNode response = Requests.answer(handler, Requests.sample("save-without-value.json"));

        assertAsksFor("valeur", response);
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 5 : une catégorie inconnue est redemandée")
    void asksForACategoryThatExists() {
        JsonNode response = Requests.answer(handler, Requests.sample("save-unknown-category.json"));

        assertAsksFor("categorie", response);
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 5 : une valeur vide ne vaut rien")
    void asksForAValueThatIsNotEmpty() {
        JsonNode response = Requests.answer(handler, Requests.save(""));

        assertAsksFor("valeur", response);
    }

    private void assertAsksFor(String slot, JsonNode response) {
        assertThat(Requests.speech(response)).isNotBlank();
        assertThat(response.at("/directives/0/slotToElicit").asText()).isEqualTo(slot);
        assertThat(response.path("shouldEndSession").asBoolean(true)).isFalse();
        assertThat(preferences.all(USER)).isEmpty();
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 6 : une autre compétence est refusée")
    void refusesAnotherSkill() {
        for (String name : new String[] {"launch.json", "save.json"}) {
            ObjectNode request = Requests.sample(name);
            ((ObjectNode) request.at("/context/System/application")).put("applicationId", "amzn1.ask.skill.une-autre");
            ((ObjectNode) request.at("/session/application")).put("applicationId", "amzn1.ask.skill.une-autre");

            assertThatThrownBy(() -> Requests.answer(handler, request))
                    .as(name)
                    .isInstanceOf(RuntimeException.class);
        }
        assertThat(preferences.all(USER)).isEmpty();
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 7 : ce qui est dit reste du SSML bien formé")
    void quotesWhatItWasTold() {
        JsonNode saved = Requests.answer(handler, Requests.save("<b>thé</b> & menthe"));

        assertThat(Requests.speech(saved)).contains("&lt;b&gt;thé&lt;/b&gt; &amp; menthe");
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 7 : quand DynamoDB refuse, la compétence s'excuse")
    void apologisesWhenDynamoDbRefuses() {
        preferences.breakDown();

        for (String name : new String[] {"save.json", "read.json", "history.json"}) {
            JsonNode response = Requests.answer(handler, Requests.sample(name));

            assertThat(Requests.speech(response)).as(name).containsPattern("(?i)désolé|navré|pardon|excus");
        }
    }
}
