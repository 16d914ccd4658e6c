package ateliers.grader.checklists.bank;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/** Amounts and days as a French mail writes them. */
final class Euros {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/uuuu");

    /** A thousand's group, the space behind it and what may stand before it. */
    private static final int GROUP = 5;

    private static final Pattern GLUED = Pattern.compile("[\\d.,]$");
    private static final Pattern THOUSANDS = Pattern.compile("(?<!\\d)\\d{1,3} $");

    private Euros() {}

    /** As {@code 1 234,56 €}, with plain spaces. */
    static String of(BigDecimal amount) {
        DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(Locale.FRANCE);
        symbols.setGroupingSeparator(' ');
        symbols.setDecimalSeparator(',');
        symbols.setMinusSign('-');
        return new DecimalFormat("#,##0.00", symbols).format(amount.setScale(2, RoundingMode.UNNECESSARY)) + " €";
    }

    static String of(LocalDate day) {
        return DAY.format(day);
    }

    /** A text whose spaces are all plain ones. */
    static String plain(String text) {
        return text.replace('\u00a0', ' ').replace('\u202f', ' ');
    }

    /** Whether a text names an amount, and not a longer one that ends in it: 1 234,56 € does not name 234,56 €. */
    static boolean names(String text, BigDecimal amount) {
        String plain = plain(text);
        String written = of(amount);
        boolean mayBeCut = written.matches("\\d{3}[ ,].*");
        for (int at = plain.indexOf(written); at >= 0; at = plain.indexOf(written, at + 1)) {
            String before = plain.substring(Math.max(0, at - GROUP), at);
            if (!GLUED.matcher(before).find()
                    && !(mayBeCut && THOUSANDS.matcher(before).find())) {
                return true;
            }
        }
        return false;
    }
}
