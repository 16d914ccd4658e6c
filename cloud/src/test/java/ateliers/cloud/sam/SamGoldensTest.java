package ateliers.cloud.sam;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.template.TemplateReader;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates such as the labs have, and what AWS's own translator makes of them. */
class SamGoldensTest {

    private static final SamContext PARIS = new SamContext("eu-west-3", "aws", "123456789012", Map.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api-with-authorizers",
                "api-with-gateway-responses",
                "api-with-iam-authorization",
                "function-with-s3-event",
                "function-with-sns-event",
                "function-with-sqs-event",
                "functions-with-alexa-skills",
                "functions-with-api-events",
                "functions-with-schedules-and-rules",
                "http-api-with-authorizers"
            })
    void becomesWhatAwsMakesOfIt(String name) throws IOException {
        ObjectNode template = TemplateReader.read(resource(name + ".yaml")).root();

        ObjectNode transformed = SamTransform.transform(template, PARIS);

        assertThat(Comparable.of(transformed))
                .isEqualTo(Comparable.of(new ObjectMapper().readTree(resource(name + ".json"))));
    }

    @Test
    void givesTheSameResultTwiceAndLeavesItsInputAlone() throws IOException {
        ObjectNode template =
                TemplateReader.read(resource("functions-with-api-events.yaml")).root();
        ObjectNode before = template.deepCopy();

        ObjectNode first = SamTransform.transform(template, PARIS);

        assertThat(template).isEqualTo(before);
        assertThat(SamTransform.transform(template, PARIS)).isEqualTo(first);
    }

    @Test
    void givesADeploymentAnotherNameWhenTheDefinitionChanges() throws IOException {
        String text = resource("functions-with-api-events.yaml");
        ObjectNode one = SamTransform.transform(TemplateReader.read(text).root(), PARIS);
        ObjectNode other = SamTransform.transform(
                TemplateReader.read(text.replace("/orders/{id}", "/orders/{orderId}"))
                        .root(),
                PARIS);

        assertThat(deployment(one)).startsWith("BoutiqueDeployment").isNotEqualTo(deployment(other));
    }

    @Test
    void prefersAGivenParameterToTheTemplatesDefault() throws IOException {
        ObjectNode template =
                TemplateReader.read(resource("function-with-sns-event.yaml")).root();

        ObjectNode transformed = SamTransform.transform(
                template, new SamContext("eu-west-3", "aws", "123456789012", Map.of("Etape", "prod")));

        assertThat(transformed.at("/Resources/LireAliasprod/Properties/Name").asText())
                .isEqualTo("prod");
    }

    private static String deployment(ObjectNode template) {
        return Nodes.names(template.get("Resources")).stream()
                .filter(name -> name.startsWith("BoutiqueDeployment"))
                .findFirst()
                .orElseThrow();
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = SamGoldensTest.class.getResourceAsStream("/sam/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
