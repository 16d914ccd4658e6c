package ateliers.cloud.sam;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.template.TemplateReader;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates broken in one place: transformed or refused, never an accident of ours. */
class SamFuzzTest {

    private static final int ROUNDS = 600;

    private static final List<String> STRANGE = List.of(
            "null",
            "1",
            "\"\"",
            "true",
            "[]",
            "{}",
            "[1]",
            "[null]",
            "{\"Ref\":\"X\"}",
            "{\"Ref\":[]}",
            "{\"Fn::If\":[1]}",
            "{\"a\":1,\"b\":null}",
            "{\"Fn::If\":[\"C\",{\"Ref\":\"AWS::NoValue\"},\"a\"]}");

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api-with-iam-authorization",
                "function-with-s3-event",
                "function-with-sns-event",
                "function-with-sqs-event",
                "functions-with-api-events",
                "functions-with-schedules-and-rules"
            })
    void isTransformedOrRefused(String name) throws IOException {
        ObjectNode template = TemplateReader.read(resource(name + ".yaml")).root();
        Random random = new Random(name.hashCode());
        int refused = 0;
        for (int i = 0; i < ROUNDS; i++) {
            ObjectNode broken = template.deepCopy();
            List<Consumer<JsonNode>> places = new ArrayList<>();
            collect(broken, places);
            JsonNode strange = JSON.readTree(STRANGE.get(random.nextInt(STRANGE.size())));
            places.get(random.nextInt(places.size())).accept(strange);
            refused += isRefused(broken) ? 1 : 0;
        }
        assertThat(refused).isBetween(1, ROUNDS - 1);
    }

    private static boolean isRefused(ObjectNode template) {
        try {
            SamTransform.transform(template, new SamContext("eu-west-3", "aws", "123456789012", Map.of()));
            return false;
        } catch (SamException | Unsupported refusal) {
            return true;
        }
    }

    private static void collect(JsonNode node, List<Consumer<JsonNode>> places) {
        if (node instanceof ObjectNode object) {
            for (String name : Nodes.names(object)) {
                places.add(value -> object.set(name, value));
                collect(object.get(name), places);
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                places.add(value -> array.set(index, value));
                collect(array.get(i), places);
            }
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = SamFuzzTest.class.getResourceAsStream("/sam/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
