package ateliers.cloud.services.scheduler;

import ateliers.cloud.door.AwsErrors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.scheduler.model.ConflictException;
import software.amazon.awssdk.services.scheduler.model.ResourceNotFoundException;
import software.amazon.awssdk.services.scheduler.model.SchedulerException;
import software.amazon.awssdk.services.scheduler.model.ValidationException;

/** The errors of EventBridge Scheduler, in its words. */
final class SchedulerErrors {
    private SchedulerErrors() {}

    static AwsServiceException validation(String message) {
        return AwsErrors.of(ValidationException.builder(), "ValidationException", 400, message);
    }

    static AwsServiceException notFound(String message) {
        return AwsErrors.of(ResourceNotFoundException.builder(), "ResourceNotFoundException", 404, message);
    }

    static AwsServiceException conflict(String message) {
        return AwsErrors.of(ConflictException.builder(), "ConflictException", 409, message);
    }

    static AwsServiceException denied(String message) {
        return AwsErrors.of(SchedulerException.builder(), "AccessDeniedException", 403, message);
    }
}
