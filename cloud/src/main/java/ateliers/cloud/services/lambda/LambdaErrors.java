package ateliers.cloud.services.lambda;

import ateliers.cloud.door.AwsErrors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.InvalidRequestContentException;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.PreconditionFailedException;
import software.amazon.awssdk.services.lambda.model.RequestTooLargeException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.ServiceException;
import software.amazon.awssdk.services.lambda.model.ThrottleReason;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/** Lambda's errors, in its words. */
final class LambdaErrors {
    private LambdaErrors() {}

    static AwsServiceException notFound(String message) {
        return AwsErrors.of(
                ResourceNotFoundException.builder().type("User"), "ResourceNotFoundException", 404, message);
    }

    static AwsServiceException conflict(String message) {
        return AwsErrors.of(
                ResourceConflictException.builder().type("User"), "ResourceConflictException", 409, message);
    }

    static AwsServiceException invalid(String message) {
        return AwsErrors.of(
                InvalidParameterValueException.builder().type("User"), "InvalidParameterValueException", 400, message);
    }

    static AwsServiceException constraint(Object value, String member, String rule) {
        return AwsErrors.of(
                LambdaException.builder(),
                "ValidationException",
                400,
                "1 validation error detected: Value '" + value + "' at '" + member
                        + "' failed to satisfy constraint: Member must " + rule);
    }

    static AwsServiceException missing(String member) {
        return AwsErrors.of(
                LambdaException.builder(),
                "ValidationException",
                400,
                "1 validation error detected: Value at '" + member
                        + "' failed to satisfy constraint: Member must not be null");
    }

    /** What {@link #missing} says of lists. */
    static AwsServiceException isNull(String member) {
        return AwsErrors.of(
                LambdaException.builder(),
                "ValidationException",
                400,
                "1 validation error detected: Value null at '" + member
                        + "' failed to satisfy constraint: Member must not be null");
    }

    static AwsServiceException notJson(String detail) {
        return AwsErrors.of(
                InvalidRequestContentException.builder().type("User"),
                "InvalidRequestContentException",
                400,
                "Could not parse request body into json: Could not parse payload into json: " + detail);
    }

    static AwsServiceException tooLarge(String message) {
        return AwsErrors.of(RequestTooLargeException.builder().type("User"), "RequestTooLargeException", 413, message);
    }

    static AwsServiceException throttled(ThrottleReason reason) {
        return AwsErrors.of(
                TooManyRequestsException.builder().type("User").reason(reason),
                "TooManyRequestsException",
                429,
                "Rate Exceeded.");
    }

    static AwsServiceException staleRevision() {
        return AwsErrors.of(
                PreconditionFailedException.builder().type("User"),
                "PreconditionFailedException",
                412,
                "The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to"
                        + " retrieve the latest Revision Id");
    }

    static AwsServiceException machine(Throwable failure) {
        return AwsErrors.of(
                ServiceException.builder().type("Service"),
                "ServiceException",
                500,
                String.valueOf(failure.getMessage()));
    }

    static AwsServiceException denied(String message) {
        return AwsErrors.of(LambdaException.builder(), "AccessDeniedException", 403, message);
    }
}
