package ateliers.grader.checklists.orders;

import ateliers.grader.checklist.Stack;
import ateliers.grader.checklist.TopicProbe.Attribute;
import ateliers.grader.checklist.TopicProbe.Notification;
import ateliers.grader.checklists.common.Json;
import ateliers.grader.variety.Variety;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Messages for which there is no order to process: each is known by a text of its own, which it keeps in an envelope of the topic's.
 */
final class Poisons {
    static final String TEXT = "le message illisible";
    static final String WITHOUT_ID = "le message sans order_id";
    static final String UNKNOWN = "le message d'une commande inconnue";

    private final Map<String, String> marks = new LinkedHashMap<>();

    Poisons() {
        marks.put(TEXT, Variety.sentence());
        marks.put(WITHOUT_ID, Variety.email());
        marks.put(UNKNOWN, Variety.id());
    }

    int count() {
        return marks.size();
    }

    /**
     * The text comes as somebody puts it into the queue, what looks like an order from where orders come.
     *
     * @param usual what the shop's notifications carry, by which a subscription may choose them
     */
    void send(Stack stack, Shop shop, Map<String, Attribute> usual) {
        stack.aws().sqs().sendMessage(r -> r.queueUrl(shop.queueUrl).messageBody(marks.get(TEXT)));
        for (ObjectNode message : List.of(
                Json.MAPPER.createObjectNode().put("customer_email", marks.get(WITHOUT_ID)),
                Json.MAPPER.createObjectNode().put("order_id", marks.get(UNKNOWN)))) {
            message.put("total", PlacedOrder.random().total());
            Republication.of(new Notification("", message.toString(), usual), stack, shop.topic);
        }
    }

    /** Those that are not among some bodies. */
    List<String> missingIn(List<String> bodies) {
        return marks.entrySet().stream()
                .filter(mark -> bodies.stream().noneMatch(body -> body.contains(mark.getValue())))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Those that are among some bodies, each as often as it is there. */
    List<String> foundIn(List<String> bodies) {
        return bodies.stream()
                .flatMap(body -> marks.entrySet().stream().filter(mark -> body.contains(mark.getValue())))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The bodies that are none of these. */
    List<String> othersIn(List<String> bodies) {
        return bodies.stream()
                .filter(body -> marks.values().stream().noneMatch(body::contains))
                .toList();
    }
}
