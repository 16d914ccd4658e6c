package ateliers.grader.bench;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.bench.Row.PeerFigure;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchReportTest {
    private static final Row START = Row.of("ready", "prêt", "ms", 300, List.of(40.0, 900.0, 20.0, 30.0));
    private static final Row RATE = Row.of("warm", "à chaud", Row.RATE, 1_000, List.of(700.0, 900.0, 800.0));

    @Test
    void theMedianCountsWhateverTheOrderOfTheRuns() {
        assertThat(START.median()).isEqualTo(35);
        assertThat(RATE.median()).isEqualTo(800);
    }

    @Test
    void aDurationIsToBeShortAndARateHigh() {
        assertThat(START.met()).contains(true);
        assertThat(RATE.met()).contains(false);
    }

    @Test
    void theTableSaysWhichGoalsAreMet() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        new BenchReport(List.of(START, RATE)).print(new PrintStream(bytes, true, StandardCharsets.UTF_8));

        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .satisfiesExactly(
                        head -> assertThat(head).startsWith("mesure").contains("médiane", "objectif"),
                        start -> assertThat(start)
                                .startsWith("prêt (ms)")
                                .contains(" 35 ")
                                .endsWith("  atteint"),
                        rate -> assertThat(rate).contains(" 800 ").endsWith("  pas atteint"));
    }

    @Test
    void theFileHasEveryRun(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("bench.json");

        new BenchReport(List.of(START, RATE)).write(file);

        JsonNode rows = new ObjectMapper().readTree(file.toFile()).path("rows");
        assertThat(rows.path(0).path("median").asDouble()).isEqualTo(35);
        assertThat(rows.path(0).path("samples")).hasSize(4);
        assertThat(rows.path(0).path("met").asBoolean()).isTrue();
        assertThat(rows.path(1).path("met").asBoolean(true)).isFalse();
    }

    @Test
    void aPeersMedianStandsBesideOursAndWhatItLacksBelow(@TempDir Path folder) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Path file = folder.resolve("bench.json");
        BenchReport report = new BenchReport(List.of(
                compared("put", new PeerFigure(List.of(7.0, 9.0, 8.0), "")),
                compared("api", new PeerFigure(List.of(), "pas de Lambda"))));

        report.print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        report.write(file);

        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .satisfiesExactly(
                        head -> assertThat(head).contains("voisin"),
                        put -> assertThat(put)
                                .startsWith("put (ms)")
                                .contains(" 1,50 ", " 8 ")
                                .doesNotContain("atteint"),
                        api -> assertThat(api).startsWith("api (ms)"),
                        lack -> assertThat(lack).isEqualTo("Le voisin n'a pas « api » : pas de Lambda"));
        JsonNode rows = new ObjectMapper().readTree(file.toFile()).path("rows");
        assertThat(rows.path(0).path("peer").path("median").asDouble()).isEqualTo(8);
        assertThat(rows.path(0).has("goal")).isFalse();
        assertThat(rows.path(1).path("peer").has("median")).isFalse();
    }

    @Test
    void theShellTellsTheProcessorTimeOfWhatItRan() {
        assertThat(GradeTime.processor("0m0.00s 0m0.01s\n1m20.25s 0m2.50s\n")).isEqualTo(82.75);
    }

    private static Row compared(String title, PeerFigure peer) {
        return new Row(title, title, "ms", OptionalDouble.empty(), List.of(1.5), Optional.of(peer));
    }
}
