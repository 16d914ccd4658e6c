package ateliers.cloud.services.codecommit;

import ateliers.cloud.door.AwsErrors;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.codecommit.model.BlobIdDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.BlobIdRequiredException;
import software.amazon.awssdk.services.codecommit.model.BranchDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.BranchNameExistsException;
import software.amazon.awssdk.services.codecommit.model.BranchNameIsTagNameException;
import software.amazon.awssdk.services.codecommit.model.BranchNameRequiredException;
import software.amazon.awssdk.services.codecommit.model.CommitDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.CommitIdDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.CommitIdRequiredException;
import software.amazon.awssdk.services.codecommit.model.CommitIdsLimitExceededException;
import software.amazon.awssdk.services.codecommit.model.CommitIdsListRequiredException;
import software.amazon.awssdk.services.codecommit.model.CommitMessageLengthExceededException;
import software.amazon.awssdk.services.codecommit.model.CommitRequiredException;
import software.amazon.awssdk.services.codecommit.model.DefaultBranchCannotBeDeletedException;
import software.amazon.awssdk.services.codecommit.model.DirectoryNameConflictsWithFileNameException;
import software.amazon.awssdk.services.codecommit.model.FileContentAndSourceFileSpecifiedException;
import software.amazon.awssdk.services.codecommit.model.FileContentRequiredException;
import software.amazon.awssdk.services.codecommit.model.FileContentSizeLimitExceededException;
import software.amazon.awssdk.services.codecommit.model.FileDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.FileEntryRequiredException;
import software.amazon.awssdk.services.codecommit.model.FileModeRequiredException;
import software.amazon.awssdk.services.codecommit.model.FileNameConflictsWithDirectoryNameException;
import software.amazon.awssdk.services.codecommit.model.FilePathConflictsWithSubmodulePathException;
import software.amazon.awssdk.services.codecommit.model.FileTooLargeException;
import software.amazon.awssdk.services.codecommit.model.FolderDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.InvalidBlobIdException;
import software.amazon.awssdk.services.codecommit.model.InvalidBranchNameException;
import software.amazon.awssdk.services.codecommit.model.InvalidCommitException;
import software.amazon.awssdk.services.codecommit.model.InvalidCommitIdException;
import software.amazon.awssdk.services.codecommit.model.InvalidContinuationTokenException;
import software.amazon.awssdk.services.codecommit.model.InvalidEmailException;
import software.amazon.awssdk.services.codecommit.model.InvalidFileModeException;
import software.amazon.awssdk.services.codecommit.model.InvalidMaxResultsException;
import software.amazon.awssdk.services.codecommit.model.InvalidOrderException;
import software.amazon.awssdk.services.codecommit.model.InvalidParentCommitIdException;
import software.amazon.awssdk.services.codecommit.model.InvalidPathException;
import software.amazon.awssdk.services.codecommit.model.InvalidRepositoryDescriptionException;
import software.amazon.awssdk.services.codecommit.model.InvalidRepositoryNameException;
import software.amazon.awssdk.services.codecommit.model.InvalidRepositoryTriggerBranchNameException;
import software.amazon.awssdk.services.codecommit.model.InvalidRepositoryTriggerCustomDataException;
import software.amazon.awssdk.services.codecommit.model.InvalidRepositoryTriggerDestinationArnException;
import software.amazon.awssdk.services.codecommit.model.InvalidRepositoryTriggerEventsException;
import software.amazon.awssdk.services.codecommit.model.InvalidRepositoryTriggerNameException;
import software.amazon.awssdk.services.codecommit.model.InvalidRepositoryTriggerRegionException;
import software.amazon.awssdk.services.codecommit.model.InvalidResourceArnException;
import software.amazon.awssdk.services.codecommit.model.InvalidSortByException;
import software.amazon.awssdk.services.codecommit.model.InvalidSystemTagUsageException;
import software.amazon.awssdk.services.codecommit.model.InvalidTagKeysListException;
import software.amazon.awssdk.services.codecommit.model.InvalidTagsMapException;
import software.amazon.awssdk.services.codecommit.model.MaximumBranchesExceededException;
import software.amazon.awssdk.services.codecommit.model.MaximumFileEntriesExceededException;
import software.amazon.awssdk.services.codecommit.model.MaximumRepositoryNamesExceededException;
import software.amazon.awssdk.services.codecommit.model.MaximumRepositoryTriggersExceededException;
import software.amazon.awssdk.services.codecommit.model.NameLengthExceededException;
import software.amazon.awssdk.services.codecommit.model.NoChangeException;
import software.amazon.awssdk.services.codecommit.model.ParentCommitDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.ParentCommitIdOutdatedException;
import software.amazon.awssdk.services.codecommit.model.ParentCommitIdRequiredException;
import software.amazon.awssdk.services.codecommit.model.PathDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.PathRequiredException;
import software.amazon.awssdk.services.codecommit.model.PutFileEntryConflictException;
import software.amazon.awssdk.services.codecommit.model.RepositoryDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.RepositoryNameExistsException;
import software.amazon.awssdk.services.codecommit.model.RepositoryNameRequiredException;
import software.amazon.awssdk.services.codecommit.model.RepositoryNamesRequiredException;
import software.amazon.awssdk.services.codecommit.model.RepositoryTriggerBranchNameListRequiredException;
import software.amazon.awssdk.services.codecommit.model.RepositoryTriggerDestinationArnRequiredException;
import software.amazon.awssdk.services.codecommit.model.RepositoryTriggerEventsListRequiredException;
import software.amazon.awssdk.services.codecommit.model.RepositoryTriggerNameRequiredException;
import software.amazon.awssdk.services.codecommit.model.RepositoryTriggersListRequiredException;
import software.amazon.awssdk.services.codecommit.model.ResourceArnRequiredException;
import software.amazon.awssdk.services.codecommit.model.RestrictedSourceFileException;
import software.amazon.awssdk.services.codecommit.model.SameFileContentException;
import software.amazon.awssdk.services.codecommit.model.SamePathRequestException;
import software.amazon.awssdk.services.codecommit.model.SourceFileOrContentRequiredException;
import software.amazon.awssdk.services.codecommit.model.TagKeysListRequiredException;
import software.amazon.awssdk.services.codecommit.model.TagsMapRequiredException;
import software.amazon.awssdk.services.codecommit.model.TooManyTagsException;

/**
 * What CodeCommit refuses, in the words of its API reference, or of its answers where these are known. The code is the
 * exception's name, the status always 400.
 *
 * @see <a href="https://docs.aws.amazon.com/codecommit/latest/APIReference/API_Operations.html">Errors of each action</a>
 */
enum Refusal {
    BLOB_ID_DOES_NOT_EXIST(BlobIdDoesNotExistException::builder, "The specified blob does not exist."),
    BLOB_ID_REQUIRED(BlobIdRequiredException::builder, "A blob ID is required, but was not specified."),
    BRANCH_DOES_NOT_EXIST(BranchDoesNotExistException::builder, "The specified branch does not exist."),
    BRANCH_NAME_EXISTS(
            BranchNameExistsException::builder,
            "Cannot create the branch with the specified name because the commit conflicts with an existing branch "
                    + "with the same name. Branch names must be unique."),
    BRANCH_NAME_IS_TAG_NAME(
            BranchNameIsTagNameException::builder,
            "The specified branch name is not valid because it is a tag name. Enter the name of a branch in the "
                    + "repository. For a list of valid branch names, use ListBranches."),
    BRANCH_NAME_REQUIRED(BranchNameRequiredException::builder, "A branch name is required, but was not specified."),
    COMMIT_DOES_NOT_EXIST(
            CommitDoesNotExistException::builder,
            "The specified commit does not exist or no commit was specified, and the specified repository has no "
                    + "default branch."),
    COMMIT_IDS_LIMIT_EXCEEDED(
            CommitIdsLimitExceededException::builder,
            "The maximum number of allowed commit IDs in a batch request is 100. Verify that your batch requests "
                    + "contains no more than 100 commit IDs, and then try again."),
    COMMIT_IDS_LIST_REQUIRED(
            CommitIdsListRequiredException::builder,
            "A list of commit IDs is required, but was either not specified or the list was empty."),
    COMMIT_ID_DOES_NOT_EXIST(CommitIdDoesNotExistException::builder, "The specified commit ID does not exist."),
    COMMIT_ID_REQUIRED(CommitIdRequiredException::builder, "A commit ID was not specified."),
    COMMIT_MESSAGE_LENGTH_EXCEEDED(
            CommitMessageLengthExceededException::builder, "The commit message is too long. Provide a shorter string."),
    COMMIT_REQUIRED(CommitRequiredException::builder, "A commit was not specified."),
    DEFAULT_BRANCH_CANNOT_BE_DELETED(
            DefaultBranchCannotBeDeletedException::builder,
            "The specified branch is the default branch for the repository, and cannot be deleted. To delete this "
                    + "branch, you must first set another branch as the default branch."),
    DIRECTORY_NAME_CONFLICTS_WITH_FILE_NAME(
            DirectoryNameConflictsWithFileNameException::builder,
            "A file cannot be added to the repository because the specified path name has the same name as a file "
                    + "that already exists in this repository. Either provide a different name for the file, or specify a "
                    + "different path for the file."),
    FILE_CONTENT_AND_SOURCE_FILE_SPECIFIED(
            FileContentAndSourceFileSpecifiedException::builder,
            "The commit cannot be created because both a source file and file content have been specified for the "
                    + "same file. You cannot provide both. Either specify a source file or provide the file content directly."),
    FILE_CONTENT_REQUIRED(
            FileContentRequiredException::builder,
            "The file cannot be added because it is empty. Empty files cannot be added to the repository with this "
                    + "API."),
    FILE_CONTENT_SIZE_LIMIT_EXCEEDED(
            FileContentSizeLimitExceededException::builder,
            "The file cannot be added because it is too large. The maximum file size is 6 MB, and the combined file "
                    + "content change size is 7 MB. Consider making these changes using a Git client."),
    FILE_DOES_NOT_EXIST(
            FileDoesNotExistException::builder,
            "The specified file does not exist. Verify that you have used the correct file name, full path, and "
                    + "extension."),
    FILE_ENTRY_REQUIRED(
            FileEntryRequiredException::builder,
            "The commit cannot be created because no files have been specified as added, updated, or changed (PutFile "
                    + "or DeleteFile) for the commit."),
    FILE_MODE_REQUIRED(
            FileModeRequiredException::builder,
            "The commit cannot be created because no file mode has been specified. A file mode is required to update "
                    + "mode permissions for a file."),
    FILE_NAME_CONFLICTS_WITH_DIRECTORY_NAME(
            FileNameConflictsWithDirectoryNameException::builder,
            "A file cannot be added to the repository because the specified file name has the same name as a "
                    + "directory in this repository. Either provide another name for the file, or add the file in a directory "
                    + "that does not match the file name."),
    FILE_PATH_CONFLICTS_WITH_SUBMODULE_PATH(
            FilePathConflictsWithSubmodulePathException::builder,
            "The commit cannot be created because a specified file path points to a submodule. Verify that the "
                    + "destination files have valid file paths that do not point to a submodule."),
    FILE_TOO_LARGE(
            FileTooLargeException::builder,
            "The specified file exceeds the file size limit for CodeCommit. For more information about limits in "
                    + "CodeCommit, see Quotas in the CodeCommit User Guide."),
    FOLDER_DOES_NOT_EXIST(
            FolderDoesNotExistException::builder,
            "The specified folder does not exist. Either the folder name is not correct, or you did not enter the "
                    + "full path to the folder."),
    INVALID_BLOB_ID(InvalidBlobIdException::builder, "The specified blob is not valid."),
    INVALID_BRANCH_NAME(InvalidBranchNameException::builder, "The specified reference name is not valid."),
    INVALID_COMMIT(InvalidCommitException::builder, "The specified commit is not valid."),
    INVALID_COMMIT_ID(InvalidCommitIdException::builder, "The specified commit ID is not valid."),
    INVALID_CONTINUATION_TOKEN(
            InvalidContinuationTokenException::builder, "The specified continuation token is not valid."),
    INVALID_EMAIL(
            InvalidEmailException::builder,
            "The specified email address either contains one or more characters that are not allowed, or it exceeds "
                    + "the maximum number of characters allowed for an email address."),
    INVALID_FILE_MODE(
            InvalidFileModeException::builder,
            "The specified file mode permission is not valid. For a list of valid file mode permissions, see PutFile."),
    INVALID_MAX_RESULTS(InvalidMaxResultsException::builder, "The specified number of maximum results is not valid."),
    INVALID_ORDER(
            InvalidOrderException::builder,
            "The specified sort order is not valid. Valid values are ascending or descending."),
    INVALID_PARENT_COMMIT_ID(
            InvalidParentCommitIdException::builder,
            "The parent commit ID is not valid. The commit ID cannot be empty, and must match the head commit ID for "
                    + "the branch of the repository where you want to add or update a file."),
    INVALID_PATH(InvalidPathException::builder, "The specified path is not valid."),
    INVALID_REPOSITORY_DESCRIPTION(
            InvalidRepositoryDescriptionException::builder,
            "The repository description is not valid. Descriptions can contain up to 1,000 characters."),
    INVALID_REPOSITORY_NAME(
            InvalidRepositoryNameException::builder,
            "The repository name is not valid. Repository names can be any valid combination of letters, "
                    + "numbers, periods, underscores, and dashes between 1 and 100 characters in length. Names are case "
                    + "sensitive. For more information, see Limits in the AWS CodeCommit User Guide. "),
    INVALID_REPOSITORY_TRIGGER_BRANCH_NAME(
            InvalidRepositoryTriggerBranchNameException::builder,
            "One or more branch names specified for the trigger is not valid."),
    INVALID_REPOSITORY_TRIGGER_CUSTOM_DATA(
            InvalidRepositoryTriggerCustomDataException::builder,
            "The custom data provided for the trigger is not valid."),
    INVALID_REPOSITORY_TRIGGER_DESTINATION_ARN(
            InvalidRepositoryTriggerDestinationArnException::builder,
            "The Amazon Resource Name (ARN) for the trigger is not valid for the specified destination. The most "
                    + "common reason for this error is that the ARN does not meet the requirements for the service type."),
    INVALID_REPOSITORY_TRIGGER_EVENTS(
            InvalidRepositoryTriggerEventsException::builder,
            "One or more events specified for the trigger is not valid. Check to make sure that all events specified "
                    + "match the requirements for allowed events."),
    INVALID_REPOSITORY_TRIGGER_NAME(
            InvalidRepositoryTriggerNameException::builder, "The name of the trigger is not valid."),
    INVALID_REPOSITORY_TRIGGER_REGION(
            InvalidRepositoryTriggerRegionException::builder,
            "The Amazon Web Services Region for the trigger target does not match the Amazon Web Services Region for "
                    + "the repository. Triggers must be created in the same Amazon Web Services Region as the target for the "
                    + "trigger."),
    INVALID_RESOURCE_ARN(
            InvalidResourceArnException::builder,
            "The value for the resource ARN is not valid. For more information about resources in CodeCommit, see "
                    + "CodeCommit Resources and Operations in the CodeCommit User Guide."),
    INVALID_SORT_BY(InvalidSortByException::builder, "The specified sort by value is not valid."),
    INVALID_SYSTEM_TAG_USAGE(
            InvalidSystemTagUsageException::builder, "Caller is an end user and not allowed to mutate system tags"),
    INVALID_TAGS_MAP(InvalidTagsMapException::builder, "The map of tags is not valid."),
    INVALID_TAG_KEYS_LIST(InvalidTagKeysListException::builder, "The list of tags is not valid."),
    MAXIMUM_BRANCHES_EXCEEDED(
            MaximumBranchesExceededException::builder, "The number of branches for the trigger was exceeded."),
    MAXIMUM_FILE_ENTRIES_EXCEEDED(
            MaximumFileEntriesExceededException::builder,
            "The number of specified files to change as part of this commit exceeds the maximum number of files that "
                    + "can be changed in a single commit. Consider using a Git client for these changes."),
    MAXIMUM_REPOSITORY_NAMES_EXCEEDED(
            MaximumRepositoryNamesExceededException::builder,
            "The maximum number of allowed repository names was exceeded. Currently, this number is 100."),
    MAXIMUM_REPOSITORY_TRIGGERS_EXCEEDED(
            MaximumRepositoryTriggersExceededException::builder,
            "The number of triggers allowed for the repository was exceeded."),
    NAME_LENGTH_EXCEEDED(
            NameLengthExceededException::builder,
            "The user name is not valid because it has exceeded the character limit for author names."),
    NO_CHANGE(
            NoChangeException::builder,
            "The commit cannot be created because no changes will be made to the repository as a result of this "
                    + "commit. A commit must contain at least one change."),
    PARENT_COMMIT_DOES_NOT_EXIST(
            ParentCommitDoesNotExistException::builder,
            "The parent commit ID is not valid because it does not exist. The specified parent commit ID does not "
                    + "exist in the specified branch of the repository."),
    PARENT_COMMIT_ID_OUTDATED(
            ParentCommitIdOutdatedException::builder,
            "The file could not be added because the provided parent commit ID is not the current tip of the "
                    + "specified branch. To view the full commit ID of the current head of the branch, use GetBranch."),
    PARENT_COMMIT_ID_REQUIRED(
            ParentCommitIdRequiredException::builder,
            "A parent commit ID is required. To view the full commit ID of a branch in a repository, use GetBranch or "
                    + "a Git command (for example, git pull or git log)."),
    PATH_DOES_NOT_EXIST(PathDoesNotExistException::builder, "The specified path does not exist."),
    PATH_REQUIRED(PathRequiredException::builder, "The folderPath for a location cannot be null."),
    PUT_FILE_ENTRY_CONFLICT(
            PutFileEntryConflictException::builder,
            "The commit cannot be created because one or more files specified in the commit reference both a file and "
                    + "a folder."),
    REPOSITORY_DOES_NOT_EXIST(RepositoryDoesNotExistException::builder, "The specified repository does not exist."),
    REPOSITORY_NAMES_REQUIRED(
            RepositoryNamesRequiredException::builder,
            "At least one repository name object is required, but was not specified."),
    REPOSITORY_NAME_EXISTS(RepositoryNameExistsException::builder, "The specified repository name already exists."),
    REPOSITORY_NAME_REQUIRED(RepositoryNameRequiredException::builder, "Repository name is required."),
    REPOSITORY_TRIGGERS_LIST_REQUIRED(
            RepositoryTriggersListRequiredException::builder,
            "The list of triggers for the repository is required, but was not specified."),
    REPOSITORY_TRIGGER_BRANCH_NAME_LIST_REQUIRED(
            RepositoryTriggerBranchNameListRequiredException::builder,
            "At least one branch name is required, but was not specified in the trigger configuration."),
    REPOSITORY_TRIGGER_DESTINATION_ARN_REQUIRED(
            RepositoryTriggerDestinationArnRequiredException::builder,
            "A destination ARN for the target service for the trigger is required, but was not specified."),
    REPOSITORY_TRIGGER_EVENTS_LIST_REQUIRED(
            RepositoryTriggerEventsListRequiredException::builder,
            "At least one event for the trigger is required, but was not specified."),
    REPOSITORY_TRIGGER_NAME_REQUIRED(
            RepositoryTriggerNameRequiredException::builder,
            "A name for the trigger is required, but was not specified."),
    RESOURCE_ARN_REQUIRED(
            ResourceArnRequiredException::builder,
            "A valid Amazon Resource Name (ARN) for an CodeCommit resource is required. For a list of valid resources "
                    + "in CodeCommit, see CodeCommit Resources and Operations in the CodeCommit User Guide."),
    RESTRICTED_SOURCE_FILE(
            RestrictedSourceFileException::builder,
            "The commit cannot be created because one of the changes specifies copying or moving a .gitkeep file."),
    SAME_FILE_CONTENT(
            SameFileContentException::builder,
            "The file was not added or updated because the content of the file is exactly the same as the content of "
                    + "that file in the repository and branch that you specified."),
    SAME_PATH_REQUEST(
            SamePathRequestException::builder,
            "The commit cannot be created because one or more changes in this commit duplicate actions in the same "
                    + "file path. For example, you cannot make the same delete request to the same file in the same file path "
                    + "twice, or make a delete request and a move request to the same file as part of the same commit."),
    SOURCE_FILE_OR_CONTENT_REQUIRED(
            SourceFileOrContentRequiredException::builder,
            "The commit cannot be created because no source files or file content have been specified for the commit."),
    TAGS_MAP_REQUIRED(TagsMapRequiredException::builder, "A map of tags is required."),
    TAG_KEYS_LIST_REQUIRED(
            TagKeysListRequiredException::builder, "A list of tag keys is required. The list cannot be empty or null."),
    TOO_MANY_TAGS(
            TooManyTagsException::builder,
            "The maximum number of tags for an AWS CodeCommit resource has been exceeded.");

    private final Supplier<? extends AwsServiceException.Builder> builder;
    private final String words;

    Refusal(Supplier<? extends AwsServiceException.Builder> builder, String words) {
        this.builder = builder;
        this.words = words;
    }

    /** AWS's error code, as {@code BranchDoesNotExistException}. */
    String code() {
        return Stream.of(name().split("_"))
                        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining())
                + "Exception";
    }

    /** AWS's words. */
    String words() {
        return words;
    }

    AwsServiceException error() {
        return inWords(words);
    }

    /** The same code in other words. */
    AwsServiceException inWords(String message) {
        return AwsErrors.of(builder.get(), code(), 400, message);
    }
}
