package ateliers.grader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A lab's starter and its solution have the same files, and each is the same in both, but for what the lab is about: the page, what
 * the starter marks by {@code TODO}, what tells which tests wait for a task, and what keeps Maven from running those elsewhere. JSON has
 * no comments to say {@code TODO} in: of that, the sample events are the same. A solution may test more than its starter does.
 */
class StarterAndSolutionTest {
    /** How others look at a solution, which a starter does not have. */
    private static final Set<String> OF_THE_SOLUTION = Set.of("mutants", "variants");

    private static final Pattern WAITING = Pattern.compile(
            "(?m)^(import org\\.junit\\.jupiter\\.api\\.(Tag|DisplayName);| *@Tag\\(\"a-faire\"\\)| *@DisplayName\\(.*\\))\\n");

    private static final Pattern EXCLUDING =
            Pattern.compile("(?s)\\n *<!-- Les groupes de tests à laisser de côté[^\\n]*\\n *<tests\\.exclus/>\\n"
                    + "| *<configuration>\\n *<excludedGroups>\\$\\{tests\\.exclus}</excludedGroups>\\n *</configuration>\\n"
                    + "|\\n  <profiles>.*</profiles>\\n");

    static Stream<String> labs() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("..", "labs"))) {
            return folders
                    .map(folder -> folder.getFileName().toString())
                    .filter(lab -> Files.exists(Path.of("..", "solutions", lab)))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("labs")
    void bothHaveTheSameFiles(String lab) throws IOException {
        assertThat(files(Path.of("..", "solutions", lab))).isEqualTo(files(Path.of("..", "labs", lab)));
    }

    @ParameterizedTest
    @MethodSource("labs")
    void whatTheLabIsNotAboutIsTheSameInBoth(String lab) throws IOException {
        for (String file : files(Path.of("..", "labs", lab))) {
            String starter = Files.readString(Path.of("..", "labs", lab, file));
            if (!isTask(file, starter)) {
                String as = "solutions/" + lab + "/" + file;
                String solution = common(file, Files.readString(Path.of("..", "solutions", lab, file)));
                if (file.endsWith("Test.java")) {
                    assertThat(solution.lines())
                            .as(as)
                            .containsSubsequence(common(file, starter).lines().toList());
                } else {
                    assertThat(solution).as(as).isEqualTo(common(file, starter));
                }
            }
        }
    }

    private static boolean isTask(String file, String starter) {
        return file.equals("README.md")
                || starter.contains("TODO")
                || file.endsWith(".json") && !file.startsWith("events/");
    }

    private static String common(String file, String text) {
        if (file.equals("pom.xml")) {
            return EXCLUDING
                    .matcher(text)
                    .replaceAll("")
                    .replace("<groupId>dev.ateliers.solutions<", "<groupId>dev.ateliers.labs<")
                    .replaceAll("<name>(Atelier|Solution) ", "<name>");
        }
        return file.endsWith("Test.java") ? WAITING.matcher(text).replaceAll("") : text;
    }

    private static Set<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(folder::relativize)
                    .filter(file -> !file.startsWith("target")
                            && !OF_THE_SOLUTION.contains(file.getName(0).toString()))
                    .map(file -> file.toString().replace('\\', '/'))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
