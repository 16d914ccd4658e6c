package ateliers.labs.bank;

import java.time.Instant;
import software.amazon.awssdk.services.s3.S3Client;

/** Garde dans S3 une trace de chaque courriel d'opération, rangée par jour. */
final class Archive {

    private final S3Client s3;
    private final String bucket;

    Archive(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    /** Range le courriel sous le numéro de son opération : l'archiver deux fois, c'est réécrire le même objet. */
    void keep(Operation operation, Mail mail) {
        // TODO (Tâche 8) : écris le JSON du contrat (BankJson.object) sous key(operation.date(), operation.id()).
    }

    private static String key(Instant date, String operationId) {
        // TODO (Tâche 8) : notifications/AAAA/MM/JJ/, le jour qu'il est à Paris.
        return operationId + ".json";
    }
}
