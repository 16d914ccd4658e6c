package ateliers.grader.checklist;

import ateliers.grader.variety.Variety;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a policy writes with the wildcards {@code *} and {@code ?}, and with policy variables. */
final class Wildcards {
    private static final int ACCOUNT_DIGITS = 12;

    /** A digit that is drawn may be the one not to draw. */
    private static final int TRIES = 100;

    private static final Pattern RUN = Pattern.compile("[*?]+");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^,}]*)(?:,[^}]*)?}");

    private Wildcards() {}

    static boolean in(String text) {
        return text.contains("*") || text.contains("?");
    }

    static boolean match(String pattern, String text) {
        StringBuilder regex = new StringBuilder();
        for (char c : pattern.toCharArray()) {
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches();
    }

    /** A text that a pattern stands for, with this wherever it has wildcards. */
    static String filled(String pattern, String with) {
        return RUN.matcher(pattern).replaceAll(Matcher.quoteReplacement(with));
    }

    /** An account's number that a pattern stands for; empty where it stands for none, or for this one only. */
    static Optional<String> account(String pattern, String butNot) {
        return Stream.generate(() -> digits(pattern))
                .limit(in(pattern) ? TRIES : 0)
                .filter(account -> account.matches("\\d{%d}".formatted(ACCOUNT_DIGITS)) && !account.equals(butNot))
                .findFirst();
    }

    /** With digits for wildcards, as many as an account's number lacks for the first star. */
    private static String digits(String pattern) {
        int stars = (int) pattern.chars().filter(c -> c == '*').count();
        int missing = Math.max(0, ACCOUNT_DIGITS - (pattern.length() - stars));
        StringBuilder account = new StringBuilder();
        for (char c : pattern.toCharArray()) {
            if (c == '*') {
                account.append(missing == 0 ? "" : Variety.digits(missing));
                missing = 0;
            } else {
                account.append(c == '?' ? Variety.digits(1) : String.valueOf(c));
            }
        }
        return account.toString();
    }

    /**
     * A text with a star for each policy variable: but for the caller's account they hold what the caller chooses, or nothing.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html">Policy variables</a>
     */
    static String widest(String text, String account) {
        return VARIABLE.matcher(text)
                .replaceAll(variable -> switch (variable.group(1).strip()) {
                    case "*", "?", "$" -> "x";
                    default -> variable.group(1).strip().equalsIgnoreCase("aws:PrincipalAccount") ? account : "*";
                });
    }

    /** A text with the values of its policy variables, by their keys in small letters; a star for who has none. */
    static String resolved(String text, Map<String, String> values) {
        return VARIABLE.matcher(text)
                .replaceAll(variable -> Matcher.quoteReplacement(
                        values.getOrDefault(variable.group(1).strip().toLowerCase(Locale.ROOT), "*")));
    }

    /** The first policy variable of a text, as it is written, whose value the caller has in hand. */
    static Optional<String> variable(String text, String account) {
        return VARIABLE.matcher(text)
                .results()
                .map(found -> found.group())
                .filter(written -> widest(written, account).equals("*"))
                .findFirst();
    }
}
