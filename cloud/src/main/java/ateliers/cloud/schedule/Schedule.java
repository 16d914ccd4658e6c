package ateliers.cloud.schedule;

import java.time.ZonedDateTime;
import java.util.Optional;

/** When something is to happen, again and again or once. */
public interface Schedule {
    /**
     * The first time after a moment; empty when there is none any more.
     *
     * @param after in the schedule's time zone
     */
    Optional<ZonedDateTime> next(ZonedDateTime after);

    /**
     * The first time of a schedule of EventBridge Scheduler. A rate counts from its begin, which is its first time.
     *
     * @param begin when it may begin
     * @param now before which there is no first time any more
     */
    default Optional<ZonedDateTime> first(ZonedDateTime begin, ZonedDateTime now) {
        return next((begin.isBefore(now) ? now : begin).minusNanos(1));
    }

    /** Whether it happens again and again; what happens once has neither begin nor end. */
    default boolean recurs() {
        return true;
    }

    /**
     * Reads {@code rate(…)} or {@code cron(…)}.
     *
     * @throws IllegalArgumentException for anything that AWS's documentation does not have
     * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html">Cron and rate
     *     expressions</a>
     */
    static Schedule of(String expression) {
        if (expression.startsWith("rate(") && expression.endsWith(")")) {
            return Rate.of(expression.substring("rate(".length(), expression.length() - 1));
        }
        if (expression.startsWith("cron(") && expression.endsWith(")")) {
            return AwsCron.of(expression.substring("cron(".length(), expression.length() - 1));
        }
        throw new IllegalArgumentException("neither rate(…) nor cron(…): " + expression);
    }

    /**
     * The same, or {@code at(2030-01-01T08:00:00)}, in the schedule's time zone.
     *
     * @throws IllegalArgumentException for anything that AWS's documentation does not have
     * @see <a href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html">Schedule types in EventBridge
     *     Scheduler</a>
     */
    static Schedule orOnce(String expression) {
        return expression.startsWith("at(") && expression.endsWith(")")
                ? Once.of(expression.substring("at(".length(), expression.length() - 1))
                : of(expression);
    }
}
