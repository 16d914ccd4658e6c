package ateliers.labs.bank;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Garde dans S3 une trace de chaque courriel d'opération, rangée par jour. */
final class Archive {

    private static final DateTimeFormatter FOLDER =
            DateTimeFormatter.ofPattern("yyyy/MM/dd", Locale.ROOT).withZone(French.PARIS);

    private final S3Client s3;
    private final String bucket;

    Archive(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    /** Range le courriel sous le numéro de son opération : l'archiver deux fois, c'est réécrire le même objet. */
    void keep(Operation operation, Mail mail) {
        String json = BankJson.object(Map.of(
                "operation_id", operation.id(),
                "client_id", operation.clientId(),
                "destinataire", mail.to(),
                "sujet", mail.subject()));
        s3.putObject(
                put -> put.bucket(bucket)
                        .key(key(operation.date(), operation.id()))
                        .contentType("application/json"),
                RequestBody.fromString(json));
    }

    private static String key(Instant date, String operationId) {
        return "notifications/%s/%s.json".formatted(FOLDER.format(date), operationId);
    }
}
