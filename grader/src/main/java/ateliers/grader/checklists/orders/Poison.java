package ateliers.grader.checklists.orders;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.QueueDrain;
import ateliers.grader.checklist.Stack;
import ateliers.grader.variety.Variety;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Nine orders and one message that is no order, waiting in the queue together. */
final class Poison {
    private static final int ORDERS = 9;

    private final Stack stack;
    private final Shop shop;
    private final QueueMappings mappings;
    private final List<String> deadLetters = new ArrayList<>();

    Poison(Stack stack) {
        this.stack = stack;
        this.shop = new Shop(stack);
        this.mappings = new QueueMappings(stack, shop.queueArn());
    }

    void check() {
        mappings.enable(false);
        List<PlacedOrder> orders =
                Stream.generate(PlacedOrder::random).limit(ORDERS).toList();
        String poison = Variety.sentence();
        // In the middle: who stops at the first failure loses those behind it.
        orders.subList(0, ORDERS / 2).forEach(shop::place);
        stack.aws().sqs().sendMessage(r -> r.queueUrl(shop.queueUrl).messageBody(poison));
        orders.subList(ORDERS / 2, ORDERS).forEach(shop::place);
        mappings.enable(true);
        Duration allReceives = shop.allReceives();
        stack.await(() -> processed(orders) == ORDERS && receiveDeadLetters().contains(poison), allReceives);
        stack.never(() -> receiveDeadLetters().size() > 1, allReceives);
        long processed = processed(orders);
        Expectation.that("Les bonnes commandes d'un lot sont traitées malgré un message illisible.")
                .expected("9 commandes TRAITEE")
                .seen(processed + " commandes TRAITEE")
                .hint("Tâche 5 : attrape l'exception message par message, et rends seulement ceux qui échouent.")
                .holdsIf(processed == ORDERS);
        Expectation.that("Seul le message illisible arrive dans la file des rebuts.")
                .expected("1 message, le message illisible")
                .seen(said(poison))
                .hint(hint())
                .holdsIf(deadLetters.equals(List.of(poison)));
    }

    /** What keeps a message from being set aside is known by the queue's own settings. */
    private String hint() {
        String policy = shop.queueAttribute(shop.queueUrl, QueueAttributeName.REDRIVE_POLICY);
        if (policy.isEmpty()) {
            return "Tâche 5 : la file n'a pas de RedrivePolicy ; relie-la à celle des rebuts.";
        }
        String target = Shop.read(policy).path("deadLetterTargetArn").asText();
        if (!target.equals(shop.queueArn(shop.deadLettersUrl))) {
            return "Tâche 5 : la RedrivePolicy de la file mène à %s, pas à la file de DeadLetterQueueUrl."
                    .formatted(target);
        }
        return deadLetters.isEmpty()
                ? "Tâche 5 : le message illisible n'est pas rendu parmi les échecs, ou ReportBatchItemFailures manque à"
                        + " l'événement SQS : pour Lambda il est traité."
                : "Tâche 5 : attrape l'exception message par message, et rends les numéros de ceux qui échouent, eux seuls.";
    }

    private String said(String poison) {
        if (deadLetters.isEmpty()) {
            return "aucun message";
        }
        List<String> others =
                deadLetters.stream().filter(body -> !body.equals(poison)).toList();
        int times = deadLetters.size() - others.size();
        String read = times == 1 ? "le message illisible" : "le message illisible (%d fois)".formatted(times);
        return others.isEmpty()
                ? read
                : "%s, et %d autre(s) message(s), dont : %s"
                        .formatted(times == 0 ? "pas le message illisible" : read, others.size(), others.get(0));
    }

    private long processed(List<PlacedOrder> orders) {
        return shop.processed(orders.stream().map(PlacedOrder::id).toList()).size();
    }

    /** All that was found in the dead-letter queue so far. */
    private List<String> receiveDeadLetters() {
        QueueDrain.bodies(stack, shop.deadLettersUrl, deadLetters::add);
        return deadLetters;
    }
}
