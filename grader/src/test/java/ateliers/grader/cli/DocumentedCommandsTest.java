package ateliers.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.docs.MarkdownPage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Every {@code ./lab …} of the documentation is a command with options that it has, and so is every option that a sentence speaks of. */
class DocumentedCommandsTest {
    /** Options of other programs, which sentences speak of alone. */
    private static final Map<String, String> OTHERS = Map.of(
            "--capabilities", "aws cloudformation deploy",
            "--cli-binary-format", "aws, version 2",
            "--etiquette", "docker/image.sh",
            "--publish", "docker run");

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

    @Test
    void sentencesSpeakOfOptionsThatExist() throws IOException {
        List<String> wrong = new ArrayList<>();
        Set<String> others = new TreeSet<>();
        int options = 0;
        for (MarkdownPage page : MarkdownPage.all()) {
            for (List<String> block : page.quoted()) {
                for (int i = 0; i < block.size(); i++) {
                    String code = block.get(i);
                    if (!code.startsWith("--")) {
                        continue;
                    }
                    options++;
                    if (OTHERS.containsKey(name(code))) {
                        others.add(name(code));
                    } else if (!isOption(code, block.subList(0, i))) {
                        wrong.add(page + " : " + code);
                    }
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(options).isPositive();
        assertThat(others).as("the list above has none in vain").isEqualTo(new TreeSet<>(OTHERS.keySet()));
    }

    @ParameterizedTest
    @CsvSource({
        "--only notify, ./lab grade rendu, true",
        "--only, ./lab grade rendu, true",
        "--all, --help, true",
        "--onli notify, ./lab grade rendu, false",
        "--only notify, ./lab cloud, false",
        "--port 5000, ./lab cloud, true",
        "--port mille, ./lab cloud, false",
        "--yes non, --help, false"
    })
    void anOptionIsOneOfTheCommandThatIsNamedBefore(String option, String before, boolean known) {
        assertThat(isOption(option, List.of(before))).isEqualTo(known);
    }

    @ParameterizedTest
    @ValueSource(strings = {"./lab grade rendu --exlude x", "./lab noter rendu", "./lab cloud --port mille"})
    void mistakesAreFound(String line) {
        assertThat(refusal(line)).isPresent();
    }

    private static boolean isCommand(String line) {
        return line.startsWith("./lab ");
    }

    /** Whether an option, with the value that may follow it, is one of a command that was named before, or of any if none was. */
    private static boolean isOption(String code, List<String> before) {
        Set<String> named = before.stream()
                .filter(DocumentedCommandsTest::isCommand)
                .map(line -> line.split(" ")[1])
                .filter(word -> !word.startsWith("-"))
                .collect(Collectors.toSet());
        return Main.line(System.out, System.err).getSubcommands().entrySet().stream()
                .filter(command -> named.isEmpty() || named.contains(command.getKey()))
                .anyMatch(command -> takes(command.getKey(), command.getValue(), code));
    }

    private static boolean takes(String name, CommandLine command, String code) {
        OptionSpec option = command.getCommandSpec().findOption(name(code));
        if (option == null) {
            return false;
        }
        if (!code.contains(" ")) {
            return true;
        }
        // Else a flag's value would be taken for an argument.
        return option.arity().max() > 0 && isMissingOthersAtMost("./lab " + name + " " + code);
    }

    /** What goes with an option need not be told beside it. */
    private static boolean isMissingOthersAtMost(String line) {
        try {
            Main.line(System.out, System.err).parseArgs(words(line));
            return true;
        } catch (CommandLine.MissingParameterException e) {
            return true;
        } catch (CommandLine.ParameterException e) {
            return false;
        }
    }

    private static String name(String code) {
        return code.split(" ")[0];
    }

    private static Optional<String> refusal(String line) {
        try {
            Main.line(System.out, System.err).parseArgs(words(line));
            return Optional.empty();
        } catch (CommandLine.ParameterException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static String[] words(String line) {
        return WORD.matcher(line.replaceFirst(" +(#|>|&&|\\|).*", ""))
                .results()
                .skip(1)
                .map(word -> word.group().replace("\"", ""))
                .toArray(String[]::new);
    }
}
