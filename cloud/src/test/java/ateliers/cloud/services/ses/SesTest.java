package ateliers.cloud.services.ses;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.door.Principal;
import ateliers.cloud.journal.Entry;
import ateliers.cloud.mail.Mail;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.ConfigurationSetAttribute;
import software.amazon.awssdk.services.ses.model.EventType;
import software.amazon.awssdk.services.ses.model.IdentityType;
import software.amazon.awssdk.services.ses.model.VerificationStatus;
import software.amazon.awssdk.services.sns.SnsClient;

/** The older API of SES over HTTP. */
class SesTest extends SesFixture {
    @Test
    void anAddressIsVerifiedByTheLinkInItsMail() throws Exception {
        ses.verifyEmailIdentity(r -> r.emailAddress(SENDER));
        assertThat(status(SENDER)).isEqualTo(VerificationStatus.PENDING);
        Mail mail = cloud.cloud().mailbox().to(SENDER).get(0);
        assertThat(mail.from()).isEqualTo("Amazon Web Services <no-reply-aws@amazon.com>");
        assertThat(mail.subject()).contains("Email Address Verification Request in region " + region());
        URI link = link(mail);
        assertThat(link.getHost()).isEqualTo("email-verification." + region() + ".amazonaws.com");

        assertThat(visit(URI.create(link.toString().replaceAll("Signature=.*", "Signature=00")))
                        .statusCode())
                .isEqualTo(400);
        assertThat(visit(link).body()).contains("You have successfully verified an email address.");

        assertThat(status(SENDER)).isEqualTo(VerificationStatus.SUCCESS);
        assertThat(ses.listIdentities().identities()).containsExactly(SENDER);
        ses.deleteIdentity(r -> r.identity(SENDER));
        assertThat(ses.listIdentities().identities()).isEmpty();
    }

    @Test
    void theLinkWorksForADay() throws Exception {
        ses.verifyEmailIdentity(r -> r.emailAddress(SENDER));
        URI link = link(cloud.cloud().mailbox().to(SENDER).get(0));

        cloud.cloud().clock().advance(Duration.ofHours(25));

        assertThat(visit(link).statusCode()).isEqualTo(400);
        assertThat(status(SENDER)).isEqualTo(VerificationStatus.PENDING);
    }

    @Test
    void aDomainStaysPending() {
        assertThat(ses.verifyDomainIdentity(r -> r.domain("Example.com")).verificationToken())
                .isNotEmpty();
        assertThat(ses.listIdentities(r -> r.identityType(IdentityType.DOMAIN)).identities())
                .containsExactly("example.com");
        assertThat(status("example.com")).isEqualTo(VerificationStatus.PENDING);
    }

    @Test
    void whoIsNotVerifiedIsRejected() throws Exception {
        assertThat(refusal(() -> send(SENDER, ANNA)))
                .isEqualTo(
                        "MessageRejected: Email address is not verified. The following identities failed the check in"
                                + " region " + region().toUpperCase(Locale.ROOT) + ": " + SENDER + ", " + ANNA);
        verify(SENDER);
        assertThat(refusal(() -> send(SENDER, ANNA))).endsWith(": " + ANNA);
        assertThat(cloud.cloud().mailbox().to(ANNA)).isEmpty();
        verify(ANNA);

        assertThat(send("Boutique <" + SENDER + ">", ANNA)).matches("[0-9a-f]{16}-[0-9a-f-]{36}-000000");

        idle();
        Mail mail = cloud.cloud().mailbox().to(ANNA).get(1);
        assertThat(mail.from()).isEqualTo("Boutique <" + SENDER + ">");
        assertThat(mail.subject()).isEqualTo("Votre commande");
        assertThat(mail.text()).isEqualTo("Bonjour");
        assertThat(mail.html()).isEqualTo("<p>Bonjour</p>");
        assertThat(ses.getSendQuota().sentLast24Hours()).isEqualTo(1);
        assertThat(ses.getSendQuota().max24HourSend()).isEqualTo(200);
        assertThat(cloud.cloud().journal().entries())
                .anyMatch(entry -> entry.kind() == Entry.Kind.MAIL
                        && entry.resource().equals(ANNA)
                        && entry.principal().equals("ses.amazonaws.com")
                        && entry.message().equals("Votre commande"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    nobody       | InvalidParameterValue: Missing final '@domain'
                    a b@c.d      | InvalidParameterValue: Local address contains control or whitespace
                    a@b.c, d@e.f | InvalidParameterValue: Illegal address
                    """)
    void anAddressMustBeOne(String source, String words) {
        assertThat(refusal(() -> send(source, ANNA))).startsWith(words);
    }

    @Test
    void aMailNeedsRecipientsAndTagsInOrder() throws Exception {
        verify(SENDER);
        assertThat(refusal(() -> ses.sendRawEmail(
                        r -> r.source(SENDER).rawMessage(m -> m.data(SdkBytes.fromUtf8String("Subject: x\r\n\r\nx"))))))
                .isEqualTo("InvalidParameterValue: Missing required header 'To'.");
        assertThat(refusal(() -> ses.sendEmail(mail(SENDER)
                        .destination(d -> d.toAddresses(SENDER))
                        .tags(tag("a:b", "c"))
                        .build())))
                .isEqualTo(
                        "InvalidParameterValue: Invalid tag name <a:b>: only alphanumeric ASCII characters, '_',  '-'"
                                + " are allowed.");
        assertThat(refusal(() -> ses.sendEmail(mail(SENDER)
                        .destination(d -> d.toAddresses(SENDER))
                        .configurationSetName("absent")
                        .build())))
                .isEqualTo("ConfigurationSetDoesNotExist: Configuration set <absent> does not exist.");
        ses.updateAccountSendingEnabled(r -> r.enabled(false));
        assertThat(refusal(() -> send(SENDER, SENDER))).startsWith("AccountSendingPausedException");
    }

    @Test
    void rawMailsAreReadAsPeopleSeeThem() throws Exception {
        verify(SENDER);
        String raw = """
                From: "Boutique" <boutique@example.com>
                To: success@simulator.amazonses.com
                Subject: =?UTF-8?Q?Re=C3=A7u?=
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="b"

                --b
                Content-Type: multipart/alternative; boundary="c"

                --c
                Content-Type: text/plain; charset=UTF-8
                Content-Transfer-Encoding: quoted-printable

                Re=C3=A7u n=C2=B0 1
                --c
                Content-Type: text/html; charset=UTF-8

                <p>1</p>
                --c--
                --b
                Content-Type: text/plain; name="a.txt"
                Content-Disposition: attachment; filename="a.txt"

                joint
                --b--
                """.replace("\n", "\r\n");

        ses.sendRawEmail(r -> r.rawMessage(m -> m.data(SdkBytes.fromString(raw, StandardCharsets.UTF_8))));

        idle();
        Mail mail =
                cloud.cloud().mailbox().to("success@simulator.amazonses.com").get(0);
        assertThat(mail.subject()).isEqualTo("Reçu");
        assertThat(mail.text().strip()).isEqualTo("Reçu n° 1");
        assertThat(mail.html().strip()).isEqualTo("<p>1</p>");
        assertThat(refusal(() -> ses.sendRawEmail(
                        r -> r.rawMessage(m -> m.data(SdkBytes.fromUtf8String("To: a@b.cd\r\n\r\nx"))))))
                .isEqualTo("InvalidParameterValue: Missing required header 'From'.");
    }

    @Test
    void partsInPartsHaveAnEnd() {
        StringBuilder raw = new StringBuilder("From: " + SENDER + "\r\nTo: success@simulator.amazonses.com\r\n");
        for (int level = 0; level < 1_000; level++) {
            raw.append("Content-Type: multipart/mixed; boundary=b" + level + "\r\n\r\n--b" + level + "\r\n");
        }

        assertThatThrownBy(() ->
                        ses.sendRawEmail(r -> r.rawMessage(m -> m.data(SdkBytes.fromUtf8String(raw.toString())))))
                .hasMessageContaining("more than 50 levels of parts in parts");
    }

    @Test
    void aMailThatATemplateNeverEndsToMakeIsOurGap() throws Exception {
        verify(SENDER);
        ses.createTemplate(r -> r.template(t -> t.templateName("bomb")
                .subjectPart("s")
                .textPart("{{#each @root.list}}".repeat(9) + "x" + "{{/each}}".repeat(9))));
        ses.sendTemplatedEmail(r -> r.source(SENDER)
                .destination(d -> d.toAddresses("success@simulator.amazonses.com"))
                .template("bomb")
                .templateData("{\"list\":[" + "1,".repeat(99) + "1]}"));

        idle();
        assertThat(cloud.cloud().journal().entries())
                .anyMatch(entry -> entry.message().contains("a template that makes more than 20000000 characters"));
        assertThat(cloud.cloud().mailbox().to("success@simulator.amazonses.com"))
                .isEmpty();
    }

    @Test
    void configurationSetsAreKept() {
        ses.createConfigurationSet(r -> r.configurationSet(s -> s.name("suivi")));
        assertThat(refusal(() -> ses.createConfigurationSet(r -> r.configurationSet(s -> s.name("suivi")))))
                .isEqualTo("ConfigurationSetAlreadyExists: Configuration set <suivi> already exists.");
        String nowhere = cloud.cloud().place().arn("sns", "nowhere");
        assertThat(refusal(() -> destination("suivi", "d", nowhere, EventType.SEND)))
                .isEqualTo("InvalidSNSDestination: SNS topic <" + nowhere + "> not found.");
        String topic = cloud.client(SnsClient.builder())
                .createTopic(r -> r.name("events"))
                .topicArn();
        destination("suivi", "d", topic, EventType.SEND);
        cloud.client(SnsClient.builder())
                .setTopicAttributes(
                        r -> r.topicArn(topic).attributeName("Policy").attributeValue("""
                        {"Statement":[{"Effect":"Allow","Principal":{"Service":"s3.amazonaws.com"},
                        "Action":"sns:Publish","Resource":"%s"}]}""".formatted(topic)));
        assertThat(refusal(() -> destination("suivi", "other", topic, EventType.SEND)))
                .startsWith("InvalidSNSDestination");
        assertThat(ses.describeConfigurationSet(r -> r.configurationSetName("suivi")
                                .configurationSetAttributeNames(ConfigurationSetAttribute.EVENT_DESTINATIONS))
                        .eventDestinations())
                .singleElement()
                .satisfies(shown -> {
                    assertThat(shown.snsDestination().topicARN()).isEqualTo(topic);
                    assertThat(shown.matchingEventTypes()).containsExactly(EventType.SEND);
                    assertThat(shown.enabled()).isTrue();
                });
        assertThat(refusal(() -> ses.deleteConfigurationSetEventDestination(
                        r -> r.configurationSetName("suivi").eventDestinationName("x"))))
                .isEqualTo("EventDestinationDoesNotExist: No EventDestination found for suivi");
        ses.deleteConfigurationSetEventDestination(
                r -> r.configurationSetName("suivi").eventDestinationName("d"));
        assertThat(ses.listConfigurationSets().configurationSets()).hasSize(1);
        ses.deleteConfigurationSet(r -> r.configurationSetName("suivi"));
        assertThat(refusal(() -> ses.deleteConfigurationSet(r -> r.configurationSetName("suivi"))))
                .isEqualTo("ConfigurationSetDoesNotExist: Configuration set <suivi> does not exist.");
    }

    @Test
    void policiesJudgeTheIdentityTheTemplateAndTheConfigurationSet() throws Exception {
        verify(SENDER);
        Principal nobody = new Principal.User(
                cloud.cloud().place().account(),
                "nobody",
                cloud.cloud().place().globalArn("iam", "user/nobody"),
                "AIDANOBODY");
        SesClient theirs = cloud.clientAs(nobody, SesClient.builder());

        assertThat(refusal(() -> theirs.sendEmail(
                        mail(SENDER).destination(d -> d.toAddresses(SENDER)).build())))
                .isEqualTo("AccessDenied: User `" + nobody.arn() + "' is not authorized to perform `ses:SendEmail' on"
                        + " resource `" + cloud.cloud().place().arn("ses", "identity/" + SENDER) + "'");
    }
}
