package ateliers.cloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputPumpTest {
    private static final String MARK = "\0mark\n";
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final List<Long> marks = new ArrayList<>();

    @Test
    void outputBecomesLinesWithTheirTime() {
        assertThat(pumped("one\ntwo\r\n\n\r\nfour").take())
                .containsExactly(new LogLine(NOON, "one"), new LogLine(NOON, "two"), new LogLine(NOON, "four"));
    }

    @Test
    void aMessageOfSeveralLinesStaysOne() {
        assertThat(texts(pumped("one\0\n\0\ntwo\nthree\n"))).containsExactly("one\n\ntwo", "three");
    }

    @Test
    void aMarkEndsALineAndIsCounted() {
        assertThat(texts(pumped("one" + MARK + "two\n" + MARK))).containsExactly("one", "two");
        assertThat(marks).containsExactly(1L, 2L, Long.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0", "a\0mar", "\0\0", "a\0mark"})
    void whatOnlyBeginsLikeAMarkIsOutputAndHidesNoMark(String beginning) {
        assertThat(texts(pumped(beginning + MARK))).containsExactly(beginning);
        assertThat(marks).containsExactly(1L, Long.MAX_VALUE);
    }

    @Test
    void whatBeginsLikeAMarkAtTheEndIsNoMark() {
        pumped("a\0mar");

        assertThat(marks).containsExactly(Long.MAX_VALUE);
    }

    @Test
    void aLineIsCutAt256KilobytesAndTheNextIsWhole() {
        List<String> lines =
                texts(pumped("x".repeat(OutputPump.MAX_LINE) + "\n" + "y".repeat(OutputPump.MAX_LINE + 1) + "\nshort"));

        assertThat(lines.get(0)).isEqualTo("x".repeat(OutputPump.MAX_LINE));
        assertThat(lines.get(1))
                .isEqualTo("y".repeat(OutputPump.MAX_LINE) + " [... tronqué : ligne de plus de 256 Ko]");
        assertThat(lines.get(2)).isEqualTo("short");
    }

    @Test
    void aBatchIsCutAtFourMegabytesAndTheNextIsWhole() {
        String line = "z".repeat(OutputPump.MAX_LINE) + "\n";
        OutputPump pump = pump(new ByteArrayInputStream(line.repeat(20).getBytes(StandardCharsets.UTF_8)));
        pump.run();

        List<LogLine> lines = pump.take();

        assertThat(lines).hasSize(16);
        assertThat(lines.get(15).text()).isEqualTo("[... tronqué : plus de 4 Mo de journal]");
        pump.platform(List.of("END"));
        assertThat(texts(pump)).containsExactly("END");
    }

    @Test
    void thePlatformsLinesComeWhereTheyWereWritten() {
        OutputPump pump = pump(new ByteArrayInputStream("one\n".getBytes(StandardCharsets.UTF_8)));
        pump.platform(List.of("START"));
        pump.run();
        pump.platform(List.of("END"));

        assertThat(texts(pump)).containsExactly("START", "one", "END");
        assertThat(pump.take()).isEmpty();
    }

    @Test
    void aPipeThatBreaksEndsTheOutput() {
        OutputPump pump = pump(new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("broken");
            }
        });

        pump.run();

        assertThat(marks).containsExactly(Long.MAX_VALUE);
    }

    private OutputPump pumped(String output) {
        OutputPump pump = pump(new ByteArrayInputStream(output.getBytes(StandardCharsets.UTF_8)));
        pump.run();
        return pump;
    }

    private OutputPump pump(InputStream output) {
        return new OutputPump(output, MARK.getBytes(StandardCharsets.UTF_8), () -> NOON, line -> true, marks::add);
    }

    private static List<String> texts(OutputPump pump) {
        return pump.take().stream().map(LogLine::text).toList();
    }
}
