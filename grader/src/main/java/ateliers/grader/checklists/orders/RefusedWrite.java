package ateliers.grader.checklists.orders;

import ateliers.grader.checklist.Stack;
import ateliers.grader.targets.Target.Injected;
import ateliers.grader.targets.Target.InjectsFaults;
import java.util.ArrayList;
import java.util.List;

/**
 * DynamoDB refuses to write an order that is placed into the table of orders: nothing of it may get out, though another table, such as one
 * of claims, took its number. Earlier orders are processed meanwhile, and written as
 * ever: a message of theirs that failed would hide in the queue for as long as its visibility lasts.
 */
final class RefusedWrite {
    /** Whatever a function may write an order with. */
    private static final List<String> WRITES = List.of("PutItem", "UpdateItem", "BatchWriteItem", "TransactWriteItems");

    private RefusedWrite() {}

    /** Places an order that the table does not take; one that nobody places where the target cannot refuse. */
    static PlacedOrder provoke(Stack stack, Shop shop) {
        PlacedOrder order = PlacedOrder.random();
        stack.offers(InjectsFaults.class).ifPresent(faults -> {
            List<String> texts = List.of(shop.table, order.id());
            List<Injected> refusals = new ArrayList<>();
            WRITES.forEach(write -> refusals.add(faults.refuse("dynamodb", write, "AccessDeniedException", texts)
                    .always()));
            try {
                shop.post(order.json());
            } finally {
                refusals.forEach(Injected::close);
            }
        });
        return order;
    }
}
