package ateliers.grader.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholdersTest {
    private static final String FUNCTION =
            "{\"Resources\":{\"F\":{\"Type\":\"AWS::Serverless::Function\",\"Properties\":%s}}}";

    @Test
    void replacesTheFilesOfResourcesAndGlobals() throws JsonProcessingException {
        ObjectNode template = read("""
                {"Globals":{"Function":{"CodeUri":"target/function.jar"}},
                 "Resources":{
                  "Api":{"Type":"AWS::Serverless::Api","Properties":{"DefinitionUri":"api.yaml"}},
                  "Queue":{"Type":"AWS::SQS::Queue","Properties":{"CodeUri":"target/function.jar"}}}}
                """);

        List<Placeholders.Replaced> replaced = Placeholders.put(template);

        assertThat(replaced)
                .extracting(
                        Placeholders.Replaced::owner,
                        Placeholders.Replaced::property,
                        Placeholders.Replaced::path,
                        Placeholders.Replaced::uri)
                .containsExactly(
                        tuple(
                                "Globals.Function",
                                "CodeUri",
                                "target/function.jar",
                                "s3://a-empaqueter/target/function.jar"),
                        tuple("Api", "DefinitionUri", "api.yaml", "s3://a-empaqueter/api.yaml"));
        assertThat(template.at("/Globals/Function/CodeUri").asText())
                .isEqualTo("s3://a-empaqueter/target/function.jar");
        assertThat(template.at("/Resources/Queue/Properties/CodeUri").asText()).isEqualTo("target/function.jar");
    }

    @ParameterizedTest
    @CsvSource({
        "./target/function.jar, target/function.jar",
        "/abs/function.jar, abs/function.jar",
        "target\\function.jar, target/function.jar",
        "a?b#c, a_b_c",
        "./, ."
    })
    void makesAKeyOfAPath(String path, String key) throws JsonProcessingException {
        ObjectNode template = read(FUNCTION.formatted("{}"));
        ((ObjectNode) template.at("/Resources/F/Properties")).put("CodeUri", path);

        assertThat(Placeholders.put(template))
                .extracting(Placeholders.Replaced::uri)
                .containsExactly("s3://a-empaqueter/" + key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"CodeUri\":\"s3://b/k\"}",
                "{\"CodeUri\":\"\"}",
                "{\"CodeUri\":{\"Bucket\":\"b\",\"Key\":\"k\"}}",
                "{\"CodeUri\":\"{{resolve:ssm:code}}\"}",
                "{\"CodeUri\":\"target/function.jar\",\"InlineCode\":\"x\"}",
                "{}"
            })
    void leavesWhatNamesNoFile(String properties) throws JsonProcessingException {
        ObjectNode template = read(FUNCTION.formatted(properties));

        assertThat(Placeholders.put(template)).isEmpty();
        assertThat(template).isEqualTo(read(FUNCTION.formatted(properties)));
    }

    private static ObjectNode read(String json) throws JsonProcessingException {
        return (ObjectNode) new ObjectMapper().readTree(json);
    }
}
