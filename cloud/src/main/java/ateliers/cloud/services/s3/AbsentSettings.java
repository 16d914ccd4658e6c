package ateliers.cloud.services.s3;

import ateliers.cloud.door.Unsupported;
import software.amazon.awssdk.services.s3.model.DeleteBucketLifecycleRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketLifecycleResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketReplicationRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketReplicationResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketWebsiteRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketWebsiteResponse;
import software.amazon.awssdk.services.s3.model.GetBucketAccelerateConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketAccelerateConfigurationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationResponse;
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
final class AbsentSettings {
    private final Store store;

    AbsentSettings(Store store) {
        this.store = store;
    }

    GetBucketLifecycleConfigurationResponse lifecycle(GetBucketLifecycleConfigurationRequest r) {
        store.bucket(r.bucket());
        throw BucketSettings.missing("NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist");
    }

    DeleteBucketLifecycleResponse deleteLifecycle(DeleteBucketLifecycleRequest r) {
        store.bucket(r.bucket());
        return DeleteBucketLifecycleResponse.builder().build();
    }

    GetBucketWebsiteResponse website(GetBucketWebsiteRequest r) {
        store.bucket(r.bucket());
        throw BucketSettings.missing(
                "NoSuchWebsiteConfiguration", "The specified bucket does not have a website configuration");
    }

    DeleteBucketWebsiteResponse deleteWebsite(DeleteBucketWebsiteRequest r) {
        store.bucket(r.bucket());
        return DeleteBucketWebsiteResponse.builder().build();
    }

    GetBucketReplicationResponse replication(GetBucketReplicationRequest r) {
        store.bucket(r.bucket());
        throw BucketSettings.missing(
                "ReplicationConfigurationNotFoundError", "The replication configuration was not found");
    }

    DeleteBucketReplicationResponse deleteReplication(DeleteBucketReplicationRequest r) {
        store.bucket(r.bucket());
        return DeleteBucketReplicationResponse.builder().build();
    }

    GetObjectLockConfigurationResponse objectLock(GetObjectLockConfigurationRequest r) {
        store.bucket(r.bucket());
        throw BucketSettings.missing(
                "ObjectLockConfigurationNotFoundError", "Object Lock configuration does not exist for this bucket");
    }

    GetBucketAccelerateConfigurationResponse accelerate(GetBucketAccelerateConfigurationRequest r) {
        store.bucket(r.bucket());
        return GetBucketAccelerateConfigurationResponse.builder().build();
    }

    GetBucketLoggingResponse logging(GetBucketLoggingRequest r) {
        store.bucket(r.bucket());
        return GetBucketLoggingResponse.builder().build();
    }

    PutBucketLoggingResponse putLogging(PutBucketLoggingRequest r) {
        store.bucket(r.bucket());
        if (r.bucketLoggingStatus() == null) {
            throw S3Errors.malformedXml();
        }
        if (r.bucketLoggingStatus().loggingEnabled() != null) {
            throw new Unsupported("s3: server access logging");
        }
        return PutBucketLoggingResponse.builder().build();
    }

    GetBucketRequestPaymentResponse payer(GetBucketRequestPaymentRequest r) {
        store.bucket(r.bucket());
        return GetBucketRequestPaymentResponse.builder()
                .payer(Payer.BUCKET_OWNER)
                .build();
    }

    PutBucketRequestPaymentResponse putPayer(PutBucketRequestPaymentRequest r) {
        store.bucket(r.bucket());
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
