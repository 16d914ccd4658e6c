package ateliers.cloud.services.ses;

import ateliers.cloud.kit.Constraints;
import ateliers.cloud.kit.Operations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.BulkEmailDestination;
import software.amazon.awssdk.services.ses.model.BulkEmailDestinationStatus;
import software.amazon.awssdk.services.ses.model.BulkEmailStatus;
import software.amazon.awssdk.services.ses.model.Content;
import software.amazon.awssdk.services.ses.model.Destination;
import software.amazon.awssdk.services.ses.model.Message;
import software.amazon.awssdk.services.ses.model.MessageTag;
import software.amazon.awssdk.services.ses.model.SendBulkTemplatedEmailRequest;
import software.amazon.awssdk.services.ses.model.SendBulkTemplatedEmailResponse;
import software.amazon.awssdk.services.ses.model.SendEmailRequest;
import software.amazon.awssdk.services.ses.model.SendEmailResponse;
import software.amazon.awssdk.services.ses.model.SendRawEmailRequest;
import software.amazon.awssdk.services.ses.model.SendRawEmailResponse;
import software.amazon.awssdk.services.ses.model.SendTemplatedEmailRequest;
import software.amazon.awssdk.services.ses.model.SendTemplatedEmailResponse;

/** The operations that send, in the older API. */
final class V1SendOperations implements SesClient, Operations {
    private static final SesErrors ERRORS = SesErrors.V1;
    private static final int MOST_DESTINATIONS = 50;

    private final Sending sending;
    private final Templates templates;
    private final ConfigurationSets sets;

    V1SendOperations(Sending sending, Templates templates, ConfigurationSets sets) {
        this.sending = sending;
        this.templates = templates;
        this.sets = sets;
    }

    @Override
    public SendEmailResponse sendEmail(SendEmailRequest request) {
        Message message = request.message();
        Constraints.refusedBy(SesErrors::validation)
                .present("source", request.source())
                .present("destination", request.destination())
                .present("message", message)
                .require();
        Constraints.refusedBy(SesErrors::validation)
                .present("message.subject", message.subject())
                .present("message.body", message.body())
                .require();
        Rendering.Rendered made = new Rendering.Rendered(
                text(message.subject()),
                text(message.body().text()),
                text(message.body().html()));
        String id = sending.send(
                outgoing(
                        "SendEmail",
                        request.source(),
                        request.destination(),
                        request.replyToAddresses(),
                        Optional.empty(),
                        request.configurationSetName(),
                        tags(request.tags()),
                        () -> made),
                ERRORS);
        return SendEmailResponse.builder().messageId(id).build();
    }

    @Override
    public SendRawEmailResponse sendRawEmail(SendRawEmailRequest request) {
        if (request.rawMessage() == null || request.rawMessage().data() == null) {
            throw SesErrors.validation(Constraints.missing("rawMessage.data"));
        }
        RawMail raw = RawMail.read(request.rawMessage().data().asByteArray(), ERRORS);
        return SendRawEmailResponse.builder()
                .messageId(sending.send(
                        raw(
                                raw,
                                "SendRawEmail",
                                request.source(),
                                request.destinations(),
                                request.configurationSetName(),
                                tags(request.tags()),
                                ERRORS),
                        ERRORS))
                .build();
    }

    /** A raw mail says in its headers what the request does not. */
    static Outgoing raw(
            RawMail raw,
            String operation,
            String source,
            List<String> destinations,
            String configurationSet,
            Map<String, String> tags,
            SesErrors errors) {
        Rendering.Rendered seen = raw.seen(errors);
        String from = Optional.ofNullable(source)
                .or(() -> raw.from(errors))
                .orElseThrow(() -> errors.parameter("Missing required header 'From'."));
        return new Outgoing(
                operation,
                from,
                destinations.isEmpty() ? raw.recipients(errors) : destinations,
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.ofNullable(configurationSet).or(() -> raw.header("X-SES-CONFIGURATION-SET", errors)),
                tags,
                () -> seen);
    }

    @Override
    public SendTemplatedEmailResponse sendTemplatedEmail(SendTemplatedEmailRequest request) {
        Constraints.refusedBy(SesErrors::validation)
                .present("source", request.source())
                .present("destination", request.destination())
                .present("template", request.template())
                .present("templateData", request.templateData())
                .require();
        return SendTemplatedEmailResponse.builder()
                .messageId(sending.send(
                        templated(
                                "SendTemplatedEmail",
                                request.source(),
                                request.destination(),
                                request.replyToAddresses(),
                                templates.at(request.template(), ERRORS),
                                request.templateData(),
                                request.configurationSetName(),
                                tags(request.tags())),
                        ERRORS))
                .build();
    }

    @Override
    public SendBulkTemplatedEmailResponse sendBulkTemplatedEmail(SendBulkTemplatedEmailRequest request) {
        Constraints.refusedBy(SesErrors::validation)
                .present("source", request.source())
                .present("template", request.template())
                .given("destinations", request.hasDestinations())
                .require();
        if (request.destinations().size() > MOST_DESTINATIONS) {
            throw ERRORS.rejected("Maximum number of destinations is " + MOST_DESTINATIONS + ".");
        }
        EmailTemplate template = templates.at(request.template(), ERRORS);
        if (request.configurationSetName() != null) {
            sets.at(request.configurationSetName(), ERRORS);
        }
        List<BulkEmailDestinationStatus> statuses = new ArrayList<>();
        request.destinations().forEach(each -> statuses.add(sent(request, each, template)));
        return SendBulkTemplatedEmailResponse.builder().status(statuses).build();
    }

    /** What is wrong with one destination keeps no other from its mail. */
    private BulkEmailDestinationStatus sent(
            SendBulkTemplatedEmailRequest request, BulkEmailDestination each, EmailTemplate template) {
        String data = each.replacementTemplateData() == null
                        || Rendering.data(each.replacementTemplateData(), ERRORS)
                                .isEmpty()
                ? request.defaultTemplateData()
                : each.replacementTemplateData();
        Map<String, String> tags = tags(request.defaultTags());
        tags.putAll(tags(each.replacementTags()));
        try {
            String id = sending.send(
                    templated(
                            "SendBulkTemplatedEmail",
                            request.source(),
                            each.destination(),
                            request.replyToAddresses(),
                            template,
                            data,
                            request.configurationSetName(),
                            tags),
                    ERRORS);
            return BulkEmailDestinationStatus.builder()
                    .status(BulkEmailStatus.SUCCESS)
                    .messageId(id)
                    .build();
        } catch (AwsServiceException e) {
            boolean rejected = e.awsErrorDetails().errorCode().equals("MessageRejected");
            return BulkEmailDestinationStatus.builder()
                    .status(rejected ? BulkEmailStatus.MESSAGE_REJECTED : BulkEmailStatus.INVALID_PARAMETER_VALUE)
                    .error(e.awsErrorDetails().errorMessage())
                    .build();
        }
    }

    private static Outgoing templated(
            String operation,
            String source,
            Destination destination,
            List<String> replyTo,
            EmailTemplate template,
            String data,
            String configurationSet,
            Map<String, String> tags) {
        Map<String, Object> values = values(data);
        return outgoing(
                operation,
                source,
                destination,
                replyTo,
                Optional.of(template.name()),
                configurationSet,
                tags,
                () -> Rendering.render(template, values));
    }

    private static Map<String, Object> values(String data) {
        try {
            return Rendering.data(data, ERRORS);
        } catch (AwsServiceException e) {
            // the operations that send have no error of their own for it
            throw ERRORS.parameter(e.awsErrorDetails().errorMessage());
        }
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
                source,
                to.toAddresses(),
                to.ccAddresses(),
                to.bccAddresses(),
                replyTo,
                template,
                Optional.ofNullable(configurationSet),
                tags,
                content);
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
