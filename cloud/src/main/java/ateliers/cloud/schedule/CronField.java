package ateliers.cloud.schedule;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A field of a cron expression: values, ranges and increments, between commas.
 *
 * @param names of the values from the first on; empty where they have none
 */
record CronField(int first, int last, List<String> names) {
    static final CronField MINUTES = new CronField(0, 59, List.of());
    static final CronField HOURS = new CronField(0, 23, List.of());
    static final CronField DAYS_OF_MONTH = new CronField(1, 31, List.of());
    static final CronField MONTHS = new CronField(
            1, 12, List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"));
    static final CronField DAYS_OF_WEEK = new CronField(1, 7, List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"));
    static final CronField YEARS = new CronField(1970, 2199, List.of());

    private static final Pattern PART = Pattern.compile("(\\*|(\\w+)(?:-(\\w+))?)(?:/(\\d{1,4}))?");

    /** The values that a field's text has. A range that ends before it begins goes on from the first value; but for years. */
    BitSet values(String text) {
        BitSet values = new BitSet();
        for (String each : text.split(",", -1)) {
            add(each, values);
        }
        return values;
    }

    private void add(String text, BitSet values) {
        Matcher part = PART.matcher(text);
        if (!part.matches()) {
            throw wrong(text);
        }
        int step = part.group(4) == null ? 1 : Integer.parseInt(part.group(4));
        int from = part.group(2) == null ? first : value(part.group(2));
        int to = to(part, from);
        if (step == 0 || to < from && this == YEARS) {
            throw wrong(text);
        }
        int wrapped = to < from ? to + size() : to;
        for (int at = from; at <= wrapped; at += step) {
            values.set(at > last ? at - size() : at);
        }
    }

    private int to(Matcher part, int from) {
        if (part.group(3) != null) {
            return value(part.group(3));
        }
        boolean open = part.group(2) == null || part.group(4) != null;
        return open ? last : from;
    }

    private int size() {
        return last - first + 1;
    }

    /** The value that a number or a name means. */
    int value(String text) {
        int named = names.indexOf(text.toUpperCase(Locale.ROOT));
        if (named >= 0) {
            return first + named;
        }
        if (!text.matches("\\d{1,4}") || Integer.parseInt(text) < first || Integer.parseInt(text) > last) {
            throw wrong(text);
        }
        return Integer.parseInt(text);
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException("not a value of its field: " + text);
    }
}
