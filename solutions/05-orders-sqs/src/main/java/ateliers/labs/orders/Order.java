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
        return items.stream().map(OrderLine::total).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Si l'autre demande la même chose, quel que soit l'avancement de chacune. */
    boolean sameRequestAs(Order other) {
        return id.equals(other.id) && customerEmail.equals(other.customerEmail) && items.equals(other.items);
    }
}
