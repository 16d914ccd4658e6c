package ateliers.cloud.schedule;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * AWS's dialect of cron: minutes, hours, day of month, month, day of week, year. One of the two days is a {@code ?}.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html#eb-cron-expressions">Cron
 *     expressions</a>
 */
record AwsCron(BitSet minutes, BitSet hours, Predicate<LocalDate> day, BitSet months, BitSet years)
        implements Schedule {
    private static final int FIELDS = 6;
    private static final String ANY = "?";

    static AwsCron of(String cron) {
        String[] fields = cron.split(" ", -1);
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException("not six fields: " + cron);
        }
        if (fields[2].equals(ANY) == fields[4].equals(ANY)) {
            throw new IllegalArgumentException("one of day-of-month and day-of-week must be ?: " + cron);
        }
        return new AwsCron(
                CronField.MINUTES.values(fields[0]),
                CronField.HOURS.values(fields[1]),
                fields[2].equals(ANY) ? CronDays.ofWeek(fields[4]) : CronDays.ofMonth(fields[2]),
                CronField.MONTHS.values(fields[3]),
                CronField.YEARS.values(fields[5]));
    }

    /** What a clock on the wall shows decides: a time that summer's begin skips is skipped, one that its end repeats is not. */
    @Override
    public Optional<ZonedDateTime> next(ZonedDateTime after) {
        Optional<LocalDateTime> shown = nextShown(after.toLocalDateTime());
        while (shown.isPresent()) {
            LocalDateTime time = shown.get();
            ZonedDateTime when = time.atZone(after.getZone());
            if (when.toLocalDateTime().equals(time) && when.isAfter(after)) {
                return Optional.of(when);
            }
            shown = nextShown(time);
        }
        return Optional.empty();
    }

    private Optional<LocalDateTime> nextShown(LocalDateTime after) {
        LocalDateTime from = after.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
        Optional<LocalTime> today = on(from.toLocalDate()) ? timeFrom(from.toLocalTime()) : Optional.empty();
        if (today.isPresent()) {
            return today.map(time -> time.atDate(from.toLocalDate()));
        }
        LocalDate date = from.toLocalDate().plusDays(1);
        while (date.getYear() <= CronField.YEARS.last()) {
            if (on(date)) {
                return timeFrom(LocalTime.MIDNIGHT).map(date::atTime);
            }
            date = months.get(date.getMonthValue())
                    ? date.plusDays(1)
                    : date.plusMonths(1).withDayOfMonth(1);
        }
        return Optional.empty();
    }

    private boolean on(LocalDate date) {
        return years.get(date.getYear()) && months.get(date.getMonthValue()) && day.test(date);
    }

    /** The first time of a day from a minute on. */
    private Optional<LocalTime> timeFrom(LocalTime from) {
        int minute = hours.get(from.getHour()) ? minutes.nextSetBit(from.getMinute()) : -1;
        if (minute >= 0) {
            return Optional.of(LocalTime.of(from.getHour(), minute));
        }
        int hour = hours.nextSetBit(from.getHour() + 1);
        return hour < 0 ? Optional.empty() : Optional.of(LocalTime.of(hour, minutes.nextSetBit(0)));
    }
}
