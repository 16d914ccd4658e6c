package ateliers.cloud.services.s3;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.kit.Operations;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteBucketReplicationRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketReplicationResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketWebsiteRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketWebsiteResponse;
import software.amazon.awssdk.services.s3.model.GetBucketAccelerateConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketAccelerateConfigurationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketLoggingRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLoggingResponse;
import software.amazon.awssdk.services.s3.model.GetBucketReplicationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketReplicationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketRequestPaymentRequest;
import software.amazon.awssdk.services.s3.model.GetBucketRequestPaymentResponse;
import software.amazon.awssdk.services.s3.model.GetBucketWebsiteRequest;
import software.amazon.awssdk.services.s3.model.GetBucketWebsiteResponse;
import software.amazon.awssdk.services.s3.model.GetObjectLockConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetObjectLockConfigurationResponse;
import software.amazon.awssdk.services.s3.model.Payer;
import software.amazon.awssdk.services.s3.model.PutBucketLoggingRequest;
import software.amazon.awssdk.services.s3.model.PutBucketLoggingResponse;
import software.amazon.awssdk.services.s3.model.PutBucketRequestPaymentRequest;
import software.amazon.awssdk.services.s3.model.PutBucketRequestPaymentResponse;

/**
 * Settings that would have an effect this cloud does not have: nobody can switch them on, so who asks is told, as by AWS,
 * that they are off.
 */
final class AbsentSettings implements S3Client, Operations {
    private final Store store;

    AbsentSettings(Store store) {
        this.store = store;
    }

    @Override
    public GetBucketWebsiteResponse getBucketWebsite(GetBucketWebsiteRequest r) {
        store.bucket(r.bucket(), r.expectedBucketOwner());
        throw BucketSettings.missing(
                "NoSuchWebsiteConfiguration", "The specified bucket does not have a website configuration");
    }

    @Override
    public DeleteBucketWebsiteResponse deleteBucketWebsite(DeleteBucketWebsiteRequest r) {
        store.bucket(r.bucket(), r.expectedBucketOwner());
        return DeleteBucketWebsiteResponse.builder().build();
    }

    @Override
    public GetBucketReplicationResponse getBucketReplication(GetBucketReplicationRequest r) {
        store.bucket(r.bucket(), r.expectedBucketOwner());
        throw BucketSettings.missing(
                "ReplicationConfigurationNotFoundError", "The replication configuration was not found");
    }

    @Override
    public DeleteBucketReplicationResponse deleteBucketReplication(DeleteBucketReplicationRequest r) {
        store.bucket(r.bucket(), r.expectedBucketOwner());
        return DeleteBucketReplicationResponse.builder().build();
    }

    @Override
    public GetObjectLockConfigurationResponse getObjectLockConfiguration(GetObjectLockConfigurationRequest r) {
        store.bucket(r.bucket(), r.expectedBucketOwner());
        throw BucketSettings.missing(
                "ObjectLockConfigurationNotFoundError", "Object Lock configuration does not exist for this bucket");
    }

    @Override
    public GetBucketAccelerateConfigurationResponse getBucketAccelerateConfiguration(
            GetBucketAccelerateConfigurationRequest r) {
        store.bucket(r.bucket(), r.expectedBucketOwner());
        return GetBucketAccelerateConfigurationResponse.builder().build();
    }

    @Override
    public GetBucketLoggingResponse getBucketLogging(GetBucketLoggingRequest r) {
        store.bucket(r.bucket(), r.expectedBucketOwner());
        return GetBucketLoggingResponse.builder().build();
    }

    @Override
    public PutBucketLoggingResponse putBucketLogging(PutBucketLoggingRequest r) {
        store.bucket(r.bucket(), r.expectedBucketOwner());
        if (r.bucketLoggingStatus() == null) {
            throw S3Errors.malformedXml();
        }
        if (r.bucketLoggingStatus().loggingEnabled() != null) {
            throw new Unsupported("s3: server access logging");
        }
        return PutBucketLoggingResponse.builder().build();
    }

    @Override
    public GetBucketRequestPaymentResponse getBucketRequestPayment(GetBucketRequestPaymentRequest r) {
        store.bucket(r.bucket(), r.expectedBucketOwner());
        return GetBucketRequestPaymentResponse.builder()
                .payer(Payer.BUCKET_OWNER)
                .build();
    }

    @Override
    public PutBucketRequestPaymentResponse putBucketRequestPayment(PutBucketRequestPaymentRequest r) {
        store.bucket(r.bucket(), r.expectedBucketOwner());
        Payer payer = r.requestPaymentConfiguration() == null
                ? null
                : r.requestPaymentConfiguration().payer();
        if (payer == Payer.REQUESTER) {
            throw new Unsupported("s3: buckets whose requesters pay");
        }
        if (payer != Payer.BUCKET_OWNER) {
            throw S3Errors.malformedXml();
        }
        return PutBucketRequestPaymentResponse.builder().build();
    }
}
