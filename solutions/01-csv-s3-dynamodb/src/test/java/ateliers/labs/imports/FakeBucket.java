package ateliers.labs.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * Un client S3 de test : il donne les fichiers qu'on y met, et garde le texte des objets que la fonction écrit, par
 * clé.
 */
final class FakeBucket implements S3Client {

    private final Map<String, InputStream> files = new HashMap<>();
    private final Map<String, String> written = new TreeMap<>();

    void hold(String key, InputStream content) {
        files.put(key, content);
    }

    Map<String, String> written() {
        return written;
    }

    @Override
    public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
        InputStream content = files.get(request.key());
        if (content == null) {
            throw NoSuchKeyException.builder()
                    .message("The specified key does not exist.")
                    .build();
        }
        try {
            if (content.markSupported()) {
                // Qui le lit deux fois le lit deux fois depuis le début.
                content.reset();
            }
            return transformer.transform(
                    GetObjectResponse.builder().build(), AbortableInputStream.create(content, () -> {}));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
        try (InputStream content = body.contentStreamProvider().newStream()) {
            written.put(request.key(), new String(content.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return PutObjectResponse.builder().build();
    }

    @Override
    public DeleteObjectResponse deleteObject(DeleteObjectRequest request) {
        written.remove(request.key());
        return DeleteObjectResponse.builder().build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
