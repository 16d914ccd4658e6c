package ateliers.labs.imports;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** L'import d'un fichier, de S3 à la table. */
final class FileImport {

    private final S3Client s3;
    private final DynamoDbClient dynamo;
    private final String table;
    private final Pause pause;

    FileImport(S3Client s3, DynamoDbClient dynamo, String table, Pause pause) {
        this.s3 = s3;
        this.dynamo = dynamo;
        this.table = table;
        this.pause = pause;
    }

    /** Importe un fichier. Le compte rendu vient en dernier : quand il est là, les lignes sont dans la table. */
    Report run(DroppedFile file) {
        try (InputStream content = s3.getObject(get -> get.bucket(file.bucket()).key(file.key()));
                RejectsFile rejects = new RejectsFile()) {
            Report report = read(content, file, rejects);
            // TODO (Tâche 5) : dépose les rejets (store), puis le compte rendu (report.json()) sous file.reportKey().
            return report;
        } catch (IOException e) {
            throw new UncheckedIOException("Le fichier " + file.key() + " n'a pas pu être lu.", e);
        }
    }

    /** Lit et écrit au fil de l'eau : en mémoire, il n'y a jamais qu'une ligne et un lot. */
    private Report read(InputStream content, DroppedFile file, RejectsFile rejects) throws IOException {
        ProductBatch batch = new ProductBatch(dynamo, table, pause);
        long imported = 0;
        String error = "";
        try {
            CsvFile csv = CsvFile.open(content);
            for (Iterator<CsvRecord> rows = csv.rows(); rows.hasNext(); ) {
                CsvRecord row = rows.next();
                // TODO (Tâche 1) : fais de la ligne un produit (Product.of), puis un élément (toItem).
                // Ajoute-le au lot.
                // TODO (Tâche 5) : une ligne qui n'est pas valable (Rejection) va dans les rejets, avec le numéro de sa
                // ligne ; les autres continuent.
                imported++;
            }
        } catch (Rejection wholeFile) {
            error = wholeFile.getMessage();
        }
        batch.write();
        return new Report(imported, rejects.count(), error);
    }
}
