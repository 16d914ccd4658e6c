package ateliers.labs.orders;

import java.math.BigDecimal;
import java.util.List;

/**
 * Une commande. Son total est calculé ici, jamais reçu du client.
 *
 * @param id la clé de la commande
 * @param status {@link #RECEIVED} ou {@link #PROCESSED}
 */
record Order(String id, String customerEmail, List<OrderLine> items, String status) {

    static final String RECEIVED = "RECUE";
    static final String PROCESSED = "TRAITEE";

    Order {
        items = List.copyOf(items);
    }

    BigDecimal total() {
        // TODO (Tâche 2) : additionne les lignes, en BigDecimal. Un double perdrait des centimes.
        return BigDecimal.ZERO;
    }

    /** Si l'autre demande la même chose, quel que soit l'avancement de chacune. */
    boolean sameRequestAs(Order other) {
        // TODO (Tâche 6) : compare ce que le client a demandé, pas le statut.
        return false;
    }
}
