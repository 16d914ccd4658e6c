package ateliers.grader.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.journal.Entry;
import ateliers.cloud.template.TemplateReader;
import ateliers.grader.packaging.Refused;
import ateliers.grader.targets.GraderException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The solutions' templates, changed by their structure at random: each is deployed or refused, within seconds, and what is refused is
 * the student's. A gap of the embedded AWS is told as that, and a defect of it fails this test.
 */
@Tag("longue")
class FuzzedTemplatesTest extends DeployCase {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Most of the time that chance is given; {@code -Dateliers.hasard=600} gives ten minutes. */
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("ateliers.hasard", 60) * 2L / 3);

    /** So many at least, however busy the machine is. */
    private static final int FEWEST = 20;

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private static final List<String> STRANGE = List.of(
            "null", "1", "-1", "1e30", "\"\"", "true", "[]", "{}", "[null]", "\"*\"", "{\"Ref\":\"AWS::NoValue\"}");

    @Test
    void whateverATemplateSaysIsNoDefectOfOurs() throws Exception {
        jar("exemple/");
        List<ObjectNode> templates = new ArrayList<>();
        try (Stream<Path> labs = Files.list(Path.of("..", "solutions"))) {
            for (Path template : labs.map(lab -> lab.resolve("template.yaml"))
                    .filter(Files::exists)
                    .sorted()
                    .toList()) {
                templates.add(TemplateReader.read(Files.readString(template)).root());
            }
        }
        assertThat(outcome("sans-hasard", templates.get(0).toPrettyString(), -1))
                .isEqualTo(Outcome.DEPLOYED);
        long end = System.nanoTime() + TIME.toNanos();
        int deployed = 0;
        int refused = 0;
        int lacking = 0;
        int round = 0;
        for (; round < FEWEST || System.nanoTime() < end; round++) {
            ObjectNode template = new Mutation(new Random(round)).of(templates.get(round % templates.size()));
            long start = System.nanoTime();
            switch (outcome("hasard-" + round, template.toPrettyString(), round)) {
                case DEPLOYED -> deployed++;
                case REFUSED -> refused++;
                default -> lacking++;
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("round " + round)
                    .isLessThan(LONGEST);
        }

        String what = "%d templates: %d deployed, %d refused, %d lacking".formatted(round, deployed, refused, lacking);
        assertThat(refused).as(what).isPositive();
        // What the embedded AWS lacks is said, and is seldom.
        assertThat(lacking).as(what).isLessThan(round / 10 + 2);
        assertThat(cloud.journal().entries())
                .filteredOn(entry -> entry.kind() == Entry.Kind.DEFECT)
                .isEmpty();
    }

    private enum Outcome {
        DEPLOYED,
        REFUSED,
        LACKING
    }

    private Outcome outcome(String stack, String template, int round) {
        try {
            deploy(stack, template, Map.of("NotificationEmail", "moi@exemple.fr", "SenderEmail", "moi@exemple.fr"));
            return Outcome.DEPLOYED;
        } catch (Refused e) {
            assertThat(e.getMessage()).as("round " + round).isNotBlank();
            assertThat(e.seen()).as("round %d: %s", round, e).isNotBlank().doesNotContain("java.lang.");
            return Outcome.REFUSED;
        } catch (GraderException e) {
            assertThat(e.getMessage())
                    .as("round %d: %s%n%s", round, e, template)
                    .contains("ce que l'AWS embarqué n'a pas encore");
            return Outcome.LACKING;
        } catch (IOException | RuntimeException | Error e) {
            throw new AssertionError("round %d: %s%n%s".formatted(round, e, template), e);
        } finally {
            aws.cloudFormation().deleteStack(r -> r.stackName(stack));
        }
    }

    private void jar(String entry) throws IOException {
        Files.createDirectories(jar().getParent());
        try (OutputStream out = Files.newOutputStream(jar());
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(entry));
        }
    }

    /** One to three changes of a copy. */
    private record Mutation(Random random) {
        ObjectNode of(ObjectNode template) throws IOException {
            ObjectNode copy = template.deepCopy();
            for (int i = 0; i <= random.nextInt(3); i++) {
                List<JsonNode> containers = new ArrayList<>();
                collect(copy, containers);
                JsonNode container = any(containers);
                if (container instanceof ObjectNode object) {
                    change(object, any(containers), copy);
                } else {
                    change((ArrayNode) container);
                }
            }
            return copy;
        }

        private void change(ObjectNode object, JsonNode elsewhere, ObjectNode whole) throws IOException {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            if (names.isEmpty()) {
                return;
            }
            String name = any(names);
            JsonNode value = object.get(name);
            switch (random.nextInt(9)) {
                case 0 -> object.remove(name);
                case 1 -> object.set(name, JSON.readTree(any(STRANGE)));
                case 2 -> object.set(name + "x", object.remove(name));
                case 3 -> object.set(name + "2", value.deepCopy());
                case 4 -> object.set(name, elsewhere.deepCopy());
                case 5 -> object.set(name, JSON.createArrayNode().add(value.deepCopy()));
                case 6 -> object.set(name, JSON.createObjectNode().put("Ref", anyResource(whole)));
                case 7 ->
                    object.putObject(name)
                            .putArray("Fn::GetAtt")
                            .add(anyResource(whole))
                            .add("Arn");
                default -> object.put(name, typo(value.isValueNode() ? value.asText() : name));
            }
        }

        private void change(ArrayNode array) throws IOException {
            if (array.isEmpty()) {
                array.add(JSON.readTree(any(STRANGE)));
                return;
            }
            int at = random.nextInt(array.size());
            switch (random.nextInt(3)) {
                case 0 -> array.remove(at);
                case 1 -> array.set(at, JSON.readTree(any(STRANGE)));
                default -> array.add(array.get(at).deepCopy());
            }
        }

        private String anyResource(ObjectNode whole) {
            List<String> names = new ArrayList<>();
            whole.path("Resources").fieldNames().forEachRemaining(names::add);
            return names.isEmpty() ? "Rien" : any(names);
        }

        private String typo(String text) {
            if (text.isEmpty()) {
                return "é";
            }
            int at = random.nextInt(text.length());
            return switch (random.nextInt(4)) {
                case 0 -> text.substring(0, at) + text.substring(at + 1);
                case 1 -> text.substring(0, at) + "${Autre}" + text.substring(at);
                case 2 -> text.repeat(1 + random.nextInt(40));
                default -> text.substring(0, at) + (char) (32 + random.nextInt(0x200)) + text.substring(at + 1);
            };
        }

        private <T> T any(List<T> all) {
            return all.get(random.nextInt(all.size()));
        }

        private static void collect(JsonNode node, List<JsonNode> found) {
            if (node.isContainerNode()) {
                found.add(node);
                node.forEach(child -> collect(child, found));
            }
        }
    }
}
