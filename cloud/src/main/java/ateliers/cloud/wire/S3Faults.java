package ateliers.cloud.wire;

import ateliers.cloud.door.AwsErrors;
import java.util.Locale;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * What S3 says of a body that is not what its headers promised. It is thrown while a service reads the body, so it is the
 * SDK's exception, not the front's.
 */
final class S3Faults {
    private S3Faults() {}

    private static AwsServiceException fault(String code, int status, String message) {
        return AwsErrors.of(S3Exception.builder(), code, status, message);
    }

    static AwsServiceException incompleteBody() {
        return fault(
                "IncompleteBody",
                400,
                "You did not provide the number of bytes specified by the Content-Length HTTP header");
    }

    static AwsServiceException badChunks() {
        return fault(
                "InvalidChunkSizeError", 403, "Only the last chunk is allowed to have a size less than 8192 bytes");
    }

    static AwsServiceException badDigest(String header) {
        return header.equals("content-md5")
                ? fault("BadDigest", 400, "The Content-MD5 you specified did not match what we received.")
                : fault(
                        "BadDigest",
                        400,
                        "The " + header.substring("x-amz-checksum-".length()).toUpperCase(Locale.ROOT)
                                + " you specified did not match the calculated checksum.");
    }

    static AwsServiceException signature() {
        return fault(
                "SignatureDoesNotMatch",
                403,
                "The request signature we calculated does not match the signature you provided."
                        + " Check your key and signing method.");
    }

    static AwsServiceException malformedTrailer() {
        return fault(
                "MalformedTrailerError",
                400,
                "The request contained trailing data that was not well-formed or did not conform to our published schema.");
    }

    static AwsServiceException payloadHash() {
        WireFault fault = Refusals.wrongPayloadHash();
        return fault(fault.code(), fault.status(), fault.getMessage());
    }
}
