package ateliers.labs.imports;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;

/** Un fichier CSV, lu enregistrement par enregistrement : jamais il n'est tout entier en mémoire. */
final class CsvFile {

    private static final int BYTE_ORDER_MARK = '\uFEFF';

    /** Assez pour l'en-tête : au-delà, ce n'en est plus un. */
    private static final int LONGEST_HEADER = 8192;

    /** Une ligne aux milliers de champs est rejetée comme une autre. */
    private static final int MOST_FIELDS = 1_000_000;

    private final Dialect dialect;
    private final Iterator<CsvRecord> records;

    private CsvFile(Dialect dialect, Iterator<CsvRecord> records) {
        this.dialect = dialect;
        this.records = records;
    }

    /**
     * Commence la lecture, et passe l'en-tête.
     *
     * @throws Rejection si l'en-tête n'est pas celui qu'on attend ; un fichier vide n'en a pas, et n'a pas tort
     */
    static CsvFile open(InputStream content) throws IOException, Rejection {
        BufferedReader text = new BufferedReader(new Utf8OrWindows1252(content));
        text.mark(1);
        if (text.read() != BYTE_ORDER_MARK) {
            text.reset();
        }
        Dialect dialect = Dialect.of(firstLine(text));
        CsvFile file = new CsvFile(dialect, records(text, dialect));
        if (file.records.hasNext() && !file.records.next().getFields().equals(Product.COLUMNS)) {
            throw new Rejection(
                    "l'en-tête doit être " + String.join(String.valueOf(dialect.separator()), Product.COLUMNS));
        }
        return file;
    }

    Dialect dialect() {
        return dialect;
    }

    /**
     * Les lignes qui suivent l'en-tête. Un guillemet qui ne se ferme pas n'est pas une panne : tout ce qui le suit
     * devient un champ, et la ligne sera rejetée.
     */
    Iterator<CsvRecord> rows() {
        return records;
    }

    /** Des caractères après un guillemet fermant ne sont pas une panne non plus. FastCSV 5 n'aura plus cette option. */
    @SuppressWarnings("removal")
    private static Iterator<CsvRecord> records(BufferedReader text, Dialect dialect) {
        return CsvReader.builder()
                .fieldSeparator(dialect.separator())
                // Une ligne qui n'a pas six champs est rejetée ; elle n'arrête pas la lecture.
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowExtraCharsAfterClosingQuote(true)
                .allowUnclosedQuote(true)
                .skipEmptyLines(true)
                .build(CsvRecordHandler.of(handler -> handler.maxFields(MOST_FIELDS)), text)
                .iterator();
    }

    private static String firstLine(BufferedReader text) throws IOException {
        text.mark(LONGEST_HEADER);
        StringBuilder line = new StringBuilder();
        for (int c = text.read();
                c >= 0 && c != '\n' && c != '\r' && line.length() < LONGEST_HEADER - 1;
                c = text.read()) {
            line.append((char) c);
        }
        text.reset();
        return line.toString();
    }
}
