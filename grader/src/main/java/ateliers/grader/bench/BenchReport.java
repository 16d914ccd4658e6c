package ateliers.grader.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The figures, as a table for people and as JSON for programs. */
public final class BenchReport {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String LINE = "%-62s %10s %10s %10s %10s  %s%n";

    private final List<Row> rows;

    public BenchReport(List<Row> rows) {
        this.rows = List.copyOf(rows);
    }

    /** Medians, extremes and goals. */
    public void print(PrintStream out) {
        out.printf(LINE, "mesure", "médiane", "minimum", "maximum", "objectif", "");
        for (Row row : rows) {
            String title = "%s (%s)".formatted(row.title(), row.unit());
            out.printf(
                    LINE,
                    title,
                    figure(row.median()),
                    figure(row.min()),
                    figure(row.max()),
                    figure(row.goal()),
                    row.met() ? "atteint" : "pas atteint");
        }
    }

    /** Whole numbers but for small ones, where a tenth counts. */
    private static String figure(double value) {
        return String.format(Locale.FRANCE, value < 100 && value != Math.rint(value) ? "%.1f" : "%.0f", value);
    }

    /**
     * Writes {@code {"version":1,"processors":2,"java":"17…","rows":[{"id","title","unit","median","min","max","goal","met",
     * "samples":[…]}]}}.
     */
    public void write(Path file) throws IOException {
        ObjectNode root = JSON.createObjectNode()
                .put("version", 1)
                .put("processors", Runtime.getRuntime().availableProcessors())
                .put("java", System.getProperty("java.version"));
        var all = root.putArray("rows");
        for (Row row : rows) {
            ObjectNode node = all.addObject()
                    .put("id", row.id())
                    .put("title", row.title())
                    .put("unit", row.unit())
                    .put("median", row.median())
                    .put("min", row.min())
                    .put("max", row.max())
                    .put("goal", row.goal())
                    .put("met", row.met());
            row.samples().forEach(node.putArray("samples")::add);
        }
        Files.write(file, JSON.writeValueAsBytes(root));
    }
}
