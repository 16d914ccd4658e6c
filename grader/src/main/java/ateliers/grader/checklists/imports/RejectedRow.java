package ateliers.grader.checklists.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A row of {@code rejets/}, by its header's order: the six columns, {@code ligne}, {@code motif}. */
record RejectedRow(List<String> fields) {
    static final List<String> COLUMNS = Stream.concat(StockRow.COLUMNS.stream(), Stream.of("ligne", "motif"))
            .toList();

    private static final Pattern OF_JAVA = Pattern.compile(
            "could not be parsed|[Ff]or input string|Exception\\b|\\bjava\\.|Invalid date|Index \\d+ out of bounds|\\bnull$");

    /** All records of the text, the header first; empty where it is no CSV. */
    static List<List<String>> records(String text) {
        try (Stream<CsvRecord> records =
                CsvReader.builder().detectBomHeader(false).ofCsvRecord(withoutMark(text)).stream()) {
            return records.map(CsvRecord::getFields).toList();
        } catch (CsvParseException e) {
            return List.of();
        }
    }

    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    List<String> original() {
        return fields.subList(0, StockRow.COLUMNS.size());
    }

    String line() {
        return fields.get(StockRow.COLUMNS.size()).strip();
    }

    /** Whether a reason is what Java's exceptions say, in their English. */
    static boolean isOfJava(String reason) {
        return OF_JAVA.matcher(reason).find();
    }

    String reason() {
        return fields.get(StockRow.COLUMNS.size() + 1).strip();
    }
}
