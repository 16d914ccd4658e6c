package ateliers.labs.orders;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Les commandes en JSON : demandes lues et vérifiées, réponses, notifications et reçus écrits. */
final class OrderJson {

    /** Des nombres décimaux, jamais des {@code double} : 0.1 + 0.2 doit faire 0.3. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private static final int MAX_LINES = 500;
    private static final int MAX_QUANTITY = 1_000_000;
    private static final BigDecimal MAX_PRICE = new BigDecimal(1_000_000);
    private static final int MAX_DECIMALS = 2;

    private OrderJson() {}

    /**
     * Lit la demande d'un client, et donne un identifiant à la commande qui n'en a pas.
     *
     * @throws Refusal 400 si la demande n'est pas une commande, avec ce qui ne va pas
     */
    static Order readRequest(String body) {
        JsonNode request = parse(body);
        if (!request.isObject()) {
            throw invalid("le corps doit être un objet JSON");
        }
        return new Order(
                id(request.get("order_id")), email(request.get("customer_email")), lines(request), Order.RECEIVED);
    }

    /** Si un texte peut être un numéro de commande. Il sert de clé dans la table et dans le bucket. */
    static boolean isId(String text) {
        return text.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    }

    /**
     * Lit le numéro de commande d'une notification.
     *
     * @throws Refusal si ce n'en est pas une
     */
    static String readNotification(String message) {
        JsonNode id = parse(message).path("order_id");
        if (!id.isTextual()) {
            throw invalid("la notification ne porte pas d'order_id");
        }
        return id.textValue();
    }

    /** La réponse à une commande passée : {@code order_id}, {@code total}, {@code status}. */
    static String placed(Order order) {
        return write(summary(order).put("status", order.status()));
    }

    /** La commande entière. */
    static String whole(Order order) {
        ObjectNode json = JSON.createObjectNode()
                .put("order_id", order.id())
                .put("customer_email", order.customerEmail())
                .put("status", order.status())
                .put("total", order.total());
        json.set("items", items(order));
        return write(json);
    }

    /** Ce que le sujet SNS annonce. */
    static String notification(Order order) {
        return write(summary(order));
    }

    /** Le reçu. */
    static String receipt(Order order) {
        ObjectNode json = summary(order);
        json.set("items", items(order));
        return write(json);
    }

    /** Une erreur, avec sa raison. */
    static String error(String message) {
        return write(JSON.createObjectNode().put("message", message));
    }

    private static ObjectNode summary(Order order) {
        return JSON.createObjectNode().put("order_id", order.id()).put("total", order.total());
    }

    private static ArrayNode items(Order order) {
        ArrayNode items = JSON.createArrayNode();
        for (OrderLine line : order.items()) {
            items.addObject()
                    .put("sku", line.sku())
                    .put("quantity", line.quantity())
                    .put("unit_price", line.unitPrice());
        }
        return items;
    }

    private static String id(JsonNode id) {
        if (id == null || id.isNull()) {
            return UUID.randomUUID().toString();
        }
        if (!id.isTextual() || !isId(id.textValue())) {
            throw invalid("order_id doit avoir 1 à 100 lettres, chiffres, tirets, tirets bas ou points");
        }
        return id.textValue();
    }

    private static String email(JsonNode email) {
        if (email == null || !email.isTextual() || !email.textValue().matches("[^@\\s]+@[^@\\s]+")) {
            throw invalid("customer_email doit être une adresse électronique");
        }
        return email.textValue();
    }

    private static List<OrderLine> lines(JsonNode request) {
        JsonNode items = request.path("items");
        if (!items.isArray() || items.isEmpty() || items.size() > MAX_LINES) {
            throw invalid("items doit être une liste de 1 à " + MAX_LINES + " articles");
        }
        List<OrderLine> lines = new ArrayList<>();
        for (JsonNode item : items) {
            lines.add(new OrderLine(
                    sku(item.path("sku")), quantity(item.path("quantity")), price(item.path("unit_price"))));
        }
        return lines;
    }

    private static String sku(JsonNode sku) {
        if (!sku.isTextual() || sku.textValue().isBlank() || sku.textValue().length() > 100) {
            throw invalid("sku doit être un texte de 1 à 100 caractères");
        }
        return sku.textValue();
    }

    private static int quantity(JsonNode quantity) {
        if (!quantity.isInt() || quantity.intValue() < 1 || quantity.intValue() > MAX_QUANTITY) {
            throw invalid("quantity doit être un entier de 1 à " + MAX_QUANTITY);
        }
        return quantity.intValue();
    }

    private static BigDecimal price(JsonNode price) {
        if (!price.isNumber()
                || price.decimalValue().signum() < 0
                || price.decimalValue().compareTo(MAX_PRICE) > 0
                || price.decimalValue().stripTrailingZeros().scale() > MAX_DECIMALS) {
            throw invalid("unit_price doit être un nombre de 0 à " + MAX_PRICE + ", à " + MAX_DECIMALS
                    + " décimales au plus");
        }
        return price.decimalValue();
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text == null ? "" : text);
        } catch (JsonProcessingException e) {
            throw invalid("ce n'est pas du JSON");
        }
    }

    private static Refusal invalid(String reason) {
        return new Refusal(400, "Commande invalide : " + reason + ".");
    }

    private static String write(ObjectNode json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
