package ateliers.grader.checklists.orders;

import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the look of some given numbers tells of how they were made: from the time alone, or drawn from too few. */
record GivenIdForms(List<String> ids) {
    /** Seconds, or thousandths, millionths or billionths of them, since 1970. */
    private static final String EPOCH = "(?<!\\d)1[7-9]\\d{8}(?:\\d{3}){0,3}(?!\\d)";

    /** Year to second, and what is smaller, with or without something between. */
    private static final String DATE =
            "20\\d\\d[-/]?[01]\\d[-/]?[0-3]\\d[-T_ ]?[0-2]\\d[-:h]?[0-5]\\d(?:[-:m]?[0-5]\\d(?:[-.,]?\\d{1,9})?)?Z?";

    private static final Pattern TIME = Pattern.compile(EPOCH + "|" + DATE);

    /** Thousandths of seconds since 1970, with more digits right behind them. */
    private static final Pattern MILLIS = Pattern.compile("(?<!\\d)1[7-9]\\d{11}");

    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]+");
    private static final Pattern COUNT = Pattern.compile("[0-9a-zA-Z]{1,10}");
    private static final int DECIMAL = 10;
    private static final int HEX_DIGITS = 16;
    private static final int LETTERS_AND_DIGITS = 36;

    /** Ten times less than is asked for: the longest number that was drawn may be one digit short. */
    private static final double FEW = 1e8;

    /** A thousand times less: a few equal digits at the beginning may be chance. */
    private static final double FEW_AT_LEAST = 1e6;

    /** Whether nothing but the time tells them apart. */
    boolean areOnlyTimes() {
        return several()
                && ids.stream().allMatch(id -> TIME.matcher(id).find())
                && ids.stream()
                                .map(id -> TIME.matcher(id).replaceAll(""))
                                .distinct()
                                .count()
                        == 1;
    }

    /** Whether they were drawn, and not counted, from so few that two are soon the same, or soon at the same moment. */
    boolean areDrawnFromFew() {
        return several()
                && (areDrawnFromFew(ids)
                        || Stream.of(TIME, MILLIS)
                                .filter(time -> ids.stream()
                                        .allMatch(id -> time.matcher(id).find()))
                                .anyMatch(time -> areDrawnFromFew(ids.stream()
                                        .map(id -> time.matcher(id).replaceFirst(""))
                                        .toList())));
    }

    private static boolean areDrawnFromFew(List<String> texts) {
        int same = commonPrefix(texts);
        List<String> own = texts.stream().map(text -> text.substring(same)).toList();
        int longest = own.stream().mapToInt(String::length).max().orElse(0);
        boolean mayBeChance = same > 0 && Character.isLetterOrDigit(texts.get(0).charAt(same - 1));
        return Math.pow(alphabet(own), longest) < (mayBeChance ? FEW_AT_LEAST : FEW) && !areCounted(own);
    }

    private boolean several() {
        return ids.size() > 2 && new HashSet<>(ids).size() == ids.size();
    }

    private static int commonPrefix(List<String> texts) {
        String first = texts.get(0);
        int length = 0;
        while (length < first.length() && texts.stream().allMatch(goesOnWith(first.charAt(length), length))) {
            length++;
        }
        return length;
    }

    private static Predicate<String> goesOnWith(char next, int at) {
        return id -> id.length() > at && id.charAt(at) == next;
    }

    private static int alphabet(List<String> texts) {
        if (texts.stream()
                .allMatch(text -> text.isEmpty() || DIGITS.matcher(text).matches())) {
            return DECIMAL;
        }
        return texts.stream()
                        .allMatch(text -> text.isEmpty() || HEX.matcher(text).matches())
                ? HEX_DIGITS
                : LETTERS_AND_DIGITS;
    }

    /** Those that are counted follow each other: by one, where nobody else counts. */
    private static boolean areCounted(List<String> texts) {
        if (!texts.stream().allMatch(text -> COUNT.matcher(text).matches())) {
            return false;
        }
        int radix = alphabet(texts) == DECIMAL ? DECIMAL : Character.MAX_RADIX;
        List<Long> numbers =
                texts.stream().map(text -> Long.parseLong(text, radix)).sorted().toList();
        int close = 0;
        for (int i = 1; i < numbers.size(); i++) {
            close += numbers.get(i) - numbers.get(i - 1) <= 2 ? 1 : 0;
        }
        return 2 * close >= numbers.size() - 1;
    }
}
