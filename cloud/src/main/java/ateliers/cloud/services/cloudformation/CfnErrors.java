package ateliers.cloud.services.cloudformation;

import ateliers.cloud.door.AwsErrors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudformation.model.AlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetNotFoundException;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.InsufficientCapabilitiesException;
import software.amazon.awssdk.services.cloudformation.model.InvalidChangeSetStatusException;

/**
 * CloudFormation's errors.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/CommonErrors.html">errors</a>
 */
final class CfnErrors {

    private CfnErrors() {}

    static AwsServiceException validation(String message) {
        return AwsErrors.of(CloudFormationException.builder(), "ValidationError", 400, message);
    }

    static AwsServiceException alreadyExists(String message) {
        return AwsErrors.of(AlreadyExistsException.builder(), "AlreadyExistsException", 400, message);
    }

    static AwsServiceException insufficientCapabilities(String message) {
        return AwsErrors.of(
                InsufficientCapabilitiesException.builder(), "InsufficientCapabilitiesException", 400, message);
    }

    static AwsServiceException noChangeSet(String name) {
        return AwsErrors.of(
                ChangeSetNotFoundException.builder(),
                "ChangeSetNotFound",
                404,
                "ChangeSet [" + name + "] does not exist");
    }

    static AwsServiceException changeSetStatus(String message) {
        return AwsErrors.of(InvalidChangeSetStatusException.builder(), "InvalidChangeSetStatus", 400, message);
    }
}
