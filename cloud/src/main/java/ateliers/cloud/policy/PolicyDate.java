package ateliers.cloud.policy;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/** The dates a policy may hold: W3C's profile of ISO 8601, from a year alone to fractions of a second, or epoch seconds. */
final class PolicyDate {
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("uuuu[-MM[-dd['T'HH[:mm[:ss")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .appendPattern("]]]]][XXX][XX][X]")
            .toFormatter(Locale.ROOT);

    private PolicyDate() {}

    /** Seconds since the epoch; empty when the text is no date. */
    static Optional<BigDecimal> parse(String text) {
        String date = text.strip();
        try {
            if (!date.contains("-") && !date.toLowerCase(Locale.ROOT).contains("t") && date.length() != 4) {
                return Optional.of(new BigDecimal(date));
            }
            TemporalAccessor parsed = ISO.parseBest(
                    date, OffsetDateTime::from, LocalDateTime::from, LocalDate::from, YearMonth::from, Year::from);
            return Optional.of(seconds(parsed));
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static BigDecimal seconds(TemporalAccessor parsed) {
        OffsetDateTime at;
        if (parsed instanceof OffsetDateTime offset) {
            at = offset;
        } else if (parsed instanceof LocalDateTime local) {
            at = local.atOffset(ZoneOffset.UTC);
        } else if (parsed instanceof LocalDate day) {
            at = day.atStartOfDay().atOffset(ZoneOffset.UTC);
        } else if (parsed instanceof YearMonth month) {
            at = month.atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC);
        } else {
            at = ((Year) parsed).atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC);
        }
        return BigDecimal.valueOf(at.toEpochSecond()).add(BigDecimal.valueOf(at.getNano(), 9));
    }
}
