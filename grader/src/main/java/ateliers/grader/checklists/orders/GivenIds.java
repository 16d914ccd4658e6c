package ateliers.grader.checklists.orders;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklists.common.ParallelClients;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** The numbers that the shop gives to orders that come without one: unique, whichever environment of the function gives them. */
final class GivenIds {
    private static final int CLIENTS = 2;

    /** A second environment starts while the first answers: a counter of its own then gives what the other gave. */
    private static final int ROUNDS = 4;

    private final Shop shop;

    GivenIds(Shop shop) {
        this.shop = shop;
    }

    /** @param first the answer to an order without a number */
    void check(JsonNode first) {
        List<String> ids = new ArrayList<>(List.of(id(first)));
        try (ParallelClients clients = new ParallelClients(CLIENTS)) {
            for (int round = 0; round < ROUNDS; round++) {
                ids.addAll(clients.together(client -> id(
                        Shop.read(shop.place(PlacedOrder.random().withId(null)).body()))));
            }
        }
        Expectation.that("Une commande sans order_id reçoit un numéro à elle.")
                .expected("%1$d numéros différents pour %1$d commandes, dont plusieurs au même moment"
                        .formatted(ids.size()))
                .seen("« " + String.join(" », « ", ids) + " »")
                .hint(
                        "Tâche 2 : donne un numéro unique, par exemple UUID.randomUUID() ; un compteur en mémoire recommence dans"
                                + " chaque environnement de la fonction.")
                .holdsIf(!ids.contains("") && new HashSet<>(ids).size() == ids.size());
    }

    private static String id(JsonNode answer) {
        return answer.path("order_id").asText().strip();
    }
}
