package ateliers.cloud.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What a service costs before its first behaviour: the lines that are neither its state nor its operations. Imports, blank
 * lines and license headers do not count, comments do.
 */
class GlueTest {
    private static final Path SERVICES = Path.of("src/main/java/ateliers/cloud/services");

    /** Module, rows, members, wire traits, errors, deliveries, the package's page. */
    private static final Pattern GLUE = Pattern.compile(
            ".*(Service|Rows|Members|Wire|Errors|QueueTarget|TopicTarget|FunctionTarget|package-info)\\.java");

    /** What a service has that has few operations. */
    private static final int BASE = 110;

    /** What an operation adds: its row, its errors, what becomes of its members. */
    private static final int AN_OPERATION = 8;

    @Test
    void aServiceCostsLittleBeforeItsFirstBehaviour() throws IOException {
        Map<String, String> tooMuch = new TreeMap<>();
        for (Path service : folders()) {
            int glue = lines(service);
            int most = BASE + AN_OPERATION * operations(service);
            if (glue > most) {
                tooMuch.put(service.getFileName().toString(), glue + " lines of glue, at most " + most);
            }
        }
        assertThat(tooMuch).isEmpty();
    }

    private static List<Path> folders() throws IOException {
        try (Stream<Path> folders = Files.list(SERVICES)) {
            List<Path> found = folders.filter(Files::isDirectory).toList();
            assertThat(found).isNotEmpty();
            return found;
        }
    }

    private static int lines(Path service) throws IOException {
        try (Stream<Path> files = Files.list(service)) {
            return (int) files.filter(
                            file -> GLUE.matcher(file.getFileName().toString()).matches())
                    .flatMap(GlueTest::read)
                    .filter(line -> !line.isBlank() && !line.startsWith("import ") && !line.startsWith("package "))
                    .count();
        }
    }

    /** Rows, one for each. */
    private static int operations(Path service) throws IOException {
        try (Stream<Path> files = Files.list(service)) {
            return (int) files.flatMap(GlueTest::read)
                    .flatMap(line ->
                            Pattern.compile("\\w+Request\\.class").matcher(line).results())
                    .map(found -> found.group())
                    .distinct()
                    .count();
        }
    }

    private static Stream<String> read(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.readAllLines(file).stream() : Stream.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
