package ateliers.labs.annexe;

import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/**
 * Un fichier déposé.
 *
 * @param bucket le nom du bucket
 * @param key la clé de l'objet, telle que la personne l'a écrite (décodée)
 */
record UploadedFile(String bucket, String key) {

    /** Lit un Record de l'événement de S3. */
    static UploadedFile of(S3EventNotificationRecord record) {
        // TODO (Tâche 2) : S3 encode les clés dans ses événements : « mon café.txt » y devient
        // « mon+caf%C3%A9.txt ». Rends la clé d'origine.
        return new UploadedFile(
                record.getS3().getBucket().getName(), record.getS3().getObject().getKey());
    }

    /** Ce que les abonnés du sujet reçoivent. */
    PublishRequest toNotification(String topicArn) {
        // TODO (Tâche 3) : complète la demande : le sujet « Nouveau fichier dans S3 », un texte en français qui nomme
        // le bucket et la clé, et les attributs de type String « bucket » et « cle ».
        return PublishRequest.builder()
                .topicArn(topicArn)
                .message("à compléter")
                .build();
    }
}
