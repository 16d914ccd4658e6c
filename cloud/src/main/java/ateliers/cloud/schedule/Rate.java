package ateliers.cloud.schedule;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every so many minutes, hours or days, counted from when the schedule began. */
record Rate(Duration every) implements Schedule {
    private static final Pattern SYNTAX = Pattern.compile("([1-9]\\d{0,8}) (minute|hour|day)(s?)");

    /** @param rate as {@code 5 minutes}; one of something has no {@code s} */
    static Rate of(String rate) {
        Matcher read = SYNTAX.matcher(rate);
        if (!read.matches()) {
            throw new IllegalArgumentException("not a rate: " + rate);
        }
        long value = Long.parseLong(read.group(1));
        if ((value == 1) != read.group(3).isEmpty()) {
            throw new IllegalArgumentException("one has no s, more have one: " + rate);
        }
        return new Rate(
                switch (read.group(2)) {
                    case "minute" -> Duration.ofMinutes(value);
                    case "hour" -> Duration.ofHours(value);
                    default -> Duration.ofDays(value);
                });
    }

    @Override
    public Optional<ZonedDateTime> next(ZonedDateTime after) {
        return Optional.of(after.plus(every));
    }

    @Override
    public Optional<ZonedDateTime> first(ZonedDateTime begin, ZonedDateTime now) {
        if (!begin.isBefore(now)) {
            return Optional.of(begin);
        }
        long past = Duration.between(begin, now.minusNanos(1)).dividedBy(every);
        return Optional.of(begin.plus(every.multipliedBy(past + 1)));
    }
}
