package ateliers.cloud.services.monitoring;

import ateliers.cloud.door.AwsErrors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.DashboardInvalidInputErrorException;
import software.amazon.awssdk.services.cloudwatch.model.DashboardNotFoundErrorException;
import software.amazon.awssdk.services.cloudwatch.model.InvalidFormatException;
import software.amazon.awssdk.services.cloudwatch.model.InvalidNextTokenException;
import software.amazon.awssdk.services.cloudwatch.model.InvalidParameterCombinationException;
import software.amazon.awssdk.services.cloudwatch.model.InvalidParameterValueException;
import software.amazon.awssdk.services.cloudwatch.model.MissingRequiredParameterException;
import software.amazon.awssdk.services.cloudwatch.model.ResourceNotFoundException;

/** The errors of CloudWatch, in its words. */
final class MonitoringErrors {
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private MonitoringErrors() {}

    static AwsServiceException validation(String message) {
        return AwsErrors.of(CloudWatchException.builder(), "ValidationError", BAD_REQUEST, message);
    }

    static AwsServiceException value(String message) {
        return AwsErrors.of(InvalidParameterValueException.builder(), "InvalidParameterValue", BAD_REQUEST, message);
    }

    static AwsServiceException combination(String message) {
        return AwsErrors.of(
                InvalidParameterCombinationException.builder(), "InvalidParameterCombination", BAD_REQUEST, message);
    }

    static AwsServiceException missing(String parameter) {
        return AwsErrors.of(
                MissingRequiredParameterException.builder(),
                "MissingParameter",
                BAD_REQUEST,
                "The parameter " + parameter + " is required.");
    }

    static AwsServiceException token() {
        return AwsErrors.of(InvalidNextTokenException.builder(), "InvalidNextToken", BAD_REQUEST, "Invalid NextToken");
    }

    /** An alarm that does not exist: without a message, as AWS answers. */
    static AwsServiceException noAlarm() {
        return AwsErrors.of(CloudWatchException.builder(), "ResourceNotFound", NOT_FOUND, null);
    }

    static AwsServiceException notFound(String message) {
        return AwsErrors.of(ResourceNotFoundException.builder(), "ResourceNotFoundException", NOT_FOUND, message);
    }

    static AwsServiceException noDashboard(String message) {
        return AwsErrors.of(DashboardNotFoundErrorException.builder(), "ResourceNotFound", NOT_FOUND, message);
    }

    static AwsServiceException dashboard(String message) {
        return AwsErrors.of(
                DashboardInvalidInputErrorException.builder(), "InvalidParameterInput", BAD_REQUEST, message);
    }

    static AwsServiceException format(String message) {
        return AwsErrors.of(InvalidFormatException.builder(), "InvalidFormat", BAD_REQUEST, message);
    }

    static AwsServiceException denied(String message) {
        return AwsErrors.of(CloudWatchException.builder(), "AccessDenied", FORBIDDEN, message);
    }
}
