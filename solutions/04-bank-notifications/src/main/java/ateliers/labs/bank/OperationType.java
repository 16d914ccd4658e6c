package ateliers.labs.bank;

import java.math.BigDecimal;

/** Ce qu'une opération fait au solde du client, et comment un courriel la nomme. */
enum OperationType {
    DEPOT("dépôt"),
    RETRAIT("retrait"),
    VIREMENT("virement");

    private final String word;

    OperationType(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    /** Le solde après l'opération. */
    BigDecimal apply(BigDecimal balance, BigDecimal amount) {
        return this == DEPOT ? balance.add(amount) : balance.subtract(amount);
    }
}
