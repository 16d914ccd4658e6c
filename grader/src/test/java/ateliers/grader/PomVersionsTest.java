package ateliers.grader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Labs and solutions have no parent, so that they build anywhere; their versions are the root's all the same. */
class PomVersionsTest {
    private static final Pattern PROPERTY =
            Pattern.compile("<([a-z.]+\\.version|maven\\.compiler\\.release)>([^<]+)</\\1>");

    static List<Path> standalone() throws IOException {
        try (Stream<Path> labs = Files.list(Path.of("..", "labs"));
                Stream<Path> solutions = Files.list(Path.of("..", "solutions"))) {
            return Stream.concat(labs, solutions)
                    .map(folder -> folder.resolve("pom.xml"))
                    .filter(Files::exists)
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("standalone")
    void versionsAreThoseOfTheRoot(Path pom) throws IOException {
        Map<String, String> mine = properties(pom);

        assertThat(mine).containsKey("aws.sdk.version");
        assertThat(properties(Path.of("..", "pom.xml"))).containsAllEntriesOf(mine);
    }

    @ParameterizedTest
    @MethodSource("standalone")
    void noParentAndNoVersionOutsideTheProperties(Path pom) throws IOException {
        String text = Files.readString(pom);

        assertThat(text).doesNotContain("<parent>");
        assertThat(Pattern.compile("<version>([^$<]+)</version>")
                        .matcher(text)
                        .results()
                        .map(r -> r.group(1)))
                .containsExactly("1.0.0-SNAPSHOT");
    }

    private static Map<String, String> properties(Path pom) throws IOException {
        Map<String, String> properties = new HashMap<>();
        PROPERTY.matcher(Files.readString(pom)).results().forEach(r -> properties.put(r.group(1), r.group(2)));
        return properties;
    }
}
