package ateliers.grader.checklists;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Bonus of lab 05: a stream keeps each day's total. */
final class DailySales {
    private static final int ORDERS = 12;
    private static final int LOOKS = 6;

    private final Stack stack;
    private final Shop shop;
    private final String table;

    DailySales(Stack stack) {
        this.stack = stack;
        this.shop = new Shop(stack);
        this.table = stack.output(OrdersSqsChecklist.DAILY_SALES);
    }

    void check() {
        BigDecimal before = settledSum();
        List<PlacedOrder> orders =
                Stream.generate(PlacedOrder::random).limit(ORDERS).toList();
        orders.forEach(shop::place);
        BigDecimal expected = orders.stream().map(PlacedOrder::total).reduce(before, BigDecimal::add);
        stack.await(() -> sum().compareTo(expected) == 0, OrdersSqsChecklist.SOON);
        boolean steady = stack.never(() -> sum().compareTo(expected) != 0, OrdersSqsChecklist.QUIET);
        List<Map<String, AttributeValue>> days = days();
        Expectation.that("La table des totaux tient le total exact des commandes du jour.")
                .expected("jour = AAAA-MM-JJ (UTC), total = %s (%s avant ces %d commandes)"
                        .formatted(expected.toPlainString(), before.toPlainString(), ORDERS))
                .seen(days.isEmpty() ? "aucune ligne" : days.toString())
                .hint("Tâche 8 : additionne en N (ADD), une fois par commande, depuis les seuls INSERT du flux.")
                .holdsIf(steady && days.stream().allMatch(DailySales::isDay));
    }

    /** Once the orders of the criteria before this one are counted. */
    private BigDecimal settledSum() {
        BigDecimal[] last = {sum()};
        for (int look = 0; look < LOOKS; look++) {
            if (stack.never(() -> sum().compareTo(last[0]) != 0, OrdersSqsChecklist.QUIET)) {
                break;
            }
            last[0] = sum();
        }
        return last[0];
    }

    /** The sum over all days: a run near midnight may see two. */
    private BigDecimal sum() {
        return days().stream()
                .map(day -> day.get("total"))
                .filter(total -> total != null && total.n() != null)
                .map(total -> new BigDecimal(total.n()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private List<Map<String, AttributeValue>> days() {
        return stack.aws()
                .dynamoDb()
                .scan(r -> r.tableName(table).consistentRead(true))
                .items();
    }

    private static boolean isDay(Map<String, AttributeValue> item) {
        AttributeValue day = item.get("jour");
        return day != null && day.s() != null && day.s().matches("\\d{4}-\\d{2}-\\d{2}");
    }
}
