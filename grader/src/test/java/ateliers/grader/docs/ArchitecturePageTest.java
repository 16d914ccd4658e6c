package ateliers.grader.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The architecture's page speaks of what is there. */
class ArchitecturePageTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)`");
    private static final Pattern TYPE = Pattern.compile("`([A-Z]\\w+[a-z])(?:\\.\\w+)?`");

    /** AWS's operations and JUnit's words, which are no classes of ours. */
    private static final Set<String> OTHERS = Set.of("PutObject", "Invoke", "AwsServiceException");

    @Test
    void everyRuleNamesATestThatExists() throws IOException {
        Set<String> missing = named(TEST);
        assertThat(missing).isNotEmpty();
        missing.removeAll(classes());

        assertThat(missing).isEmpty();
    }

    @Test
    void everyClassThatTheWalksNameExists() throws IOException {
        Set<String> missing = named(TYPE);
        missing.removeAll(OTHERS);
        missing.removeAll(classes());

        assertThat(missing).isEmpty();
    }

    private static Set<String> named(Pattern names) throws IOException {
        return names.matcher(Files.readString(ROOT.resolve("ARCHITECTURE.md")))
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> classes() throws IOException {
        Set<String> classes = new TreeSet<>();
        for (String module : new String[] {"cloud", "grader"}) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src"))) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".java"))
                        .forEach(name -> classes.add(name.substring(0, name.length() - ".java".length())));
            }
        }
        return classes;
    }
}
