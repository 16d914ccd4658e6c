package ateliers.grader.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ateliers.cloud.Cloud;
import ateliers.cloud.journal.Entry;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What AWS would count of what the journal holds. */
class EmbeddedUsageTest {
    @Test
    void countsWhatPeopleAndFunctionsAskForAndNotWhatServicesDeliver() {
        try (Cloud cloud = Cloud.start()) {
            SqsClient sqs = cloud.door().as(cloud.root(), SqsClient.class);
            sqs.createQueue(r -> r.queueName("orders"));
            sqs.listQueues();
            sqs.listQueues();
            write(cloud, Entry.Kind.CALL, "sns.amazonaws.com", "sqs", "SendMessage", 0);
            write(cloud, Entry.Kind.DENIAL, "somebody", "sqs", "SendMessage", 0);
            write(cloud, Entry.Kind.CALL, "somebody", "execute-api", "POST /orders", 0);
            write(cloud, Entry.Kind.MAIL, "ses", "ses", "Mail", 0);

            assertThat(EmbeddedUsage.of(cloud).counted())
                    .containsEntry("sqs:CreateQueue", 1L)
                    .containsEntry("sqs:ListQueues", 2L)
                    .containsEntry("execute-api:Request", 1L)
                    .containsEntry("ses:Mail", 1L)
                    .doesNotContainKey("sqs:SendMessage");
        }
    }

    /** Nobody can be asked for its memory any more. */
    @Test
    void aFunctionThatIsGoneHadTheLeastMemoryAndEachRunIsRoundedUp() {
        try (Cloud cloud = Cloud.start()) {
            write(cloud, Entry.Kind.INVOCATION, "somebody", "lambda", "Invocation", 1_500_001);
            write(cloud, Entry.Kind.INVOCATION, "somebody", "lambda", "Invocation", 499_000);

            Usage usage = EmbeddedUsage.of(cloud);

            assertThat(usage.counted()).containsEntry("lambda:Invocation", 2L);
            assertThat(usage.gigabyteSeconds()).isEqualTo(0.125 * 2.0, within(1e-9));
        }
    }

    private static void write(
            Cloud cloud, Entry.Kind kind, String principal, String service, String operation, long micros) {
        cloud.journal()
                .add(new Entry(
                        cloud.clock().instant(),
                        kind,
                        "id",
                        Optional.empty(),
                        principal,
                        service,
                        operation,
                        cloud.place().arn("lambda", "function:gone"),
                        Entry.OK,
                        "",
                        micros));
    }
}
