package ateliers.grader.checklists.orders;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.QueueDrain;
import ateliers.grader.checklist.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Nine orders and one message that is no order, waiting in the queue together. */
final class Poison {
    private static final int ORDERS = 9;

    /** At most five receives of a visibility of some minutes. */
    private static final Duration ALL_RECEIVES = Duration.ofHours(2);

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
        orders.forEach(shop::place);
        String poison = "ceci n'est pas du JSON " + UUID.randomUUID();
        stack.aws().sqs().sendMessage(r -> r.queueUrl(shop.queueUrl).messageBody(poison));
        mappings.enable(true);
        stack.await(() -> processed(orders) == ORDERS && receiveDeadLetters().contains(poison), ALL_RECEIVES);
        stack.never(() -> receiveDeadLetters().size() > 1, ALL_RECEIVES);
        long processed = processed(orders);
        Expectation.that("Les bonnes commandes d'un lot sont traitées malgré un message illisible.")
                .expected("9 commandes TRAITEE")
                .seen(processed + " commandes TRAITEE")
                .hint("Tâche 5 : attrape l'exception message par message, et rends seulement ceux qui échouent.")
                .holdsIf(processed == ORDERS);
        Expectation.that("Seul le message illisible arrive dans la file des rebuts.")
                .expected("1 message, le message illisible")
                .seen(said(poison))
                .hint(
                        "Tâche 5 : active ReportBatchItemFailures, rends les messages en échec, relie la file des rebuts.")
                .holdsIf(deadLetters.equals(List.of(poison)));
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
