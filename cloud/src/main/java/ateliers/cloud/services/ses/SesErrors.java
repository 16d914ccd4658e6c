package ateliers.cloud.services.ses;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Need;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ses.model.AccountSendingPausedException;
import software.amazon.awssdk.services.ses.model.AlreadyExistsException;
import software.amazon.awssdk.services.ses.model.ConfigurationSetAlreadyExistsException;
import software.amazon.awssdk.services.ses.model.ConfigurationSetDoesNotExistException;
import software.amazon.awssdk.services.ses.model.EventDestinationAlreadyExistsException;
import software.amazon.awssdk.services.ses.model.EventDestinationDoesNotExistException;
import software.amazon.awssdk.services.ses.model.InvalidRenderingParameterException;
import software.amazon.awssdk.services.ses.model.InvalidSnsDestinationException;
import software.amazon.awssdk.services.ses.model.InvalidTemplateException;
import software.amazon.awssdk.services.ses.model.MessageRejectedException;
import software.amazon.awssdk.services.ses.model.MissingRenderingAttributeException;
import software.amazon.awssdk.services.ses.model.SesException;
import software.amazon.awssdk.services.ses.model.TemplateDoesNotExistException;
import software.amazon.awssdk.services.sesv2.model.BadRequestException;
import software.amazon.awssdk.services.sesv2.model.NotFoundException;
import software.amazon.awssdk.services.sesv2.model.SendingPausedException;
import software.amazon.awssdk.services.sesv2.model.SesV2Exception;

/**
 * The errors of SES: the same words in both APIs, the older with a code for each error, the newer with a few for all.
 *
 * @see <a href="https://docs.aws.amazon.com/ses/latest/APIReference/CommonErrors.html">Common errors of the older API</a>
 * @see <a href="https://docs.aws.amazon.com/ses/latest/APIReference-V2/CommonErrors.html">and of the newer</a>
 */
final class SesErrors {
    static final SesErrors V1 = new SesErrors(true);
    static final SesErrors V2 = new SesErrors(false);

    private final boolean older;

    private SesErrors(boolean older) {
        this.older = older;
    }

    private static AwsServiceException v1(AwsServiceException.Builder builder, String code, String message) {
        return AwsErrors.of(builder, code, 400, message);
    }

    private AwsServiceException bad(AwsServiceException.Builder builder, String code, String message) {
        return older
                ? v1(builder, code, message)
                : AwsErrors.of(BadRequestException.builder(), "BadRequestException", 400, message);
    }

    private AwsServiceException none(AwsServiceException.Builder builder, String code, String message) {
        return older
                ? v1(builder, code, message)
                : AwsErrors.of(NotFoundException.builder(), "NotFoundException", 404, message);
    }

    private AwsServiceException exists(AwsServiceException.Builder builder, String code, String message) {
        return older
                ? v1(builder, code, message)
                : AwsErrors.of(
                        software.amazon.awssdk.services.sesv2.model.AlreadyExistsException.builder(),
                        "AlreadyExistsException",
                        400,
                        message);
    }

    /** SES quotes in its own way. */
    AwsServiceException denied(Need need) {
        String message = "User `%s' is not authorized to perform `%s' on resource `%s'"
                .formatted(CallContext.caller().arn(), need.action(), need.resource());
        return older
                ? AwsErrors.of(SesException.builder(), "AccessDenied", 403, message)
                : AwsErrors.of(SesV2Exception.builder(), "AccessDeniedException", 403, message);
    }

    /** What the older API's model alone finds wrong. */
    static AwsServiceException validation(String message) {
        return v1(SesException.builder(), "ValidationError", message);
    }

    /** A parameter that is not as it should be. */
    AwsServiceException parameter(String message) {
        return bad(SesException.builder(), "InvalidParameterValue", message);
    }

    AwsServiceException rejected(String message) {
        return AwsErrors.of(
                older
                        ? MessageRejectedException.builder()
                        : software.amazon.awssdk.services.sesv2.model.MessageRejectedException.builder(),
                "MessageRejected",
                400,
                message);
    }

    AwsServiceException paused() {
        String message = "Email sending is disabled for this account.";
        return older
                ? v1(AccountSendingPausedException.builder(), "AccountSendingPausedException", message)
                : AwsErrors.of(SendingPausedException.builder(), "SendingPausedException", 400, message);
    }

    AwsServiceException noIdentity(String name) {
        return none(SesException.builder(), "InvalidParameterValue", "Email identity " + name + " does not exist.");
    }

    AwsServiceException identityExists(String name) {
        return exists(SesException.builder(), "InvalidParameterValue", "Email identity " + name + " already exist.");
    }

    AwsServiceException noResource(String arn) {
        return none(SesException.builder(), "InvalidParameterValue", "Resource " + arn + " does not exist.");
    }

    AwsServiceException noTemplate(String name) {
        return none(
                TemplateDoesNotExistException.builder(),
                "TemplateDoesNotExist",
                "Template " + name + " does not exist.");
    }

    AwsServiceException templateExists(String name) {
        return exists(AlreadyExistsException.builder(), "AlreadyExists", "Template " + name + " already exists.");
    }

    /** A template that cannot be read, or refers to a partial that does not exist. */
    AwsServiceException invalidTemplate(String why) {
        return bad(InvalidTemplateException.builder(), "InvalidTemplate", why);
    }

    AwsServiceException missingAttribute(String message) {
        return bad(MissingRenderingAttributeException.builder(), "MissingRenderingAttribute", message);
    }

    /** Data for a template that is no JSON object. */
    AwsServiceException invalidData(String message) {
        return bad(InvalidRenderingParameterException.builder(), "InvalidRenderingParameter", message);
    }

    AwsServiceException noConfigurationSet(String name) {
        return none(
                ConfigurationSetDoesNotExistException.builder(),
                "ConfigurationSetDoesNotExist",
                "Configuration set <" + name + "> does not exist.");
    }

    AwsServiceException configurationSetExists(String name) {
        return exists(
                ConfigurationSetAlreadyExistsException.builder(),
                "ConfigurationSetAlreadyExists",
                "Configuration set <" + name + "> already exists.");
    }

    AwsServiceException noEventDestination(String configurationSet) {
        return none(
                EventDestinationDoesNotExistException.builder(),
                "EventDestinationDoesNotExist",
                "No EventDestination found for " + configurationSet);
    }

    AwsServiceException eventDestinationExists(String name, String configurationSet) {
        return exists(
                EventDestinationAlreadyExistsException.builder(),
                "EventDestinationAlreadyExists",
                "Event destination <" + name + "> already exists for configuration set <" + configurationSet + ">.");
    }

    AwsServiceException noTopic(String arn) {
        return bad(
                InvalidSnsDestinationException.builder(),
                "InvalidSNSDestination",
                "SNS topic <" + arn + "> not found.");
    }
}
