package ateliers.grader.checklists.orders;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.QueueDrain;
import ateliers.grader.checklist.Stack;
import ateliers.grader.targets.Target.Injected;
import ateliers.grader.targets.Target.InjectsFaults;
import ateliers.grader.variety.Variety;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Nine orders and one message that is no order, waiting in the queue together. Where the target can, S3 refuses the first receipt:
 * a failure that passes is tried again, and only what fails each time is set aside.
 */
final class Poison {
    private static final int ORDERS = 9;

    private final Stack stack;
    private final Shop shop;
    private final SourceMappings mappings;
    private final List<String> deadLetters = new ArrayList<>();

    Poison(Stack stack) {
        this.stack = stack;
        this.shop = new Shop(stack);
        this.mappings = new SourceMappings(stack, shop.queueArn());
    }

    void check() {
        Expectation.that("La file des rebuts est une autre file que celle des commandes.")
                .expected("deux sorties qui nomment deux files")
                .seen("OrdersQueueUrl et DeadLetterQueueUrl nomment " + shop.queueUrl)
                .hint("DeadLetterQueueUrl est l'URL de la file des rebuts (!Ref).")
                .holdsIf(!shop.queueUrl.equals(shop.deadLettersUrl));
        List<PlacedOrder> orders =
                Stream.generate(PlacedOrder::random).limit(ORDERS).toList();
        String poison = Variety.sentence();
        Optional<Injected> refusal = mappings.without(() -> fill(orders, poison));
        Duration allReceives = shop.allReceives(mappings.window());
        stack.await(() -> processed(orders) == ORDERS && receiveDeadLetters().contains(poison), allReceives);
        stack.never(() -> receiveDeadLetters().size() > 1, allReceives);
        boolean refused = refusal.filter(each -> each.answered() > 0).isPresent();
        refusal.ifPresent(Injected::close);
        Unaside unaside = new Unaside(stack, shop, poison, List.copyOf(deadLetters));
        long processed = processed(orders);
        Expectation.that("Les bonnes commandes d'un lot sont traitées malgré un message illisible"
                        + (refused ? ", et malgré S3 qui refuse un reçu une fois." : "."))
                .expected("9 commandes TRAITEE")
                .seen("%d commandes TRAITEE, dans la file des rebuts : %s".formatted(processed, unaside.said()))
                .hint(unaside.hintForOrders())
                .holdsIf(processed == ORDERS);
        Expectation.that("Seul le message illisible arrive dans la file des rebuts.")
                .expected("1 message, le message illisible")
                .seen(unaside.said())
                .hint(unaside.hintForPoison())
                .holdsIf(deadLetters.equals(List.of(poison)));
    }

    /** The message that is no order comes in the middle: who stops at the first failure loses those behind it. */
    private Optional<Injected> fill(List<PlacedOrder> orders, String poison) {
        orders.subList(0, ORDERS / 2).forEach(shop::place);
        stack.aws().sqs().sendMessage(r -> r.queueUrl(shop.queueUrl).messageBody(poison));
        orders.subList(ORDERS / 2, ORDERS).forEach(shop::place);
        return stack.offers(InjectsFaults.class)
                .map(faults -> faults.refuse("s3", "PutObject", "AccessDenied").times(1));
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
