package ateliers.cloud.services.s3;

import java.time.Instant;
import java.util.Arrays;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;

/**
 * What a reader asks of an object before it wants it. An ETag that fits decides over a date, as
 * <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-reads.html">S3 says</a>.
 */
record ReadConditions(String ifMatch, String ifNoneMatch, Instant modifiedSince, Instant unmodifiedSince) {
    static ReadConditions of(GetObjectRequest r) {
        return new ReadConditions(r.ifMatch(), r.ifNoneMatch(), r.ifModifiedSince(), r.ifUnmodifiedSince());
    }

    static ReadConditions of(HeadObjectRequest r) {
        return new ReadConditions(r.ifMatch(), r.ifNoneMatch(), r.ifModifiedSince(), r.ifUnmodifiedSince());
    }

    static ReadConditions of(CopyObjectRequest r) {
        return new ReadConditions(
                r.copySourceIfMatch(),
                r.copySourceIfNoneMatch(),
                r.copySourceIfModifiedSince(),
                r.copySourceIfUnmodifiedSince());
    }

    static ReadConditions of(UploadPartCopyRequest r) {
        return new ReadConditions(
                r.copySourceIfMatch(),
                r.copySourceIfNoneMatch(),
                r.copySourceIfModifiedSince(),
                r.copySourceIfUnmodifiedSince());
    }

    /** Refuses with 412, or with 304 when the reader has the object already. */
    void check(StoredObject object) {
        check(object, S3Errors::notModified);
    }

    /** Refuses with 412, as copies do. */
    void checkSource(StoredObject object) {
        check(object, S3Errors::preconditionFailed);
    }

    private void check(StoredObject object, java.util.function.Supplier<AwsServiceException> unchanged) {
        if (ifMatch != null && !fits(ifMatch, object)) {
            throw S3Errors.preconditionFailed();
        }
        if (ifMatch == null && unmodifiedSince != null && object.lastModified().isAfter(unmodifiedSince)) {
            throw S3Errors.preconditionFailed();
        }
        if (ifNoneMatch != null && fits(ifNoneMatch, object)) {
            throw unchanged.get();
        }
        if (ifNoneMatch == null
                && modifiedSince != null
                && !object.lastModified().isAfter(modifiedSince)) {
            throw unchanged.get();
        }
    }

    /** Whether one of the ETags, or {@code *}, is the object's. */
    static boolean fits(String etags, StoredObject object) {
        return Arrays.stream(etags.split(","))
                .map(etag -> etag.trim().replaceFirst("^W/", "").replace("\"", ""))
                .anyMatch(etag -> etag.equals("*") || etag.equals(object.etag()));
    }
}
