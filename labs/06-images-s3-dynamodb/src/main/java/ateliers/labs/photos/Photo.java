package ateliers.labs.photos;

import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import java.util.Optional;

/**
 * Un fichier déposé dans le premier bucket.
 *
 * @param bucket le nom du bucket
 * @param key la clé de l'objet, telle que le membre l'a écrite (décodée)
 */
record Photo(String bucket, String key) {

    /** Lit un Record de l'événement de S3. */
    static Photo of(S3EventNotificationRecord record) {
        // TODO (Tâche 4) : S3 encode les clés dans ses événements : « été 2026.jpg » arrive comme
        // « %C3%A9t%C3%A9+2026.jpg ». Rends la clé d'origine.
        return new Photo(
                record.getS3().getBucket().getName(), record.getS3().getObject().getKey());
    }

    /** Le format que dit le suffixe de la clé ; vide si ce n'est pas une photo. */
    Optional<Format> format() {
        return Format.of(key);
    }
}
