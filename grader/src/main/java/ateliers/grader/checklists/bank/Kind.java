package ateliers.grader.checklists.bank;

import java.math.BigDecimal;
import java.util.Locale;

/** What an operation can be. */
enum Kind {
    DEPOT("dépôt"),
    RETRAIT("retrait"),
    VIREMENT("virement");

    /** As mails call it. */
    final String word;

    Kind(String word) {
        this.word = word;
    }

    BigDecimal after(BigDecimal balance, BigDecimal amount) {
        return this == DEPOT ? balance.add(amount) : balance.subtract(amount);
    }

    boolean isNamedIn(String text) {
        return text.toLowerCase(Locale.FRENCH).contains(word);
    }
}
