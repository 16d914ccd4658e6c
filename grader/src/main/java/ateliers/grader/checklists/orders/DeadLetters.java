package ateliers.grader.checklists.orders;

import ateliers.grader.checklist.Stack;
import java.util.Optional;

/** The queue that sets aside what could not be processed. Its Output is one criterion's matter: others do without. */
record DeadLetters(Stack stack, Shop shop) {

    /** The address that the Output tells; without it the criterion fails. */
    String url() {
        return stack.output(OrdersSqsChecklist.DEAD_LETTERS);
    }

    /** How many messages were set aside: none where the queue is not told, or gets all orders from the topic. */
    int count() {
        return areFed() ? 0 : told().map(shop::queued).orElse(0);
    }

    /** Whether the queue is subscribed to the topic itself. */
    boolean areFed() {
        return told().map(shop::queueArn)
                .filter(Subscriptions.queues(stack, shop.topic)::contains)
                .isPresent();
    }

    private Optional<String> told() {
        return stack.toldOutput(OrdersSqsChecklist.DEAD_LETTERS);
    }
}
