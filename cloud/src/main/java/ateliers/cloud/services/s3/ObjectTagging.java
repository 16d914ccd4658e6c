package ateliers.cloud.services.s3;

import java.util.Map;
import software.amazon.awssdk.services.s3.model.DeleteObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectTaggingResponse;
import software.amazon.awssdk.services.s3.model.GetObjectAclRequest;
import software.amazon.awssdk.services.s3.model.GetObjectAclResponse;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingResponse;
import software.amazon.awssdk.services.s3.model.PutObjectAclRequest;
import software.amazon.awssdk.services.s3.model.PutObjectAclResponse;
import software.amazon.awssdk.services.s3.model.PutObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.PutObjectTaggingResponse;

/** The tags of objects, and what is left of their ACLs. */
final class ObjectTagging {
    private final Store store;
    private final ObjectReads reads;
    private final Notifier notifier;

    ObjectTagging(Store store, ObjectReads reads, Notifier notifier) {
        this.store = store;
        this.reads = reads;
        this.notifier = notifier;
    }

    GetObjectTaggingResponse get(GetObjectTaggingRequest r) {
        Bucket bucket = store.bucket(r.bucket());
        StoredObject object = reads.find(bucket, r.key(), r.versionId());
        return GetObjectTaggingResponse.builder()
                .tagSet(Tags.list(object.tags()))
                .versionId(bucket.shown(object))
                .build();
    }

    PutObjectTaggingResponse put(PutObjectTaggingRequest r) {
        if (r.tagging() == null || !r.tagging().hasTagSet()) {
            throw S3Errors.malformedXml();
        }
        Bucket bucket = store.bucket(r.bucket());
        StoredObject tagged = replace(
                bucket, r.key(), r.versionId(), Tags.ofObject(r.tagging().tagSet()));
        notifier.publish(bucket, "ObjectTagging:Put", tagged);
        return PutObjectTaggingResponse.builder()
                .versionId(bucket.shown(tagged))
                .build();
    }

    DeleteObjectTaggingResponse delete(DeleteObjectTaggingRequest r) {
        Bucket bucket = store.bucket(r.bucket());
        StoredObject untagged = replace(bucket, r.key(), r.versionId(), Map.of());
        notifier.publish(bucket, "ObjectTagging:Delete", untagged);
        return DeleteObjectTaggingResponse.builder()
                .versionId(bucket.shown(untagged))
                .build();
    }

    GetObjectAclResponse acl(GetObjectAclRequest r) {
        reads.find(store.bucket(r.bucket()), r.key(), r.versionId());
        return GetObjectAclResponse.builder()
                .owner(store.owner())
                .grants(BucketAccess.fullControl(store.owner()))
                .build();
    }

    PutObjectAclResponse putAcl(PutObjectAclRequest r) {
        Bucket bucket = store.bucket(r.bucket());
        reads.find(bucket, r.key(), r.versionId());
        throw BucketAccess.refuseAcl(bucket);
    }

    private StoredObject replace(Bucket bucket, String key, String versionId, Map<String, String> tags) {
        synchronized (bucket) {
            StoredObject object = reads.find(bucket, key, versionId).withTags(tags);
            bucket.replace(object);
            return object.placed(
                    object.versionId(), object.lastModified(), store.ids().sequencer());
        }
    }
}
