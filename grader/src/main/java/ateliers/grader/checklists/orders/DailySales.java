package ateliers.grader.checklists.orders;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklists.common.EventSources;
import ateliers.grader.checklists.common.NewEnvironment;
import ateliers.grader.targets.Target;
import ateliers.grader.targets.Target.Replay;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Bonus of lab 05: a stream keeps each day's total. */
final class DailySales {
    private static final int ORDERS = 6;

    /** More often than the orders of one grading change the sum. */
    private static final int MOST_LOOKS = 100;

    /** In UTC: tomorrow in Paris, all year round. */
    private static final LocalTime EVENING = LocalTime.of(23, 5);

    /** From then on to what is tomorrow everywhere, but for the clock of a function: that one does not move. */
    private static final Duration NIGHT = Duration.ofMinutes(85);

    /** What has gone by of the cloud's time more than of ours, but for the way to the evening. */
    private static final Duration AHEAD = Duration.ofMinutes(30);

    private final Stack stack;
    private final Shop shop;
    private final String table;

    /** Until the stream is read. */
    private final Duration late;

    private final LocalDate begun = LocalDate.now(ZoneOffset.UTC);
    private final Set<String> today = today();

    /** The cloud's day, once it is another than that of functions' clocks. */
    private Optional<String> tomorrow = Optional.empty();

    /** What that day has had before. */
    private BigDecimal earlier = BigDecimal.ZERO;

    /** Whether orders tell by those clocks when they were taken. */
    private boolean ownTimes;

    DailySales(Stack stack) {
        this.stack = stack;
        this.shop = new Shop(stack);
        this.table = stack.output(OrdersSqsChecklist.DAILY_SALES);
        this.late = new EventSources(stack).untilRead();
    }

    void check() {
        BigDecimal before = settledSum();
        evening();
        Optional<Replay> replay = stack.offers(Target.InjectsFaults.class)
                .flatMap(faults -> shop.streamArn().map(faults::replay));
        BigDecimal counted = placeUnread(orders(before), before);
        requireTotal(
                counted,
                before,
                "%s avant ces %d commandes".formatted(before.toPlainString(), ORDERS),
                "La table des totaux tient le total exact des commandes du jour.",
                "additionne en N (ADD), une fois par commande, depuis les seuls INSERT du flux.");
        BigDecimal last = replay.map(again -> deliverAgain(again, counted)).orElse(counted);
        stack.offers(Target.MovesTime.class).ifPresent(time -> placeTomorrow(time, last));
    }

    /** Late in the day, where it is tomorrow already in Paris. Nothing is played on this stack afterwards. */
    private void evening() {
        LocalTime now = LocalTime.now(ZoneOffset.UTC);
        if (now.isBefore(EVENING)) {
            stack.offers(Target.MovesTime.class).ifPresent(time -> time.advance(Duration.between(now, EVENING)));
        }
    }

    /** An order more, on another day than functions' clocks tell. */
    private void placeTomorrow(Target.MovesTime time, BigDecimal counted) {
        String day = begun.plusDays(1).toString();
        time.advance(NIGHT);
        earlier = sum(day);
        tomorrow = Optional.of(day);
        requireTotal(
                place(List.of(PlacedOrder.random()), counted),
                counted,
                "%s avant la commande du lendemain".formatted(counted.toPlainString()),
                "La table des totaux tient le total exact des commandes du lendemain.",
                "additionne en N (ADD), une fois par commande, depuis les seuls INSERT du flux.");
    }

    /** Posts orders while nothing reads the stream: what is in them then, the API wrote. */
    private BigDecimal placeUnread(List<PlacedOrder> orders, BigDecimal before) {
        return shop.streamArn()
                .map(stream -> new SourceMappings(stack, stream).withoutAny(() -> place(orders, before)))
                .orElseGet(() -> place(orders, before));
    }

    /**
     * The stream gives again what it gave, and then one order more: a reader has nothing to do before that. It does not remember
     * the first time.
     */
    private BigDecimal deliverAgain(Replay replay, BigDecimal counted) {
        try (replay) {
            shop.streamArn()
                    .ifPresent(stream -> new SourceMappings(stack, stream)
                            .list()
                            .forEach(mapping -> NewEnvironment.of(stack, mapping.functionArn())));
            replay.begin();
            BigDecimal last = place(List.of(PlacedOrder.random()), counted);
            requireTotal(
                    last,
                    counted,
                    "%s avant la dernière commande, les %d autres étant livrées deux fois par le flux"
                            .formatted(counted.toPlainString(), ORDERS),
                    "Le total du jour reste exact quand le flux livre deux fois les mêmes enregistrements.",
                    "dans une transaction, additionne et marque la commande comme comptée, si elle ne l'est pas déjà.");
            return last;
        }
    }

    /** Posts orders; the sum that is then expected, of the totals that the shop itself gives them. */
    private BigDecimal place(List<PlacedOrder> orders, BigDecimal before) {
        BigDecimal sum = before;
        OwnTimes times = new OwnTimes(Instant.now());
        for (PlacedOrder wanted : orders) {
            PlacedOrder order = shop.placeEither(wanted, PlacedOrder.inCents());
            sum = sum.add(shop.held(order));
            // Later on it may be who counts the orders that writes times into them.
            ownTimes |= tomorrow.isEmpty() && times.areIn(shop.item(order.id()).orElse(Map.of()), Instant.now());
        }
        return sum;
    }

    /** Who adds them up in binary fractions gets another sum, be it one by one; one of them is too large for them alone. */
    private static List<PlacedOrder> orders(BigDecimal before) {
        while (true) {
            List<PlacedOrder> orders = Stream.concat(
                            Stream.generate(PlacedOrder::inCents).limit(ORDERS - 1L), Stream.of(PlacedOrder.large()))
                    .toList();
            BigDecimal exact = before;
            double binary = before.doubleValue();
            for (PlacedOrder order : orders) {
                exact = exact.add(order.total());
                binary += order.total().doubleValue();
            }
            if (BigDecimal.valueOf(binary).compareTo(exact) != 0) {
                return orders;
            }
        }
    }

    private void requireTotal(BigDecimal expected, BigDecimal before, String since, String message, String hint) {
        stack.await(() -> sum().compareTo(expected) == 0, OrdersSqsChecklist.SOON.plus(late));
        boolean steady = stack.never(() -> sum().compareTo(expected) != 0, OrdersSqsChecklist.QUIET.plus(late));
        List<Map<String, AttributeValue>> days = days();
        Expectation.that(message)
                .expected("jour = AAAA-MM-JJ (UTC), total = %s (%s)".formatted(expected.toPlainString(), since))
                .seen(days.isEmpty() ? "aucune ligne" : days.toString())
                .hint(hint)
                .holdsIf(steady);
        BigDecimal added = expected.subtract(before);
        Expectation.that("Chaque ligne est un jour, en UTC : celui où ses commandes sont passées.")
                .expected("jour = %s, pour les %s de plus"
                        .formatted(tomorrow.orElse(String.join(" ou ", today)), added.toPlainString()))
                .seen(days.toString())
                .hint(
                        "la clé est le jour que dit l'enregistrement (ApproximateCreationDateTime), en UTC et écrit AAAA-MM-JJ, pas"
                                + " celui de l'horloge de la fonction quand elle le lit.")
                .holdsIf(days.stream().allMatch(this::isDay) && isOnItsDay(added));
    }

    /** Whether what was added went to the day on which the orders were placed, as far as that can be told. */
    private boolean isOnItsDay(BigDecimal added) {
        return ownTimes
                || tomorrow.map(day -> sum(day).subtract(earlier).compareTo(added) == 0)
                        .orElse(true);
    }

    /** Once the orders of the criteria before this one are counted: each change of the sum is seen, and there is an end of them. */
    private BigDecimal settledSum() {
        BigDecimal[] last = {sum()};
        for (int look = 0; look < MOST_LOOKS; look++) {
            if (stack.never(() -> sum().compareTo(last[0]) != 0, OrdersSqsChecklist.QUIET.plus(late))) {
                return last[0];
            }
            last[0] = sum();
        }
        throw Expectation.that("Le total du jour ne change que quand une commande arrive.")
                .expected("le même total tant que rien n'arrive")
                .seen("il change encore et encore, et vaut maintenant " + last[0].toPlainString())
                .hint(
                        "ce que la fonction écrit dans la table des commandes revient dans le flux : ne lui donne que les INSERT"
                                + " (FilterCriteria).")
                .failure();
    }

    /** The sum over all days: a run near midnight may see two. */
    private BigDecimal sum() {
        return sum(days().stream());
    }

    private BigDecimal sum(String day) {
        return sum(days().stream().filter(item -> AttributeValue.fromS(day).equals(item.get("jour"))));
    }

    private static BigDecimal sum(Stream<Map<String, AttributeValue>> days) {
        return days.map(day -> day.get("total"))
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

    private boolean isDay(Map<String, AttributeValue> item) {
        AttributeValue day = item.get("jour");
        return day != null
                && day.s() != null
                && (today.contains(day.s()) || tomorrow.filter(day.s()::equals).isPresent());
    }

    /** Today's; near midnight the cloud's clock, which is ahead, may have come to the next. */
    private static Set<String> today() {
        Instant now = Instant.now();
        return Stream.of(now, now.plus(AHEAD))
                .map(each -> LocalDate.ofInstant(each, ZoneOffset.UTC).toString())
                .collect(Collectors.toSet());
    }
}
