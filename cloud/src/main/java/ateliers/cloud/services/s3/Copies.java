package ateliers.cloud.services.s3;

import ateliers.cloud.door.Need;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Pojos;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectResult;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.TaggingDirective;

/** CopyObject: a new object that shares the bytes of another. */
final class Copies implements S3Client, Operations {
    private final Store store;
    private final ObjectReads reads;
    private final ObjectWrites writes;
    private final Notifier notifier;

    Copies(Store store, ObjectReads reads, ObjectWrites writes, Notifier notifier) {
        this.store = store;
        this.reads = reads;
        this.writes = writes;
        this.notifier = notifier;
    }

    @Override
    public CopyObjectResponse copyObject(CopyObjectRequest r) {
        Bucket target = store.bucket(r.destinationBucket(), r.expectedBucketOwner());
        CopySource from = CopySource.of(r);
        Keys.check(r.destinationKey());
        checkDirectives(r);
        boolean replace = r.metadataDirective() == MetadataDirective.REPLACE;
        checkNotItself(r, from, replace);
        WriteConditions conditions = WriteConditions.of(r.ifMatch(), r.ifNoneMatch());
        Source source = open(from, ReadConditions.of(r));
        StoredObject draft;
        try {
            StoredObject object = source.object();
            Map<String, Object> attributes = Attributes.ofCopy(r, target.settings(), store.place(), object, replace);
            draft = StoredObject.draft(
                    r.destinationKey(),
                    object.content(),
                    etag(object, Encryption.of(attributes)),
                    attributes,
                    checksum(object, r.checksumAlgorithmAsString()),
                    tags(r, source),
                    List.of());
        } catch (RuntimeException e) {
            source.object().content().release();
            throw e;
        }
        StoredObject copy = writes.add(target, draft, conditions);
        notifier.publish(target, "ObjectCreated:Copy", copy);
        Map<String, Object> result = new HashMap<>(copy.checksum().members());
        result.put("ETag", copy.quotedEtag());
        result.put("LastModified", copy.lastModified());
        Map<String, Object> members = Encryption.of(copy.attributes()).members();
        members.putAll(LifecycleDates.members(target, copy));
        return Pojos.fill(CopyObjectResponse.builder(), members)
                .copyObjectResult(Pojos.fill(CopyObjectResult.builder(), result).build())
                .versionId(target.shown(copy))
                .copySourceVersionId(source.bucket().shown(source.object()))
                .build();
    }

    /** Finds a source and holds its content, which the caller lets go. */
    Source open(CopySource from, ReadConditions conditions) {
        Bucket bucket = store.bucket(from.bucket(), from.expectedOwner());
        synchronized (bucket) {
            bucket.version(from.key(), from.versionId())
                    .filter(StoredObject::isDeleteMarker)
                    .ifPresent(marker -> {
                        throw S3Errors.invalidRequest(
                                "The source of a copy request may not specifically refer to a delete marker by version id.");
                    });
            StoredObject object = reads.find(bucket, from.key(), from.versionId());
            if (object.storageClass().equals("GLACIER") || object.storageClass().equals("DEEP_ARCHIVE")) {
                throw S3Errors.invalidObjectState(object.storageClass());
            }
            conditions.checkSource(object);
            object.content().hold();
            return new Source(bucket, object);
        }
    }

    private static void checkDirectives(CopyObjectRequest r) {
        if (r.metadataDirective() == MetadataDirective.UNKNOWN_TO_SDK_VERSION) {
            throw S3Errors.invalidArgument("Unknown metadata directive.");
        }
        if (r.taggingDirective() == TaggingDirective.UNKNOWN_TO_SDK_VERSION) {
            throw S3Errors.invalidArgument("Unknown tagging directive.");
        }
    }

    private static void checkNotItself(CopyObjectRequest r, CopySource from, boolean replace) {
        boolean itself = from.bucket().equals(r.destinationBucket())
                && from.key().equals(r.destinationKey())
                && from.versionId() == null;
        if (itself
                && !replace
                && r.storageClass() == null
                && r.websiteRedirectLocation() == null
                && r.serverSideEncryption() == null) {
            throw S3Errors.invalidRequest(
                    "This copy request is illegal because it is trying to copy an object to itself"
                            + " without changing the object's metadata, storage class, website redirect location or"
                            + " encryption attributes.");
        }
    }

    /** A copy is one piece, so its ETag is the MD5 of the whole even where the source's is not. */
    private static String etag(StoredObject object, Encryption encryption) {
        if (!encryption.isMd5()) {
            return Ids.etag();
        }
        if (object.parts().isEmpty() && Encryption.of(object.attributes()).isMd5()) {
            return object.etag();
        }
        Digests digests = new Digests(Algorithm.CRC32);
        try (var stream = object.content().open()) {
            byte[] buffer = new byte[64 * 1024];
            for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                digests.update(buffer, count);
            }
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return digests.md5Hex();
    }

    private static ObjectChecksum checksum(StoredObject object, String asked) {
        Algorithm algorithm = asked == null ? object.checksum().algorithm() : GivenChecksum.algorithm(asked);
        ObjectChecksum had = object.checksum();
        if (had.algorithm() == algorithm && had.type() == ChecksumType.FULL_OBJECT) {
            return had;
        }
        return ObjectChecksum.whole(
                algorithm, Digests.checksum(algorithm, object.content().open()));
    }

    private Map<String, String> tags(CopyObjectRequest r, Source source) {
        if (r.taggingDirective() == TaggingDirective.REPLACE) {
            return Tags.ofHeader(r.tagging());
        }
        Map<String, String> tags = source.object().tags();
        if (!tags.isEmpty()) {
            store.require(new Need(
                    "s3:GetObjectTagging",
                    source.bucket().arn() + "/" + source.object().key()));
            store.require(
                    new Need("s3:PutObjectTagging", Bucket.arn(r.destinationBucket()) + "/" + r.destinationKey()));
        }
        return tags;
    }

    /** A version to copy from, its content held. */
    record Source(Bucket bucket, StoredObject object) {}
}
