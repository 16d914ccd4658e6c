package ateliers.grader.checklists.orders;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Amounts as a person writes them: with a point or a comma, with spaces between thousands or not, and never a hundred digits. */
final class Amounts {
    private static final String SPACE = "[ \u00a0\u202f]";
    private static final String BEGIN = "(?<![\\p{Alnum}.,-])";
    private static final String END = "(?:[.,]\\d{1,30})?(?![\\p{Alnum}-]|[.,]\\d)";
    private static final Pattern PLAIN = Pattern.compile(BEGIN + "\\d{1,30}" + END);
    private static final Pattern GROUPED = Pattern.compile(BEGIN + "\\d{1,3}(?:" + SPACE + "\\d{3}){1,9}" + END);

    private Amounts() {}

    /** Whether a text names this amount, and not only a number that begins or ends like it. */
    static boolean names(String text, BigDecimal amount) {
        return Stream.of(PLAIN, GROUPED)
                .flatMap(form -> form.matcher(text).results())
                .map(number -> number.group().replaceAll(SPACE, "").replace(',', '.'))
                .anyMatch(number -> new BigDecimal(number).compareTo(amount) == 0);
    }
}
