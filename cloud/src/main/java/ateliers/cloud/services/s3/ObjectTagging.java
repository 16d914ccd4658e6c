package ateliers.cloud.services.s3;

import ateliers.cloud.kit.Operations;
import java.util.Map;
import software.amazon.awssdk.services.s3.S3Client;
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
final class ObjectTagging implements S3Client, Operations {
    private final Store store;
    private final ObjectReads reads;
    private final Notifier notifier;

    ObjectTagging(Store store, ObjectReads reads, Notifier notifier) {
        this.store = store;
        this.reads = reads;
        this.notifier = notifier;
    }

    @Override
    public GetObjectTaggingResponse getObjectTagging(GetObjectTaggingRequest r) {
        Bucket bucket = store.bucket(r.bucket(), r.expectedBucketOwner());
        StoredObject object = reads.find(bucket, r.key(), r.versionId());
        return GetObjectTaggingResponse.builder()
                .tagSet(Tags.list(object.tags()))
                .versionId(bucket.shown(object))
                .build();
    }

    @Override
    public PutObjectTaggingResponse putObjectTagging(PutObjectTaggingRequest r) {
        Bucket bucket = store.bucket(r.bucket(), r.expectedBucketOwner());
        if (r.tagging() == null || !r.tagging().hasTagSet()) {
            throw S3Errors.malformedXml();
        }
        StoredObject tagged = replace(
                bucket, r.key(), r.versionId(), Tags.ofObject(r.tagging().tagSet()));
        notifier.publish(bucket, "ObjectTagging:Put", tagged);
        return PutObjectTaggingResponse.builder()
                .versionId(bucket.shown(tagged))
                .build();
    }

    @Override
    public DeleteObjectTaggingResponse deleteObjectTagging(DeleteObjectTaggingRequest r) {
        Bucket bucket = store.bucket(r.bucket(), r.expectedBucketOwner());
        StoredObject untagged = replace(bucket, r.key(), r.versionId(), Map.of());
        notifier.publish(bucket, "ObjectTagging:Delete", untagged);
        return DeleteObjectTaggingResponse.builder()
                .versionId(bucket.shown(untagged))
                .build();
    }

    @Override
    public GetObjectAclResponse getObjectAcl(GetObjectAclRequest r) {
        reads.find(store.bucket(r.bucket(), r.expectedBucketOwner()), r.key(), r.versionId());
        return GetObjectAclResponse.builder()
                .owner(store.owner())
                .grants(BucketAccess.fullControl(store.owner()))
                .build();
    }

    @Override
    public PutObjectAclResponse putObjectAcl(PutObjectAclRequest r) {
        Bucket bucket = store.bucket(r.bucket(), r.expectedBucketOwner());
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
