package ateliers.labs.orders;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Les commandes en JSON : demandes lues et vérifiées, réponses, notifications et reçus écrits. */
final class OrderJson {

    /** Des nombres décimaux, jamais des {@code double} : 0.1 + 0.2 doit faire 0.3. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private OrderJson() {}

    /**
     * Lit la demande d'un client, et donne un identifiant à la commande qui n'en a pas.
     *
     * @throws Refusal 400 si la demande n'est pas une commande, avec ce qui ne va pas
     */
    static Order readRequest(String body) {
        // TODO (Tâche 2) : lis le corps avec parse, vérifie chaque champ, et lève invalid("…") au premier qui ne
        // va pas. Sans order_id, donne à la commande un numéro au hasard (UUID.randomUUID()).
        throw new Refusal(501, "La tâche 2 reste à faire : lire la commande.");
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
