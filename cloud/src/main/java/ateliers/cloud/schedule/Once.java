package ateliers.cloud.schedule;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Optional;

/** At one moment. */
record Once(LocalDateTime moment) implements Schedule {
    private static final String SYNTAX = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d";

    /** @param moment as {@code 2030-01-01T08:00:00} */
    static Once of(String moment) {
        try {
            if (moment.matches(SYNTAX)) {
                return new Once(LocalDateTime.parse(moment));
            }
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("no date: " + moment, e);
        }
        throw new IllegalArgumentException("not as 2030-01-01T08:00:00: " + moment);
    }

    @Override
    public Optional<ZonedDateTime> next(ZonedDateTime after) {
        return Optional.of(moment.atZone(after.getZone())).filter(when -> when.isAfter(after));
    }

    @Override
    public boolean recurs() {
        return false;
    }
}
