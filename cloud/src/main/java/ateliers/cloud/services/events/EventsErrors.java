package ateliers.cloud.services.events;

import ateliers.cloud.door.AwsErrors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.InvalidEventPatternException;
import software.amazon.awssdk.services.eventbridge.model.LimitExceededException;
import software.amazon.awssdk.services.eventbridge.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;

/** The errors of EventBridge, in its words. */
final class EventsErrors {
    private static final int BAD_REQUEST = 400;

    private EventsErrors() {}

    static AwsServiceException validation(String message) {
        return AwsErrors.of(EventBridgeException.builder(), "ValidationException", BAD_REQUEST, message);
    }

    /** @param reason of the pattern's reader */
    static AwsServiceException pattern(String reason) {
        return AwsErrors.of(
                InvalidEventPatternException.builder(),
                "InvalidEventPatternException",
                BAD_REQUEST,
                "Event pattern is not valid. Reason: " + reason);
    }

    static AwsServiceException noBus(String name) {
        return notFound("Event bus " + name + " does not exist.");
    }

    static AwsServiceException noRule(String name, String bus) {
        return notFound("Rule " + name + " does not exist on EventBus " + bus + ".");
    }

    static AwsServiceException notFound(String message) {
        return AwsErrors.of(ResourceNotFoundException.builder(), "ResourceNotFoundException", BAD_REQUEST, message);
    }

    static AwsServiceException busExists(String name) {
        return AwsErrors.of(
                ResourceAlreadyExistsException.builder(),
                "ResourceAlreadyExistsException",
                BAD_REQUEST,
                "Event bus " + name + " already exists.");
    }

    static AwsServiceException tooMany() {
        return AwsErrors.of(
                LimitExceededException.builder(),
                "LimitExceededException",
                BAD_REQUEST,
                "The requested resource exceeds the maximum number allowed.");
    }

    static AwsServiceException denied(String message) {
        return AwsErrors.of(EventBridgeException.builder(), "AccessDeniedException", BAD_REQUEST, message);
    }
}
