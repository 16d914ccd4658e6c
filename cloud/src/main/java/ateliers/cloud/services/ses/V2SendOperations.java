package ateliers.cloud.services.ses;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.kit.Operations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.Body;
import software.amazon.awssdk.services.sesv2.model.BulkEmailEntry;
import software.amazon.awssdk.services.sesv2.model.BulkEmailEntryResult;
import software.amazon.awssdk.services.sesv2.model.BulkEmailStatus;
import software.amazon.awssdk.services.sesv2.model.Content;
import software.amazon.awssdk.services.sesv2.model.Destination;
import software.amazon.awssdk.services.sesv2.model.EmailContent;
import software.amazon.awssdk.services.sesv2.model.Message;
import software.amazon.awssdk.services.sesv2.model.MessageTag;
import software.amazon.awssdk.services.sesv2.model.SendBulkEmailRequest;
import software.amazon.awssdk.services.sesv2.model.SendBulkEmailResponse;
import software.amazon.awssdk.services.sesv2.model.SendEmailRequest;
import software.amazon.awssdk.services.sesv2.model.SendEmailResponse;
import software.amazon.awssdk.services.sesv2.model.Template;

/** The operations that send, in the newer API. */
final class V2SendOperations implements SesV2Client, Operations {
    private static final SesErrors ERRORS = SesErrors.V2;
    private static final int MOST_ENTRIES = 50;

    private final Sending sending;
    private final Templates templates;
    private final CloudClock clock;

    V2SendOperations(Sending sending, Templates templates, CloudClock clock) {
        this.sending = sending;
        this.templates = templates;
        this.clock = clock;
    }

    @Override
    public SendEmailResponse sendEmail(SendEmailRequest request) {
        EmailContent content =
                request.content() == null ? EmailContent.builder().build() : request.content();
        long kinds = Stream.of(content.simple(), content.raw(), content.template())
                .filter(each -> each != null)
                .count();
        if (kinds != 1) {
            throw ERRORS.parameter("Content must have exactly one of Simple, Raw and Template.");
        }
        return SendEmailResponse.builder()
                .messageId(sending.send(outgoing(request, content), ERRORS))
                .build();
    }

    private Outgoing outgoing(SendEmailRequest request, EmailContent content) {
        if (content.raw() != null) {
            if (content.raw().data() == null) {
                throw ERRORS.parameter("Raw message data must be specified.");
            }
            return V1SendOperations.raw(
                    RawMail.read(content.raw().data().asByteArray(), ERRORS),
                    "SendEmail",
                    request.fromEmailAddress(),
                    recipients(request.destination()),
                    request.configurationSetName(),
                    tags(request.emailTags()),
                    ERRORS);
        }
        Optional<String> named = Optional.ofNullable(content.template()).map(V2SendOperations::name);
        return outgoing(
                "SendEmail",
                request.fromEmailAddress(),
                request.destination(),
                request.replyToAddresses(),
                named,
                request.configurationSetName(),
                tags(request.emailTags()),
                content.simple() == null ? templated(content.template(), null) : simple(content.simple()));
    }

    private static Outgoing.Content simple(Message message) {
        if (message.subject() == null || message.body() == null) {
            throw ERRORS.parameter("A simple message must have a subject and a body.");
        }
        Body body = message.body();
        Rendering.Rendered made = new Rendering.Rendered(text(message.subject()), text(body.text()), text(body.html()));
        return () -> made;
    }

    /** @param data in place of the template's own; null where it has no other */
    private Outgoing.Content templated(Template template, String data) {
        EmailTemplate found;
        if (template.templateContent() == null) {
            found = templates.at(template.templateName(), ERRORS);
        } else {
            found = V2TemplateOperations.content(name(template), template.templateContent(), clock);
            Rendering.check(found, ERRORS);
        }
        Map<String, Object> own = Rendering.data(data, ERRORS);
        Map<String, Object> values = own.isEmpty() ? Rendering.data(template.templateData(), ERRORS) : own;
        return () -> Rendering.render(found, values);
    }

    private static String name(Template template) {
        return template.templateName() == null ? "" : template.templateName();
    }

    @Override
    public SendBulkEmailResponse sendBulkEmail(SendBulkEmailRequest request) {
        Template template = request.defaultContent() == null
                ? null
                : request.defaultContent().template();
        if (template == null) {
            throw ERRORS.parameter("DefaultContent must have a template.");
        }
        if (request.bulkEmailEntries().isEmpty() || request.bulkEmailEntries().size() > MOST_ENTRIES) {
            throw ERRORS.parameter("There must be 1 to " + MOST_ENTRIES + " entries.");
        }
        templated(template, null);
        List<BulkEmailEntryResult> results = new ArrayList<>();
        request.bulkEmailEntries().forEach(entry -> results.add(sent(request, entry, template)));
        return SendBulkEmailResponse.builder().bulkEmailEntryResults(results).build();
    }

    private BulkEmailEntryResult sent(SendBulkEmailRequest request, BulkEmailEntry entry, Template template) {
        String data = entry.replacementEmailContent() == null
                        || entry.replacementEmailContent().replacementTemplate() == null
                ? null
                : entry.replacementEmailContent().replacementTemplate().replacementTemplateData();
        Map<String, String> tags = tags(request.defaultEmailTags());
        tags.putAll(tags(entry.replacementTags()));
        try {
            String id = sending.send(
                    outgoing(
                            "SendBulkEmail",
                            request.fromEmailAddress(),
                            entry.destination(),
                            request.replyToAddresses(),
                            Optional.of(name(template)),
                            request.configurationSetName(),
                            tags,
                            templated(template, data)),
                    ERRORS);
            return BulkEmailEntryResult.builder()
                    .status(BulkEmailStatus.SUCCESS)
                    .messageId(id)
                    .build();
        } catch (AwsServiceException e) {
            return BulkEmailEntryResult.builder()
                    .status(status(e.awsErrorDetails().errorCode()))
                    .error(e.awsErrorDetails().errorMessage())
                    .build();
        }
    }

    private static BulkEmailStatus status(String code) {
        return switch (code) {
            case "MessageRejected" -> BulkEmailStatus.MESSAGE_REJECTED;
            case "SendingPausedException" -> BulkEmailStatus.ACCOUNT_SENDING_PAUSED;
            case "NotFoundException" -> BulkEmailStatus.CONFIGURATION_SET_NOT_FOUND;
            default -> BulkEmailStatus.INVALID_PARAMETER;
        };
    }

    private static Outgoing outgoing(
            String operation,
            String source,
            Destination destination,
            List<String> replyTo,
            Optional<String> template,
            String configurationSet,
            Map<String, String> tags,
            Outgoing.Content content) {
        Destination to = destination == null ? Destination.builder().build() : destination;
        return new Outgoing(
                operation,
                source == null ? "" : source,
                to.toAddresses(),
                to.ccAddresses(),
                to.bccAddresses(),
                replyTo,
                template,
                Optional.ofNullable(configurationSet),
                tags,
                content);
    }

    /** All who are to get a mail. */
    static List<String> recipients(Destination destination) {
        return destination == null
                ? List.of()
                : Stream.of(destination.toAddresses(), destination.ccAddresses(), destination.bccAddresses())
                        .flatMap(List::stream)
                        .toList();
    }

    private static Map<String, String> tags(List<MessageTag> tags) {
        Map<String, String> all = new LinkedHashMap<>();
        tags.forEach(tag -> all.put(tag.name() == null ? "" : tag.name(), tag.value() == null ? "" : tag.value()));
        return all;
    }

    private static String text(Content content) {
        return content == null || content.data() == null ? "" : content.data();
    }
}
