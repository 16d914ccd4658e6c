package ateliers.labs.photos;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Un client S3 de test : il garde les objets sous « bucket/clé », et refuse d'écrire ce qu'on lui dit de refuser. */
final class FakeBuckets implements S3Client {

    private final Map<String, byte[]> objects = new TreeMap<>();
    private final Map<String, String> types = new HashMap<>();
    private String refused;

    Map<String, byte[]> objects() {
        return objects;
    }

    String contentType(String path) {
        return types.get(path);
    }

    /** Les écritures dont la clé contient {@code part} seront refusées, comme sans le droit {@code s3:PutObject}. */
    void refuse(String part) {
        refused = part;
    }

    @Override
    public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
        return given(transformer, bytes(request));
    }

    @Override
    public ResponseBytes<GetObjectResponse> getObjectAsBytes(GetObjectRequest request) {
        byte[] bytes = bytes(request);
        return ResponseBytes.fromByteArray(response(bytes), bytes);
    }

    private byte[] bytes(GetObjectRequest request) {
        byte[] bytes = objects.get(request.bucket() + "/" + request.key());
        if (bytes == null) {
            throw NoSuchKeyException.builder()
                    .message("The specified key does not exist.")
                    .build();
        }
        return bytes;
    }

    private static GetObjectResponse response(byte[] bytes) {
        return GetObjectResponse.builder().contentLength((long) bytes.length).build();
    }

    private static <T> T given(ResponseTransformer<GetObjectResponse, T> transformer, byte[] bytes) {
        try {
            return transformer.transform(
                    response(bytes), AbortableInputStream.create(new ByteArrayInputStream(bytes)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
        if (refused != null && request.key().contains(refused)) {
            throw S3Exception.builder().message("Access Denied").build();
        }
        String path = request.bucket() + "/" + request.key();
        try (InputStream content = body.contentStreamProvider().newStream()) {
            objects.put(path, content.readAllBytes());
            types.put(path, request.contentType());
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
