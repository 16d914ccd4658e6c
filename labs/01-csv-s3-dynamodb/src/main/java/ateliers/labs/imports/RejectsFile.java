package ateliers.labs.imports;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;

/** Les lignes rejetées d'un fichier. Elles attendent dans {@code /tmp}, où il y a plus de place qu'en mémoire. */
final class RejectsFile implements Closeable {

    private Path path;
    private CsvWriter csv;
    private long count;

    /**
     * Met une ligne de côté.
     *
     * @param line la ligne du fichier où elle commence, l'en-tête étant à la ligne 1
     */
    void add(List<String> fields, long line, String reason) throws IOException {
        if (csv == null) {
            path = Files.createTempFile("rejets", ".csv");
            csv = CsvWriter.builder().build(path);
            csv.writeRecord(withEnd(Product.COLUMNS, "ligne", "motif"));
        }
        csv.writeRecord(withEnd(fields, Long.toString(line), reason));
        count++;
    }

    long count() {
        return count;
    }

    /** Dépose les lignes rejetées ; s'il n'y en a pas, retire celles qu'un dépôt précédent aurait laissées. */
    void store(S3Client s3, DroppedFile file) throws IOException {
        // TODO (Tâche 5) : dépose le fichier sous file.rejectsKey() (csv.flush(), puis RequestBody.fromFile(path)), ou
        // retire l'objet qui y serait encore.
        if (csv != null) {
            csv.flush();
        }
    }

    /**
     * Six champs, ni plus ni moins : une ligne trop courte est complétée par du vide, une ligne trop longue est
     * coupée.
     */
    private static List<String> withEnd(List<String> fields, String line, String reason) {
        List<String> record = new ArrayList<>(fields.subList(0, Math.min(fields.size(), Product.COLUMNS.size())));
        while (record.size() < Product.COLUMNS.size()) {
            record.add("");
        }
        record.add(line);
        record.add(reason);
        return record;
    }

    /** {@code /tmp} survit à l'invocation : sans cela, il finirait par déborder. */
    @Override
    public void close() throws IOException {
        if (csv != null) {
            csv.close();
            Files.deleteIfExists(path);
        }
    }
}
