package ateliers.cloud.services.s3;

import java.util.Locale;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** What S3 says of a body that is not what its headers promised. */
final class BodyFaults {
    private BodyFaults() {}

    static AwsServiceException incompleteBody() {
        return S3Errors.of(
                "IncompleteBody",
                400,
                "You did not provide the number of bytes specified by the Content-Length HTTP header");
    }

    static AwsServiceException badDigest(String header) {
        return header.equals("content-md5")
                ? S3Errors.of("BadDigest", 400, "The Content-MD5 you specified did not match what we received.")
                : S3Errors.of(
                        "BadDigest",
                        400,
                        "The " + header.substring("x-amz-checksum-".length()).toUpperCase(Locale.ROOT)
                                + " you specified did not match the calculated checksum.");
    }

    static AwsServiceException signature() {
        return S3Errors.of(
                "SignatureDoesNotMatch",
                403,
                "The request signature we calculated does not match the signature you provided."
                        + " Check your key and signing method.");
    }

    static AwsServiceException malformedTrailer() {
        return S3Errors.of(
                "MalformedTrailerError",
                400,
                "The request contained trailing data that was not well-formed or did not conform to our published schema.");
    }

    static AwsServiceException payloadHash() {
        return S3Errors.of(
                "XAmzContentSHA256Mismatch",
                400,
                "The provided 'x-amz-content-sha256' header does not match what was computed.");
    }
}
