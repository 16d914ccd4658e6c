package ateliers.cloud.services.ses;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.journal.Entry;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ses.model.BulkEmailDestinationStatus;
import software.amazon.awssdk.services.ses.model.BulkEmailStatus;
import software.amazon.awssdk.services.ses.model.EventType;
import software.amazon.awssdk.services.ses.model.SendBulkTemplatedEmailResponse;
import software.amazon.awssdk.services.ses.model.TemplateMetadata;

/** Templates, what is made of them, and what events tell of it. */
class SesTemplatesTest extends SesFixture {
    @Test
    void templatesAreKeptAndRendered() {
        create("hello", "Bonjour {{name}}", "Chère {{name}},", "<p>Chère {{name}},</p>");
        assertThat(refusal(() -> create("hello", "x", null, null)))
                .isEqualTo("AlreadyExists: Template hello already exists.");
        assertThat(refusal(() -> create("broken", "{{#if x}}", null, null))).startsWith("InvalidTemplate");
        assertThat(ses.getTemplate(r -> r.templateName("hello")).template().htmlPart())
                .isEqualTo("<p>Chère {{name}},</p>");
        assertThat(ses.listTemplates().templatesMetadata())
                .extracting(TemplateMetadata::name)
                .containsExactly("hello");

        String rendered = ses.testRenderTemplate(r -> r.templateName("hello").templateData("{\"name\":\"Anna\"}"))
                .renderedTemplate();
        assertThat(rendered)
                .contains("Subject: Bonjour Anna", "multipart/alternative", "text/plain; charset=UTF-8")
                .doesNotContain("Message-ID");
        assertThat(refusal(() ->
                        ses.testRenderTemplate(r -> r.templateName("hello").templateData("{}"))))
                .isEqualTo("MissingRenderingAttribute: Attribute 'name' is not present in the rendering data.");
        assertThat(refusal(() ->
                        ses.testRenderTemplate(r -> r.templateName("hello").templateData("{"))))
                .isEqualTo("InvalidRenderingParameter: Template rendering data is invalid");
        ses.updateTemplate(r -> r.template(t -> t.templateName("hello").subjectPart("Salut {{name}}")));
        assertThat(ses.getTemplate(r -> r.templateName("hello")).template().textPart())
                .isNull();
        ses.deleteTemplate(r -> r.templateName("hello"));
        assertThat(refusal(() -> ses.getTemplate(r -> r.templateName("hello"))))
                .isEqualTo("TemplateDoesNotExist: Template hello does not exist.");
        assertThat(refusal(() -> ses.updateTemplate(
                        r -> r.template(t -> t.templateName("hello").subjectPart("x")))))
                .startsWith("TemplateDoesNotExist");
    }

    @Test
    void aMissingVariableIsAcceptedAndOnlyAnEventTells() throws Exception {
        verify(SENDER);
        create("hello", "Bonjour {{name}}", "Chère {{name}},", null);
        String queue = eventsOf("suivi", EventType.SEND, EventType.DELIVERY, EventType.RENDERING_FAILURE);

        String id = ses.sendTemplatedEmail(r -> r.source(SENDER)
                        .destination(d -> d.toAddresses(SENDER))
                        .template("hello")
                        .templateData("{\"nom\":\"Anna\"}")
                        .configurationSetName("suivi"))
                .messageId();

        idle();
        assertThat(id).isNotEmpty();
        assertThat(cloud.cloud().mailbox().to(SENDER)).hasSize(1);
        List<JsonNode> events = events(queue);
        assertThat(events)
                .extracting(event -> event.get("eventType").asText())
                .containsExactlyInAnyOrder("Send", "Rendering Failure");
        JsonNode failure = events.stream()
                .filter(event -> event.has("failure"))
                .findFirst()
                .orElseThrow();
        assertThat(failure.at("/failure/errorMessage").asText())
                .isEqualTo("Attribute 'name' is not present in the rendering data.");
        assertThat(failure.at("/failure/templateName").asText()).isEqualTo("hello");
        assertThat(failure.at("/mail/messageId").asText()).isEqualTo(id);
        assertThat(cloud.cloud().journal().entries())
                .anyMatch(entry ->
                        entry.kind() == Entry.Kind.DROPPED && entry.message().contains("Attribute 'name'"));
    }

    @Test
    void eventsTellOfSendsDeliveriesBouncesAndComplaints() throws Exception {
        verify(SENDER);
        String queue = eventsOf("suivi", EventType.SEND, EventType.DELIVERY, EventType.BOUNCE, EventType.COMPLAINT);

        ses.sendEmail(mail(SENDER)
                .destination(d -> d.toAddresses("bounce+1@simulator.amazonses.com")
                        .ccAddresses("complaint@simulator.amazonses.com"))
                .configurationSetName("suivi")
                .tags(tag("campagne", "ete"))
                .build());

        idle();
        List<JsonNode> events = events(queue);
        assertThat(events)
                .extracting(event -> event.get("eventType").asText())
                .containsExactlyInAnyOrder("Send", "Delivery", "Bounce", "Complaint");
        JsonNode send =
                events.stream().filter(event -> event.has("send")).findFirst().orElseThrow();
        assertThat(send.at("/mail/source").asText()).isEqualTo(SENDER);
        assertThat(send.at("/mail/tags/campagne/0").asText()).isEqualTo("ete");
        assertThat(send.at("/mail/tags/ses:operation/0").asText()).isEqualTo("SendEmail");
        assertThat(send.at("/mail/tags/ses:configuration-set/0").asText()).isEqualTo("suivi");
        assertThat(events)
                .anyMatch(event -> event.at("/bounce/bouncedRecipients/0/emailAddress")
                        .asText()
                        .equals("bounce+1@simulator.amazonses.com"))
                .anyMatch(event -> event.at("/complaint/complainedRecipients/0/emailAddress")
                        .asText()
                        .equals("complaint@simulator.amazonses.com"));
        assertThat(cloud.cloud().mailbox().to("bounce+1@simulator.amazonses.com"))
                .isEmpty();
        assertThat(cloud.cloud().mailbox().to("complaint@simulator.amazonses.com"))
                .hasSize(1);
    }

    @Test
    void eachDestinationOfABulkHasItsAnswer() throws Exception {
        verify(SENDER);
        create("hello", "Bonjour {{name}}", "Chère {{name}},", null);

        SendBulkTemplatedEmailResponse answer = ses.sendBulkTemplatedEmail(r -> r.source(SENDER)
                .template("hello")
                .defaultTemplateData("{\"name\":\"ami\"}")
                .destinations(
                        bulk(SENDER, "{\"name\":\"Anna\"}"),
                        bulk("success@simulator.amazonses.com", "{}"),
                        bulk(ANNA, null)));

        idle();
        assertThat(answer.status())
                .extracting(BulkEmailDestinationStatus::status)
                .containsExactly(BulkEmailStatus.SUCCESS, BulkEmailStatus.SUCCESS, BulkEmailStatus.MESSAGE_REJECTED);
        assertThat(cloud.cloud().mailbox().to(SENDER))
                .last()
                .satisfies(mail -> assertThat(mail.text()).isEqualTo("Chère Anna,"));
        assertThat(cloud.cloud().mailbox().to("success@simulator.amazonses.com"))
                .singleElement()
                .satisfies(mail -> assertThat(mail.subject()).isEqualTo("Bonjour ami"));
    }
}
