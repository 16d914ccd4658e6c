package ateliers.grader.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.authoring.Coverage;
import ateliers.grader.authoring.LabFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code docs-fr/couverture} tells of each sentence of a lab's contract which criterion proves it and which mutants break it; that each
 * has some is for {@code LabCheck} to see. After a change of a contract, a criterion or a mutant, write the pages anew by
 *
 * <pre>mvn -pl cloud,grader test -Dtest=ContractCoverageTest -Dsurefire.failIfNoSpecifiedTests=false -Dateliers.regenerate=true</pre>
 */
class ContractCoverageTest {
    private static final String LIST = "README.md";
    private static final Path PAGES = Path.of("..", "docs-fr", "couverture");

    @Test
    void thePagesTellItOfEveryLabAndOfNoOther() throws IOException {
        Set<String> names = new TreeSet<>(Set.of(LIST));
        StringBuilder list = new StringBuilder("# Ce que la note prouve\n\n")
                .append(
                        "Pour chaque atelier : les phrases de son contrat, les critères qui les prouvent, et les pannes qui le montrent.\n\n");
        for (String lab : LabFolders.labs()) {
            Coverage coverage = Coverage.of(LabFolders.of(lab));
            WrittenPages.assertIsWritten(PAGES.resolve(lab + ".md"), coverage.page());
            names.add(lab + ".md");
            list.append("- [%1$s](%1$s.md) : %2$s\n".formatted(lab, coverage.title()));
        }
        WrittenPages.assertIsWritten(PAGES.resolve(LIST), list.toString());

        try (Stream<Path> pages = Files.list(PAGES)) {
            assertThat(pages.map(page -> page.getFileName().toString())).containsExactlyInAnyOrderElementsOf(names);
        }
    }
}
