package ateliers.labs.skill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Comment une session commence, continue et finit. */
class ConversationTest {

    private final MemoryPreferences preferences = new MemoryPreferences();
    private final SkillHandler handler = new SkillHandler(preferences, Requests.SKILL_ID);

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 1 : la compétence accueille, et attend la suite")
    void welcomesAndListens() {
        JsonNode response = Requests.answer(handler, Requests.sample("launch.json"));

        assertThat(Requests.speech(response)).isNotBlank();
        assertThat(response.at("/reprompt/outputSpeech").isObject()).isTrue();
        assertThat(response.path("shouldEndSession").asBoolean(true)).isFalse();
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 2 : l'aide laisse la session ouverte")
    void helpsAndListens() {
        JsonNode response = Requests.answer(handler, Requests.sample("help.json"));

        assertThat(Requests.speech(response)).isNotBlank();
        assertThat(response.path("shouldEndSession").asBoolean(true)).isFalse();
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 2 : ce qui n'est pas compris laisse la session ouverte")
    void listensWhenItHasNotUnderstood() {
        JsonNode response = Requests.answer(handler, Requests.sample("fallback.json"));

        assertThat(Requests.speech(response)).isNotBlank();
        assertThat(response.path("shouldEndSession").asBoolean(true)).isFalse();
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 2 : stop et annule disent au revoir, et ferment la session")
    void saysGoodbye() {
        for (String name : new String[] {"AMAZON.StopIntent", "AMAZON.CancelIntent"}) {
            JsonNode response = Requests.answer(handler, Requests.intent(name));

            assertThat(Requests.speech(response)).as(name).isNotBlank();
            assertThat(response.path("shouldEndSession").asBoolean(false)).as(name).isTrue();
        }
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 2 : une session finie ne reçoit aucune parole")
    void isSilentWhenTheSessionHasEnded() {
        JsonNode response = Requests.answer(handler, Requests.sample("session-ended.json"));

        assertThat(response.has("outputSpeech")).isFalse();
        assertThat(response.has("reprompt")).isFalse();
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 2 : une intention inconnue reçoit une parole")
    void answersAnIntentThatNobodyKnows() {
        JsonNode response = Requests.answer(handler, Requests.intent("AMAZON.NavigateHomeIntent"));

        assertThat(Requests.speech(response)).isNotBlank();
    }
}
