package ateliers.cloud.services.sts;

import ateliers.cloud.door.AwsErrors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sts.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.sts.model.StsException;

/** STS's errors with their codes and statuses. */
final class StsErrors {
    private StsErrors() {}

    static AwsServiceException accessDenied(String message) {
        return AwsErrors.of(StsException.builder(), "AccessDenied", 403, message);
    }

    static AwsServiceException validation(String message) {
        return AwsErrors.of(StsException.builder(), "ValidationError", 400, message);
    }

    static AwsServiceException malformed(String message) {
        return AwsErrors.of(MalformedPolicyDocumentException.builder(), "MalformedPolicyDocument", 400, message);
    }
}
