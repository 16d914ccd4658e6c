package ateliers.cloud.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ateliers.cloud.conformance.FactsTest;
import ateliers.cloud.sam.PublicSamSuite;
import ateliers.cloud.sam.PublicSamSuite.Result;
import ateliers.cloud.services.dynamodb.CaseFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code docs-fr/exactitude.md} tells how strict this cloud is. The project's own suites are counted at each build; what they
 * count is right, or the build fails. SAM's own suite is played by whoever has it, and dated. To write both anew, with a
 * checkout of aws/serverless-application-model beside:
 *
 * <pre>mvn -pl cloud test -Dtest=ConformancePageTest -Dateliers.regenerate=true -Dateliers.sam=…/tests/translator</pre>
 */
class ConformancePageTest {
    private static final Path PAGE = Path.of("..", "docs-fr", "exactitude.md");
    private static final Path RESOURCES = Path.of("src", "test", "resources");

    @Test
    void thePageCountsTheProjectsOwnSuites() throws IOException {
        written("suites", """

                | suite | ce qu'elle tient | cas |
                |---|---|---|
                | faits | ce qu'AWS a répondu quand on le lui a demandé, par HTTP ; %d attendent un service qui manque | %d |
                | DynamoDB | expressions, index, transactions, flux : chaque cas nomme la page d'AWS d'où il vient | %d |
                | SAM | des templates, et ce que le transformateur d'AWS en fait | %d |
                | motifs | des piles entières : déployées, traversées par un message, supprimées sans reste | %d |

                """.formatted(
                        FactsTest.waiting(),
                        FactsTest.all() - FactsTest.waiting(),
                        CaseFile.all().count(),
                        files(RESOURCES.resolve("sam"), ".json"),
                        files(RESOURCES.resolve("samples"), "")));
    }

    private static long files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(each -> each.toString().endsWith(ending)).count();
        }
    }

    @Test
    void thePageSaysWhatSamsOwnSuiteFound() throws IOException {
        Optional<Path> suite =
                Optional.ofNullable(System.getProperty("ateliers.sam")).map(Path::of);
        assumeTrue(suite.isPresent(), "SAM's suite is not here: no -Dateliers.sam");
        Map<Result, Integer> good = PublicSamSuite.play(suite.get(), false);
        Map<Result, Integer> faulty = PublicSamSuite.play(suite.get(), true);

        assertThat(good.get(Result.CRASH) + faulty.get(Result.CRASH))
                .as("crashes")
                .isZero();
        written("mesures", """

                Mesuré le %s.

                | templates de SAM | cas | pareils | refusés, en d'autres mots | `Unsupported` | faux |
                |---|---|---|---|---|---|
                | bons | %s |
                | fautifs | %s |

                """.formatted(LocalDate.now(), row(good), row(faulty)));
    }

    private static String row(Map<Result, Integer> counts) {
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        return all + " | " + counts.get(Result.EQUAL) + " | " + counts.get(Result.REFUSED_OTHERWISE) + " | "
                + counts.get(Result.UNSUPPORTED) + " | " + counts.get(Result.WRONG);
    }

    /** The page has this between its two marks, or gets it. */
    private static void written(String marks, String table) throws IOException {
        String page = Files.readString(PAGE);
        String begin = "<!-- " + marks + " : début -->\n";
        String wanted = page.substring(0, page.indexOf(begin) + begin.length())
                + table
                + page.substring(page.indexOf("<!-- " + marks + " : fin -->\n"));
        if (Boolean.getBoolean("ateliers.regenerate")) {
            Files.writeString(PAGE, wanted);
            return;
        }
        assertThat(undated(page))
                .as("regenerate it: mvn -pl cloud test -Dtest=ConformancePageTest -Dateliers.regenerate=true")
                .isEqualTo(undated(wanted));
    }

    private static String undated(String page) {
        return page.replaceAll("Mesuré le [0-9-]+\\.", "Mesuré.");
    }
}
