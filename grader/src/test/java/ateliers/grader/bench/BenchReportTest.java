package ateliers.grader.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchReportTest {
    private static final Row START = new Row("ready", "prêt", "ms", 300, List.of(40.0, 900.0, 20.0, 30.0));
    private static final Row RATE = new Row("warm", "à chaud", Row.RATE, 1_000, List.of(700.0, 900.0, 800.0));

    @Test
    void theMedianCountsWhateverTheOrderOfTheRuns() {
        assertThat(START.median()).isEqualTo(35);
        assertThat(RATE.median()).isEqualTo(800);
    }

    @Test
    void aDurationIsToBeShortAndARateHigh() {
        assertThat(START.met()).isTrue();
        assertThat(RATE.met()).isFalse();
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
}
