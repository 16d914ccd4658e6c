package ateliers.grader.checklists.orders;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Noun;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklists.common.Json;
import ateliers.grader.checklists.common.NewEnvironment;
import ateliers.grader.checklists.common.ParallelClients;
import ateliers.grader.targets.Target.InjectsFaults;
import ateliers.grader.targets.Target.Together;
import ateliers.grader.targets.Web.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;

/** The numbers that the shop gives to orders that come without one: unique, whichever environment of the function gives them. */
final class GivenIds {
    private static final int CLIENTS = 2;

    /**
     * How often two environments must have given a number each at the same moment: once each for what names the order, from which the
     * function is known, then for whatever it does first, be it to ask the table for a number.
     */
    private static final int MEETINGS = 3;

    /**
     * The second environment starts while the first waits for it. On a busy machine it comes too late each time: then a new one
     * takes the place of the first, which remembers as little as a second.
     */
    private static final int MOST_ROUNDS = 6;

    private static final int TAKEN = 409;

    private final Stack stack;
    private final Shop shop;
    private final Optional<InjectsFaults> faults;
    private final List<String> ids = new ArrayList<>();
    private final List<Answer> taken = new ArrayList<>();
    private Optional<Together> met = Optional.empty();
    private boolean refused;

    GivenIds(Stack stack, Shop shop) {
        this.stack = stack;
        this.shop = shop;
        this.faults = stack.offers(InjectsFaults.class);
    }

    /** @param first the answer to an order without a number */
    void check(JsonNode first) {
        ids.add(id(first));
        try (ParallelClients clients = new ParallelClients(CLIENTS)) {
            int meetings = 0;
            for (int round = 0; round < MOST_ROUNDS && meetings < MEETINGS && !refused && taken.isEmpty(); round++) {
                meetings += post(clients) ? 1 : 0;
            }
            if (meetings == 0 && !refused && taken.isEmpty()) {
                forget();
                take(clients, PlacedOrder.random().withId(null));
            }
        }
        requireOwn();
        GivenIdForms forms = new GivenIdForms(ids);
        Expectation.that("Une commande sans order_id reçoit un numéro à elle.")
                .expected("des numéros uniques, même pour deux commandes de la même milliseconde")
                .seen(said())
                .hint("ces numéros ne diffèrent que par l'heure : deux commandes du même instant auraient le même."
                        + " Donne un numéro unique, par exemple UUID.randomUUID().")
                .holdsIf(!forms.areOnlyTimes());
        Expectation.that("Une commande sans order_id reçoit un numéro à elle.")
                .expected("un numéro tiré parmi un milliard au moins, ou qui se suit")
                .seen(said())
                .hint("ces numéros sont tirés parmi trop peu de possibilités : tôt ou tard, deux commandes de la même"
                        + " milliseconde auraient le même. Donne un numéro unique, par exemple UUID.randomUUID().")
                .holdsIf(!forms.areDrawnFromFew());
    }

    /** A number that another order has makes a conflict of two contents, or a repetition of one. */
    private void requireOwn() {
        Expectation.that("Une commande sans order_id reçoit un numéro à elle.")
                .expected("des réponses 201 et des numéros différents, même pour des commandes du même moment")
                .seen(said()
                        + (taken.isEmpty()
                                ? ""
                                : "\net %s %s"
                                        .formatted(
                                                Noun.of("réponse").said(taken.size()),
                                                taken.get(0).said())))
                .hint(
                        ids.contains("")
                                ? "l'API choisit le numéro, et le dit dans sa réponse : order_id."
                                : "deux commandes ont reçu le même numéro. Donne un numéro unique, par exemple"
                                        + " UUID.randomUUID() ; un compteur en mémoire recommence dans chaque environnement de"
                                        + " la fonction, et deux environnements lisent le même dans une table.")
                .holdsIf(taken.isEmpty() && !ids.contains("") && new HashSet<>(ids).size() == ids.size());
    }

    private String said() {
        return "« " + String.join(" », « ", ids) + " »";
    }

    /**
     * Where the target can, what both store or read comes back to both at once: each then has an environment of its own.
     *
     * @return whether both were under way at the same moment, as far as the target can tell
     */
    private boolean post(ParallelClients clients) {
        PlacedOrder order = PlacedOrder.random().withId(null);
        if (faults.isEmpty()) {
            take(clients, order);
            return true;
        }
        try (Together together =
                met.map(Together::whatever).orElseGet(() -> faults.get().together(order.email(), CLIENTS))) {
            take(clients, order);
            if (together.met()) {
                met = Optional.of(together);
            }
            return together.met();
        }
    }

    /** What reads queues and streams goes on: no order comes to it from a client. */
    private void forget() {
        Set<String> readers = stack.aws().lambda().listEventSourceMappingsPaginator().eventSourceMappings().stream()
                .map(mapping -> mapping.functionArn().replaceFirst(".*:function:", ""))
                .collect(Collectors.toSet());
        stack.functions().stream()
                .map(StackResourceSummary::physicalResourceId)
                .filter(name -> !readers.contains(name))
                .forEach(name -> NewEnvironment.of(stack, name));
    }

    /** Who refuses orders that come together for another reason fails in the burst, not here. */
    private void take(ParallelClients clients, PlacedOrder order) {
        for (Answer answer : clients.together(client -> shop.post(order.json()))) {
            if (answer.status() == TAKEN) {
                taken.add(answer);
            } else if (SameMoment.accepted(answer)) {
                ids.add(id(Json.read(answer.body())));
            } else {
                refused = true;
            }
        }
    }

    private static String id(JsonNode answer) {
        return answer.path("order_id").asText().strip();
    }
}
