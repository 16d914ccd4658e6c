package ateliers.cloud.services.events;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.services.TestServices;
import ateliers.cloud.services.sqs.SqsService;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class RuleScheduleTest {
    private static final Duration YEAR = Duration.ofDays(365);
    private static final Duration LONGEST_RETENTION = Duration.ofDays(14);

    private final TestServices services = new TestServices(new SqsService(), new EventsService());
    private final SqsClient sqs = services.client(SqsClient.class);
    private final EventBridgeClient events = services.client(EventBridgeClient.class);

    @AfterEach
    void close() {
        services.close();
        assertThat(services.defects).isEmpty();
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/ateliers/cloud/schedule/refused.txt", delimiter = '|', quoteCharacter = '§')
    void refusesInAwssWords(String page, String expression) {
        assertThat(refusal(() -> events.putRule(r -> r.name("r").scheduleExpression(expression))))
                .as("%s: %s", page, expression)
                .isEqualTo("ValidationException: Parameter ScheduleExpression is not valid.");
    }

    @Test
    void hasNoOneTimeSchedules() {
        assertThat(refusal(() -> events.putRule(r -> r.name("r").scheduleExpression("at(2030-01-01T08:00:00)"))))
                .isEqualTo("ValidationException: Parameter ScheduleExpression is not valid.");
    }

    @Test
    void walksAYearOfHours() {
        String queue = sqs.createQueue(r -> r.queueName("inbox")
                        .attributes(Map.of(
                                QueueAttributeName.MESSAGE_RETENTION_PERIOD,
                                Long.toString(LONGEST_RETENTION.toSeconds()))))
                .queueUrl();
        events.putRule(r -> r.name("ticks").scheduleExpression("rate(1 hour)"));
        events.putTargets(r -> r.rule("ticks")
                .targets(Target.builder()
                        .id("1")
                        .arn("arn:aws:sqs:eu-west-3:123456789012:inbox")
                        .build()));
        Instant begin = services.clock.instant();

        services.clock.advance(YEAR);
        // The last tick is due at the very end.
        assertThat(services.clock.awaitIdle(Duration.ofSeconds(60))).isTrue();

        assertThat(services.clock.instant()).isEqualTo(begin.plus(YEAR));
        assertThat(services.journal.entries().stream()
                        .filter(entry -> entry.operation().equals("SendMessage")))
                .hasSize((int) YEAR.toHours());
        assertThat(sqs.getQueueAttributes(r -> r.queueUrl(queue).attributeNames(QueueAttributeName.ALL))
                        .attributes()
                        .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                .isEqualTo(Long.toString(LONGEST_RETENTION.toHours()));
    }
}
