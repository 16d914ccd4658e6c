package ateliers.exemples;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/** De chaque fichier CSV déposé, écrit le même contenu en JSON dans un autre bucket : un objet par ligne. */
public final class CsvToJsonHandler implements RequestHandler<S3Event, Void> {
    private final ObjectMapper json = new ObjectMapper();
    private final S3Client s3 =
            S3Client.builder().httpClient(UrlConnectionHttpClient.create()).build();
    private final String target = System.getenv("TARGET_BUCKET");

    @Override
    public Void handleRequest(S3Event event, Context context) {
        for (S3EventNotificationRecord record : event.getRecords()) {
            String bucket = record.getS3().getBucket().getName();
            String key = record.getS3().getObject().getUrlDecodedKey();
            String csv = s3.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asUtf8String();
            String name = key.replaceFirst("[.]csv$", ".json");
            s3.putObject(put -> put.bucket(target).key(name), RequestBody.fromString(converted(csv)));
        }
        return null;
    }

    /** Un CSV simple : des points-virgules, pas de guillemets. L'atelier 01 montre ce qu'il en est des vrais. */
    private String converted(String csv) {
        List<String> lines = csv.lines().toList();
        String[] names = lines.get(0).split(";");
        StringBuilder objects = new StringBuilder();
        for (String line : lines.subList(1, lines.size())) {
            String[] values = line.split(";", -1);
            ObjectNode object = json.createObjectNode();
            for (int i = 0; i < names.length; i++) {
                object.put(names[i], values[i]);
            }
            objects.append(object).append('\n');
        }
        return objects.toString();
    }
}
