package ateliers.grader.checklists.skill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {

    @ParameterizedTest
    @ValueSource(strings = {"labs", "solutions"})
    void alexaAcceptsWhatStudentsReceive(String folder) throws IOException {
        assertThat(problems(folder, "", "")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "1.0"                      | "2.0"       | manifestVersion
            eu-west-1                  | eu-west-3   | no function that Alexa calls
            Alexa, ouvre mes           | Ouvre mes   | no example
            "containsAds": false       | "ads": false | containsAds is not said
            "FR"                       | "France"    | no country
            """)
    void theRulesRefuseWhatAlexaWould(String before, String after, String said) throws IOException {
        assertThat(problems("solutions", before, after))
                .singleElement()
                .asString()
                .contains(said);
    }

    private static List<String> problems(String folder, String before, String after) throws IOException {
        Path skill = Path.of("..", folder, "03-alexa-dynamodb");
        String manifest = Files.readString(skill.resolve("skill-package/skill.json"));
        assertThat(manifest).contains(before);
        String invocation = InteractionModel.read(Files.readString(skill.resolve(ModelReview.FILE)))
                .orElseThrow()
                .invocationName();
        return ManifestRules.problems(
                new ObjectMapper().readTree(manifest.replace(before, after)), "fr-FR", invocation);
    }
}
