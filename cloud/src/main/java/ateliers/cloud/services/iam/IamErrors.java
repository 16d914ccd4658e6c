package ateliers.cloud.services.iam;

import ateliers.cloud.door.AwsErrors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.InvalidInputException;
import software.amazon.awssdk.services.iam.model.LimitExceededException;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.ServiceNotSupportedException;
import software.amazon.awssdk.services.iam.model.UnmodifiableEntityException;

/** IAM's errors with their codes and statuses. */
final class IamErrors {
    private IamErrors() {}

    static AwsServiceException noSuchEntity(String message) {
        return AwsErrors.of(NoSuchEntityException.builder(), "NoSuchEntity", 404, message);
    }

    static AwsServiceException alreadyExists(String message) {
        return AwsErrors.of(EntityAlreadyExistsException.builder(), "EntityAlreadyExists", 409, message);
    }

    static AwsServiceException deleteConflict(String message) {
        return AwsErrors.of(DeleteConflictException.builder(), "DeleteConflict", 409, message);
    }

    static AwsServiceException limitExceeded(String message) {
        return AwsErrors.of(LimitExceededException.builder(), "LimitExceeded", 409, message);
    }

    static AwsServiceException malformed(String message) {
        return AwsErrors.of(MalformedPolicyDocumentException.builder(), "MalformedPolicyDocument", 400, message);
    }

    static AwsServiceException invalidInput(String message) {
        return AwsErrors.of(InvalidInputException.builder(), "InvalidInput", 400, message);
    }

    static AwsServiceException unmodifiable(String message) {
        return AwsErrors.of(UnmodifiableEntityException.builder(), "UnmodifiableEntity", 400, message);
    }

    static AwsServiceException notSupported(String message) {
        return AwsErrors.of(ServiceNotSupportedException.builder(), "NotSupportedService", 404, message);
    }

    static AwsServiceException validation(String message) {
        return AwsErrors.of(IamException.builder(), "ValidationError", 400, message);
    }

    static AwsServiceException invalidToken() {
        return AwsErrors.of(
                IamException.builder(),
                "InvalidClientTokenId",
                403,
                "The security token included in the request is invalid");
    }

    static AwsServiceException accessDenied(String message) {
        return AwsErrors.of(IamException.builder(), "AccessDenied", 403, message);
    }
}
