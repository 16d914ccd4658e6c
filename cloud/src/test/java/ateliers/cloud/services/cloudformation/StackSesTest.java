package ateliers.cloud.services.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.EventType;

/** What stacks have of SES. */
class StackSesTest extends StackFixture {
    private static String template(String subject) {
        return """
                Resources:
                  Hello:
                    Type: AWS::SES::Template
                    Properties:
                      Template:
                        SubjectPart: "%s"
                        HtmlPart: "<p>{{name}}</p>"
                  Suivi:
                    Type: AWS::SES::ConfigurationSet
                    Properties:
                      Name: suivi
                  News:
                    Type: AWS::SNS::Topic
                  Events:
                    Type: AWS::SES::ConfigurationSetEventDestination
                    Properties:
                      ConfigurationSetName: !Ref Suivi
                      EventDestination:
                        Name: topic
                        Enabled: true
                        MatchingEventTypes: [send, renderingFailure]
                        SnsDestination:
                          TopicARN: !Ref News
                  Sender:
                    Type: AWS::SES::EmailIdentity
                    Properties:
                      EmailIdentity: boutique@example.com
                      Tags:
                        - Key: equipe
                          Value: boutique
                  Domain:
                    Type: AWS::SES::EmailIdentity
                    Properties:
                      EmailIdentity: example.com
                Outputs:
                  Template:
                    Value: !Ref Hello
                  Record:
                    Value: !GetAtt Domain.DkimDNSTokenName1
                """.formatted(subject);
    }

    @Test
    void whatMailsNeedIsMadeChangedAndDeleted() {
        Stack made = create(template("Bonjour {{name}}"));

        assertThat(made.stackStatus()).as(String.join("\n", events())).isEqualTo(StackStatus.CREATE_COMPLETE);
        SesV2Client ses = client(SesV2Client.class);
        String name = output(made, "Template");
        assertThat(name).startsWith("shop-Hello-");
        assertThat(output(made, "Record")).endsWith("._domainkey.example.com");
        assertThat(ses.getEmailTemplate(r -> r.templateName(name))
                        .templateContent()
                        .subject())
                .isEqualTo("Bonjour {{name}}");
        assertThat(ses.getConfigurationSetEventDestinations(r -> r.configurationSetName("suivi"))
                        .eventDestinations())
                .singleElement()
                .satisfies(destination -> assertThat(destination.matchingEventTypes())
                        .containsExactlyInAnyOrder(EventType.SEND, EventType.RENDERING_FAILURE));
        assertThat(ses.getEmailIdentity(r -> r.emailIdentity("boutique@example.com"))
                        .tags())
                .extracting(tag -> tag.key() + "=" + tag.value())
                .contains("equipe=boutique", "aws:cloudformation:logical-id=Sender");
        assertThat(cloud.mailbox().to("boutique@example.com")).hasSize(1);

        assertThat(update(template("Salut {{name}}")).stackStatus()).isEqualTo(StackStatus.UPDATE_COMPLETE);
        assertThat(ses.getEmailTemplate(r -> r.templateName(name))
                        .templateContent()
                        .subject())
                .isEqualTo("Salut {{name}}");

        String id = made.stackId();
        delete();
        assertThat(stack(id).stackStatus()).isEqualTo(StackStatus.DELETE_COMPLETE);
        assertThat(ses.listEmailTemplates(r -> {}).templatesMetadata()).isEmpty();
        assertThat(ses.listConfigurationSets(r -> {}).configurationSets()).isEmpty();
        assertThat(ses.listEmailIdentities(r -> {}).emailIdentities()).isEmpty();
    }

    @Test
    void aTemplateThatCannotBeReadFailsTheStack() {
        assertThat(create(template("Bonjour {{#if name}}")).stackStatus()).isEqualTo(StackStatus.ROLLBACK_COMPLETE);

        assertThat(events()).anyMatch(event -> event.startsWith("Hello CREATE_FAILED"));
    }
}
