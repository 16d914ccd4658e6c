package ateliers.labs.skill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Ce que le modèle d'interaction apprend à Alexa. */
class InteractionModelTest {

    private static final Path MODEL = Path.of("skill-package", "interactionModels", "custom", "fr-FR.json");

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 9 : chaque intention que la compétence traite est déclarée")
    void declaresEveryIntent() throws IOException {
        assertThat(intents())
                .containsKeys(
                        "EnregistrerPreferenceIntent",
                        "LirePreferenceIntent",
                        "HistoriqueIntent",
                        "AMAZON.HelpIntent",
                        "AMAZON.StopIntent",
                        "AMAZON.CancelIntent",
                        "AMAZON.FallbackIntent");
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 9 : cinq phrases au moins pour chacune des tiennes")
    void givesFiveUtterancesForEachOfItsOwn() throws IOException {
        Map<String, JsonNode> intents = intents();

        for (String name : List.of("EnregistrerPreferenceIntent", "LirePreferenceIntent", "HistoriqueIntent")) {
            assertThat(intents.get(name)).as(name).isNotNull();
            assertThat(intents.get(name).path("samples").size()).as(name).isGreaterThanOrEqualTo(5);
        }
    }

    private static Map<String, JsonNode> intents() throws IOException {
        Map<String, JsonNode> intents = new HashMap<>();
        new ObjectMapper()
                .readTree(Files.readString(MODEL))
                .at("/interactionModel/languageModel/intents")
                .forEach(intent -> intents.put(intent.path("name").asText(), intent));
        return intents;
    }
}
