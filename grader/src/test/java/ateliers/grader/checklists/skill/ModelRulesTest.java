package ateliers.grader.checklists.skill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelRulesTest {

    @ParameterizedTest
    @ValueSource(strings = {"labs", "solutions"})
    void alexaAcceptsWhatStudentsReceive(String folder) throws IOException {
        assertThat(ModelRules.problems(model(folder, "", ""))).isEmpty();
    }

    @Test
    void theSolutionDeclaresWhatTheContractAsksFor() throws IOException {
        assertThat(ModelReview.lacking(model("solutions", "", ""))).isEmpty();
    }

    @Test
    void theStarterIsNotDone() throws IOException {
        assertThat(ModelReview.lacking(model("labs", "", "")))
                .contains(
                        "AMAZON.FallbackIntent n'est pas déclarée",
                        "LirePreferenceIntent n'est pas déclarée",
                        "EnregistrerPreferenceIntent n'a que 1 phrase",
                        "le type de EnregistrerPreferenceIntent.categorie n'a pas la valeur COULEUR (couleur), MUSIQUE (musique),"
                                + " PLAT (plat), SPORT (sport) avec ses synonymes");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mes petites préférences | Préférences 2      | 2 à 50 lettres minuscules
            mes petites préférences | préférences        | deux mots au moins
            mes petites préférences | mes alexa favoris  | « alexa » est un mot réservé
            mes petites préférences | le café            | aucun n'est un article
            "HistoriqueIntent"      | "Historique2"      | intention « Historique2 » : des lettres
            "HistoriqueIntent"      | "LirePreferenceIntent" | intention LirePreferenceIntent : déclarée deux fois
            mon historique          | mon historique !   | des lettres, des espaces
            quoi de neuf dans mes préférences | mon historique | deux fois la même phrase
            mon historique          | mon {sujet}        | le slot {sujet} n'est pas déclaré
            mon historique          | mon {historique    | accolade
            "type": "VALEUR"        | "type": "TEXTE"    | le type « TEXTE » n'est pas déclaré
            "type": "VALEUR"        | "type": "AMAZON.SearchQuery" | AMAZON.SearchQuery veut d'autres mots
            "kawa"                  | "chanson"          | « chanson » désigne deux valeurs
            "id": "CAFE"            | "id": "PLAT"       | l'id PLAT est à deux valeurs
            AMAZON.StopIntent       | AMAZON.MoreIntent  | AMAZON.StopIntent manque
            "id": "Elicit.LirePreferenceIntent.categorie" | "id": "Autre" | manque dans prompts
            "PlainText"             | "Texte"            | une variation a un type
            """)
    void saysWhatAlexaWouldRefuse(String before, String after, String said) throws IOException {
        assertThat(String.join("\n", ModelRules.problems(model("solutions", before, after))))
                .contains(said);
    }

    @Test
    void aValueOf140CharactersIsTheLongest() throws IOException {
        assertThat(ModelRules.problems(model("solutions", "caoua", "o".repeat(140))))
                .isEmpty();
        assertThat(ModelRules.problems(model("solutions", "caoua", "o".repeat(141))))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"interactionModel\": {}}", "null"})
    void whatIsNoModelIsNotRead(String text) {
        assertThat(InteractionModel.read(text)).isEmpty();
    }

    /** The model of a folder, with one text in the place of another. */
    private static InteractionModel model(String folder, String before, String after) throws IOException {
        String text =
                Files.readString(Path.of("..", folder, "03-alexa-dynamodb").resolve(ModelReview.FILE));
        assertThat(text).contains(before);
        return InteractionModel.read(text.replace(before, after)).orElseThrow();
    }
}
