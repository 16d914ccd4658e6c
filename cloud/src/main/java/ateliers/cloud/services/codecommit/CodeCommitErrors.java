package ateliers.cloud.services.codecommit;

import ateliers.cloud.door.AwsErrors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.codecommit.model.CodeCommitException;

/** The errors whose words name something; all others are {@link Refusal}s. */
final class CodeCommitErrors {
    private CodeCommitErrors() {}

    static AwsServiceException denied(String message) {
        return AwsErrors.of(CodeCommitException.builder(), "AccessDeniedException", 400, message);
    }

    static AwsServiceException repositoryExists(String name) {
        return Refusal.REPOSITORY_NAME_EXISTS.inWords("Repository named " + name + " already exists");
    }

    static AwsServiceException noRepository(String name) {
        return Refusal.REPOSITORY_DOES_NOT_EXIST.inWords(name + " does not exist");
    }
}
