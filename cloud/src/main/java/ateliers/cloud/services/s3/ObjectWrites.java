package ateliers.cloud.services.s3;

import ateliers.cloud.door.Authorizer;
import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.Need;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Pojos;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Error;

/** Writing and deleting objects. */
final class ObjectWrites implements S3Client, Operations {
    private static final int MOST_DELETES = 1000;
    private static final String REMOVED = "ObjectRemoved";

    private final Store store;
    private final Notifier notifier;

    ObjectWrites(Store store, Notifier notifier) {
        this.store = store;
        this.notifier = notifier;
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest r, RequestBody body) {
        Bucket bucket = store.bucket(r.bucket(), r.expectedBucketOwner());
        Keys.check(r.key());
        Map<String, Object> attributes = Attributes.of(r, bucket.settings(), store.place(), body.contentType());
        Map<String, String> tags = Tags.ofHeader(r.tagging());
        WriteConditions conditions = WriteConditions.of(r.ifMatch(), r.ifNoneMatch());
        GivenChecksum given = GivenChecksum.of(r);
        Digests digests = given.digests();
        Content content = take(r.contentLength(), body, digests, given);
        ObjectChecksum checksum = ObjectChecksum.whole(digests.algorithm(), digests.checksum());
        Encryption encryption = Encryption.of(attributes);
        StoredObject draft = StoredObject.draft(
                r.key(), content, encryption.etag(digests.md5Hex()), attributes, checksum, tags, List.of());
        StoredObject object = add(bucket, draft, conditions);
        notifier.publish(bucket, PostUpload.isCall() ? "ObjectCreated:Post" : "ObjectCreated:Put", object);
        Map<String, Object> members = new HashMap<>(checksum.members());
        members.put("ETag", object.quotedEtag());
        members.putAll(encryption.members());
        members.putAll(LifecycleDates.members(bucket, object));
        return Pojos.fill(PutObjectResponse.builder(), members)
                .versionId(bucket.shown(object))
                .build();
    }

    /** Takes a body in and verifies what the request says of it. */
    Content take(Long length, RequestBody body, Digests digests, GivenChecksum given) {
        long announced = body.optionalContentLength().orElse(length == null ? -1 : length);
        Content content = store.spool().take(body.contentStreamProvider().newStream(), announced, digests);
        try {
            if (announced >= 0 && announced != content.size()) {
                throw S3Errors.of(
                        "IncompleteBody",
                        400,
                        "You did not provide the number of bytes specified by the Content-Length HTTP header");
            }
            given.verify(digests);
            return content;
        } catch (RuntimeException e) {
            content.release();
            throw e;
        }
    }

    /** Adds a version if the conditions hold; lets go of its content if not. */
    StoredObject add(Bucket bucket, StoredObject draft, WriteConditions conditions) {
        try {
            synchronized (bucket) {
                conditions.check(bucket.current(draft.key()));
                return bucket.add(draft, store.now(), store.ids());
            }
        } catch (RuntimeException e) {
            draft.content().release();
            throw e;
        }
    }

    @Override
    public DeleteObjectResponse deleteObject(DeleteObjectRequest r) {
        Bucket bucket = store.bucket(r.bucket(), r.expectedBucketOwner());
        Keys.check(r.key());
        Keys.checkVersion(r.versionId());
        Deletion deletion = delete(bucket, r.key(), r.versionId(), r.ifMatch(), REMOVED);
        return DeleteObjectResponse.builder()
                .deleteMarker(deletion.marker() ? true : null)
                .versionId(deletion.versionId())
                .build();
    }

    @Override
    public DeleteObjectsResponse deleteObjects(DeleteObjectsRequest r) {
        Bucket bucket = store.bucket(r.bucket(), r.expectedBucketOwner());
        if (r.delete() == null
                || r.delete().objects().isEmpty()
                || r.delete().objects().size() > MOST_DELETES) {
            throw S3Errors.malformedXml();
        }
        List<DeletedObject> deleted = new ArrayList<>();
        List<S3Error> errors = new ArrayList<>();
        for (ObjectIdentifier object : r.delete().objects()) {
            try {
                deleted.add(deleteOne(bucket, object));
            } catch (AwsServiceException e) {
                errors.add(S3Error.builder()
                        .key(object.key())
                        .versionId(object.versionId())
                        .code(AwsErrors.code(e))
                        .message(AwsErrors.message(e))
                        .build());
            }
        }
        DeleteObjectsResponse.Builder response = DeleteObjectsResponse.builder();
        if (!Boolean.TRUE.equals(r.delete().quiet())) {
            response.deleted(deleted);
        }
        return (errors.isEmpty() ? response : response.errors(errors)).build();
    }

    private DeletedObject deleteOne(Bucket bucket, ObjectIdentifier object) {
        Keys.check(object.key());
        Need need = deleteNeed(bucket.name(), object.key(), object.versionId());
        Authorizer.Verdict verdict = store.verdict(need);
        if (!verdict.allowed()) {
            throw S3Errors.denied(need, verdict.message());
        }
        if (object.versionId() != null && !Ids.isVersion(object.versionId())) {
            throw S3Errors.noSuchVersion();
        }
        Deletion deletion = delete(bucket, object.key(), object.versionId(), object.eTag(), REMOVED);
        return DeletedObject.builder()
                .key(object.key())
                .versionId(object.versionId())
                .deleteMarker(deletion.marker() ? true : null)
                .deleteMarkerVersionId(deletion.marker() ? deletion.versionId() : null)
                .build();
    }

    /** What deleting a key or one of its versions needs. */
    static Need deleteNeed(String bucket, String key, String versionId) {
        String arn = Bucket.arn(bucket) + "/" + key;
        return versionId == null
                ? new Need("s3:DeleteObject", arn)
                : new Need("s3:DeleteObjectVersion", arn).with("s3:versionid", versionId);
    }

    /**
     * Deletes a version, or what a reader sees of a key.
     *
     * @param versionId null for the latter
     * @param ifMatch its ETag, or null
     * @param kind of the event that tells it, as {@code ObjectRemoved}
     */
    Deletion delete(Bucket bucket, String key, String versionId, String ifMatch, String kind) {
        StoredObject event;
        Deletion deletion;
        synchronized (bucket) {
            if (ifMatch != null) {
                new WriteConditions(ifMatch, null)
                        .check(versionId == null ? bucket.current(key) : bucket.version(key, versionId));
            }
            BucketVersioningStatus versioning = bucket.settings().versioning();
            if (versionId == null && versioning != null) {
                event = bucket.add(StoredObject.deleteMarkerDraft(key), store.now(), store.ids());
                deletion = new Deletion(true, event.versionId());
            } else {
                String version = versionId == null ? StoredObject.NULL_VERSION : versionId;
                Optional<StoredObject> removed = bucket.remove(key, version);
                event = removed.map(object -> object.placed(
                                object.versionId(), store.now(), store.ids().sequencer()))
                        .orElse(null);
                deletion =
                        new Deletion(removed.map(StoredObject::isDeleteMarker).orElse(false), versionId);
            }
        }
        if (event != null) {
            boolean added = versionId == null && deletion.marker();
            notifier.publish(bucket, kind + (added ? ":DeleteMarkerCreated" : ":Delete"), event);
        }
        return deletion;
    }

    /**
     * What a delete did.
     *
     * @param marker whether it added or removed a delete marker
     */
    record Deletion(boolean marker, String versionId) {}
}
