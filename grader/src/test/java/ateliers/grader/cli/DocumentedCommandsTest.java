package ateliers.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.docs.MarkdownPage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Every {@code ./lab …} of the documentation is a command with options that it has. */
class DocumentedCommandsTest {
    private static final Pattern WORD = Pattern.compile("(?:\"[^\"]*\"|[^\" ])+");

    @Test
    void pagesNameCommandsThatExist() throws IOException {
        List<String> wrong = new ArrayList<>();
        int commands = 0;
        for (MarkdownPage page : MarkdownPage.all()) {
            for (String line : page.code()) {
                if (isCommand(line)) {
                    commands++;
                    refusal(line).ifPresent(why -> wrong.add(page + " : " + line + " : " + why));
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(commands).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"./lab grade rendu --exlude x", "./lab noter rendu", "./lab cloud --port mille"})
    void mistakesAreFound(String line) {
        assertThat(refusal(line)).isPresent();
    }

    private static boolean isCommand(String line) {
        return line.startsWith("./lab ");
    }

    private static Optional<String> refusal(String line) {
        String[] words = WORD.matcher(line.replaceFirst(" +(#|>|&&|\\|).*", ""))
                .results()
                .skip(1)
                .map(word -> word.group().replace("\"", ""))
                .toArray(String[]::new);
        try {
            Main.line(System.out, System.err).parseArgs(words);
            return Optional.empty();
        } catch (CommandLine.ParameterException e) {
            return Optional.of(e.getMessage());
        }
    }
}
