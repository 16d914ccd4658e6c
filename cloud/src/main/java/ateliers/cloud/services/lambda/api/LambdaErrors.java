package ateliers.cloud.services.lambda.api;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.Need;
import ateliers.cloud.kit.Constraints;
import java.util.Locale;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.InvalidRequestContentException;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.PreconditionFailedException;
import software.amazon.awssdk.services.lambda.model.RecursiveInvocationException;
import software.amazon.awssdk.services.lambda.model.RequestTooLargeException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceInUseException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.ServiceException;
import software.amazon.awssdk.services.lambda.model.ThrottleReason;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/** Lambda's errors, in its words. */
public final class LambdaErrors {
    private LambdaErrors() {}

    public static AwsServiceException notFound(String message) {
        return AwsErrors.of(
                ResourceNotFoundException.builder().type("User"), "ResourceNotFoundException", 404, message);
    }

    public static AwsServiceException conflict(String message) {
        return AwsErrors.of(
                ResourceConflictException.builder().type("User"), "ResourceConflictException", 409, message);
    }

    /** @param verb what cannot be done to a mapping */
    public static AwsServiceException inUse(String verb) {
        return AwsErrors.of(
                ResourceInUseException.builder().type("User"),
                "ResourceInUseException",
                400,
                "Cannot " + verb + " the event source mapping because it is in use.");
    }

    public static AwsServiceException invalid(String message) {
        return AwsErrors.of(
                InvalidParameterValueException.builder().type("User"), "InvalidParameterValueException", 400, message);
    }

    /** A role that does not exist, or does not trust Lambda. */
    public static AwsServiceException notAssumable() {
        return invalid("The role defined for the function cannot be assumed by Lambda.");
    }

    /** A place for events that the function's role may not send to. */
    public static AwsServiceException mayNot(Need need) {
        String service = need.action().substring(0, need.action().indexOf(':'));
        return invalid("The provided execution role does not have permissions to call "
                + need.action().substring(service.length() + 1) + " on "
                + (service.equals("lambda") ? "Lambda" : service.toUpperCase(Locale.ROOT)));
    }

    /** What the request's model alone forbids. */
    public static Constraints constraints() {
        return Constraints.refusedBy(LambdaErrors::validation);
    }

    /** @param sentence as {@link Constraints} makes it */
    public static AwsServiceException validation(String sentence) {
        return AwsErrors.of(LambdaException.builder(), "ValidationException", 400, sentence);
    }

    public static AwsServiceException missing(String member) {
        return validation(Constraints.hidden(member, "not be null"));
    }

    public static AwsServiceException notJson(String detail) {
        return AwsErrors.of(
                InvalidRequestContentException.builder().type("User"),
                "InvalidRequestContentException",
                400,
                "Could not parse request body into json: Could not parse payload into json: " + detail);
    }

    public static AwsServiceException tooLarge(String message) {
        return AwsErrors.of(RequestTooLargeException.builder().type("User"), "RequestTooLargeException", 413, message);
    }

    public static AwsServiceException throttled(ThrottleReason reason) {
        return AwsErrors.of(
                TooManyRequestsException.builder().type("User").reason(reason),
                "TooManyRequestsException",
                429,
                "Rate Exceeded.");
    }

    /** A function that has been invoked too often in the same chain of requests. */
    public static AwsServiceException recursive() {
        return AwsErrors.of(
                RecursiveInvocationException.builder().type("User"),
                "RecursiveInvocationException",
                400,
                "Lambda has detected your function being invoked in a recursive loop with other Amazon Web Services"
                        + " resources and stopped your function's invocation.");
    }

    public static AwsServiceException staleRevision() {
        return staleRevision("GetFunction/GetAlias");
    }

    /** @param readBy the operations that tell the latest revision */
    public static AwsServiceException staleRevision(String readBy) {
        return AwsErrors.of(
                PreconditionFailedException.builder().type("User"),
                "PreconditionFailedException",
                412,
                "The Revision Id provided does not match the latest Revision Id. Call the " + readBy + " API to"
                        + " retrieve the latest Revision Id");
    }

    /** The machine's fault, never the function's. */
    public static AwsServiceException machine(Throwable failure) {
        return AwsErrors.of(
                ServiceException.builder().type("Service"),
                "ServiceException",
                500,
                String.valueOf(failure.getMessage()));
    }

    public static AwsServiceException denied(String message) {
        return AwsErrors.of(LambdaException.builder(), "AccessDeniedException", 403, message);
    }
}
