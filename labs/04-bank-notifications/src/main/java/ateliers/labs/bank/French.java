package ateliers.labs.bank;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;

/** Montants et dates comme on les écrit en France. */
final class French {

    static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private French() {}

    /** Comme {@code 1 234,56 €}, avec des espaces insécables : le montant ne se coupe pas en fin de ligne. */
    static String amount(BigDecimal amount) {
        // TODO (Tâche 5) : DecimalFormat, avec les symboles de la France (DecimalFormatSymbols).
        return amount.toPlainString();
    }

    /** Le jour qu'il est à Paris à cet instant, comme {@code 29/03/2026}. */
    static String day(Instant instant) {
        // TODO (Tâche 5) : DateTimeFormatter.ofPattern(…), à l'heure de PARIS (withZone).
        return instant.toString();
    }
}
