package ateliers.labs.photos;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import java.time.Clock;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Fait la miniature de chaque photo déposée, et en tient le journal. */
public final class PhotoHandler implements RequestHandler<S3Event, Void> {

    private final S3Client s3;
    private final String thumbnailsBucket;
    private final Journal journal;
    private final ThumbnailMaker maker = new ThumbnailMaker();

    /** Lambda appelle ce constructeur une fois par environnement : les clients servent ensuite à tous les événements. */
    public PhotoHandler() {
        this(UrlConnectionHttpClient.create());
    }

    private PhotoHandler(SdkHttpClient http) {
        this(
                S3Client.builder().httpClient(http).build(),
                System.getenv("THUMBNAILS_BUCKET"),
                new Journal(
                        DynamoDbClient.builder().httpClient(http).build(),
                        System.getenv("JOURNAL_TABLE"),
                        Clock.systemUTC()));
    }

    /** Le constructeur des tests, qui donnent leurs propres clients. */
    PhotoHandler(S3Client s3, String thumbnailsBucket, Journal journal) {
        this.s3 = s3;
        this.thumbnailsBucket = thumbnailsBucket;
        this.journal = journal;
    }

    /** Lambda appelle cette méthode à chaque événement de S3. Un événement peut porter plusieurs photos. */
    @Override
    public Void handleRequest(S3Event event, Context context) {
        // TODO (Tâche 6) : si une photo échoue, traite quand même les suivantes, puis laisse sortir l'exception. Une
        // fonction qui l'avale a réussi aux yeux de Lambda : personne ne réessaie, et l'événement est perdu.
        for (S3EventNotificationRecord record : event.getRecords()) {
            Photo photo = Photo.of(record);
            photo.format().ifPresent(format -> treat(photo, format, context));
        }
        return null;
    }

    private void treat(Photo photo, Format format, Context context) {
        context.getLogger().log("Photo reçue : " + photo.key());

        // TODO (Tâche 1) : lis la photo dans son bucket (getObjectAsBytes), fais sa miniature (maker.make), et écris-la
        // dans thumbnailsBucket sous la même clé, avec le bon Content-Type (format.contentType()).

        // TODO (Tâche 2) : note la photo dans le journal (journal.succeeded).

        // TODO (Tâche 5) : un Refusal n'est pas une panne. Note-le (journal.refused), et n'échoue pas.
        throw new UnsupportedOperationException("Tâche 1 : la miniature reste à faire (PhotoHandler.treat).");
    }
}
