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

    private final Stack stack;
    private final Shop shop;
    private final String table;

    DailySales(Stack stack) {
        this.stack = stack;
        this.shop = new Shop(stack);
        this.table = stack.output(OrdersSqsChecklist.DAILY_SALES);
    }

    void check() {
        List<PlacedOrder> orders =
                Stream.generate(PlacedOrder::random).limit(ORDERS).toList();
        orders.forEach(shop::place);
        BigDecimal expected = orders.stream().map(PlacedOrder::total).reduce(BigDecimal.ZERO, BigDecimal::add);
        stack.await(() -> sum().compareTo(expected) == 0, OrdersSqsChecklist.SOON);
        boolean steady = stack.never(() -> sum().compareTo(expected) != 0, OrdersSqsChecklist.SOON);
        List<Map<String, AttributeValue>> days = days();
        Expectation.that("La table des totaux tient le total exact des commandes du jour.")
                .expected("jour = AAAA-MM-JJ (UTC), total = " + expected.toPlainString())
                .seen(days.isEmpty() ? "aucune ligne" : days.toString())
                .hint("Tâche 8 : additionne en N (ADD), une fois par commande, depuis les seuls INSERT du flux.")
                .holdsIf(steady && days.stream().allMatch(DailySales::isDay));
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
