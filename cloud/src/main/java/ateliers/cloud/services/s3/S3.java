package ateliers.cloud.services.s3;

import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.*;

/**
 * Amazon S3 as the SDK's client: each operation in the class that knows its part. What is not here is
 * {@link ateliers.cloud.door.Unsupported}. See
 * <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html">its
 * operations</a>.
 */
final class S3 implements S3Client {
    /** The members that name the owner whom the caller expects. */
    static final List<String> EXPECTED_OWNERS = List.of("ExpectedBucketOwner", "ExpectedSourceBucketOwner");

    private final Store store;
    private final BucketOperations buckets;
    private final BucketSettings settings;
    private final BucketAccess access;
    private final AbsentSettings absent;
    private final Notifier notifier;
    private final ObjectReads reads;
    private final ObjectWrites writes;
    private final Copies copies;
    private final ObjectTagging tagging;
    private final Listings listings;
    private final Uploads uploads;
    private final UploadCompletion completion;
    private final UploadListings uploadListings;

    S3(Store store) {
        this.store = store;
        this.buckets = new BucketOperations(store);
        this.settings = new BucketSettings(store);
        this.access = new BucketAccess(store);
        this.absent = new AbsentSettings(store);
        this.notifier = new Notifier(store);
        this.reads = new ObjectReads(store);
        this.writes = new ObjectWrites(store, notifier);
        this.copies = new Copies(store, reads, writes, notifier);
        this.tagging = new ObjectTagging(store, reads, notifier);
        this.listings = new Listings(store);
        this.uploads = new Uploads(store, writes, copies);
        this.completion = new UploadCompletion(store, writes, notifier);
        this.uploadListings = new UploadListings(store);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}

    /** What every operation refuses: another owner than the expected one. */
    private <R extends S3Request> R checked(R request) {
        for (String name : EXPECTED_OWNERS) {
            String owner = Fields.text(request, name);
            if (owner != null && !owner.equals(store.place().account())) {
                throw S3Errors.accessDenied("Access Denied");
            }
        }
        return request;
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest r, RequestBody body) {
        return writes.put(checked(r), body);
    }

    @Override
    public <T> T getObject(GetObjectRequest r, ResponseTransformer<GetObjectResponse, T> transformer) {
        return reads.get(checked(r), transformer);
    }

    @Override
    public UploadPartResponse uploadPart(UploadPartRequest r, RequestBody body) {
        return uploads.part(checked(r), body);
    }

    @Override
    public CreateBucketResponse createBucket(CreateBucketRequest r) {
        return buckets.create(checked(r));
    }

    @Override
    public DeleteBucketResponse deleteBucket(DeleteBucketRequest r) {
        return buckets.delete(checked(r));
    }

    @Override
    public HeadBucketResponse headBucket(HeadBucketRequest r) {
        return buckets.head(checked(r));
    }

    @Override
    public ListBucketsResponse listBuckets(ListBucketsRequest r) {
        return buckets.list(checked(r));
    }

    @Override
    public GetBucketLocationResponse getBucketLocation(GetBucketLocationRequest r) {
        return buckets.location(checked(r));
    }

    @Override
    public GetBucketVersioningResponse getBucketVersioning(GetBucketVersioningRequest r) {
        return settings.versioning(checked(r));
    }

    @Override
    public PutBucketVersioningResponse putBucketVersioning(PutBucketVersioningRequest r) {
        return settings.putVersioning(checked(r));
    }

    @Override
    public GetBucketTaggingResponse getBucketTagging(GetBucketTaggingRequest r) {
        return settings.tags(checked(r));
    }

    @Override
    public PutBucketTaggingResponse putBucketTagging(PutBucketTaggingRequest r) {
        return settings.putTags(checked(r));
    }

    @Override
    public DeleteBucketTaggingResponse deleteBucketTagging(DeleteBucketTaggingRequest r) {
        return settings.deleteTags(checked(r));
    }

    @Override
    public GetBucketEncryptionResponse getBucketEncryption(GetBucketEncryptionRequest r) {
        return settings.encryption(checked(r));
    }

    @Override
    public PutBucketEncryptionResponse putBucketEncryption(PutBucketEncryptionRequest r) {
        return settings.putEncryption(checked(r));
    }

    @Override
    public DeleteBucketEncryptionResponse deleteBucketEncryption(DeleteBucketEncryptionRequest r) {
        return settings.deleteEncryption(checked(r));
    }

    @Override
    public GetBucketCorsResponse getBucketCors(GetBucketCorsRequest r) {
        return settings.cors(checked(r));
    }

    @Override
    public PutBucketCorsResponse putBucketCors(PutBucketCorsRequest r) {
        return settings.putCors(checked(r));
    }

    @Override
    public DeleteBucketCorsResponse deleteBucketCors(DeleteBucketCorsRequest r) {
        return settings.deleteCors(checked(r));
    }

    @Override
    public GetBucketPolicyResponse getBucketPolicy(GetBucketPolicyRequest r) {
        return access.policy(checked(r));
    }

    @Override
    public PutBucketPolicyResponse putBucketPolicy(PutBucketPolicyRequest r) {
        return access.putPolicy(checked(r));
    }

    @Override
    public DeleteBucketPolicyResponse deleteBucketPolicy(DeleteBucketPolicyRequest r) {
        return access.deletePolicy(checked(r));
    }

    @Override
    public GetBucketPolicyStatusResponse getBucketPolicyStatus(GetBucketPolicyStatusRequest r) {
        return access.policyStatus(checked(r));
    }

    @Override
    public GetPublicAccessBlockResponse getPublicAccessBlock(GetPublicAccessBlockRequest r) {
        return access.publicAccessBlock(checked(r));
    }

    @Override
    public PutPublicAccessBlockResponse putPublicAccessBlock(PutPublicAccessBlockRequest r) {
        return access.putPublicAccessBlock(checked(r));
    }

    @Override
    public DeletePublicAccessBlockResponse deletePublicAccessBlock(DeletePublicAccessBlockRequest r) {
        return access.deletePublicAccessBlock(checked(r));
    }

    @Override
    public GetBucketOwnershipControlsResponse getBucketOwnershipControls(GetBucketOwnershipControlsRequest r) {
        return access.ownership(checked(r));
    }

    @Override
    public PutBucketOwnershipControlsResponse putBucketOwnershipControls(PutBucketOwnershipControlsRequest r) {
        return access.putOwnership(checked(r));
    }

    @Override
    public DeleteBucketOwnershipControlsResponse deleteBucketOwnershipControls(DeleteBucketOwnershipControlsRequest r) {
        return access.deleteOwnership(checked(r));
    }

    @Override
    public GetBucketAclResponse getBucketAcl(GetBucketAclRequest r) {
        return access.acl(checked(r));
    }

    @Override
    public PutBucketAclResponse putBucketAcl(PutBucketAclRequest r) {
        return access.putAcl(checked(r));
    }

    @Override
    public GetBucketLifecycleConfigurationResponse getBucketLifecycleConfiguration(
            GetBucketLifecycleConfigurationRequest r) {
        return absent.lifecycle(checked(r));
    }

    @Override
    public DeleteBucketLifecycleResponse deleteBucketLifecycle(DeleteBucketLifecycleRequest r) {
        return absent.deleteLifecycle(checked(r));
    }

    @Override
    public GetBucketWebsiteResponse getBucketWebsite(GetBucketWebsiteRequest r) {
        return absent.website(checked(r));
    }

    @Override
    public DeleteBucketWebsiteResponse deleteBucketWebsite(DeleteBucketWebsiteRequest r) {
        return absent.deleteWebsite(checked(r));
    }

    @Override
    public GetBucketReplicationResponse getBucketReplication(GetBucketReplicationRequest r) {
        return absent.replication(checked(r));
    }

    @Override
    public DeleteBucketReplicationResponse deleteBucketReplication(DeleteBucketReplicationRequest r) {
        return absent.deleteReplication(checked(r));
    }

    @Override
    public GetObjectLockConfigurationResponse getObjectLockConfiguration(GetObjectLockConfigurationRequest r) {
        return absent.objectLock(checked(r));
    }

    @Override
    public GetBucketAccelerateConfigurationResponse getBucketAccelerateConfiguration(
            GetBucketAccelerateConfigurationRequest r) {
        return absent.accelerate(checked(r));
    }

    @Override
    public GetBucketLoggingResponse getBucketLogging(GetBucketLoggingRequest r) {
        return absent.logging(checked(r));
    }

    @Override
    public PutBucketLoggingResponse putBucketLogging(PutBucketLoggingRequest r) {
        return absent.putLogging(checked(r));
    }

    @Override
    public GetBucketRequestPaymentResponse getBucketRequestPayment(GetBucketRequestPaymentRequest r) {
        return absent.payer(checked(r));
    }

    @Override
    public PutBucketRequestPaymentResponse putBucketRequestPayment(PutBucketRequestPaymentRequest r) {
        return absent.putPayer(checked(r));
    }

    @Override
    public GetBucketNotificationConfigurationResponse getBucketNotificationConfiguration(
            GetBucketNotificationConfigurationRequest r) {
        return notifier.get(checked(r));
    }

    @Override
    public PutBucketNotificationConfigurationResponse putBucketNotificationConfiguration(
            PutBucketNotificationConfigurationRequest r) {
        return notifier.put(checked(r));
    }

    @Override
    public HeadObjectResponse headObject(HeadObjectRequest r) {
        return reads.head(checked(r));
    }

    @Override
    public GetObjectAttributesResponse getObjectAttributes(GetObjectAttributesRequest r) {
        return reads.attributes(checked(r));
    }

    @Override
    public DeleteObjectResponse deleteObject(DeleteObjectRequest r) {
        return writes.delete(checked(r));
    }

    @Override
    public DeleteObjectsResponse deleteObjects(DeleteObjectsRequest r) {
        return writes.deleteAll(checked(r));
    }

    @Override
    public CopyObjectResponse copyObject(CopyObjectRequest r) {
        return copies.copy(checked(r));
    }

    @Override
    public GetObjectTaggingResponse getObjectTagging(GetObjectTaggingRequest r) {
        return tagging.get(checked(r));
    }

    @Override
    public PutObjectTaggingResponse putObjectTagging(PutObjectTaggingRequest r) {
        return tagging.put(checked(r));
    }

    @Override
    public DeleteObjectTaggingResponse deleteObjectTagging(DeleteObjectTaggingRequest r) {
        return tagging.delete(checked(r));
    }

    @Override
    public GetObjectAclResponse getObjectAcl(GetObjectAclRequest r) {
        return tagging.acl(checked(r));
    }

    @Override
    public PutObjectAclResponse putObjectAcl(PutObjectAclRequest r) {
        return tagging.putAcl(checked(r));
    }

    @Override
    public ListObjectsResponse listObjects(ListObjectsRequest r) {
        return listings.list(checked(r));
    }

    @Override
    public ListObjectsV2Response listObjectsV2(ListObjectsV2Request r) {
        return listings.list(checked(r));
    }

    @Override
    public ListObjectVersionsResponse listObjectVersions(ListObjectVersionsRequest r) {
        return listings.list(checked(r));
    }

    @Override
    public CreateMultipartUploadResponse createMultipartUpload(CreateMultipartUploadRequest r) {
        return uploads.create(checked(r));
    }

    @Override
    public UploadPartCopyResponse uploadPartCopy(UploadPartCopyRequest r) {
        return uploads.copyPart(checked(r));
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(CompleteMultipartUploadRequest r) {
        return completion.complete(checked(r));
    }

    @Override
    public AbortMultipartUploadResponse abortMultipartUpload(AbortMultipartUploadRequest r) {
        return uploads.abort(checked(r));
    }

    @Override
    public ListPartsResponse listParts(ListPartsRequest r) {
        return uploadListings.parts(checked(r));
    }

    @Override
    public ListMultipartUploadsResponse listMultipartUploads(ListMultipartUploadsRequest r) {
        return uploadListings.uploads(checked(r));
    }
}
