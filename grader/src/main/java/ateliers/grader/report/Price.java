package ateliers.grader.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A list price of AWS's in Northern Virginia, before taxes and without anything that is free. The course's page shows this same table.
 *
 * @param id by which {@link Bill} knows it; of what only the course shows, a name too
 * @param service in the course's words
 * @param what is counted, in French
 * @param times how many the price is for
 * @param dollars for so many
 * @param date year and month in which it was looked up
 * @param page of AWS's that gives it
 */
public record Price(String id, String service, String what, long times, BigDecimal dollars, String date, String page) {
    private static final String TABLE = "prix.tsv";
    private static final int COLUMNS = 7;

    /** All of them, in the order in which the course shows them. */
    public static List<Price> all() {
        try (InputStream table = Price.class.getResourceAsStream(TABLE)) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Price::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + TABLE, e);
        }
    }

    private static Price of(String line) {
        String[] cells = line.split("\t", -1);
        if (cells.length != COLUMNS) {
            throw new IllegalStateException(TABLE + ": " + line);
        }
        return new Price(
                cells[0], cells[1], cells[2], Long.parseLong(cells[3]), new BigDecimal(cells[4]), cells[5], cells[6]);
    }

    static Map<String, Price> byId() {
        return all().stream().collect(Collectors.toMap(Price::id, Function.identity()));
    }

    /** When the newest was looked up, as {@code 2026-09}. */
    static Optional<String> newest() {
        return all().stream().map(Price::date).max(String::compareTo);
    }

    /** What one of it costs. */
    double each() {
        return dollars.doubleValue() / times;
    }

    /** As the course writes it: {@code 0,20 $}. */
    public String inFrench() {
        return dollars.toPlainString().replace('.', ',') + " $";
    }
}
