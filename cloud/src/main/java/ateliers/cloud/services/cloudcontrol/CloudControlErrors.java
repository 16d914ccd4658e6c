package ateliers.cloud.services.cloudcontrol;

import ateliers.cloud.door.AwsErrors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudcontrol.model.CloudControlException;
import software.amazon.awssdk.services.cloudcontrol.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cloudcontrol.model.TypeNotFoundException;

/** Cloud Control's errors with their codes and statuses. */
final class CloudControlErrors {
    private CloudControlErrors() {}

    static AwsServiceException denied(String message) {
        return AwsErrors.of(CloudControlException.builder(), "AccessDeniedException", 400, message);
    }

    static AwsServiceException validation(String message) {
        return AwsErrors.of(CloudControlException.builder(), "ValidationException", 400, message);
    }

    static AwsServiceException noType(String type) {
        return AwsErrors.of(
                TypeNotFoundException.builder(),
                "TypeNotFoundException",
                400,
                "The type '" + type + "' cannot be found.");
    }

    static AwsServiceException noResource(String type, String identifier) {
        return AwsErrors.of(
                ResourceNotFoundException.builder(),
                "ResourceNotFoundException",
                400,
                "Resource of type '" + type + "' with identifier '" + identifier + "' was not found.");
    }
}
