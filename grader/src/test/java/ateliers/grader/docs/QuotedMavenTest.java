package ateliers.grader.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a sentence quotes for Maven is in the POMs: goals, profiles, modules; tests and properties that it names are in the sources. */
class QuotedMavenTest {
    private static final Set<String> PHASES = Set.of("compile", "test-compile", "test", "package", "verify", "install");
    private static final Set<String> FLAGS = Set.of("-B", "-q", "-o", "-am", "-DskipTests");
    private static final Pattern GOAL = Pattern.compile("(?:[\\w.]+:)?([\\w-]+):([\\w-]+)(?:@([\\w-]+))?");

    /** The POMs of the project's own modules. */
    private static final List<String> POMS = List.of("pom.xml", "cloud/pom.xml", "grader/pom.xml", "archetype/pom.xml");

    private static final Path PROJECT = Path.of("..");

    private static String poms;
    private static List<Path> sources;

    @BeforeAll
    static void whatThereIs() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String pom : POMS) {
            all.append(Files.readString(PROJECT.resolve(pom)));
        }
        poms = all.toString();
        sources = new ArrayList<>();
        for (String folder : List.of("cloud/src", "grader/src", "labs")) {
            try (Stream<Path> files = Files.walk(PROJECT.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
    }

    @Test
    void sentencesNameWhatMavenKnows() throws IOException {
        List<String> wrong = new ArrayList<>();
        int quoted = 0;
        for (MarkdownPage page : MarkdownPage.all()) {
            for (String code : page.quoted().stream().flatMap(List::stream).toList()) {
                if (code.matches("mvn .*|-(P|pl |Dateliers|Dtest).*")) {
                    quoted++;
                    unknown(code).ifPresent(word -> wrong.add(page + " : " + code + " : " + word));
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(quoted).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mvn -B verify",
                "mvn -Plongues -pl cloud,grader -am test -Dtest='Quoted*,ArgumentsTest'",
                "mvn spotless:apply",
                "mvn -Pmutations -pl cloud test-compile org.pitest:pitest-maven:mutationCoverage@clock",
                "-Dateliers.regenerate=true"
            })
    void whatExistsIsNotRefused(String code) throws IOException {
        assertThat(unknown(code)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mvn verfy",
                "mvn -Plonges test",
                "mvn -pl cloude test",
                "mvn test -Dtest=NobodysTest",
                "mvn spotles:apply",
                "mvn org.pitest:pitest-maven:mutationCoverage@nowhere",
                "-Dateliers.regenerer=true",
                "mvn -X test"
            })
    void mistakesAreFound(String code) throws IOException {
        assertThat(unknown(code)).isPresent();
    }

    /** The first word that Maven would not know here, or would take for something else. */
    private static Optional<String> unknown(String code) throws IOException {
        List<String> words = new ArrayList<>(List.of(code.replace("'", "").split(" ")));
        words.remove("mvn");
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            boolean known;
            if (word.equals("-pl")) {
                known = Stream.of(words.get(++i).split(","))
                        .allMatch(module -> Files.exists(PROJECT.resolve(module).resolve("pom.xml")));
            } else if (word.startsWith("-P")) {
                known = Pattern.compile(
                                "(?s)<profile>(?:\\s|<!--[^>]*-->)*<id>" + Pattern.quote(word.substring(2)) + "</id>")
                        .matcher(poms)
                        .find();
            } else if (word.startsWith("-Dtest=")) {
                known = Stream.of(word.substring("-Dtest=".length()).split(",")).allMatch(QuotedMavenTest::isTest);
            } else if (word.startsWith("-Dateliers.")) {
                known = isRead(word.substring(2).replaceFirst("=.*", ""));
            } else {
                known = FLAGS.contains(word) || PHASES.contains(word) || isGoal(word);
            }
            if (!known) {
                return Optional.of(word);
            }
        }
        return Optional.empty();
    }

    private static boolean isGoal(String word) {
        Matcher goal = GOAL.matcher(word);
        if (!goal.matches()) {
            return false;
        }
        String plugin = goal.group(1);
        boolean hasPlugin = Stream.of(plugin, "maven-" + plugin + "-plugin", plugin + "-maven-plugin")
                .anyMatch(artifact -> poms.contains("<artifactId>" + artifact + "</artifactId>"));
        return hasPlugin && (goal.group(3) == null || poms.contains("<id>" + goal.group(3) + "</id>"));
    }

    private static boolean isTest(String pattern) {
        var named = FileSystems.getDefault().getPathMatcher("glob:" + pattern + ".java");
        return sources.stream().anyMatch(source -> named.matches(source.getFileName()));
    }

    /** Whether a system property of this name is read anywhere. */
    private static boolean isRead(String property) throws IOException {
        for (Path source : sources) {
            if (Files.readString(source).contains("(\"" + property + "\"")) {
                return true;
            }
        }
        return false;
    }
}
