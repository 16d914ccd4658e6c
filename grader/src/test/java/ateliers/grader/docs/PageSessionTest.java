package ateliers.grader.docs;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.docs.PageSession.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No command of the documentation is overlooked by the test that runs them, and what it leaves out says why. */
class PageSessionTest {
    private static final MarkdownPage PAGE = MarkdownPage.of(Path.of("..", "README.md"), """
            <!-- prépare : NOM=bol -->
            ```sh
            echo "un $NOM"
            ```

            Cela affiche :

            <!-- affiche -->
            ```text
            un b…
            ```

            <!-- code 2 : la file est pleine -->
            <!-- non joué : il faut une imprimante -->
            ```sh
            lpr rapport.html
            ```

            ```yaml
            aws: rien
            ```

                git push
            """);

    @Test
    void everyCommandStandsInABlockOfCommands() throws IOException {
        List<String> overlooked = new ArrayList<>();
        for (MarkdownPage page : PageSession.pages()) {
            PageSession.overlooked(page).forEach(line -> overlooked.add(page + " : " + line));
        }

        assertThat(overlooked).isEmpty();
        assertThat(PageSession.overlooked(PAGE)).containsExactly("git push");
    }

    @Test
    void whatIsNotRunSaysWhy() throws IOException {
        for (MarkdownPage page : PageSession.pages()) {
            assertThat(PageSession.of(page).steps())
                    .as(page.toString())
                    .allSatisfy(
                            step -> assertThat(step.reason().orElse("a reason")).contains(" "));
        }
    }

    @Test
    void testsThatReasonsNameAreThere() throws IOException {
        Set<String> named = new TreeSet<>();
        for (MarkdownPage page : PageSession.pages()) {
            for (Step step : PageSession.of(page).steps()) {
                Pattern.compile("`(\\w+Test)`")
                        .matcher(step.reason().orElse(""))
                        .results()
                        .forEach(test -> named.add(test.group(1) + ".java"));
            }
        }

        assertThat(named).contains("WholeNewLabTest.java");
        try (Stream<Path> files = Files.walk(Path.of("src", "test"))) {
            assertThat(files.map(file -> file.getFileName().toString())).containsAll(named);
        }
    }

    @Test
    void aSessionHasItsCommandsWithWhatGoesBeforeAndWhatTheyPrint() {
        assertThat(PageSession.of(PAGE).steps())
                .containsExactly(
                        new Step("NOM=bol", "echo \"un $NOM\"\n", 0, Optional.empty(), List.of("un b…")),
                        new Step("", "lpr rapport.html\n", 2, Optional.of("il faut une imprimante"), List.of()));
    }

    @Test
    void whatIsNotPrintedIsMissed() {
        Step step = new Step("", "", 0, Optional.empty(), List.of("un …", "deux"));

        assertThat(step.missing("avant\n  un bol\nentre\ndeux\n")).isEmpty();
        assertThat(step.missing("deux\nun bol\n")).contains("deux");
        assertThat(step.missing("un bol\ndeux bols\n")).contains("deux");
    }
}
