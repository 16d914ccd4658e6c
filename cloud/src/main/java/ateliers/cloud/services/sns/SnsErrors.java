package ateliers.cloud.services.sns;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.kit.Constraints;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sns.model.AuthorizationErrorException;
import software.amazon.awssdk.services.sns.model.BatchEntryIdsNotDistinctException;
import software.amazon.awssdk.services.sns.model.BatchRequestTooLongException;
import software.amazon.awssdk.services.sns.model.EmptyBatchRequestException;
import software.amazon.awssdk.services.sns.model.InvalidBatchEntryIdException;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.InvalidParameterValueException;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sns.model.SnsException;
import software.amazon.awssdk.services.sns.model.TagLimitExceededException;
import software.amazon.awssdk.services.sns.model.TooManyEntriesInBatchRequestException;
import software.amazon.awssdk.services.sns.model.ValidationException;

/** The errors of SNS, in AWS's words. */
final class SnsErrors {
    private SnsErrors() {}

    /** {@code Invalid parameter: …} */
    static AwsServiceException parameter(String what) {
        return plain("Invalid parameter: " + what);
    }

    /** {@code InvalidParameter} with exactly these words. */
    static AwsServiceException plain(String message) {
        return AwsErrors.of(InvalidParameterException.builder(), "InvalidParameter", 400, message);
    }

    /** A message attribute that is not as it should be. */
    static AwsServiceException value(String message) {
        return AwsErrors.of(InvalidParameterValueException.builder(), "ParameterValueInvalid", 400, message);
    }

    static AwsServiceException validation(String path) {
        return AwsErrors.of(ValidationException.builder(), "ValidationError", 400, Constraints.missing(path));
    }

    static AwsServiceException throttled() {
        return AwsErrors.of(SnsException.builder(), "Throttling", 400, "Rate exceeded");
    }

    static AwsServiceException nextToken() {
        return parameter("nextToken");
    }

    static AwsServiceException noTopic() {
        return notFound("Topic does not exist");
    }

    static AwsServiceException noSubscription() {
        return notFound("Subscription does not exist");
    }

    private static AwsServiceException notFound(String message) {
        return AwsErrors.of(NotFoundException.builder(), "NotFound", 404, message);
    }

    static AwsServiceException noResource() {
        return AwsErrors.of(ResourceNotFoundException.builder(), "ResourceNotFound", 404, "Resource does not exist");
    }

    static AwsServiceException tooManyTags() {
        return AwsErrors.of(
                TagLimitExceededException.builder(),
                "TagLimitExceeded",
                400,
                "Could not complete request: tag quota of per resource exceeded");
    }

    static AwsServiceException authorization(String message) {
        return AwsErrors.of(AuthorizationErrorException.builder(), "AuthorizationError", 403, message);
    }

    static AwsServiceException emptyBatch() {
        return AwsErrors.of(
                EmptyBatchRequestException.builder(),
                "EmptyBatchRequest",
                400,
                "The batch request doesn't contain any entries.");
    }

    static AwsServiceException tooManyEntries() {
        return AwsErrors.of(
                TooManyEntriesInBatchRequestException.builder(),
                "TooManyEntriesInBatchRequest",
                400,
                "The batch request contains more entries than permissible.");
    }

    static AwsServiceException idsNotDistinct() {
        return AwsErrors.of(
                BatchEntryIdsNotDistinctException.builder(),
                "BatchEntryIdsNotDistinct",
                400,
                "Two or more batch entries in the request have the same Id.");
    }

    static AwsServiceException batchEntryId(String reason, String id) {
        return AwsErrors.of(
                InvalidBatchEntryIdException.builder(),
                "InvalidBatchEntryId",
                400,
                "The Id of a batch entry in the batch request " + reason + ": " + id);
    }

    static AwsServiceException batchTooLong() {
        return AwsErrors.of(
                BatchRequestTooLongException.builder(),
                "BatchRequestTooLong",
                400,
                "The length of all the messages put together is more than the limit.");
    }
}
