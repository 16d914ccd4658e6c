package ateliers.labs.annexe;

import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import java.util.Map;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/**
 * Un fichier déposé.
 *
 * @param bucket le nom du bucket
 * @param key la clé de l'objet, telle que la personne l'a écrite (décodée)
 */
record UploadedFile(String bucket, String key) {

    /** SNS veut un sujet de moins de 100 caractères ASCII, sans retour à la ligne. */
    static final String SUBJECT = "Nouveau fichier dans S3";

    /** S3 encode la clé comme un formulaire web ({@code mon+caf%C3%A9.txt}) : on la décode en la lisant. */
    static UploadedFile of(S3EventNotificationRecord record) {
        return new UploadedFile(
                record.getS3().getBucket().getName(), record.getS3().getObject().getUrlDecodedKey());
    }

    /** Ce que les abonnés du sujet reçoivent : un texte à lire, et des attributs pour les programmes et les filtres. */
    PublishRequest toNotification(String topicArn) {
        return PublishRequest.builder()
                .topicArn(topicArn)
                .subject(SUBJECT)
                .message("Un nouveau fichier a été déposé dans le bucket " + bucket + " : " + key)
                .messageAttributes(Map.of("bucket", text(bucket), "cle", text(key)))
                .build();
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }
}
