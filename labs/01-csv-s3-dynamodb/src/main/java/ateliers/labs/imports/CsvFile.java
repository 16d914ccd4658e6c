package ateliers.labs.imports;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;

/** Un fichier CSV, lu enregistrement par enregistrement : jamais il n'est tout entier en mémoire. */
final class CsvFile {

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

        // TODO (Tâche 4) : saute le caractère U+FEFF, s'il est là, puis choisis le dialecte d'après l'en-tête. Un
        // BufferedReader sait revenir en arrière : mark, puis reset.
        Dialect dialect = Dialect.COMMAS;
        CsvFile file = new CsvFile(dialect, records(text, dialect));

        // TODO (Tâche 5) : un fichier vide n'est pas une erreur ; un autre en-tête que Product.COLUMNS en est une
        // (Rejection).
        file.records.next();
        return file;
    }

    Dialect dialect() {
        return dialect;
    }

    /** Les lignes qui suivent l'en-tête. */
    Iterator<CsvRecord> rows() {
        return records;
    }

    private static Iterator<CsvRecord> records(BufferedReader text, Dialect dialect) {
        // TODO (Tâche 5) : une ligne bizarre ne doit pas arrêter la lecture. Ce que CsvReader.builder() permet le dit :
        // champs manquants ou en trop, texte après un guillemet, nombre de champs (CsvRecordHandler). Attention, une
        // panne du flux (S3 s'interrompt) sort enveloppée dans une CsvParseException : elle n'est pas une mauvaise ligne.
        return CsvReader.builder()
                .fieldSeparator(dialect.separator())
                .ofCsvRecord(text)
                .iterator();
    }
}
