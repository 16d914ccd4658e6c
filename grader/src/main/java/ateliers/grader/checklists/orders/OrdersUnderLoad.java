package ateliers.grader.checklists.orders;

import ateliers.grader.checklist.LoadScenario;
import ateliers.grader.checklist.Scenario;
import ateliers.grader.checklist.Stack;
import java.time.Duration;
import java.util.Set;

/** Customers of the shop who order at the same time. */
@LoadScenario(
        lab = "05-orders-sqs",
        operation = "POST /orders, une commande nouvelle",
        found = "TRAITEE, avec leur reçu")
public final class OrdersUnderLoad implements Scenario {
    private final Shop shop;
    private final Stack stack;

    public OrdersUnderLoad(Stack stack) {
        this.stack = stack;
        this.shop = new Shop(stack);
    }

    @Override
    public Sent send() {
        PlacedOrder order = PlacedOrder.random();
        return new Sent(order.id(), shop.post(order.json()));
    }

    @Override
    public int left(Set<String> accepted) {
        return shop.left(accepted);
    }

    @Override
    public Duration patience() {
        return OrdersSqsChecklist.SOON.plus(new SourceMappings(stack, shop.queueArn()).window());
    }
}
