package ateliers.labs.bank;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Un bucket de test : il garde ce qu'on y écrit, et refuse une fois quand on le lui dit. */
final class FakeBucket implements S3Client {

    private final Map<String, String> objects = new TreeMap<>();
    private boolean refusing;

    Map<String, String> objects() {
        return objects;
    }

    void refuseOnce() {
        refusing = true;
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
        if (refusing) {
            refusing = false;
            throw S3Exception.builder().message("Slow Down").build();
        }
        try (InputStream content = body.contentStreamProvider().newStream()) {
            objects.put(request.key(), new String(content.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return PutObjectResponse.builder().build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
