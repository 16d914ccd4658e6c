package ateliers.cloud.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The two fields of a cron expression that tell the day: one of the month, one of the week. */
final class CronDays {
    private static final Pattern WEEKDAY_NEAR = Pattern.compile("(\\d{1,2})W");
    private static final Pattern LAST_OF_MONTH = Pattern.compile("(\\w+)L");
    private static final Pattern ONE_OF_MONTH = Pattern.compile("(\\w+)#([1-5])");
    private static final int WEEK = 7;

    private CronDays() {}

    /** Days of the month: {@code L} is its last, {@code 3W} the weekday nearest to its third, within the month. */
    static Predicate<LocalDate> ofMonth(String text) {
        Predicate<LocalDate> any = date -> false;
        for (String each : text.split(",", -1)) {
            any = any.or(dayOfMonth(each));
        }
        return any;
    }

    private static Predicate<LocalDate> dayOfMonth(String text) {
        if (text.equals("L")) {
            return date -> date.getDayOfMonth() == date.lengthOfMonth();
        }
        if (text.equals("LW")) {
            return date -> date.equals(weekdayNear(date.withDayOfMonth(date.lengthOfMonth())));
        }
        Matcher near = WEEKDAY_NEAR.matcher(text);
        if (near.matches()) {
            int day = CronField.DAYS_OF_MONTH.value(near.group(1));
            return date -> day <= date.lengthOfMonth() && date.equals(weekdayNear(date.withDayOfMonth(day)));
        }
        var days = CronField.DAYS_OF_MONTH.values(text);
        return date -> days.get(date.getDayOfMonth());
    }

    private static LocalDate weekdayNear(LocalDate date) {
        return switch (date.getDayOfWeek()) {
            case SATURDAY -> date.getDayOfMonth() == 1 ? date.plusDays(2) : date.minusDays(1);
            case SUNDAY -> date.getDayOfMonth() == date.lengthOfMonth() ? date.minusDays(2) : date.plusDays(1);
            default -> date;
        };
    }

    /** Days of the week: {@code L} is its last, {@code 6L} the month's last Friday, {@code 3#2} its second Tuesday. */
    static Predicate<LocalDate> ofWeek(String text) {
        Predicate<LocalDate> any = date -> false;
        for (String each : text.split(",", -1)) {
            any = any.or(dayOfWeek(each));
        }
        return any;
    }

    private static Predicate<LocalDate> dayOfWeek(String text) {
        if (text.equals("L")) {
            return date -> date.getDayOfWeek() == DayOfWeek.SATURDAY;
        }
        Matcher last = LAST_OF_MONTH.matcher(text);
        if (last.matches()) {
            int day = CronField.DAYS_OF_WEEK.value(last.group(1));
            return date -> number(date) == day && date.getDayOfMonth() + WEEK > date.lengthOfMonth();
        }
        Matcher one = ONE_OF_MONTH.matcher(text);
        if (one.matches()) {
            int day = CronField.DAYS_OF_WEEK.value(one.group(1));
            int nth = Integer.parseInt(one.group(2));
            return date -> number(date) == day && (date.getDayOfMonth() - 1) / WEEK + 1 == nth;
        }
        var days = CronField.DAYS_OF_WEEK.values(text);
        return date -> days.get(number(date));
    }

    /** AWS counts the days of the week from Sunday, which is 1. */
    private static int number(LocalDate date) {
        return date.getDayOfWeek().getValue() % WEEK + 1;
    }
}
