package ateliers.cloud.services.s3;

import ateliers.cloud.door.Need;
import ateliers.cloud.door.Rows;
import ateliers.cloud.kit.Pojos;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketConfiguration;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketCorsRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketLifecycleRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketReplicationRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketWebsiteRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeletePublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.GetBucketAccelerateConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketAclRequest;
import software.amazon.awssdk.services.s3.model.GetBucketCorsRequest;
import software.amazon.awssdk.services.s3.model.GetBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLocationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLoggingRequest;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyStatusRequest;
import software.amazon.awssdk.services.s3.model.GetBucketReplicationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketRequestPaymentRequest;
import software.amazon.awssdk.services.s3.model.GetBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.GetBucketWebsiteRequest;
import software.amazon.awssdk.services.s3.model.GetObjectAclRequest;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesRequest;
import software.amazon.awssdk.services.s3.model.GetObjectLockConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.ListBucketsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.PutBucketAclRequest;
import software.amazon.awssdk.services.s3.model.PutBucketCorsRequest;
import software.amazon.awssdk.services.s3.model.PutBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.PutBucketLifecycleConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketLoggingRequest;
import software.amazon.awssdk.services.s3.model.PutBucketNotificationConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.PutBucketRequestPaymentRequest;
import software.amazon.awssdk.services.s3.model.PutBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.PutObjectAclRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.PutPublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.S3Request;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/**
 * What each operation needs. A bucket that does not exist is told to everybody, before anything is decided. See
 * <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html">required
 * permissions</a>.
 */
final class S3Rows {
    private final Store store;

    S3Rows(Store store) {
        this.store = store;
    }

    void declare(Rows rows) {
        rows.on(ListBucketsRequest.class, r -> Need.anywhere("s3:ListAllMyBuckets"));
        rows.on(CreateBucketRequest.class, this::createBucket);
        declareBuckets(rows);
        declareListings(rows);
        declareObjects(rows);
        declareUploads(rows);
    }

    private void declareBuckets(Rows rows) {
        onBucket(rows, DeleteBucketRequest.class, "DeleteBucket");
        onBucket(rows, HeadBucketRequest.class, "ListBucket");
        onBucket(rows, GetBucketLocationRequest.class, "GetBucketLocation");
        onBucket(rows, GetBucketVersioningRequest.class, "GetBucketVersioning");
        onBucket(rows, PutBucketVersioningRequest.class, "PutBucketVersioning");
        onBucket(rows, GetBucketTaggingRequest.class, "GetBucketTagging");
        onBucket(rows, PutBucketTaggingRequest.class, "PutBucketTagging");
        onBucket(rows, DeleteBucketTaggingRequest.class, "PutBucketTagging");
        onBucket(rows, GetBucketEncryptionRequest.class, "GetEncryptionConfiguration");
        onBucket(rows, PutBucketEncryptionRequest.class, "PutEncryptionConfiguration");
        onBucket(rows, DeleteBucketEncryptionRequest.class, "PutEncryptionConfiguration");
        onBucket(rows, GetBucketCorsRequest.class, "GetBucketCORS");
        onBucket(rows, PutBucketCorsRequest.class, "PutBucketCORS");
        onBucket(rows, DeleteBucketCorsRequest.class, "PutBucketCORS");
        onBucket(rows, GetBucketPolicyRequest.class, "GetBucketPolicy");
        onBucket(rows, PutBucketPolicyRequest.class, "PutBucketPolicy");
        onBucket(rows, DeleteBucketPolicyRequest.class, "DeleteBucketPolicy");
        onBucket(rows, GetBucketPolicyStatusRequest.class, "GetBucketPolicyStatus");
        onBucket(rows, GetPublicAccessBlockRequest.class, "GetBucketPublicAccessBlock");
        onBucket(rows, PutPublicAccessBlockRequest.class, "PutBucketPublicAccessBlock");
        onBucket(rows, DeletePublicAccessBlockRequest.class, "PutBucketPublicAccessBlock");
        onBucket(rows, GetBucketOwnershipControlsRequest.class, "GetBucketOwnershipControls");
        onBucket(rows, PutBucketOwnershipControlsRequest.class, "PutBucketOwnershipControls");
        onBucket(rows, DeleteBucketOwnershipControlsRequest.class, "PutBucketOwnershipControls");
        onBucket(rows, GetBucketAclRequest.class, "GetBucketAcl");
        onBucket(rows, PutBucketAclRequest.class, "PutBucketAcl");
        onBucket(rows, GetBucketLifecycleConfigurationRequest.class, "GetLifecycleConfiguration");
        onBucket(rows, PutBucketLifecycleConfigurationRequest.class, "PutLifecycleConfiguration");
        onBucket(rows, DeleteBucketLifecycleRequest.class, "PutLifecycleConfiguration");
        onBucket(rows, GetBucketWebsiteRequest.class, "GetBucketWebsite");
        onBucket(rows, DeleteBucketWebsiteRequest.class, "DeleteBucketWebsite");
        onBucket(rows, GetBucketReplicationRequest.class, "GetReplicationConfiguration");
        onBucket(rows, DeleteBucketReplicationRequest.class, "PutReplicationConfiguration");
        onBucket(rows, GetObjectLockConfigurationRequest.class, "GetBucketObjectLockConfiguration");
        onBucket(rows, GetBucketAccelerateConfigurationRequest.class, "GetAccelerateConfiguration");
        onBucket(rows, GetBucketLoggingRequest.class, "GetBucketLogging");
        onBucket(rows, PutBucketLoggingRequest.class, "PutBucketLogging");
        onBucket(rows, GetBucketRequestPaymentRequest.class, "GetBucketRequestPayment");
        onBucket(rows, PutBucketRequestPaymentRequest.class, "PutBucketRequestPayment");
        onBucket(rows, GetBucketNotificationConfigurationRequest.class, "GetBucketNotification");
        onBucket(rows, PutBucketNotificationConfigurationRequest.class, "PutBucketNotification");
    }

    private void declareListings(Rows rows) {
        rows.on(
                ListObjectsRequest.class,
                r -> listing("s3:ListBucket", r.bucket(), r.prefix(), r.delimiter(), r.maxKeys()));
        rows.on(
                ListObjectsV2Request.class,
                r -> listing("s3:ListBucket", r.bucket(), r.prefix(), r.delimiter(), r.maxKeys()));
        rows.on(
                ListObjectVersionsRequest.class,
                r -> listing("s3:ListBucketVersions", r.bucket(), r.prefix(), r.delimiter(), r.maxKeys()));
        onBucket(rows, ListMultipartUploadsRequest.class, "ListBucketMultipartUploads");
    }

    private void declareObjects(Rows rows) {
        rows.onEach(PutObjectRequest.class, r -> write(r, r.bucket(), r.key(), r.ifMatch()));
        rows.on(GetObjectRequest.class, r -> versioned("GetObject", r.bucket(), r.key(), r.versionId()));
        rows.on(HeadObjectRequest.class, r -> versioned("GetObject", r.bucket(), r.key(), r.versionId()));
        rows.onEach(
                GetObjectAttributesRequest.class,
                r -> List.of(
                        versioned("GetObject", r.bucket(), r.key(), r.versionId()),
                        attributes(r.bucket(), r.key(), r.versionId())));
        rows.on(DeleteObjectRequest.class, r -> {
            bucket(r.bucket());
            return ObjectWrites.deleteNeed(r.bucket(), r.key(), r.versionId());
        });
        // each key is decided by itself, and a denied one is an entry in the answer
        rows.onEach(DeleteObjectsRequest.class, r -> {
            bucket(r.bucket());
            return List.of();
        });
        rows.onEach(CopyObjectRequest.class, this::copy);
        rows.on(GetObjectTaggingRequest.class, r -> tagging("Get", r.bucket(), r.key(), r.versionId()));
        rows.on(PutObjectTaggingRequest.class, r -> tagging("Put", r.bucket(), r.key(), r.versionId()));
        rows.on(DeleteObjectTaggingRequest.class, r -> tagging("Delete", r.bucket(), r.key(), r.versionId()));
        rows.on(GetObjectAclRequest.class, r -> acl("Get", r.bucket(), r.key(), r.versionId()));
        rows.on(PutObjectAclRequest.class, r -> acl("Put", r.bucket(), r.key(), r.versionId()));
    }

    private void declareUploads(Rows rows) {
        rows.onEach(CreateMultipartUploadRequest.class, r -> write(r, r.bucket(), r.key(), null));
        rows.on(UploadPartRequest.class, r -> object("s3:PutObject", r.bucket(), r.key()));
        rows.onEach(UploadPartCopyRequest.class, r -> {
            CopySource from = CopySource.of(r);
            bucket(from.bucket());
            return List.of(from.need(), object("s3:PutObject", r.destinationBucket(), r.destinationKey()));
        });
        rows.onEach(
                CompleteMultipartUploadRequest.class,
                r -> r.ifMatch() == null
                        ? List.of(object("s3:PutObject", r.bucket(), r.key()))
                        : List.of(
                                object("s3:PutObject", r.bucket(), r.key()),
                                object("s3:GetObject", r.bucket(), r.key())));
        rows.on(AbortMultipartUploadRequest.class, r -> object("s3:AbortMultipartUpload", r.bucket(), r.key()));
        rows.on(ListPartsRequest.class, r -> object("s3:ListMultipartUploadParts", r.bucket(), r.key()));
    }

    private <R extends S3Request> void onBucket(Rows rows, Class<R> request, String action) {
        Function<R, Need> need = r -> new Need("s3:" + action, bucket(Pojos.text(r, "Bucket")));
        rows.on(request, need);
    }

    private Need createBucket(CreateBucketRequest r) {
        BucketNames.check(r.bucket());
        CreateBucketConfiguration configuration = r.createBucketConfiguration();
        Need need = new Need("s3:CreateBucket", Bucket.arn(r.bucket()));
        return configuration == null || configuration.locationConstraintAsString() == null
                ? need
                : need.with("s3:locationconstraint", configuration.locationConstraintAsString());
    }

    private Need listing(String action, String bucket, String prefix, String delimiter, Integer maxKeys) {
        Need need = new Need(action, bucket(bucket)).with("s3:prefix", prefix == null ? "" : prefix);
        need = delimiter == null ? need : need.with("s3:delimiter", delimiter);
        return maxKeys == null ? need : need.with("s3:max-keys", maxKeys.toString());
    }

    private List<Need> copy(CopyObjectRequest r) {
        CopySource from = CopySource.of(r);
        bucket(from.bucket());
        List<Need> needs = new ArrayList<>();
        needs.add(from.need());
        for (Need need : write(r, r.destinationBucket(), r.destinationKey(), r.ifMatch())) {
            Need copying = need.with("s3:x-amz-copy-source", from.bucket() + "/" + from.key());
            needs.add(
                    r.metadataDirective() == null
                            ? copying
                            : copying.with("s3:x-amz-metadata-directive", r.metadataDirectiveAsString()));
        }
        return needs;
    }

    /** What writing an object needs: more when it sets tags or an ACL, or looks at what is there. */
    private List<Need> write(SdkPojo r, String bucket, String key, String ifMatch) {
        Need put = object("s3:PutObject", bucket, key);
        String storageClass = Pojos.text(r, "StorageClass");
        String encryption = Pojos.text(r, "ServerSideEncryption");
        String acl = Pojos.text(r, "ACL");
        put = storageClass == null ? put : put.with("s3:x-amz-storage-class", storageClass);
        put = encryption == null ? put : put.with("s3:x-amz-server-side-encryption", encryption);
        String kmsKey = Pojos.text(r, "SSEKMSKeyId");
        put = kmsKey == null ? put : put.with("s3:x-amz-server-side-encryption-aws-kms-key-id", kmsKey);
        put = acl == null ? put : put.with("s3:x-amz-acl", acl);
        List<Need> needs = new ArrayList<>();
        String header = Pojos.text(r, "Tagging");
        if (header != null && !header.isEmpty()) {
            Need tagging = object("s3:PutObjectTagging", bucket, key);
            var tags = Tags.ofHeader(header);
            put = put.with("s3:requestobjecttagkeys", tags.keySet().toArray(String[]::new));
            for (var tag : tags.entrySet()) {
                put = put.with("s3:requestobjecttag/" + tag.getKey(), tag.getValue());
                tagging = tagging.with("s3:requestobjecttag/" + tag.getKey(), tag.getValue());
            }
            needs.add(tagging);
        }
        needs.add(0, put);
        if (acl != null) {
            needs.add(object("s3:PutObjectAcl", bucket, key).with("s3:x-amz-acl", acl));
        }
        if (ifMatch != null) {
            needs.add(object("s3:GetObject", bucket, key));
        }
        return needs;
    }

    /** Reading an object or one of its versions, which policies may allow by the object's tags. */
    private Need versioned(String action, String bucket, String key, String versionId) {
        Need need = object("s3:" + action + (versionId == null ? "" : "Version"), bucket, key);
        Bucket where = store.buckets().find(bucket);
        var found = key == null
                ? java.util.Optional.<StoredObject>empty()
                : versionId == null ? where.current(key) : where.version(key, versionId);
        if (found.isPresent()) {
            for (var tag : found.get().tags().entrySet()) {
                need = need.with("s3:existingobjecttag/" + tag.getKey(), tag.getValue());
            }
        }
        return versionId == null ? need : need.with("s3:versionid", versionId);
    }

    private Need attributes(String bucket, String key, String versionId) {
        return versionId == null
                ? object("s3:GetObjectAttributes", bucket, key)
                : object("s3:GetObjectVersionAttributes", bucket, key).with("s3:versionid", versionId);
    }

    private Need tagging(String verb, String bucket, String key, String versionId) {
        return versionId == null
                ? object("s3:" + verb + "ObjectTagging", bucket, key)
                : object("s3:" + verb + "ObjectVersionTagging", bucket, key).with("s3:versionid", versionId);
    }

    private Need acl(String verb, String bucket, String key, String versionId) {
        return versionId == null
                ? object("s3:" + verb + "ObjectAcl", bucket, key)
                : object("s3:" + verb + "ObjectVersionAcl", bucket, key).with("s3:versionid", versionId);
    }

    private Need object(String action, String bucket, String key) {
        return new Need(action, bucket(bucket) + "/" + key);
    }

    /** The ARN of a bucket that exists. */
    private String bucket(String name) {
        return store.buckets().find(name).arn();
    }
}
