package ateliers.labs.imports;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Importe dans la table chaque fichier CSV déposé sous {@code imports/}. */
public final class ImportHandler implements RequestHandler<S3Event, Void> {

    private final FileImport imports;

    /** Lambda appelle ce constructeur une fois par environnement : les clients servent ensuite à tous les fichiers. */
    public ImportHandler() {
        this(new FileImport(
                S3Client.builder().httpClient(UrlConnectionHttpClient.create()).build(),
                DynamoDbClient.builder()
                        .httpClient(UrlConnectionHttpClient.create())
                        .build(),
                System.getenv("PRODUCTS_TABLE"),
                Pause.SLEEP));
    }

    ImportHandler(FileImport imports) {
        this.imports = imports;
    }

    /**
     * Un échec sort de la fonction : Lambda la relance, puis garde l'événement. Importer deux fois le même fichier
     * donne le même résultat, si bien qu'un nouvel essai ne gâte rien.
     */
    @Override
    public Void handleRequest(S3Event event, Context context) {
        for (S3EventNotificationRecord record : event.getRecords()) {
            DroppedFile file = DroppedFile.of(record);
            Report report = imports.run(file);
            context.getLogger().log(report.logLine(file));
        }
        return null;
    }
}
