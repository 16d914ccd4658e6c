package ateliers.grader.checklists.orders;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The times that a function writes into an order when it takes it. It reads them from the clock of its machine, which the cloud's may be
 * ahead of: who tells the day of an order by them tells it right.
 *
 * @param from the first moment at which the order may have been taken, in real time
 */
record OwnTimes(Instant from) {
    private static final Pattern NUMBER = Pattern.compile("\\d{10,19}");
    private static final int DIGITS_OF_SECONDS = 10;

    /** Whether what is stored tells when the order was taken, which was not later than now. */
    boolean areIn(Map<String, AttributeValue> order, Instant now) {
        Map<String, AttributeValue> own = new TreeMap<>(order);
        PlacedOrder.FIELDS.forEach(own::remove);
        String text = own.toString();
        return Stream.of(from, now).flatMap(OwnTimes::days).anyMatch(text::contains)
                || NUMBER.matcher(text).results().anyMatch(number -> isBetween(number, now));
    }

    private boolean isBetween(MatchResult number, Instant now) {
        long seconds = Long.parseLong(number.group().substring(0, DIGITS_OF_SECONDS));
        return seconds >= from.getEpochSecond() && seconds <= now.getEpochSecond();
    }

    /** A day, as dates are mostly written. */
    private static Stream<String> days(Instant moment) {
        LocalDate day = LocalDate.ofInstant(moment, ZoneOffset.UTC);
        return Stream.of(
                        "%1$tY-%1$tm-%1$td",
                        "%1$tY/%1$tm/%1$td", "%1$tY%1$tm%1$td", "%1$td/%1$tm/%1$tY", "%1$td-%1$tm-%1$tY")
                .map(form -> form.formatted(day));
    }
}
