package ateliers.cloud.wire;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.CallContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListBucketsRequest;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Buckets that keep small objects and count large ones. */
final class FakeBuckets implements S3Client {
    private static final int SMALL = 1 << 20;

    final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    final Map<String, Long> sizes = new ConcurrentHashMap<>();
    volatile PutObjectRequest lastPut;

    @Override
    public ListBucketsResponse listBuckets(ListBucketsRequest request) {
        return ListBucketsResponse.builder()
                .buckets(Bucket.builder().name(CallContext.caller().arn()).build())
                .build();
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
        String name = request.bucket() + "/" + request.key();
        lastPut = request;
        if ("*".equals(request.ifNoneMatch()) && objects.containsKey(name)) {
            throw AwsErrors.of(
                    S3Exception.builder(),
                    "PreconditionFailed",
                    412,
                    "At least one of the pre-conditions you specified did not hold");
        }
        try (InputStream in = body.contentStreamProvider().newStream()) {
            byte[] start = in.readNBytes(SMALL);
            long size = start.length + in.transferTo(java.io.OutputStream.nullOutputStream());
            objects.put(name, start);
            sizes.put(name, size);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return PutObjectResponse.builder().eTag("\"e\"").build();
    }

    @Override
    public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
        if ("\"e\"".equals(request.ifNoneMatch())) {
            throw AwsErrors.of(S3Exception.builder(), "NotModified", 304, "Not Modified");
        }
        byte[] content = objects.get(request.bucket() + "/" + request.key());
        if (content == null) {
            throw AwsErrors.of(NoSuchKeyException.builder(), "NoSuchKey", 404, "The specified key does not exist.");
        }
        GetObjectResponse.Builder response = GetObjectResponse.builder()
                .eTag("\"e\"")
                .metadata(Map.of("owner", "me"))
                .contentType("text/plain");
        int length = content.length;
        if (request.range() != null) {
            length = 3;
            response.contentRange("bytes 0-2/" + content.length);
        }
        response.contentLength((long) length);
        try {
            return transformer.transform(
                    response.build(), AbortableInputStream.create(new ByteArrayInputStream(content, 0, length)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public HeadObjectResponse headObject(HeadObjectRequest request) {
        byte[] content = objects.get(request.bucket() + "/" + request.key());
        if (content == null) {
            throw AwsErrors.of(NoSuchKeyException.builder(), "NoSuchKey", 404, "The specified key does not exist.");
        }
        return HeadObjectResponse.builder().contentLength((long) content.length).build();
    }

    @Override
    public DeleteObjectResponse deleteObject(DeleteObjectRequest request) {
        objects.remove(request.bucket() + "/" + request.key());
        return DeleteObjectResponse.builder().build();
    }

    @Override
    public DeleteObjectsResponse deleteObjects(DeleteObjectsRequest request) {
        return DeleteObjectsResponse.builder()
                .deleted(request.delete().objects().stream()
                        .map(o -> DeletedObject.builder().key(o.key()).build())
                        .toList())
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // nothing to close
    }
}
