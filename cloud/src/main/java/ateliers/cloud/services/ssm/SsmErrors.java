package ateliers.cloud.services.ssm;

import ateliers.cloud.door.AwsErrors;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ssm.model.HierarchyLevelLimitExceededException;
import software.amazon.awssdk.services.ssm.model.InvalidAllowedPatternException;
import software.amazon.awssdk.services.ssm.model.InvalidFilterKeyException;
import software.amazon.awssdk.services.ssm.model.InvalidFilterOptionException;
import software.amazon.awssdk.services.ssm.model.InvalidFilterValueException;
import software.amazon.awssdk.services.ssm.model.InvalidNextTokenException;
import software.amazon.awssdk.services.ssm.model.InvalidResourceIdException;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterMaxVersionLimitExceededException;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterPatternMismatchException;
import software.amazon.awssdk.services.ssm.model.ParameterVersionLabelLimitExceededException;
import software.amazon.awssdk.services.ssm.model.ParameterVersionNotFoundException;
import software.amazon.awssdk.services.ssm.model.SsmException;
import software.amazon.awssdk.services.ssm.model.TooManyTagsErrorException;

/** The errors of the Parameter Store, in its words; all are 400. */
final class SsmErrors {
    private SsmErrors() {}

    static AwsServiceException validation(String message) {
        return error(SsmException::builder, "ValidationException", message);
    }

    static AwsServiceException denied(String message) {
        return error(SsmException::builder, "AccessDeniedException", message);
    }

    /** AWS says no more than its code. */
    static AwsServiceException notFound() {
        return error(ParameterNotFoundException::builder, "ParameterNotFound", "");
    }

    static AwsServiceException noVersion(String name, String selector) {
        return error(
                ParameterVersionNotFoundException::builder,
                "ParameterVersionNotFound",
                "Systems Manager could not find version " + selector + " of " + name
                        + ". Verify the version and try again.");
    }

    static AwsServiceException exists() {
        return error(
                ParameterAlreadyExistsException::builder,
                "ParameterAlreadyExists",
                "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.");
    }

    static AwsServiceException tooDeep() {
        return error(
                HierarchyLevelLimitExceededException::builder,
                "HierarchyLevelLimitExceededException",
                "A hierarchy can have a maximum of 15 levels. For more information, see Requirements and constraints for"
                        + " parameter names in the AWS Systems Manager User Guide.");
    }

    static AwsServiceException tooManyVersions(String name, long oldest) {
        return error(
                ParameterMaxVersionLimitExceededException::builder,
                "ParameterMaxVersionLimitExceeded",
                "You attempted to create a new version of " + name
                        + " by calling the PutParameter API with the overwrite"
                        + " flag. Version " + oldest + ", the oldest version, can't be deleted because it has a label"
                        + " associated with it. Move the label to another version of the parameter, and try again.");
    }

    static AwsServiceException badPattern() {
        return error(
                InvalidAllowedPatternException::builder,
                "InvalidAllowedPatternException",
                "The request does not meet the regular expression requirement.");
    }

    static AwsServiceException mismatch(String pattern) {
        return error(
                ParameterPatternMismatchException::builder,
                "ParameterPatternMismatchException",
                "Parameter value, cannot be validated against allowedPattern: " + pattern);
    }

    static AwsServiceException tooManyLabels() {
        return error(
                ParameterVersionLabelLimitExceededException::builder,
                "ParameterVersionLabelLimitExceeded",
                "A parameter version can have maximum 10 labels. Move one or more labels to another version and try again.");
    }

    static AwsServiceException filterKey(String message) {
        return error(InvalidFilterKeyException::builder, "InvalidFilterKey", message);
    }

    static AwsServiceException filterOption(String message) {
        return error(InvalidFilterOptionException::builder, "InvalidFilterOption", message);
    }

    static AwsServiceException filterValue(String message) {
        return error(InvalidFilterValueException::builder, "InvalidFilterValue", message);
    }

    static AwsServiceException token() {
        return error(InvalidNextTokenException::builder, "InvalidNextToken", "The specified token isn't valid.");
    }

    static AwsServiceException noResource() {
        return error(
                InvalidResourceIdException::builder,
                "InvalidResourceId",
                "The resource ID isn't valid. Verify that you entered the correct ID and try again.");
    }

    static AwsServiceException tooManyTags() {
        return error(
                TooManyTagsErrorException::builder,
                "TooManyTagsError",
                "The Targets parameter includes too many tags. Remove one or more tags and try the command again.");
    }

    private static AwsServiceException error(
            Supplier<? extends AwsServiceException.Builder> exception, String code, String message) {
        return AwsErrors.of(exception.get(), code, 400, message);
    }
}
