package ateliers.cloud.services.s3;

import java.util.Optional;

/**
 * What a writer asks of the object that is there. See
 * <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">conditional writes</a>.
 */
record WriteConditions(String ifMatch, String ifNoneMatch) {
    /** Only {@code *} is a value of If-None-Match, and one of both is enough. */
    static WriteConditions of(String ifMatch, String ifNoneMatch) {
        if (ifNoneMatch != null && (!ifNoneMatch.equals("*") || ifMatch != null)) {
            throw S3Errors.notImplemented();
        }
        return new WriteConditions(ifMatch, ifNoneMatch);
    }

    void check(Optional<StoredObject> current) {
        if (ifNoneMatch != null && current.isPresent()) {
            throw S3Errors.preconditionFailed();
        }
        if (ifMatch != null) {
            StoredObject object = current.orElseThrow(S3Errors::noSuchKey);
            if (!ReadConditions.fits(ifMatch, object)) {
                throw S3Errors.preconditionFailed();
            }
        }
    }
}
