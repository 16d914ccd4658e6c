package ateliers.cloud.services.s3;

import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Need;
import ateliers.cloud.door.Principal;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Pojos;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Checksum;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesParts;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesRequest;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;
import software.amazon.awssdk.services.s3.model.ObjectPart;

/** Reading objects: get, head and their attributes. */
final class ObjectReads implements S3Client, Operations {
    private static final Set<String> ARCHIVED = Set.of("GLACIER", "DEEP_ARCHIVE");
    static final Set<String> OVERRIDES = Set.of(
            "ResponseCacheControl",
            "ResponseContentDisposition",
            "ResponseContentEncoding",
            "ResponseContentLanguage",
            "ResponseContentType",
            "ResponseExpires");

    private final Store store;

    ObjectReads(Store store) {
        this.store = store;
    }

    @Override
    public <T> T getObject(GetObjectRequest r, ResponseTransformer<GetObjectResponse, T> transformer) {
        Bucket bucket = store.bucket(r.bucket(), r.expectedBucketOwner());
        GetObjectResponse response;
        InputStream body;
        synchronized (bucket) {
            StoredObject object = find(bucket, r.key(), r.versionId());
            if (ARCHIVED.contains(object.storageClass())) {
                throw S3Errors.invalidObjectState(object.storageClass());
            }
            Encryption.of(object.attributes()).checkCaller();
            ReadConditions.of(r).check(object);
            Optional<ByteRange> range = range(object, r.range(), r.partNumber());
            Map<String, Object> members = members(bucket, object, range, r.partNumber(), r.checksumMode(), r);
            response = Pojos.fill(GetObjectResponse.builder(), members).build();
            body = object.content()
                    .open(
                            range.map(ByteRange::offset).orElse(0L),
                            range.map(ByteRange::length).orElse(object.size()));
        }
        return transform(transformer, response, body);
    }

    @Override
    public HeadObjectResponse headObject(HeadObjectRequest r) {
        Bucket bucket = store.bucket(r.bucket(), r.expectedBucketOwner());
        synchronized (bucket) {
            StoredObject object = find(bucket, r.key(), r.versionId());
            Encryption.of(object.attributes()).checkCaller();
            ReadConditions.of(r).check(object);
            Optional<ByteRange> range = range(object, r.range(), r.partNumber());
            Map<String, Object> members = members(bucket, object, range, r.partNumber(), r.checksumMode(), r);
            return Pojos.fill(HeadObjectResponse.builder(), members).build();
        }
    }

    @Override
    public GetObjectAttributesResponse getObjectAttributes(GetObjectAttributesRequest r) {
        Bucket bucket = store.bucket(r.bucket(), r.expectedBucketOwner());
        if (r.objectAttributesAsStrings().isEmpty()
                || r.objectAttributes().contains(ObjectAttributes.UNKNOWN_TO_SDK_VERSION)) {
            throw S3Errors.invalidArgument("Invalid attribute name specified.");
        }
        StoredObject object = find(bucket, r.key(), r.versionId());
        List<ObjectAttributes> asked = r.objectAttributes();
        GetObjectAttributesResponse.Builder response = GetObjectAttributesResponse.builder()
                .lastModified(object.lastModified())
                .versionId(bucket.shown(object));
        if (asked.contains(ObjectAttributes.E_TAG)) {
            response.eTag(object.etag());
        }
        if (asked.contains(ObjectAttributes.CHECKSUM)) {
            response.checksum(
                    Pojos.fill(Checksum.builder(), object.checksum().members()).build());
        }
        if (asked.contains(ObjectAttributes.OBJECT_PARTS) && !object.parts().isEmpty()) {
            response.objectParts(parts(object, r.partNumberMarker(), r.maxParts()));
        }
        if (asked.contains(ObjectAttributes.STORAGE_CLASS)) {
            response.storageClass(object.storageClass());
        }
        if (asked.contains(ObjectAttributes.OBJECT_SIZE)) {
            response.objectSize(object.size());
        }
        return response.build();
    }

    /** The version a request names, or the current one; refuses as S3 does when there is none. */
    StoredObject find(Bucket bucket, String key, String versionId) {
        Keys.check(key);
        Keys.checkVersion(versionId);
        if (versionId == null) {
            return bucket.current(key).orElseThrow(() -> store.missing(bucket, key));
        }
        StoredObject object = bucket.version(key, versionId).orElseThrow(S3Errors::noSuchVersion);
        if (object.isDeleteMarker()) {
            throw S3Errors.deleteMarker(S3Errors.methodNotAllowed(), bucket.shown(object), object.lastModified());
        }
        return object;
    }

    private static <T> T transform(
            ResponseTransformer<GetObjectResponse, T> transformer, GetObjectResponse response, InputStream body) {
        try {
            T result = transformer.transform(response, AbortableInputStream.create(body));
            if (!transformer.needsConnectionLeftOpen()) {
                body.close();
            }
            return result;
        } catch (RuntimeException e) {
            close(body, e);
            throw e;
        } catch (Exception e) {
            close(body, e);
            throw SdkClientException.create("Unable to read the object: " + e.getMessage(), e);
        }
    }

    private static void close(InputStream body, Exception error) {
        try {
            body.close();
        } catch (IOException e) {
            error.addSuppressed(e);
        }
    }

    private Optional<ByteRange> range(StoredObject object, String header, Integer partNumber) {
        if (partNumber == null) {
            return ByteRange.of(header, object.size());
        }
        if (header != null) {
            throw S3Errors.invalidRequest("Cannot specify both Range header and partNumber query parameter");
        }
        if (partNumber < 1 || partNumber > 10_000) {
            throw S3Errors.invalidArgument("Part number must be an integer between 1 and 10000, inclusive");
        }
        if (partNumber > Math.max(1, object.parts().size())) {
            throw S3Errors.of("InvalidPartNumber", 416, "The requested partnumber is not satisfiable");
        }
        if (object.parts().isEmpty()) {
            return object.size() == 0 ? Optional.empty() : Optional.of(new ByteRange(0, object.size()));
        }
        long offset = object.parts().subList(0, partNumber - 1).stream()
                .mapToLong(StoredPart::size)
                .sum();
        return Optional.of(
                new ByteRange(offset, object.parts().get(partNumber - 1).size()));
    }

    private Map<String, Object> members(
            Bucket bucket,
            StoredObject object,
            Optional<ByteRange> range,
            Integer partNumber,
            ChecksumMode checksumMode,
            SdkPojo request) {
        Map<String, Object> members = object.members(bucket.shown(object));
        range.ifPresent(bytes -> {
            members.put("ContentLength", bytes.length());
            members.put("ContentRange", bytes.contentRange(object.size()));
        });
        if (checksumMode == ChecksumMode.ENABLED && range.isEmpty()) {
            members.putAll(object.checksum().members());
        }
        if (Pojos.text(request, "VersionId") == null) {
            members.putAll(LifecycleDates.members(bucket, object));
        }
        if (partNumber != null && !object.parts().isEmpty()) {
            members.put("PartsCount", object.parts().size());
        }
        if (!object.tags().isEmpty()
                && store.verdict(new Need("s3:GetObjectTagging", bucket.arn() + "/" + object.key()))
                        .allowed()) {
            members.put("TagCount", object.tags().size());
        }
        Map<String, Object> overrides = Pojos.given(request, OVERRIDES);
        if (!overrides.isEmpty() && CallContext.caller() instanceof Principal.Anonymous) {
            throw S3Errors.invalidRequest(
                    "Request specific response headers cannot be used for anonymous GET requests.");
        }
        overrides.forEach((name, value) -> members.put(name.substring("Response".length()), value));
        return members;
    }

    private static GetObjectAttributesParts parts(StoredObject object, Integer marker, Integer maxParts) {
        int after = marker == null ? 0 : marker;
        int limit = maxParts == null ? 1000 : Math.min(1000, maxParts);
        List<StoredPart> rest =
                object.parts().stream().filter(part -> part.number() > after).toList();
        List<StoredPart> page = rest.subList(0, Math.min(limit, rest.size()));
        boolean more = rest.size() > page.size();
        GetObjectAttributesParts.Builder parts = GetObjectAttributesParts.builder()
                .totalPartsCount(object.parts().size());
        if (object.checksum().type() != software.amazon.awssdk.services.s3.model.ChecksumType.COMPOSITE) {
            return parts.build();
        }
        return parts.partNumberMarker(after)
                .maxParts(limit)
                .isTruncated(more)
                .nextPartNumberMarker(
                        page.isEmpty() ? 0 : page.get(page.size() - 1).number())
                .parts(page.stream()
                        .map(part -> {
                            Map<String, Object> members =
                                    new HashMap<>(part.checksum().member());
                            members.put("PartNumber", part.number());
                            members.put("Size", part.size());
                            return Pojos.fill(ObjectPart.builder(), members).build();
                        })
                        .toList())
                .build();
    }
}
