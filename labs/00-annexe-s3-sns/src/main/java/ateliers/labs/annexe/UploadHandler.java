package ateliers.labs.annexe;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.S3Event;
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

    /** Le constructeur des tests, qui donnent leur propre client. */
    UploadHandler(SnsClient sns, String topicArn) {
        this.sns = sns;
        this.topicArn = topicArn;
    }

    /** Lambda appelle cette méthode à chaque événement de S3. */
    @Override
    public Void handleRequest(S3Event event, Context context) {
        context.getLogger().log("Événement reçu pour le sujet " + topicArn);

        // TODO (Tâche 3) : pour chaque Record de l'événement, lis le fichier (UploadedFile.of) et publie sa
        // notification (toNotification) avec le client sns. Un événement peut porter plusieurs fichiers.

        // TODO (Tâche 4) : si SNS refuse de publier, laisse sortir l'exception. Une fonction qui l'avale a réussi aux
        // yeux de Lambda : personne ne réessaie, et l'événement est perdu.
        return null;
    }
}
