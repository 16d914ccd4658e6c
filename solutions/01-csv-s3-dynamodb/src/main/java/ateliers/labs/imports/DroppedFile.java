package ateliers.labs.imports;

import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;

/**
 * Un fichier déposé.
 *
 * @param bucket le nom du bucket
 * @param key la clé de l'objet, telle que la personne l'a écrite (décodée)
 */
record DroppedFile(String bucket, String key) {

    private static final String FOLDER = "imports/";

    /** S3 encode la clé comme un formulaire web ({@code mon+caf%C3%A9.csv}) : on la décode en la lisant. */
    static DroppedFile of(S3EventNotificationRecord record) {
        return new DroppedFile(
                record.getS3().getBucket().getName(), record.getS3().getObject().getUrlDecodedKey());
    }

    /** Où vont les lignes rejetées. Hors de {@code imports/} : ce que la fonction écrit ne doit pas la relancer. */
    String rejectsKey() {
        return "rejets/" + name();
    }

    /** Où va le compte rendu. */
    String reportKey() {
        return "rapports/" + name() + ".json";
    }

    /** Ce qui suit {@code imports/} dans la clé. */
    private String name() {
        if (!key.startsWith(FOLDER)) {
            throw new IllegalStateException(key + " n'est pas sous " + FOLDER + " : le filtre du template est-il là ?");
        }
        return key.substring(FOLDER.length());
    }
}
