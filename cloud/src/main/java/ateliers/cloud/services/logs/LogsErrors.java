package ateliers.cloud.services.logs;

import ateliers.cloud.door.AwsErrors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.LimitExceededException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** The errors of CloudWatch Logs, in its words. */
final class LogsErrors {
    private LogsErrors() {}

    static AwsServiceException noGroup() {
        return AwsErrors.of(
                ResourceNotFoundException.builder(),
                "ResourceNotFoundException",
                400,
                "The specified log group does not exist.");
    }

    static AwsServiceException noStream() {
        return AwsErrors.of(
                ResourceNotFoundException.builder(),
                "ResourceNotFoundException",
                400,
                "The specified log stream does not exist.");
    }

    static AwsServiceException exists(String what) {
        return AwsErrors.of(
                ResourceAlreadyExistsException.builder(),
                "ResourceAlreadyExistsException",
                400,
                "The specified log " + what + " already exists");
    }

    /** @param kind of filter */
    static AwsServiceException noFilter(String kind) {
        return AwsErrors.of(
                ResourceNotFoundException.builder(),
                "ResourceNotFoundException",
                400,
                "The specified " + kind + " filter does not exist.");
    }

    static AwsServiceException limit() {
        return AwsErrors.of(
                LimitExceededException.builder(), "LimitExceededException", 400, "Resource limit exceeded.");
    }

    static AwsServiceException invalid(String message) {
        return AwsErrors.of(InvalidParameterException.builder(), "InvalidParameterException", 400, message);
    }

    static AwsServiceException denied(String message) {
        return AwsErrors.of(CloudWatchLogsException.builder(), "AccessDeniedException", 400, message);
    }
}
