package ateliers.grader.checklists.orders;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.targets.Target;
import ateliers.grader.targets.Target.Replay;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        Optional<Replay> replay = stack.offers(Target.InjectsFaults.class)
                .flatMap(faults -> shop.streamArn().map(faults::replay));
        BigDecimal counted = place(ORDERS, before);
        requireTotal(
                counted,
                "%s avant ces %d commandes".formatted(before.toPlainString(), ORDERS),
                "La table des totaux tient le total exact des commandes du jour.",
                "Tâche 8 : additionne en N (ADD), une fois par commande, depuis les seuls INSERT du flux.");
        replay.ifPresent(again -> deliverAgain(again, counted));
    }

    /** The stream gives again what it gave, and then one order more: a reader has nothing to do before that. */
    private void deliverAgain(Replay replay, BigDecimal counted) {
        try (replay) {
            replay.begin();
            requireTotal(
                    place(1, counted),
                    "%s avant la dernière commande, les %d autres étant livrées deux fois par le flux"
                            .formatted(counted.toPlainString(), ORDERS),
                    "Le total du jour reste exact quand le flux livre deux fois les mêmes enregistrements.",
                    "Tâche 8 : dans une transaction, additionne et marque la commande comme comptée, si elle ne l'est pas déjà.");
        }
    }

    /** Posts orders; the sum that is then expected. */
    private BigDecimal place(int count, BigDecimal before) {
        BigDecimal sum = before;
        for (int i = 0; i < count; i++) {
            PlacedOrder order = PlacedOrder.random();
            shop.place(order);
            sum = sum.add(order.total());
        }
        return sum;
    }

    private void requireTotal(BigDecimal expected, String since, String message, String hint) {
        stack.await(() -> sum().compareTo(expected) == 0, OrdersSqsChecklist.SOON);
        boolean steady = stack.never(() -> sum().compareTo(expected) != 0, OrdersSqsChecklist.QUIET);
        List<Map<String, AttributeValue>> days = days();
        Expectation.that(message)
                .expected("jour = AAAA-MM-JJ (UTC), total = %s (%s)".formatted(expected.toPlainString(), since))
                .seen(days.isEmpty() ? "aucune ligne" : days.toString())
                .hint(hint)
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
