package ateliers.labs.photos;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Les événements des tests : ceux du dossier {@code events/}, et d'autres faits sur mesure. */
final class Events {

    private Events() {}

    /** Un événement d'exemple, lu comme l'environnement Java d'AWS Lambda le lit. */
    static S3Event read(String name) {
        try (InputStream json = Files.newInputStream(Path.of("events", name))) {
            return (S3Event) LambdaEventSerializers.serializerFor(S3Event.class, Events.class.getClassLoader())
                    .fromJson(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Un événement qui annonce des fichiers ; les clés sont écrites comme S3 les encode. */
    static S3Event uploads(String bucket, String... encodedKeys) {
        List<S3Event.S3EventNotificationRecord> records = new ArrayList<>();
        for (String key : encodedKeys) {
            S3Event.S3BucketEntity bucketEntity = new S3Event.S3BucketEntity(bucket, null, "arn:aws:s3:::" + bucket);
            S3Event.S3ObjectEntity object = new S3Event.S3ObjectEntity(key, 12L, "etag", null, "0055AED6DCD90281E5");
            records.add(new S3Event.S3EventNotificationRecord(
                    "eu-west-3",
                    "ObjectCreated:Put",
                    "aws:s3",
                    "2026-03-02T09:15:42.817Z",
                    "2.1",
                    null,
                    null,
                    new S3Event.S3Entity("exemple", bucketEntity, object, "1.0"),
                    null));
        }
        return new S3Event(records);
    }
}
