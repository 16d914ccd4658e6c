package ateliers.cloud.services.codecommit;

import ateliers.cloud.door.AwsErrors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.codecommit.model.CodeCommitException;
import software.amazon.awssdk.services.codecommit.model.InvalidContinuationTokenException;
import software.amazon.awssdk.services.codecommit.model.InvalidOrderException;
import software.amazon.awssdk.services.codecommit.model.InvalidRepositoryDescriptionException;
import software.amazon.awssdk.services.codecommit.model.InvalidRepositoryNameException;
import software.amazon.awssdk.services.codecommit.model.InvalidSortByException;
import software.amazon.awssdk.services.codecommit.model.InvalidSystemTagUsageException;
import software.amazon.awssdk.services.codecommit.model.RepositoryDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.RepositoryNameExistsException;
import software.amazon.awssdk.services.codecommit.model.RepositoryNameRequiredException;
import software.amazon.awssdk.services.codecommit.model.TooManyTagsException;

/** The errors about repositories, in CodeCommit's words. */
final class CodeCommitErrors {
    private CodeCommitErrors() {}

    /** Each is the class that AWS models for it, and its code that class's name. */
    static AwsServiceException of(AwsServiceException.Builder builder, Class<?> modelled, String message) {
        return AwsErrors.of(builder, modelled.getSimpleName(), 400, message);
    }

    static AwsServiceException denied(String message) {
        return AwsErrors.of(CodeCommitException.builder(), "AccessDeniedException", 400, message);
    }

    static AwsServiceException nameRequired() {
        return of(
                RepositoryNameRequiredException.builder(),
                RepositoryNameRequiredException.class,
                "Repository name is required.");
    }

    static AwsServiceException invalidName() {
        return of(
                InvalidRepositoryNameException.builder(),
                InvalidRepositoryNameException.class,
                "The repository name is not valid. Repository names can be any valid combination of letters, numbers,"
                        + " periods, underscores, and dashes between 1 and 100 characters in length. Names are case"
                        + " sensitive. For more information, see Limits in the AWS CodeCommit User Guide. ");
    }

    static AwsServiceException repositoryExists(String name) {
        return of(
                RepositoryNameExistsException.builder(),
                RepositoryNameExistsException.class,
                "Repository named " + name + " already exists");
    }

    static AwsServiceException noRepository(String name) {
        return of(
                RepositoryDoesNotExistException.builder(),
                RepositoryDoesNotExistException.class,
                name + " does not exist");
    }

    static AwsServiceException invalidDescription() {
        return of(
                InvalidRepositoryDescriptionException.builder(),
                InvalidRepositoryDescriptionException.class,
                "The repository description is not valid. Descriptions can contain up to 1,000 characters.");
    }

    static AwsServiceException systemTag() {
        return of(
                InvalidSystemTagUsageException.builder(),
                InvalidSystemTagUsageException.class,
                "Caller is an end user and not allowed to mutate system tags");
    }

    static AwsServiceException tooManyTags() {
        return of(
                TooManyTagsException.builder(),
                TooManyTagsException.class,
                "The maximum number of tags for an AWS CodeCommit resource has been exceeded.");
    }

    static AwsServiceException invalidSortBy() {
        return of(
                InvalidSortByException.builder(),
                InvalidSortByException.class,
                "The specified sort by value is not valid.");
    }

    static AwsServiceException invalidOrder() {
        return of(
                InvalidOrderException.builder(),
                InvalidOrderException.class,
                "The specified sort order is not valid. Valid values are ascending or descending.");
    }

    static AwsServiceException invalidToken() {
        return of(
                InvalidContinuationTokenException.builder(),
                InvalidContinuationTokenException.class,
                "The specified continuation token is not valid.");
    }
}
