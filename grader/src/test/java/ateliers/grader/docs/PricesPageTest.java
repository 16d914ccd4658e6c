package ateliers.grader.docs;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.report.Price;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The prices that the course shows are those by which reports count; with {@code -Dateliers.regenerate=true} it writes them. */
class PricesPageTest {
    private static final Path PAGE = Path.of("..", "docs-fr", "cours", "sans-serveur.md");
    private static final String HEAD = "| service | ce qui est compté | prix | relevé |\n|---|---|---|---|\n";

    @Test
    void theCourseShowsThePricesOfReports() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(HEAD) + HEAD.length();
        String shown = page.substring(begin, page.indexOf("\n\n", begin) + 1);
        if (Boolean.getBoolean("ateliers.regenerate")) {
            Files.writeString(PAGE, page.replace(shown, rows()));
            return;
        }

        assertThat(shown).isEqualTo(rows());
    }

    @Test
    void eachPriceHasADateAndAPageOfAws() {
        assertThat(Price.all()).hasSizeGreaterThan(10).allSatisfy(price -> {
            assertThat(price.date()).matches("20\\d\\d-(0[1-9]|1[0-2])");
            assertThat(price.page()).matches("https://aws\\.amazon\\.com/[a-z0-9/-]+/pricing/[a-z-]*/?");
            assertThat(price.dollars()).isPositive();
        });
    }

    private static String rows() {
        List<String> rows = new ArrayList<>();
        String before = "";
        for (Price price : Price.all()) {
            rows.add("| %s | %s | %s | [%s](%s) |\n"
                    .formatted(
                            price.service().equals(before) ? "" : price.service(),
                            price.what(),
                            price.inFrench(),
                            price.date().substring(5) + "/" + price.date().substring(0, 4),
                            price.page()));
            before = price.service();
        }
        return String.join("", rows).replace("|  |", "| |");
    }
}
