package ateliers.cloud.services.secretsmanager;

import ateliers.cloud.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.secretsmanager.model.RotationRulesType;

/**
 * When a secret rotates: within a window that begins at a full hour of UTC. Here it rotates as soon as the window begins.
 *
 * @param length null where the rules have none: to the end of the day, or of the hour where it rotates by hours
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html">Rotation
 *     schedules</a>
 */
record RotationWindow(Optional<Schedule> cron, long every, ChronoUnit unit, Duration length) {
    private static final Pattern RATE = Pattern.compile("rate\\(([1-9]\\d{0,3}) (hour|day)s?\\)");
    private static final Pattern CRON = Pattern.compile("cron\\(0 \\S+ \\S+ \\S+ \\S+ \\*\\)");
    private static final int LEAST_HOURS = 4;
    private static final int MOST_DAYS = 1000;

    static RotationWindow of(RotationRulesType rules) {
        Checks.constraints()
                .between("rotationRules.automaticallyAfterDays", rules.automaticallyAfterDays(), 1, MOST_DAYS)
                .length("rotationRules.duration", rules.duration(), 2, 3)
                .pattern("rotationRules.duration", rules.duration(), "[0-9h]+")
                .length("rotationRules.scheduleExpression", rules.scheduleExpression(), 1, 256)
                .pattern(
                        "rotationRules.scheduleExpression",
                        rules.scheduleExpression(),
                        "[0-9A-Za-z\\(\\)#\\?\\*\\-\\/, ]+")
                .require();
        if (rules.automaticallyAfterDays() != null && rules.scheduleExpression() != null) {
            throw SecretsManagerErrors.parameter(
                    "You can't specify both AutomaticallyAfterDays and ScheduleExpression in RotationRules.");
        }
        Duration length = rules.duration() == null ? null : duration(rules.duration());
        if (rules.scheduleExpression() == null) {
            long days = rules.automaticallyAfterDays() == null ? MOST_DAYS : rules.automaticallyAfterDays();
            return new RotationWindow(Optional.empty(), days, ChronoUnit.DAYS, length);
        }
        return scheduled(rules.scheduleExpression(), length);
    }

    private static Duration duration(String hours) {
        if (!hours.matches("([1-9]|1\\d|2[0-4])h")) {
            throw SecretsManagerErrors.parameter("The Duration " + hours + " is not valid.");
        }
        return Duration.ofHours(Long.parseLong(hours.substring(0, hours.length() - 1)));
    }

    private static RotationWindow scheduled(String expression, Duration length) {
        Matcher rate = RATE.matcher(expression);
        if (rate.matches()) {
            boolean hours = rate.group(2).equals("hour");
            long every = Long.parseLong(rate.group(1));
            if (hours ? every >= LEAST_HOURS : every <= MOST_DAYS) {
                return new RotationWindow(Optional.empty(), every, hours ? ChronoUnit.HOURS : ChronoUnit.DAYS, length);
            }
        }
        if (CRON.matcher(expression).matches()) {
            try {
                boolean byHours = expression.split(" ")[1].matches(".*[/,*-].*");
                // Secrets Manager writes every eighth hour as /8.
                Schedule cron = Schedule.of(expression.replace(" /", " 0/"));
                return new RotationWindow(Optional.of(cron), 1, byHours ? ChronoUnit.HOURS : ChronoUnit.DAYS, length);
            } catch (IllegalArgumentException e) {
                throw invalid(expression);
            }
        }
        throw invalid(expression);
    }

    private static RuntimeException invalid(String expression) {
        return SecretsManagerErrors.parameter("The ScheduleExpression " + expression + " is not valid.");
    }

    /** When the first window after a moment begins; empty when there is none any more. */
    Optional<Instant> begin(Instant after) {
        return cron.map(schedule -> schedule.next(after.atZone(ZoneOffset.UTC)).map(ZonedDateTime::toInstant))
                .orElseGet(() -> Optional.of(after.plus(every, unit).truncatedTo(unit)));
    }

    /** Its last second, for people. */
    Instant end(Instant begin) {
        Instant end = length == null ? begin.truncatedTo(unit).plus(1, unit) : begin.plus(length);
        return end.minusSeconds(1);
    }
}
