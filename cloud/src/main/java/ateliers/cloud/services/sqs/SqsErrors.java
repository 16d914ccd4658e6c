package ateliers.cloud.services.sqs;

import ateliers.cloud.door.AwsErrors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.model.BatchEntryIdsNotDistinctException;
import software.amazon.awssdk.services.sqs.model.BatchRequestTooLongException;
import software.amazon.awssdk.services.sqs.model.EmptyBatchRequestException;
import software.amazon.awssdk.services.sqs.model.InvalidAddressException;
import software.amazon.awssdk.services.sqs.model.InvalidAttributeNameException;
import software.amazon.awssdk.services.sqs.model.InvalidAttributeValueException;
import software.amazon.awssdk.services.sqs.model.InvalidBatchEntryIdException;
import software.amazon.awssdk.services.sqs.model.InvalidMessageContentsException;
import software.amazon.awssdk.services.sqs.model.OverLimitException;
import software.amazon.awssdk.services.sqs.model.PurgeQueueInProgressException;
import software.amazon.awssdk.services.sqs.model.QueueDeletedRecentlyException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;
import software.amazon.awssdk.services.sqs.model.RequestThrottledException;
import software.amazon.awssdk.services.sqs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sqs.model.TooManyEntriesInBatchRequestException;

/**
 * The errors of SQS. The class is the shape that the JSON protocol names ({@code QueueDoesNotExist}); the code is the
 * query-compatible one that AWS sends along ({@code AWS.SimpleQueueService.NonExistentQueue}) and that SDK callers see.
 */
final class SqsErrors {
    private static final String PREFIX = "AWS.SimpleQueueService.";

    private SqsErrors() {}

    static AwsServiceException noSuchQueue() {
        return AwsErrors.of(
                QueueDoesNotExistException.builder(),
                PREFIX + "NonExistentQueue",
                400,
                "The specified queue does not exist.");
    }

    static AwsServiceException nameExists(String attribute) {
        return AwsErrors.of(
                QueueNameExistsException.builder(),
                "QueueAlreadyExists",
                400,
                "A queue already exists with the same name and a different value for attribute " + attribute);
    }

    static AwsServiceException deletedRecently() {
        return AwsErrors.of(
                QueueDeletedRecentlyException.builder(),
                PREFIX + "QueueDeletedRecently",
                400,
                "You must wait 60 seconds after deleting a queue before you can create another with the same name.");
    }

    static AwsServiceException purgeInProgress(String queue) {
        return AwsErrors.of(
                PurgeQueueInProgressException.builder(),
                PREFIX + "PurgeQueueInProgress",
                403,
                "Only one PurgeQueue operation on " + queue + " is allowed every 60 seconds.");
    }

    static AwsServiceException unknownAttribute(String name) {
        return attributeName("Unknown Attribute " + name + ".");
    }

    static AwsServiceException attributeName(String message) {
        return AwsErrors.of(InvalidAttributeNameException.builder(), "InvalidAttributeName", 400, message);
    }

    static AwsServiceException attributeValue(String name) {
        return attributeValue(name, "");
    }

    /** @param reason with a space before it, or empty */
    static AwsServiceException attributeValue(String name, String reason) {
        return AwsErrors.of(
                InvalidAttributeValueException.builder(),
                "InvalidAttributeValue",
                400,
                "Invalid value for the parameter " + name + "." + reason);
    }

    static AwsServiceException parameter(String name, Object value, String reason) {
        return parameter("Value " + value + " for parameter " + name + " is invalid. Reason: " + reason);
    }

    static AwsServiceException parameter(String message) {
        return AwsErrors.of(SqsException.builder(), "InvalidParameterValue", 400, message);
    }

    static AwsServiceException missing(String parameter) {
        return AwsErrors.of(
                SqsException.builder(),
                "MissingParameter",
                400,
                "The request must contain the parameter " + parameter + ".");
    }

    static AwsServiceException address(String url) {
        return AwsErrors.of(
                InvalidAddressException.builder(),
                "InvalidAddress",
                404,
                "The address " + url + " is not valid for this endpoint.");
    }

    static AwsServiceException contents() {
        return AwsErrors.of(
                InvalidMessageContentsException.builder(),
                "InvalidMessageContents",
                400,
                "Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF"
                        + " | #xE000 to #xFFFD | #x10000 to #x10FFFF");
    }

    static AwsServiceException receiptHandle(String handle) {
        return AwsErrors.of(
                ReceiptHandleIsInvalidException.builder(),
                "ReceiptHandleIsInvalid",
                404,
                "The input receipt handle \"" + handle + "\" is not a valid receipt handle.");
    }

    static AwsServiceException throttled() {
        return AwsErrors.of(RequestThrottledException.builder(), "RequestThrottled", 403, "Request is throttled.");
    }

    static AwsServiceException overLimit(String message) {
        return AwsErrors.of(OverLimitException.builder(), "OverLimit", 403, message);
    }

    static AwsServiceException resourceNotFound(String message) {
        return AwsErrors.of(ResourceNotFoundException.builder(), "ResourceNotFoundException", 404, message);
    }

    static AwsServiceException emptyBatch(String entry) {
        return AwsErrors.of(
                EmptyBatchRequestException.builder(),
                PREFIX + "EmptyBatchRequest",
                400,
                "There should be at least one " + entry + " in the request.");
    }

    static AwsServiceException tooManyEntries(int entries) {
        return AwsErrors.of(
                TooManyEntriesInBatchRequestException.builder(),
                PREFIX + "TooManyEntriesInBatchRequest",
                400,
                "Maximum number of entries per request are 10. You have sent " + entries + ".");
    }

    static AwsServiceException batchEntryId() {
        return AwsErrors.of(
                InvalidBatchEntryIdException.builder(),
                PREFIX + "InvalidBatchEntryId",
                400,
                "A batch entry id can only contain alphanumeric characters, hyphens and underscores."
                        + " It can be at most 80 letters long.");
    }

    static AwsServiceException batchIdsNotDistinct(String id) {
        return AwsErrors.of(
                BatchEntryIdsNotDistinctException.builder(),
                PREFIX + "BatchEntryIdsNotDistinct",
                400,
                "Id " + id + " repeated.");
    }

    static AwsServiceException batchTooLong(long limit, long bytes) {
        return AwsErrors.of(
                BatchRequestTooLongException.builder(),
                PREFIX + "BatchRequestTooLong",
                400,
                "Batch requests cannot be longer than " + limit + " bytes. You have sent " + bytes + " bytes.");
    }
}
