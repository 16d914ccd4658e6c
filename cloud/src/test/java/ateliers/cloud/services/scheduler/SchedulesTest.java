package ateliers.cloud.services.scheduler;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.services.TestServices;
import ateliers.cloud.services.sqs.SqsService;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindow;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.Target;

class SchedulesTest {
    private final TestServices services = new TestServices(new SqsService(), new SchedulerService());
    private final SchedulerClient scheduler = services.client(SchedulerClient.class);

    @AfterEach
    void close() {
        services.close();
        assertThat(services.defects).isEmpty();
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/ateliers/cloud/schedule/refused.txt", delimiter = '|', quoteCharacter = '§')
    void refusesExpressionsInAwssWords(String page, String expression) {
        assertThat(refusal(() -> create(r -> r.scheduleExpression(expression))))
                .as("%s: %s", page, expression)
                .isEqualTo("ValidationException: Invalid Schedule Expression " + expression + ".");
    }

    @Test
    void beginsFiveMinutesAgoAtTheEarliestAndEndsLater() {
        Instant now = services.clock.instant();

        assertThat(refusal(() -> create(r -> r.startDate(now.minus(Duration.ofMinutes(6))))))
                .isEqualTo("ValidationException: The StartDate you specify cannot be earlier than 5 minutes ago.");
        assertThat(refusal(() -> create(r -> r.startDate(now.plusSeconds(60)).endDate(now.plusSeconds(60)))))
                .isEqualTo("ValidationException: The StartDate you specify must come before the EndDate.");
        create(r -> r.startDate(now.minus(Duration.ofMinutes(4))));
    }

    @Test
    void aOneTimeScheduleHasNeitherBeginNorEnd() {
        create(r -> r.scheduleExpression("at(2022-12-31T23:59:59)")
                .startDate(Instant.EPOCH)
                .endDate(Instant.EPOCH));

        assertThat(scheduler.getSchedule(r -> r.name("tick")).scheduleExpression())
                .isEqualTo("at(2022-12-31T23:59:59)");
    }

    @Test
    void aTimeZoneThatIsNotThereIsRefused() {
        assertThat(refusal(() -> create(r -> r.scheduleExpressionTimezone("Europe/Lutece"))))
                .isEqualTo("ValidationException: Invalid ScheduleExpressionTimezone Europe/Lutece.");
    }

    @Test
    void aWindowHasItsMinutesWhereItIsFlexible() {
        assertThat(refusal(() -> create(r -> r.flexibleTimeWindow(window(FlexibleTimeWindowMode.FLEXIBLE, null)))))
                .isEqualTo(
                        "ValidationException: MaximumWindowInMinutes must be provided when FlexibleTimeWindow Mode is"
                                + " FLEXIBLE.");
        assertThat(refusal(() -> create(r -> r.flexibleTimeWindow(window(FlexibleTimeWindowMode.OFF, 5)))))
                .isEqualTo(
                        "ValidationException: MaximumWindowInMinutes must not be provided when FlexibleTimeWindow Mode is"
                                + " OFF.");
    }

    private void create(Consumer<CreateScheduleRequest.Builder> more) {
        scheduler.createSchedule(CreateScheduleRequest.builder()
                .name("tick")
                .scheduleExpression("rate(5 minutes)")
                .flexibleTimeWindow(window(FlexibleTimeWindowMode.OFF, null))
                .target(Target.builder()
                        .arn("arn:aws:sqs:eu-west-3:123456789012:inbox")
                        .roleArn("arn:aws:iam::123456789012:role/tick")
                        .build())
                .applyMutation(more)
                .build());
    }

    private static FlexibleTimeWindow window(FlexibleTimeWindowMode mode, Integer minutes) {
        return FlexibleTimeWindow.builder()
                .mode(mode)
                .maximumWindowInMinutes(minutes)
                .build();
    }
}
