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

    /** Lit un Record de l'événement de S3. */
    static DroppedFile of(S3EventNotificationRecord record) {
        // TODO (Tâche 2) : S3 encode les clés dans ses événements. « mon café.csv » y arrive
        // comme « mon+caf%C3%A9.csv ». Rends la clé d'origine.
        return new DroppedFile(
                record.getS3().getBucket().getName(), record.getS3().getObject().getKey());
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
