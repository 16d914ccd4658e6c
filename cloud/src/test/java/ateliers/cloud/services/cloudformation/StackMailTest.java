package ateliers.cloud.services.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.mail.Mail;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.Subscription;

/** Topics of stacks that people subscribe to by mail. */
class StackMailTest extends StackFixture {
    private static final String TOPIC = """
            Resources:
              News:
                Type: AWS::SNS::Topic
            """;
    private static final String SUBSCRIPTION = TOPIC + """
              Reader:
                Type: AWS::SNS::Subscription
                Properties:
                  TopicArn: !Ref News
                  Protocol: email
                  Endpoint: anna@example.com
            """;

    private static String listing(String... addresses) {
        StringBuilder template = new StringBuilder(TOPIC + "    Properties:\n      Subscription:\n");
        for (String address : addresses) {
            template.append("        - Protocol: email\n          Endpoint: ")
                    .append(address)
                    .append('\n');
        }
        return template.toString();
    }

    @Test
    void aSubscriptionIsMadeAndStaysPending() {
        assertThat(create(SUBSCRIPTION).stackStatus()).isEqualTo(StackStatus.CREATE_COMPLETE);

        assertThat(physicalId("Reader")).startsWith(physicalId("News") + ":");
        assertThat(cloud.mailbox().to("anna@example.com"))
                .extracting(Mail::subject)
                .containsExactly("AWS Notification - Subscription Confirmation");
        assertThat(client(SnsClient.class).listSubscriptions().subscriptions())
                .extracting(Subscription::subscriptionArn)
                .containsExactly("PendingConfirmation");
    }

    @Test
    void takenOutOfTheTemplateAPendingSubscriptionStays() {
        create(SUBSCRIPTION);

        assertThat(update(TOPIC).stackStatus()).isEqualTo(StackStatus.UPDATE_COMPLETE);

        assertThat(client(SnsClient.class).listSubscriptions().subscriptions()).hasSize(1);
        delete();
        assertThat(client(SnsClient.class).listSubscriptions().subscriptions()).isEmpty();
    }

    @Test
    void aStackWithAPendingSubscriptionCanBeDeleted() {
        create(SUBSCRIPTION);
        String id = stack("shop").stackId();

        delete();

        assertThat(stack(id).stackStatus()).isEqualTo(StackStatus.DELETE_COMPLETE);
        assertThat(client(SnsClient.class).listSubscriptions().subscriptions()).isEmpty();
    }

    @Test
    void aTopicListsAddressesAndAsksEachOnce() {
        create(listing("anna@example.com", "ben@example.com"));

        assertThat(update(listing("anna@example.com", "carl@example.com")).stackStatus())
                .isEqualTo(StackStatus.UPDATE_COMPLETE);

        assertThat(cloud.mailbox().all())
                .extracting(mail -> mail.to().get(0))
                .containsExactly("anna@example.com", "ben@example.com", "carl@example.com");
    }
}
