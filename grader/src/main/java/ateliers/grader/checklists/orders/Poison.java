package ateliers.grader.checklists.orders;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.QueueDrain;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklist.TopicProbe;
import ateliers.grader.targets.Target.Injected;
import ateliers.grader.targets.Target.InjectsFaults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Seven orders and three messages that are none, waiting in the queue together, as many as a batch holds. Where the target can, S3
 * fails for a while and refuses a receipt: a failure that passes is tried again, and only what fails each time is set aside.
 */
final class Poison {
    private static final int ORDERS = 7;

    /** The SDK calls S3 up to so often before it tells that it has failed. */
    private static final int ATTEMPTS = 4;

    private final Stack stack;
    private final Shop shop;
    private final SourceMappings mappings;
    private final DeadLetters setAside;
    private final List<String> deadLetters = new ArrayList<>();

    Poison(Stack stack) {
        this.stack = stack;
        this.shop = new Shop(stack);
        this.mappings = new SourceMappings(stack, shop.queueArn());
        this.setAside = new DeadLetters(stack, shop);
    }

    void check() {
        Expectation.that("La file des rebuts est une autre file que celle des commandes.")
                .expected("deux sorties qui nomment deux files")
                .seen("OrdersQueueUrl et DeadLetterQueueUrl nomment " + shop.queueUrl)
                .hint("DeadLetterQueueUrl est l'URL de la file des rebuts (!Ref).")
                .holdsIf(!shop.queueUrl.equals(setAside.url()));
        List<PlacedOrder> orders =
                Stream.generate(PlacedOrder::random).limit(ORDERS).toList();
        Poisons poisons = new Poisons();
        List<Injected> failures = mappings.without(() -> fill(orders, poisons));
        Duration allReceives = shop.allReceives(mappings.window());
        stack.await(
                () -> processed(orders) == ORDERS
                        && poisons.missingIn(receiveDeadLetters()).isEmpty(),
                allReceives);
        stack.never(() -> receiveDeadLetters().size() > poisons.count(), allReceives);
        boolean failed = failures.stream().anyMatch(failure -> failure.answered() > 0);
        failures.forEach(Injected::close);
        Unaside unaside = new Unaside(stack, shop, poisons, List.copyOf(deadLetters));
        long processed = processed(orders);
        Expectation.that("Les bonnes commandes d'un lot sont traitées malgré des messages qui n'en sont pas"
                        + (failed ? ", et malgré S3 qui tombe une fois en panne et refuse un reçu une fois." : "."))
                .expected(ORDERS + " commandes TRAITEE, avec leur reçu")
                .seen("%d commandes TRAITEE avec leur reçu, dans la file des rebuts : %s"
                        .formatted(processed, unaside.said()))
                .hint(unaside.hintForOrders())
                .holdsIf(processed == ORDERS);
        Expectation.that("Seuls les messages qui ne sont pas des commandes arrivent dans la file des rebuts.")
                .expected("%d messages : %s, %s et %s"
                        .formatted(poisons.count(), Poisons.TEXT, Poisons.WITHOUT_ID, Poisons.UNKNOWN))
                .seen(unaside.said())
                .hint(unaside.hintForPoison())
                .holdsIf(deadLetters.size() == poisons.count()
                        && poisons.missingIn(deadLetters).isEmpty());
    }

    /** What is no order comes in the middle: who stops at the first failure loses those behind it. */
    private List<Injected> fill(List<PlacedOrder> orders, Poisons poisons) {
        List<PlacedOrder> first = orders.subList(0, ORDERS / 2);
        TopicProbe probe = TopicProbe.on(stack, shop.topic);
        first.forEach(shop::place);
        stack.await(() -> probe.received().size() >= first.size(), shop.soon());
        poisons.send(stack, shop, probe.usualAttributes());
        orders.subList(ORDERS / 2, ORDERS).forEach(shop::place);
        return stack.offers(InjectsFaults.class)
                .map(faults -> List.of(
                        faults.refuse("s3", "PutObject", "AccessDenied").times(1),
                        faults.refuse("s3", "PutObject", "InternalError").times(ATTEMPTS)))
                .orElse(List.of());
    }

    private long processed(List<PlacedOrder> orders) {
        return shop.processed(orders.stream().map(PlacedOrder::id).toList()).size();
    }

    /** All that was found in the dead-letter queue so far. */
    private List<String> receiveDeadLetters() {
        QueueDrain.bodies(stack, setAside.url(), deadLetters::add);
        return deadLetters;
    }
}
