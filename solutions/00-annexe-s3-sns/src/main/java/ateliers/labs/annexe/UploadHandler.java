package ateliers.labs.annexe;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sns.SnsClient;

/** Prévient les abonnés du sujet SNS de chaque fichier déposé dans le bucket. */
public final class UploadHandler implements RequestHandler<S3Event, Void> {

    private final SnsClient sns;
    private final String topicArn;

    /** Lambda appelle ce constructeur une fois par environnement : le client sert ensuite à tous les événements. */
    public UploadHandler() {
        this(SnsClient.builder().httpClient(UrlConnectionHttpClient.create()).build(), System.getenv("TOPIC_ARN"));
    }

    UploadHandler(SnsClient sns, String topicArn) {
        this.sns = sns;
        this.topicArn = topicArn;
    }

    /**
     * Publie une notification par fichier. Un refus de SNS n'empêche pas de traiter les fichiers suivants, mais il finit
     * toujours par sortir : c'est l'exception qui dit à Lambda de réessayer, puis de garder l'événement.
     */
    @Override
    public Void handleRequest(S3Event event, Context context) {
        SdkException refusal = null;
        for (S3EventNotificationRecord record : event.getRecords()) {
            UploadedFile file = UploadedFile.of(record);
            try {
                sns.publish(file.toNotification(topicArn));
            } catch (SdkException e) {
                context.getLogger().log("Notification impossible pour " + file + " : " + e.getMessage());
                if (refusal == null) {
                    refusal = e;
                } else {
                    refusal.addSuppressed(e);
                }
            }
        }
        if (refusal != null) {
            throw refusal;
        }
        return null;
    }
}
