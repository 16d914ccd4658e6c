package ateliers.cloud.sam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ateliers.cloud.template.TemplateReader;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The transform held to SAM's own suite of inputs and outputs, which lies beside the repository, not in it. */
class SamSuiteTest {

    /** Cases that are known not to be equal, each with its reason. */
    private static final Map<String, String> KNOWN_GAPS = Map.of();

    private static final ObjectMapper JSON = new ObjectMapper();

    @TestFactory
    Stream<DynamicTest> everyCaseOfTheSuite() throws IOException {
        Optional<Path> suite = suite();
        if (suite.isEmpty()) {
            String absent = "SAM's suite is not here: no ../shared/conformance/sam";
            return Stream.of(DynamicTest.dynamicTest(absent, () -> assumeTrue(false, absent)));
        }
        try (Stream<Path> inputs = Files.list(suite.get().resolve("input"))) {
            return inputs.sorted().map(input -> test(suite.get(), input)).toList().stream();
        }
    }

    private static DynamicTest test(Path suite, Path input) {
        String name = input.getFileName().toString().replace(".yaml", "");
        return DynamicTest.dynamicTest(name, () -> {
            assumeTrue(!KNOWN_GAPS.containsKey(name), () -> "Known gap: " + KNOWN_GAPS.get(name));
            JsonNode expected = JSON.readTree(Files.readString(suite.resolve("expected/" + name + ".json")));
            ObjectNode template = TemplateReader.read(Files.readString(input)).root();
            ObjectNode actual = SamTransform.transform(template, context(template));
            assertThat(Comparable.of(actual)).isEqualTo(Comparable.of(expected));
        });
    }

    private static SamContext context(ObjectNode template) {
        Map<String, String> parameters = new HashMap<>();
        if (!template.has("Parameters")) {
            parameters.put("param1", "value1");
            parameters.put("param2", "value2");
        }
        return new SamContext("ap-southeast-1", "aws", "123456789012", parameters);
    }

    private static Optional<Path> suite() {
        return List.of("../shared", "../../shared").stream()
                .map(shared -> Path.of(shared, "conformance", "sam"))
                .filter(Files::isDirectory)
                .findFirst();
    }
}
