package ateliers.grader.docs;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.targets.Web;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The requests of the course's Postman collection get the answers that its own tests want, from the solution of lab 05. */
class PostmanCollectionTest {
    private static final Path COLLECTION = Path.of("..", "docs-fr", "cours", "commandes.postman_collection.json");
    private static final Pattern STATUSES =
            Pattern.compile("pm\\.response\\.code\\)\\.to\\.be\\.oneOf\\(\\[([\\d, ]+)]\\)");
    private static final Pattern SAVED =
            Pattern.compile("pm\\.collectionVariables\\.set\\('(\\w+)', pm\\.response\\.json\\(\\)\\.(\\w+)\\)");
    private static final Pattern HEADER = Pattern.compile("pm\\.response\\.to\\.have\\.header\\('([\\w-]+)'\\)");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path work;

    @Test
    void everyRequestGetsTheAnswerThatTheCollectionWants() throws Exception {
        JsonNode collection = JSON.readTree(COLLECTION.toFile());
        assertThat(collection.path("info").path("schema").asText())
                .isEqualTo("https://schema.getpostman.com/json/collection/v2.1.0/collection.json");
        try (Playground playground = Playground.of(Path.of("..", "solutions", "05-orders-sqs"), "05", work)) {
            Map<String, String> variables = new HashMap<>();
            variables.put(
                    "api",
                    playground.deploy("template.yaml", "commandes").outputs().get("ApiUrl"));
            for (JsonNode item : collection.path("item")) {
                play(item, variables, playground.aws().web());
            }
        }
    }

    private static void play(JsonNode item, Map<String, String> variables, Web web) throws IOException {
        String name = item.path("name").asText();
        JsonNode request = item.path("request");
        Map<String, String> headers = new TreeMap<>();
        request.path("header")
                .forEach(header -> headers.put(
                        header.path("key").asText(), header.path("value").asText()));

        Web.Answer answer = web.send(
                request.path("method").asText(),
                URI.create(filled(request.path("url").path("raw").asText(), variables)),
                headers,
                filled(request.path("body").path("raw").asText(""), variables));

        String script = script(item);
        assertThat(statuses(script)).as(name).isNotEmpty().contains(answer.status());
        if (script.contains("pm.test('du JSON'")) {
            assertThat(JSON.readTree(answer.body()).isObject()).as(name).isTrue();
        }
        HEADER.matcher(script)
                .results()
                .forEach(header -> assertThat(answer.header(header.group(1).toLowerCase()))
                        .as(name)
                        .isPresent());
        for (MatchResult saved : SAVED.matcher(script).results().toList()) {
            variables.put(
                    saved.group(1),
                    JSON.readTree(answer.body()).required(saved.group(2)).asText());
        }
    }

    private static String script(JsonNode item) {
        StringBuilder script = new StringBuilder();
        item.path("event")
                .forEach(event -> event.path("script")
                        .path("exec")
                        .forEach(line -> script.append(line.asText()).append('\n')));
        return script.toString();
    }

    private static List<Integer> statuses(String script) {
        return STATUSES.matcher(script)
                .results()
                .flatMap(found -> Stream.of(found.group(1).split(", *")))
                .map(Integer::valueOf)
                .toList();
    }

    private static String filled(String text, Map<String, String> variables) {
        String filled = text;
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            filled = filled.replace("{{" + variable.getKey() + "}}", variable.getValue());
        }
        return filled;
    }
}
