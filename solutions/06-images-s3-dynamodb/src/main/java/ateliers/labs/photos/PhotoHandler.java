package ateliers.labs.photos;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import java.time.Clock;
import software.amazon.awssdk.core.sync.RequestBody;
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

    /**
     * Traite toutes les photos de l'événement, puis laisse sortir la première panne : Lambda réessaiera, et chaque photo peut
     * être traitée de nouveau sans dommage.
     */
    @Override
    public Void handleRequest(S3Event event, Context context) {
        RuntimeException failure = null;
        for (S3EventNotificationRecord record : event.getRecords()) {
            Photo photo = Photo.of(record);
            try {
                photo.format().ifPresent(format -> treat(photo, format, context));
            } catch (RuntimeException e) {
                context.getLogger().log("Photo non traitée : " + photo.key() + " : " + e);
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
        return null;
    }

    /** La miniature d'abord, la ligne ensuite : un arrêt entre les deux ne laisse jamais un REUSSI sans miniature. */
    private void treat(Photo photo, Format format, Context context) {
        byte[] file = s3.getObjectAsBytes(r -> r.bucket(photo.bucket()).key(photo.key()))
                .asByteArray();
        Thumbnail thumbnail;
        try {
            thumbnail = maker.make(file, format);
        } catch (Refusal refusal) {
            context.getLogger().log("Photo refusée : " + photo.key() + " : " + refusal.getMessage());
            journal.refused(photo, file.length, refusal.getMessage());
            return;
        }
        s3.putObject(
                r -> r.bucket(thumbnailsBucket).key(photo.key()).contentType(format.contentType()),
                RequestBody.fromBytes(thumbnail.content()));
        journal.succeeded(photo, file.length, thumbnail);
    }
}
