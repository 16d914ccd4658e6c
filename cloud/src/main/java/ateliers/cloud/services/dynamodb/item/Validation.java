package ateliers.cloud.services.dynamodb.item;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.kit.Constraints;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** The error that DynamoDB gives to most bad requests. The SDK models no class for it. */
public final class Validation {
    public static final String CODE = "ValidationException";

    private static final String BAD_PARAMETER = "One or more parameter values were invalid: ";

    private Validation() {}

    /** A {@code ValidationException}, 400. */
    public static AwsServiceException error(String message) {
        return AwsErrors.of(DynamoDbException.builder(), CODE, 400, message);
    }

    /** What the model of a request alone forbids: told before all else. */
    public static Constraints constraints() {
        return Constraints.refusedBy(Validation::error);
    }

    /** A {@code ValidationException} about a parameter's value. */
    public static AwsServiceException badParameter(String message) {
        return error(BAD_PARAMETER + message);
    }
}
