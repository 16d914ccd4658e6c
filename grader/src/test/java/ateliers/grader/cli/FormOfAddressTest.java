package ateliers.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command, its refusals and its hints say « tu » to a student; « vous » is for the pages that are read beside it. */
class FormOfAddressTest {
    private static final Pattern LITERAL = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|\\becho .*");

    /** The imperative ends in -ez; a few words that end so too, and what a skill says to whoever speaks to it, are none of it. */
    private static final Pattern VOUS = Pattern.compile(
            "\\b(?:vous|votre|vos|(?!(?:assez|chez|excusez)\\b)\\p{L}+ez)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

    private static final Pattern TU = Pattern.compile(
            "\\b(?:tu|ton|ta|tes|toi)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

    /** Code, and what is quoted: the program says « tu ». */
    private static final Pattern QUOTED = Pattern.compile("(?s)```.*?```|`[^`]*`|«[^»]*»");

    private static final Pattern HINTS = Pattern.compile("(?s)<details>.*?</details>");

    @Test
    void messagesSayTu() throws IOException {
        assertThat(formal("../grader/src/main/java")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../lab", "../lab.cmd", "../grader/src/main/windows/prepare.ps1"})
    void launchersSayTu(String launcher) throws IOException {
        assertThat(formal(launcher)).isEmpty();
    }

    /** The help that a lab's page folds away is a hint. */
    @Test
    void pagesSayVousAndTheirHintsTu() throws IOException {
        for (Path page : pages()) {
            String text = QUOTED.matcher(Files.readString(page)).replaceAll("");
            String hints = HINTS.matcher(text).results().map(MatchResult::group).collect(Collectors.joining("\n"));

            assertThat(TU.matcher(HINTS.matcher(text).replaceAll("")).results().map(MatchResult::group))
                    .as(page.toString())
                    .isEmpty();
            assertThat(VOUS.matcher(hints).results().map(MatchResult::group))
                    .as(page.toString())
                    .isEmpty();
        }
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (Path folder : List.of(Path.of("../docs-fr"), Path.of("../labs"), Path.of("../solutions"))) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(file -> file.toString().endsWith(".md"))
                        .filter(file -> !file.toString().contains("target"))
                        .forEach(pages::add);
            }
        }
        assertThat(pages).hasSizeGreaterThan(50);
        return pages;
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"Vérifiez le chemin.\"", "\"votre pile\"", "echo Java est introuvable : installez-le."})
    void theOtherFormIsFound(String line) {
        assertThat(isFormal(line)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"Pas assez de place chez toi.\"", "// vérifiez", "echo Vérifie le chemin."})
    void othersAreNot(String line) {
        assertThat(isFormal(line)).isFalse();
    }

    private static List<String> formal(String path) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(path))) {
            List<Path> read = files.filter(Files::isRegularFile).toList();
            assertThat(read).isNotEmpty();
            return read.stream().flatMap(FormOfAddressTest::formalLines).toList();
        }
    }

    private static Stream<String> formalLines(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(FormOfAddressTest::isFormal)
                    .map(line -> file.getFileName() + ": " + line.strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isFormal(String line) {
        return LITERAL.matcher(line)
                .results()
                .anyMatch(said -> VOUS.matcher(said.group()).find());
    }
}
