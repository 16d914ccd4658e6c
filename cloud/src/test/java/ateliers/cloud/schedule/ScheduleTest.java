package ateliers.cloud.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Schedules as AWS documents them; each line of the files names its page. The dates were counted by another program, day by
 * day from the calendar.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html">Cron and rate
 *     expressions</a>
 * @see <a href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html">Schedule types in EventBridge
 *     Scheduler</a>
 */
class ScheduleTest {
    private static final int TIMES = 10;
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mmXXX");

    @ParameterizedTest
    @CsvFileSource(resources = "/ateliers/cloud/schedule/schedules.txt", delimiter = '|', maxCharsPerColumn = 4096)
    void firesWhenTheDocumentationSays(String page, String expression, String zone, String after, String expected) {
        assertThat(next(Schedule.of(expression), at(after, zone)))
                .as("%s: %s in %s", page, expression, zone)
                .containsExactly(expected.split(" "));
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/ateliers/cloud/schedule/refused.txt", delimiter = '|', quoteCharacter = '§')
    void whatAwsDoesNotDocumentIsRefused(String page, String expression) {
        assertThatThrownBy(() -> Schedule.orOnce(expression))
                .as("%s: %s", page, expression)
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cron(0 0 1 1 ? 1999)", "at(1999-01-01T00:00:00)"})
    void aScheduleOfThePastNeverFires(String expression) {
        assertThat(Schedule.orOnce(expression).next(at("2026-01-01T00:00", "UTC")))
                .isEmpty();
    }

    /** {@code StartDate} and the time of creation, then the first time of all. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rate(5 minutes)         | 2026-01-01T00:00 | 2026-01-01T00:00 | UTC          | 2026-01-01T00:00Z
            rate(5 minutes)         | 2026-01-01T09:01 | 2026-01-01T00:00 | UTC          | 2026-01-01T09:01Z
            rate(5 minutes)         | 2026-01-01T00:00 | 2026-01-01T00:05 | UTC          | 2026-01-01T00:05Z
            rate(5 minutes)         | 2026-01-01T00:00 | 2026-01-01T00:06 | UTC          | 2026-01-01T00:10Z
            rate(1 day)             | 2026-01-01T08:00 | 2026-01-01T00:00 | Europe/Paris | 2026-01-01T08:00+01:00
            cron(0 8 * * ? *)       | 2026-01-01T08:00 | 2026-01-01T00:00 | UTC          | 2026-01-01T08:00Z
            cron(0 8 * * ? *)       | 2026-01-01T08:01 | 2026-01-01T00:00 | UTC          | 2026-01-02T08:00Z
            cron(0 8 * * ? *)       | 2026-01-01T00:00 | 2026-01-03T09:00 | UTC          | 2026-01-04T08:00Z
            cron(30 2 29 3 ? *)     | 2026-01-01T00:00 | 2026-01-01T00:00 | Europe/Paris | 2027-03-29T02:30+02:00
            at(2026-03-01T10:00:00) | 2026-01-01T00:00 | 2026-01-01T00:00 | Asia/Tokyo   | 2026-03-01T10:00+09:00
            at(2026-03-01T10:00:00) | 2026-03-01T10:00 | 2026-03-01T10:00 | UTC          | 2026-03-01T10:00Z
            """)
    void beginsOnOrAfterItsStartDate(String expression, String begin, String now, String zone, String expected) {
        assertThat(Schedule.orOnce(expression).first(at(begin, zone), at(now, zone)))
                .map(MINUTES::format)
                .contains(expected);
    }

    private static ZonedDateTime at(String time, String zone) {
        return LocalDateTime.parse(time).atZone(ZoneId.of(zone));
    }

    private static List<String> next(Schedule schedule, ZonedDateTime after) {
        List<String> all = new ArrayList<>();
        Optional<ZonedDateTime> at = schedule.next(after);
        while (at.isPresent() && all.size() < TIMES) {
            all.add(MINUTES.format(at.get()));
            at = schedule.next(at.get());
        }
        return all;
    }
}
