package ateliers.grader.checklists.orders;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklists.common.ParallelClients;
import ateliers.grader.targets.Target.InjectsFaults;
import ateliers.grader.targets.Target.Together;
import ateliers.grader.targets.Web.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** The numbers that the shop gives to orders that come without one: unique, whichever environment of the function gives them. */
final class GivenIds {
    private static final int CLIENTS = 2;

    /** A second environment starts while the first answers: a counter of its own then gives what the other gave. */
    private static final int ROUNDS = 2;

    private final Shop shop;
    private final Optional<InjectsFaults> faults;

    GivenIds(Stack stack, Shop shop) {
        this.shop = shop;
        this.faults = stack.offers(InjectsFaults.class);
    }

    /** @param first the answer to an order without a number */
    void check(JsonNode first) {
        List<String> ids = new ArrayList<>(List.of(id(first)));
        try (ParallelClients clients = new ParallelClients(CLIENTS)) {
            for (int round = 0; round < ROUNDS; round++) {
                clients
                        .together(client ->
                                shop.post(PlacedOrder.random().withId(null).json()))
                        .stream()
                        // Who refuses orders that come together fails in the burst, not here.
                        .filter(SameMoment::accepted)
                        .map(answer -> id(Shop.read(answer.body())))
                        .forEach(ids::add);
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

    /** Where the target can, what both store comes back to both at once: each then has an environment of its own. */
    private List<Answer> post(ParallelClients clients) {
        PlacedOrder order = PlacedOrder.random().withId(null);
        Together together =
                faults.map(target -> target.together(order.email(), CLIENTS)).orElse(() -> {});
        try (together) {
            return clients.together(client -> shop.post(order.json()));
        }
    }

    private static String id(JsonNode answer) {
        return answer.path("order_id").asText().strip();
    }
}
