package ateliers.grader.docs;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.authoring.DeadLinks;
import ateliers.grader.docs.MarkdownPage.Excerpt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What pages link to and quote is there. */
class DocumentationPageTest {
    @Test
    void everyLinkWithinTheProjectLeadsSomewhere() throws IOException {
        List<String> dead = new ArrayList<>();
        for (MarkdownPage page : MarkdownPage.all()) {
            DeadLinks.of(page.file()).forEach(link -> dead.add(page + " -> " + link));
        }

        assertThat(dead).isEmpty();
    }

    @Test
    void theSiteShowsEveryPageOfTheCourseAndOfTheLabs() throws IOException {
        Path project = Path.of("..").toRealPath();
        List<String> shown = Files.readAllLines(project.resolve("mkdocs.yml")).stream()
                .map(line -> line.strip().replaceFirst("^- (.*: )?", ""))
                .toList();
        List<String> pages = MarkdownPage.all().stream()
                .map(page -> project.relativize(page.file()).toString().replace('\\', '/'))
                .filter(page -> page.startsWith("docs-fr/") || page.startsWith("labs/"))
                .toList();

        assertThat(pages).isNotEmpty();
        assertThat(shown).containsAll(pages);
    }

    @Test
    void everyExcerptIsInItsFile() throws IOException {
        List<String> invented = new ArrayList<>();
        int excerpts = 0;
        for (MarkdownPage page : MarkdownPage.all()) {
            for (Excerpt excerpt : page.excerpts()) {
                excerpts++;
                Path file = page.file().resolveSibling(excerpt.destination());
                if (!isPart(excerpt.text(), Files.readString(file))) {
                    invented.add(page + " : " + excerpt);
                }
            }
        }

        assertThat(invented).isEmpty();
        assertThat(excerpts).isPositive();
    }

    @Test
    void inventedExcerptsAreFound() {
        MarkdownPage page = MarkdownPage.of(Path.of("..", "README.md"), """
                Voici. Extrait de
                [`f`](LICENSE) :

                ```text
                b
                ```

                Ceci n'est extrait de rien.

                ```text
                c
                ```
                """);

        assertThat(page.excerpts()).containsExactly(new Excerpt("LICENSE", "b\n"));
        assertThat(isPart("b\nc", "a\n  b\n  c\n")).isTrue();
        assertThat(isPart("  b\n  c\n", "a\n    b\n    c\n")).isTrue();
        assertThat(isPart("b\nd", "a\n  b\n  c\n  d\n")).isFalse();
        assertThat(isPart("b\n  c", "b\nc\n")).isFalse();
    }

    /** Whether lines follow one another in a text, all moved by the same indentation. */
    private static boolean isPart(String excerpt, String text) {
        // A last line break would count as a line without indentation.
        List<String> wanted = excerpt.stripTrailing().stripIndent().lines().toList();
        List<String> lines = text.lines().toList();
        for (int i = 0; i + wanted.size() <= lines.size(); i++) {
            String part = String.join("\n", lines.subList(i, i + wanted.size()));
            if (part.stripTrailing().stripIndent().lines().toList().equals(wanted)) {
                return true;
            }
        }
        return false;
    }
}
