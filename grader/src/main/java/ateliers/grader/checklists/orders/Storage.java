package ateliers.grader.checklists.orders;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklists.common.Json;
import ateliers.grader.targets.Target.Injected;
import ateliers.grader.targets.Target.InjectsFaults;
import ateliers.grader.targets.Web.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What the table holds of an order, and what {@code GET} gives of it: what the table says now. */
final class Storage {
    private static final String EMAIL = "customer_email";

    private static final String READ_AGAIN =
            "lis la table à chaque demande : la mémoire de la fonction ne sait pas ce que d'autres y écrivent.";

    private final Stack stack;
    private final Shop shop;

    Storage(Stack stack) {
        this.stack = stack;
        this.shop = new Shop(stack);
    }

    void check() {
        PlacedOrder order = PlacedOrder.random().withCapital().withAccents();
        shop.place(order);
        requireStored(order);
        PlacedOrder other = shop.placeEither(PlacedOrder.large(), PlacedOrder.random());
        requireReadable(order);
        requireExact(other);
        requireReadable(other);
        requireFresh(order);
    }

    private void requireStored(PlacedOrder order) {
        Map<String, AttributeValue> item = shop.item(order.id()).orElse(Map.of());
        Map<String, Boolean> fields = new LinkedHashMap<>();
        fields.put("customer_email (S)", order.email().equals(text(item.get("customer_email"))));
        fields.put("status (S)", List.of(Shop.RECEIVED, Shop.PROCESSED).contains(text(item.get("status"))));
        fields.put("total (N)", shop.isTotal(order, item.get("total")));
        fields.put("items (L de M : sku S, quantity N, unit_price N)", order.hasStoredLines(item.get("items")));
        List<String> wrong = fields.entrySet().stream()
                .filter(field -> !field.getValue())
                .map(Map.Entry::getKey)
                .toList();
        Expectation.that("La commande est dans la table, avec tous ses champs.")
                .expected("order_id, customer_email, status (S), total (N), items (L de M)")
                .seen(
                        item.isEmpty()
                                ? "aucun élément de clé " + order.id()
                                : "absents ou faux : " + wrong + "\n" + item)
                .hint(
                        item.isEmpty()
                                ? "enregistre la commande sous son order_id, tel que le client l'écrit, avant de répondre 201."
                                : "écris tous les champs : les textes comme le client les donne, les nombres en N, les articles en liste de"
                                        + " maps.")
                .holdsIf(wrong.isEmpty());
    }

    private void requireReadable(PlacedOrder order) {
        Answer read = shop.get(order.id());
        JsonNode json = Json.read(read.body());
        Expectation.that("GET /orders/{order_id} rend la commande entière, sous les mêmes noms.")
                .expected("200 et order_id (%s), customer_email, status, total, items".formatted(order.id()))
                .seen(read.said())
                .hint("relis l'élément de la table qui a cette clé, et rends tous ses champs.")
                .holdsIf(read.status() == 200
                        && json.path("order_id").asText().equals(order.id())
                        && json.path("customer_email").asText().equals(order.email())
                        && json.path("status").isTextual()
                        && shop.isTotal(order, json.path("total"))
                        && order.hasLines(json.path("items")));
    }

    /** What holds a small total may still cut a large one. */
    private void requireExact(PlacedOrder order) {
        BigDecimal held = shop.held(order);
        Expectation.that("Le total d'une grosse commande est dans la table, au centime près.")
                .expected("total = %s pour %s".formatted(order.total().toPlainString(), order.sum()))
                .seen("total = " + held.toPlainString())
                .hint(order.adviceOnTotal(DecimalNode.valueOf(held)))
                .holdsIf(held.compareTo(order.total()) == 0 || held.compareTo(shop.told(order)) == 0);
        JsonNode total = Json.read(shop.get(order.id()).body()).path("total");
        Expectation.that("GET /orders/{order_id} rend le total d'une grosse commande, au centime près.")
                .expected("\"total\": %s, comme dans la table".formatted(held.toPlainString()))
                .seen("\"total\": " + total)
                .hint(order.adviceOnTotal(total))
                .holdsIf(shop.isTotal(order, total));
    }

    /** The table changes without the API's function: other environments of it, and other functions, write there too. */
    private void requireFresh(PlacedOrder order) {
        shop.change(order.id(), "status", Shop.PROCESSED);
        Answer read = shop.get(order.id());
        Expectation.that("GET /orders/{order_id} rend ce que la table dit maintenant.")
                .expected("\"status\": \"TRAITEE\", comme dans la table")
                .seen(read.said())
                .hint(READ_AGAIN)
                .holdsIf(Json.read(read.body()).path("status").asText().equals(Shop.PROCESSED));
        requireChanged(
                order.withOtherEmail(),
                "GET /orders/{order_id} rend ce que la table dit maintenant, même si la commande est TRAITEE.",
                READ_AGAIN);
        stack.offers(InjectsFaults.class).ifPresent(faults -> requireConsistent(faults, order));
    }

    /** What DynamoDB may always do, it does here: a read that does not ask for the last write does not see it. */
    private void requireConsistent(InjectsFaults faults, PlacedOrder order) {
        try (Injected late = faults.readLate()) {
            shop.get(order.id());
            if (late.answered() > 0) {
                requireChanged(
                        order.withOtherEmail(),
                        "GET /orders/{order_id} rend ce que la table tient à cet instant, et non ce qu'elle tenait un peu plus tôt.",
                        "demande une lecture cohérente (consistentRead(true)) : sans elle, DynamoDB peut ne pas voir encore ce"
                                + " qui vient d'être écrit.");
            }
        }
    }

    /** Nor is an order that is processed once and for all: somebody may still correct an address. */
    private void requireChanged(PlacedOrder changed, String message, String hint) {
        shop.change(changed.id(), EMAIL, changed.email());
        Answer read = shop.get(changed.id());
        String stored = text(shop.item(changed.id()).orElse(Map.of()).get(EMAIL));
        String seen = Json.read(read.body()).path(EMAIL).asText();
        Expectation.that(message)
                .expected("\"customer_email\": \"%s\", que la table tient depuis un instant".formatted(changed.email()))
                .seen(read.said())
                .hint(hint)
                .holdsIf(seen.equals(changed.email()) || seen.equals(stored));
    }

    private static String text(AttributeValue value) {
        return value == null || value.s() == null ? "" : value.s();
    }
}
