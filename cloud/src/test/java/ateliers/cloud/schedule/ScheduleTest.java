package ateliers.cloud.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Schedules as AWS documents them; dates were counted by hand from the calendar of 2026 (1 January is a Thursday).
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html">Cron and rate
 *     expressions</a>
 */
class ScheduleTest {
    private static final ZonedDateTime START =
            LocalDateTime.parse("2026-01-01T00:00:00").atZone(ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    cron(15 10 * * ? *)        | 2026-01-01T10:15 2026-01-02T10:15 2026-01-03T10:15
                    cron(0 18 ? * MON-FRI *)   | 2026-01-01T18:00 2026-01-02T18:00 2026-01-05T18:00
                    cron(0 8 1 * ? *)          | 2026-01-01T08:00 2026-02-01T08:00 2026-03-01T08:00
                    cron(0/15 * * * ? *)       | 2026-01-01T00:15 2026-01-01T00:30 2026-01-01T00:45
                    cron(0/10 * ? * MON-FRI *) | 2026-01-01T00:10 2026-01-01T00:20 2026-01-01T00:30
                    cron(0/5 8-17 ? * MON-FRI *) | 2026-01-01T08:00 2026-01-01T08:05 2026-01-01T08:10
                    cron(0 9 ? * 2#1 *)        | 2026-01-05T09:00 2026-02-02T09:00 2026-03-02T09:00
                    cron(0 12 * * ? *)         | 2026-01-01T12:00 2026-01-02T12:00 2026-01-03T12:00
                    cron(5,35 14 * * ? *)      | 2026-01-01T14:05 2026-01-01T14:35 2026-01-02T14:05
                    cron(15 10 ? * 6L 2025-2027) | 2026-01-30T10:15 2026-02-27T10:15 2026-03-27T10:15
                    cron(0 0 L * ? *)          | 2026-01-31T00:00 2026-02-28T00:00 2026-03-31T00:00
                    cron(0 0 ? * L *)          | 2026-01-03T00:00 2026-01-10T00:00 2026-01-17T00:00
                    cron(0 0 3W * ? *)         | 2026-01-02T00:00 2026-02-03T00:00 2026-03-03T00:00
                    cron(0 0 ? * 3#2 *)        | 2026-01-13T00:00 2026-02-10T00:00 2026-03-10T00:00
                    cron(0 0 ? * SUN *)        | 2026-01-04T00:00 2026-01-11T00:00 2026-01-18T00:00
                    cron(0 0 ? * 1 *)          | 2026-01-04T00:00 2026-01-11T00:00 2026-01-18T00:00
                    cron(0 0 29 FEB ? *)       | 2028-02-29T00:00 2032-02-29T00:00 2036-02-29T00:00
                    cron(30 6 ? JAN,JUL TUE 2026) | 2026-01-06T06:30 2026-01-13T06:30 2026-01-20T06:30
                    rate(1 minute)             | 2026-01-01T00:01 2026-01-01T00:02 2026-01-01T00:03
                    rate(12 hours)             | 2026-01-01T12:00 2026-01-02T00:00 2026-01-02T12:00
                    rate(1 day)                | 2026-01-02T00:00 2026-01-03T00:00 2026-01-04T00:00
                    """)
    void firesWhenTheDocumentationSays(String expression, String expected) {
        assertThat(next(Schedule.of(expression), 3)).containsExactly(expected.split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cron(INVALID)",
                "cron()",
                "cron(0 dummy ? * MON-FRI *)",
                "cron(7 20 * * NOT *)",
                "cron(71 8 1 * ? *)",
                "cron(0 1 * * * *)",
                "cron(0 24 * * ? *)",
                "cron(0 1 ? * ? *)",
                "cron(0 1 32 * ? *)",
                "cron(0 1 * 13 ? *)",
                "cron(0 1 ? * 8 *)",
                "cron(0 1 * * ?)",
                "cron(0  1 * * ? *)",
                "cron(0 1 * * ? 2200)",
                "0 1 * * ? *",
                "rate()",
                "rate(10)",
                "rate(0 minutes)",
                "rate(1 minutes)",
                "rate(5 minute)",
                "rate(10 seconds)",
                "rate(10 years)",
                "rate(10 minutess)",
                "rate(foo minutes)",
                "rate(-10 minutes)",
                "rate( 10 minutes )",
                " rate(10 minutes)",
                "at(2021-12-31)"
            })
    void whatAwsDoesNotDocumentIsRefused(String expression) {
        assertThatThrownBy(() -> Schedule.of(expression)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cron(0 0 1 1 ? 1999)"})
    void aScheduleOfThePastNeverFires(String expression) {
        assertThat(Schedule.of(expression).next(START)).isEmpty();
    }

    private static List<String> next(Schedule schedule, int times) {
        List<String> all = new ArrayList<>();
        Optional<ZonedDateTime> at = schedule.next(START);
        while (at.isPresent() && all.size() < times) {
            all.add(at.get().toLocalDateTime().toString());
            at = schedule.next(at.get());
        }
        return all;
    }
}
