package ateliers.cloud.services.s3;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Need;
import ateliers.cloud.door.Principal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.InvalidObjectStateException;
import software.amazon.awssdk.services.s3.model.InvalidRequestException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.utils.DateUtils;

/**
 * S3's errors, in its words. See
 * <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">the list of error codes</a>.
 */
final class S3Errors {
    private S3Errors() {}

    static AwsServiceException of(String code, int status, String message) {
        return AwsErrors.of(S3Exception.builder(), code, status, message);
    }

    static AwsServiceException invalidArgument(String message) {
        return of("InvalidArgument", 400, message);
    }

    static AwsServiceException invalidRequest(String message) {
        return AwsErrors.of(InvalidRequestException.builder(), "InvalidRequest", 400, message);
    }

    static AwsServiceException malformedXml() {
        return of(
                "MalformedXML",
                400,
                "The XML you provided was not well-formed or did not validate against our published schema");
    }

    static AwsServiceException notImplemented() {
        return of("NotImplemented", 501, "A header you provided implies functionality that is not implemented");
    }

    static AwsServiceException slowDown() {
        return of("SlowDown", 503, "Please reduce your request rate.");
    }

    static AwsServiceException noSuchBucket() {
        return AwsErrors.of(
                NoSuchBucketException.builder(), "NoSuchBucket", 404, "The specified bucket does not exist");
    }

    static AwsServiceException noSuchKey() {
        return AwsErrors.of(NoSuchKeyException.builder(), "NoSuchKey", 404, "The specified key does not exist.");
    }

    static AwsServiceException noSuchVersion() {
        return of("NoSuchVersion", 404, "The specified version does not exist.");
    }

    static AwsServiceException noSuchUpload() {
        return AwsErrors.of(
                NoSuchUploadException.builder(),
                "NoSuchUpload",
                404,
                "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted"
                        + " or completed.");
    }

    static AwsServiceException alreadyOwnedByYou() {
        return AwsErrors.of(
                BucketAlreadyOwnedByYouException.builder(),
                "BucketAlreadyOwnedByYou",
                409,
                "Your previous request to create the named bucket succeeded and you already own it.");
    }

    static AwsServiceException invalidObjectState(String storageClass) {
        return AwsErrors.of(
                InvalidObjectStateException.builder().storageClass(storageClass),
                "InvalidObjectState",
                403,
                "The operation is not valid for the object's storage class");
    }

    static AwsServiceException methodNotAllowed() {
        return of("MethodNotAllowed", 405, "The specified method is not allowed against this resource.");
    }

    /**
     * An answer about a delete marker, which says that it is one.
     *
     * @param modified where the answer tells it, else null
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/DeleteMarker.html">Working with delete markers</a>
     */
    static AwsServiceException deleteMarker(AwsServiceException error, String versionId, Instant modified) {
        Map<String, String> headers = new LinkedHashMap<>(Map.of("x-amz-delete-marker", "true"));
        if (versionId != null) {
            headers.put("x-amz-version-id", versionId);
        }
        if (modified != null) {
            headers.put("Last-Modified", DateUtils.formatRfc822Date(modified));
        }
        return AwsErrors.with(error, headers);
    }

    static AwsServiceException preconditionFailed() {
        return of("PreconditionFailed", 412, "At least one of the pre-conditions you specified did not hold");
    }

    static AwsServiceException notModified() {
        return of("NotModified", 304, "Not Modified");
    }

    static AwsServiceException invalidRange() {
        return of("InvalidRange", 416, "The requested range is not satisfiable");
    }

    static AwsServiceException badDigest(String what) {
        return of("BadDigest", 400, "The " + what + " you specified did not match the calculated checksum.");
    }

    static AwsServiceException invalidPart() {
        return of(
                "InvalidPart",
                400,
                "One or more of the specified parts could not be found.  The part may not have been uploaded, or the"
                        + " specified entity tag may not match the part's entity tag.");
    }

    static AwsServiceException accessDenied(String message) {
        return of("AccessDenied", 403, message);
    }

    /** A denial in S3's form: the resource in quotation marks, and nothing told to who is not known. */
    static AwsServiceException denied(Need need, String message) {
        if (CallContext.current()
                .map(c -> c.principal() instanceof Principal.Anonymous)
                .orElse(false)) {
            return accessDenied("Access Denied");
        }
        String resource = " on resource: " + need.resource();
        String quoted = need.resource().equals("*") ? "" : " on resource: \"" + need.resource() + "\"";
        return accessDenied(message.replace(resource, quoted));
    }
}
