package ateliers.grader.checklists.orders;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklists.common.Json;
import ateliers.grader.targets.Web.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What the table holds of an order, and what {@code GET} gives of it: what the table says now. */
final class Storage {
    private final Shop shop;

    Storage(Stack stack) {
        this.shop = new Shop(stack);
    }

    void check() {
        PlacedOrder order = PlacedOrder.random();
        PlacedOrder other = PlacedOrder.random();
        shop.place(order);
        requireStored(order);
        shop.place(other);
        requireReadable(order);
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
                                ? "enregistre la commande sous son order_id, avant de répondre 201."
                                : "écris tous les champs, les nombres en N, les articles en liste de maps.")
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

    /** The table changes without the API's function: other environments of it, and other functions, write there too. */
    private void requireFresh(PlacedOrder order) {
        shop.setStatus(order.id(), Shop.PROCESSED);
        Answer read = shop.get(order.id());
        Expectation.that("GET /orders/{order_id} rend ce que la table dit maintenant.")
                .expected("\"status\": \"TRAITEE\", comme dans la table")
                .seen(read.said())
                .hint(
                        "lis la table à chaque demande : la mémoire de la fonction ne sait pas ce que d'autres y écrivent.")
                .holdsIf(Json.read(read.body()).path("status").asText().equals(Shop.PROCESSED));
    }

    private static String text(AttributeValue value) {
        return value == null || value.s() == null ? "" : value.s();
    }
}
