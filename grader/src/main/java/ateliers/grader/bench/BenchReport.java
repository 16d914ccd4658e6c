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
import java.util.OptionalDouble;

/** The figures, as a table for people and as JSON for programs. */
public final class BenchReport {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String LINE = "%-62s %10s %10s %10s %10s %10s  %s%n";

    private final List<Row> rows;

    public BenchReport(List<Row> rows) {
        this.rows = List.copyOf(rows);
    }

    /** Medians, extremes, goals, and medians of the peer; then what the peer lacks. */
    public void print(PrintStream out) {
        out.printf(LINE, "mesure", "médiane", "minimum", "maximum", "objectif", "voisin", "");
        for (Row row : rows) {
            out.printf(
                    LINE,
                    "%s (%s)".formatted(row.title(), row.unit()),
                    figure(row.median()),
                    figure(row.min()),
                    figure(row.max()),
                    figure(row.goal()),
                    row.peer().map(peer -> figure(peer.median())).orElse(""),
                    row.met().map(met -> met ? "atteint" : "pas atteint").orElse(""));
        }
        for (Row row : rows) {
            row.peer()
                    .filter(peer -> peer.samples().isEmpty())
                    .ifPresent(peer -> out.printf("Le voisin n'a pas « %s » : %s%n", row.title(), peer.lack()));
        }
    }

    private static String figure(OptionalDouble value) {
        return value.isPresent() ? figure(value.getAsDouble()) : "–";
    }

    /** Whole numbers but for small ones, where a tenth or a hundredth counts. */
    private static String figure(double value) {
        String format = value < 10 && value != Math.rint(value)
                ? "%.2f"
                : value < 100 && value != Math.rint(value) ? "%.1f" : "%.0f";
        return String.format(Locale.FRANCE, format, value);
    }

    /**
     * Writes {@code {"version":2,"processors":2,"java":"17…","rows":[{"id","title","unit","median","min","max","goal","met",
     * "samples":[…],"peer":{"median","samples":[…],"lack"}}]}}. Goal, met, peer and its median stand only where there is one.
     */
    public void write(Path file) throws IOException {
        ObjectNode root = JSON.createObjectNode()
                .put("version", 2)
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
                    .put("max", row.max());
            row.goal().ifPresent(goal -> node.put("goal", goal));
            row.met().ifPresent(met -> node.put("met", met));
            row.samples().forEach(node.putArray("samples")::add);
            row.peer().ifPresent(peer -> {
                ObjectNode figures = node.putObject("peer").put("lack", peer.lack());
                peer.median().ifPresent(median -> figures.put("median", median));
                peer.samples().forEach(figures.putArray("samples")::add);
            });
        }
        Files.write(file, JSON.writeValueAsBytes(root));
    }
}
