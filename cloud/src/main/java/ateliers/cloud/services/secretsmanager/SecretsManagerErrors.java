package ateliers.cloud.services.secretsmanager;

import ateliers.cloud.door.AwsErrors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.secretsmanager.model.InvalidNextTokenException;
import software.amazon.awssdk.services.secretsmanager.model.InvalidParameterException;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.LimitExceededException;
import software.amazon.awssdk.services.secretsmanager.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.secretsmanager.model.PublicPolicyException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;

/** The errors of Secrets Manager, in its words; what is not found is 400 here. */
final class SecretsManagerErrors {
    private static final int BAD_REQUEST = 400;

    private SecretsManagerErrors() {}

    static AwsServiceException validation(String message) {
        return AwsErrors.of(SecretsManagerException.builder(), "ValidationException", BAD_REQUEST, message);
    }

    static AwsServiceException parameter(String message) {
        return AwsErrors.of(InvalidParameterException.builder(), "InvalidParameterException", BAD_REQUEST, message);
    }

    static AwsServiceException request(String message) {
        return AwsErrors.of(InvalidRequestException.builder(), "InvalidRequestException", BAD_REQUEST, message);
    }

    static AwsServiceException deleted() {
        return request("You can't perform this operation on the secret because it was marked for deletion.");
    }

    static AwsServiceException exists(String message) {
        return AwsErrors.of(ResourceExistsException.builder(), "ResourceExistsException", BAD_REQUEST, message);
    }

    static AwsServiceException noSecret() {
        return notFound("Secrets Manager can't find the specified secret.");
    }

    /** @param which as {@code VersionId: 1} or {@code staging label: AWSCURRENT} */
    static AwsServiceException noValue(String which) {
        return notFound("Secrets Manager can't find the specified secret value for " + which);
    }

    private static AwsServiceException notFound(String message) {
        return AwsErrors.of(ResourceNotFoundException.builder(), "ResourceNotFoundException", BAD_REQUEST, message);
    }

    static AwsServiceException tooMany(String message) {
        return AwsErrors.of(LimitExceededException.builder(), "LimitExceededException", BAD_REQUEST, message);
    }

    static AwsServiceException token() {
        return AwsErrors.of(
                InvalidNextTokenException.builder(), "InvalidNextTokenException", BAD_REQUEST, "Invalid NextToken.");
    }

    static AwsServiceException policy(String message) {
        return AwsErrors.of(
                MalformedPolicyDocumentException.builder(), "MalformedPolicyDocumentException", BAD_REQUEST, message);
    }

    static AwsServiceException publicPolicy() {
        return AwsErrors.of(
                PublicPolicyException.builder(),
                "PublicPolicyException",
                BAD_REQUEST,
                "The BlockPublicPolicy parameter is set to true, and the resource policy did not prevent broad access to"
                        + " the secret.");
    }

    static AwsServiceException denied(String message) {
        return AwsErrors.of(SecretsManagerException.builder(), "AccessDeniedException", BAD_REQUEST, message);
    }
}
