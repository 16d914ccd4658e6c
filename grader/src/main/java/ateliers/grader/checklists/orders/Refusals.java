package ateliers.grader.checklists.orders;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklist.TopicProbe;
import ateliers.grader.checklists.common.Json;
import ateliers.grader.targets.Web.Answer;
import ateliers.grader.variety.Variety;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Requests that are no valid orders, each wrong in one thing only, and one for an order that nobody placed. */
final class Refusals {
    private final Stack stack;
    private final Shop shop;
    private final TopicProbe probe;
    private final PlacedOrder order = PlacedOrder.random();
    private final Map<String, String> wrong = new LinkedHashMap<>();

    Refusals(Stack stack) {
        this.stack = stack;
        this.shop = new Shop(stack);
        this.probe = TopicProbe.on(stack, shop.topic);
    }

    void check() {
        wrong.put("un corps vide", "");
        wrong.put("un corps qui n'est pas du JSON", "{\"order_id\": \"" + order.id() + "\", ");
        wrong.put("du texte après le JSON", order.json() + " " + Variety.word());
        wrong.put("un corps qui est une liste JSON", "[" + order.json() + "]");
        body("une commande sans customer_email", body -> body.remove("customer_email"));
        body("un customer_email qui n'est pas une adresse", body -> body.put("customer_email", Variety.word()));
        body("un order_id de 101 caractères", body -> body.put("order_id", Variety.small(101)));
        body("une commande sans items", body -> body.remove("items"));
        body("une commande dont items est vide", body -> body.putArray("items"));
        body("un article nul", body -> body.withArray("items").addNull());
        quantities();
        prices();
        Variety.shuffled(wrong.entrySet())
                .forEach(each -> requireRefusal(each.getKey(), 400, shop.post(each.getValue())));
        PlacedOrder taken = PlacedOrder.random();
        shop.place(taken);
        ObjectNode other = taken.body();
        other.remove("items");
        requireRefusal("une commande sans items, sous un numéro déjà pris", 400, shop.post(other.toString()));
        requireRefusal("GET d'une commande inconnue", 404, shop.get(order.id()));
        requireNothingLeft();
    }

    private void quantities() {
        int negative = -Variety.between(1, 9);
        item("une quantité négative au premier article", 0, item -> item.put("quantity", negative));
        item(
                "une quantité négative au dernier article",
                order.lines().size() - 1,
                item -> item.put("quantity", negative));
        item("une quantité nulle", 1, item -> item.put("quantity", 0));
        item("une quantité de 1.5", 1, item -> item.put("quantity", new BigDecimal("1.5")));
        item("une quantité de plus d'un million", 1, item -> item.put("quantity", 4_294_967_297L));
        item("une quantité en texte, « 3 »", 1, item -> item.put("quantity", "3"));
        String word = Variety.word();
        item("une quantité en texte, « %s »".formatted(word), 1, item -> item.put("quantity", word));
    }

    private void prices() {
        item("un article sans unit_price", 1, item -> item.remove("unit_price"));
        item("un prix négatif", 1, item -> item.put("unit_price", new BigDecimal("-0.25")));
        item("un prix à trois décimales", 1, item -> item.put("unit_price", new BigDecimal("1.005")));
        item("un prix en texte, « 10.50 »", 1, item -> item.put("unit_price", "10.50"));
    }

    private void body(String what, Consumer<ObjectNode> change) {
        ObjectNode body = order.body();
        change.accept(body);
        wrong.put(what, body.toString());
    }

    /** The total stays positive: who checks only that lets it pass. */
    private void item(String what, int index, Consumer<ObjectNode> change) {
        body(what, body -> {
            change.accept((ObjectNode) body.path("items").path(index));
            ((ObjectNode) body.path("items").path(1 - Math.min(1, index)))
                    .put("quantity", 10_000 + Variety.between(1, 999));
        });
    }

    private static void requireRefusal(String what, int status, Answer answer) {
        JsonNode reason = Json.read(answer.body());
        Expectation.that("Cas refusé : " + what + ".")
                .expected(status + " et la raison en JSON")
                .seen(answer.said())
                .hint(advice(status, answer.status()))
                .holdsIf(answer.status() == status && reason.isObject() && !reason.isEmpty());
    }

    private static String advice(int wanted, int status) {
        if (status == wanted) {
            return "dis la raison du refus en JSON, par exemple {\"message\": \"…\"}.";
        }
        if (status / 100 == 2) {
            return "vérifie la demande entière, chaque article compris, et refuse-la.";
        }
        return status / 100 == 5
                ? "une exception arrive jusqu'à la réponse : vérifie la forme de ce que tu lis avant de t'en servir, et"
                        + " réponds %d.".formatted(wanted)
                : "réponds %d à cette demande.".formatted(wanted);
    }

    private void requireNothingLeft() {
        boolean silent = stack.never(() -> !probe.naming(order.id()).isEmpty(), OrdersSqsChecklist.QUIET);
        int stored = shop.ordersOf(order.email());
        Expectation.that("Une demande refusée ne laisse rien derrière elle.")
                .expected("aucun élément dans la table, aucune notification")
                .seen("%s, %s"
                        .formatted(
                                stored > 0 ? stored + " élément(s)" : "aucun élément",
                                TopicProbe.said(probe.naming(order.id()).size())))
                .hint("vérifie toute la demande avant d'enregistrer et d'annoncer.")
                .holdsIf(silent && stored == 0 && shop.item(order.id()).isEmpty());
    }
}
