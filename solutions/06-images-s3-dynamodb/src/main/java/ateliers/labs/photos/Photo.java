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

    /** S3 encode la clé comme un formulaire web ({@code mon+caf%C3%A9.jpg}) : on la décode en la lisant. */
    static Photo of(S3EventNotificationRecord record) {
        return new Photo(
                record.getS3().getBucket().getName(), record.getS3().getObject().getUrlDecodedKey());
    }

    /** Le format que dit le suffixe de la clé ; vide si ce n'est pas une photo. */
    Optional<Format> format() {
        return Format.of(key);
    }
}
