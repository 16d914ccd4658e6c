package ateliers.cloud.services.lambda.mapping;

import ateliers.cloud.door.AwsErrors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceInUseException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** The errors of mappings, in Lambda's words. */
final class MappingErrors {
    private MappingErrors() {}

    static AwsServiceException invalid(String message) {
        return AwsErrors.of(
                InvalidParameterValueException.builder().type("User"), "InvalidParameterValueException", 400, message);
    }

    /** A parameter that this kind of event source does not know. */
    static AwsServiceException foreign(String parameter) {
        return invalid("Unsupported " + parameter + " parameter for given event source mapping type.");
    }

    static AwsServiceException notFound(String message) {
        return AwsErrors.of(
                ResourceNotFoundException.builder().type("User"), "ResourceNotFoundException", 404, message);
    }

    static AwsServiceException noSuchMapping() {
        return notFound("The resource you requested does not exist.");
    }

    static AwsServiceException conflict(String message) {
        return AwsErrors.of(
                ResourceConflictException.builder().type("User"), "ResourceConflictException", 409, message);
    }

    static AwsServiceException inUse(String verb) {
        return AwsErrors.of(
                ResourceInUseException.builder().type("User"),
                "ResourceInUseException",
                400,
                "Cannot " + verb + " the event source mapping because it is in use.");
    }

    static AwsServiceException constraint(Object value, String member, String rule) {
        return AwsErrors.of(
                LambdaException.builder(),
                "ValidationException",
                400,
                "1 validation error detected: Value '" + value + "' at '" + member
                        + "' failed to satisfy constraint: Member must " + rule);
    }
}
