package ateliers.labs.bank;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Montants et dates comme on les écrit en France. */
final class French {

    static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private static final char NO_BREAK_SPACE = '\u00a0';
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.FRANCE).withZone(PARIS);

    private French() {}

    /** Comme {@code 1 234,56 €}, avec des espaces insécables : le montant ne se coupe pas en fin de ligne. */
    static String amount(BigDecimal amount) {
        DecimalFormatSymbols symbols = new DecimalFormatSymbols(Locale.FRANCE);
        symbols.setGroupingSeparator(NO_BREAK_SPACE);
        return new DecimalFormat("#,##0.00", symbols).format(amount) + NO_BREAK_SPACE + "€";
    }

    /** Le jour qu'il est à Paris à cet instant, comme {@code 29/03/2026}. */
    static String day(Instant instant) {
        return DAY.format(instant);
    }
}
