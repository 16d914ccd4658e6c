package ateliers.grader.checklists.imports;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A file that is being written: with commas, or as a French Excel exports it. */
final class StockFile {
    private final StringWriter text = new StringWriter();
    private final CsvWriter csv;
    private final String end;

    private StockFile(char separator, LineDelimiter end) {
        this.csv = CsvWriter.builder()
                .fieldSeparator(separator)
                .lineDelimiter(end)
                .bufferSize(0)
                .build(text);
        this.end = end.toString();
    }

    /** Commas and short line ends; its header is written. */
    static StockFile withCommas() {
        return new StockFile(',', LineDelimiter.LF).add(StockRow.COLUMNS);
    }

    static StockFile withCommas(List<StockRow> rows) {
        StockFile file = withCommas();
        rows.forEach(row -> file.add(row.fields()));
        return file;
    }

    /** Commas and another header. */
    static StockFile withHeader(List<String> header) {
        return new StockFile(',', LineDelimiter.LF).add(header);
    }

    /** A byte order mark, semicolons and long line ends; its header is written. */
    static StockFile ofExcel() {
        StockFile file = new StockFile(';', LineDelimiter.CRLF);
        file.text.write('\uFEFF');
        return file.add(StockRow.COLUMNS);
    }

    StockFile add(List<String> fields) {
        csv.writeRecord(fields);
        return this;
    }

    StockFile addEmptyLine() {
        text.write(end);
        return this;
    }

    /** The line on which the next record begins, as an editor counts: the header is on line 1. */
    int nextLine() {
        return 1 + (int) text.toString().chars().filter(c -> c == '\n').count();
    }

    byte[] bytes() {
        return bytes(StandardCharsets.UTF_8);
    }

    byte[] bytes(Charset charset) {
        return text.toString().getBytes(charset);
    }
}
