package ateliers.grader.checklists.orders;

import ateliers.grader.checklists.common.Json;
import ateliers.grader.variety.Variety;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An order with random content, as a client of the shop sends it.
 *
 * @param id null to let the shop choose one
 * @param claimed a total that the client makes up; null where it claims none
 */
record PlacedOrder(String id, String email, List<Line> lines, BigDecimal claimed) {

    PlacedOrder(String id, String email, List<Line> lines) {
        this(id, email, lines, null);
    }

    /** Each is worth up to 10^12, so that the sum goes past what doubles hold to a cent. */
    private static final int LARGE_LINES = 150;

    /** What a stored order has of what its client asked for, and its total and status. */
    static final List<String> FIELDS = List.of("order_id", "customer_email", "items", "total", "status");

    private static final int MOST_LINES = 500;
    private static final int MOST_PIECES = 1_000_000;
    private static final BigDecimal HIGHEST_PRICE = new BigDecimal(1_000_000);
    private static final int LONGEST_TEXT = 100;

    private static final int SHOWN_LINES = 5;

    /** What is that much smaller than a total is lost by rounding it. */
    private static final int ROUNDING_DIGITS = 5;

    record Line(String sku, int quantity, BigDecimal unitPrice) {}

    /** Binary fractions get its total wrong, however it is added up: 3 times 0.10 makes 0.30000000000000004. */
    static PlacedOrder exact() {
        PlacedOrder order = random();
        BigDecimal price = Variety.one(List.of(new BigDecimal("0.10"), new BigDecimal("1.10"), new BigDecimal("2.20")));
        return new PlacedOrder(order.id(), order.email(), List.of(new Line(sku(), 3, price)));
    }

    /**
     * So large that a binary fraction does not hold its total, be it rounded to cents: neither one that sums up nor one that the exact
     * total is only written by.
     */
    static PlacedOrder large() {
        return large(
                Variety.id(),
                Variety.email(),
                Stream.generate(PlacedOrder::largeLine).limit(LARGE_LINES - 1L).toList());
    }

    /** The same, in which all that has a limit comes up to it, and one article is a gift. */
    static PlacedOrder atTheLimits() {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(sku(), 1, BigDecimal.ZERO));
        lines.add(new Line(Variety.small(LONGEST_TEXT), MOST_PIECES, HIGHEST_PRICE));
        Stream.generate(PlacedOrder::largeLine).limit(LARGE_LINES).forEach(lines::add);
        Stream.generate(() -> line(1)).limit(MOST_LINES - lines.size() - 1L).forEach(lines::add);
        return large(Variety.small(LONGEST_TEXT - 4) + "._--", taggedEmail(), Variety.shuffled(lines));
    }

    /** One large line more, drawn until the total is such. */
    private static PlacedOrder large(String id, String email, List<Line> others) {
        while (true) {
            List<Line> lines = new ArrayList<>(others);
            lines.add(largeLine());
            PlacedOrder large = new PlacedOrder(id, email, lines);
            double sum = lines.stream()
                    .mapToDouble(line -> line.quantity() * line.unitPrice().doubleValue())
                    .sum();
            BigDecimal total = large.total();
            if (!isHeld(total, sum) && !isHeld(total, total.doubleValue())) {
                return large;
            }
        }
    }

    /** With signs that many patterns of addresses forget. */
    private static String taggedEmail() {
        return "d'" + Variety.email().replaceFirst("@", "+" + Variety.word() + "@");
    }

    /** Whether a binary fraction tells an amount, as it is written or as it is rounded to cents. */
    private static boolean isHeld(BigDecimal amount, double binary) {
        return Stream.of(
                        BigDecimal.valueOf(binary),
                        new BigDecimal(binary).setScale(2, RoundingMode.HALF_UP),
                        BigDecimal.valueOf(Math.round(binary * 100), 2))
                .anyMatch(written -> written.compareTo(amount) == 0);
    }

    private static Line largeLine() {
        return new Line(
                sku(),
                Variety.between(999_000, 999_999),
                Variety.amount(new BigDecimal(999_000), new BigDecimal(999_999)));
    }

    /**
     * An order of two to five lines, one of which has more than one piece. Its prices are quarters, which binary fractions hold:
     * who counts in them loses one criterion, always the same.
     */
    static PlacedOrder random() {
        List<Line> lines = new ArrayList<>();
        lines.add(line(Variety.between(2, 9)));
        int others = Variety.between(1, 4);
        for (int i = 0; i < others; i++) {
            lines.add(line(Variety.between(1, 9)));
        }
        return new PlacedOrder(Variety.id(), Variety.email(), Variety.shuffled(lines));
    }

    /** One of its prices is written with zeros, as 20.00, which a table does not keep; of that article there are eleven or more. */
    static PlacedOrder withRoundPrice() {
        PlacedOrder order = random();
        List<Line> lines = new ArrayList<>(order.lines());
        int quantity = 10 * Variety.between(1, 9) + Variety.between(1, 9);
        lines.add(new Line(sku(), quantity, BigDecimal.valueOf(1_000L * Variety.between(1, 9), 2)));
        return new PlacedOrder(order.id(), order.email(), lines);
    }

    /** A line of so many pieces, whose price ends in .25, .50 or .75. */
    static Line line(int quantity) {
        int quarters = 4 * Variety.between(0, 99) + Variety.between(1, 3);
        return new Line(sku(), quantity, BigDecimal.valueOf(25L * quarters, 2));
    }

    private static String sku() {
        return Variety.word() + "-" + Variety.small(Variety.between(4, 8));
    }

    /** Worth less than an article is mostly: who lets only larger ones pass leaves it behind. */
    static PlacedOrder small() {
        return withLines(new Line(sku(), 1, new BigDecimal("0.25")));
    }

    /** Gifts alone, worth nothing. */
    static PlacedOrder free() {
        return withLines(new Line(sku(), Variety.between(1, 9), BigDecimal.ZERO));
    }

    /** An article on three lines, two of them the same: each counts. Worth thousands, which a mail may write apart. */
    static PlacedOrder onSeveralLines() {
        Line line = line(Variety.between(2_000, 9_000));
        return withLines(line, new Line(line.sku(), 1, new BigDecimal("0.25")), line);
    }

    /**
     * One article, for a price that binary fractions hold only nearly: its total is exact however it is computed, a sum of several
     * is not.
     */
    static PlacedOrder inCents() {
        int cents;
        do {
            cents = Variety.between(1, 9_999);
        } while (cents % 25 == 0 || losesOne(cents));
        return withLines(new Line(sku(), 1, BigDecimal.valueOf(cents, 2)));
    }

    /** One article, for a price such as 19.99: who counts in cents, and cuts them off a binary fraction, loses one. */
    static PlacedOrder inCentsThatAreCut() {
        int cents;
        do {
            cents = Variety.between(1, 9_999);
        } while (!losesOne(cents));
        return withLines(new Line(sku(), Variety.between(1, 9), BigDecimal.valueOf(cents, 2)));
    }

    private static boolean losesOne(int cents) {
        return (long) (cents / 100.0 * 100) != cents;
    }

    private static PlacedOrder withLines(Line... lines) {
        return new PlacedOrder(Variety.id(), Variety.email(), List.of(lines));
    }

    PlacedOrder withOneMore() {
        List<Line> more = new ArrayList<>(lines);
        more.add(line(Variety.between(1, 9)));
        return new PlacedOrder(id, email, more);
    }

    /** The same articles: one piece instead of several, which is as much dearer. */
    PlacedOrder withSameTotal() {
        return new PlacedOrder(
                id,
                email,
                lines.stream()
                        .map(line ->
                                new Line(line.sku(), 1, line.unitPrice().multiply(BigDecimal.valueOf(line.quantity()))))
                        .toList());
    }

    PlacedOrder withOtherEmail() {
        return new PlacedOrder(id, Variety.email(), lines);
    }

    /** Its address begins with a capital, as many people write theirs, and so does its number. */
    PlacedOrder withCapital() {
        return new PlacedOrder(capital(id), capital(email), lines);
    }

    /** One of its articles has a name as people give them, with a space and accents. */
    PlacedOrder withAccents() {
        Line first = lines.get(0);
        String name = "%s %s-œ".formatted(Variety.properName(), Variety.accented());
        return withFirst(new Line(name, first.quantity(), first.unitPrice()));
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /** One article instead of another, of the same price and as many pieces. */
    PlacedOrder withOtherSku() {
        List<Line> changed = new ArrayList<>(lines);
        changed.set(0, new Line(sku(), lines.get(0).quantity(), lines.get(0).unitPrice()));
        return new PlacedOrder(id, email, changed);
    }

    /** The same articles, one of which is a little dearer. */
    PlacedOrder withOtherPrice() {
        Line first = lines.get(0);
        return withFirst(
                new Line(first.sku(), first.quantity(), first.unitPrice().add(new BigDecimal("0.25"))));
    }

    /** The same articles, and one piece more of one of them. */
    PlacedOrder withOtherQuantity() {
        Line first = lines.get(0);
        return withFirst(new Line(first.sku(), first.quantity() + 1, first.unitPrice()));
    }

    private PlacedOrder withFirst(Line first) {
        List<Line> changed = new ArrayList<>(lines);
        changed.set(0, first);
        return new PlacedOrder(id, email, changed);
    }

    /** What its last article is called ends in the first digit of how many there were: written one after the other, both say the same. */
    PlacedOrder withDigitMoved() {
        Line last = lines.get(lines.size() - 1);
        List<Line> changed = new ArrayList<>(lines);
        changed.set(
                lines.size() - 1, new Line(last.sku() + last.quantity() / 10, last.quantity() % 10, last.unitPrice()));
        return new PlacedOrder(id, email, changed);
    }

    PlacedOrder withCapitalOfEmail() {
        return new PlacedOrder(id, capital(email), lines);
    }

    /** The same articles, the last of them first. */
    PlacedOrder inOtherOrder() {
        List<Line> reversed = new ArrayList<>(lines);
        Collections.reverse(reversed);
        return new PlacedOrder(id, email, reversed);
    }

    PlacedOrder withId(String newId) {
        return new PlacedOrder(newId, email, lines, claimed);
    }

    /** The same order from a client that also says what it wants to pay, how far it is, and what each article is called. */
    PlacedOrder claiming(BigDecimal total) {
        return new PlacedOrder(id, email, lines, total);
    }

    BigDecimal total() {
        return lines.stream()
                .map(line -> line.unitPrice().multiply(BigDecimal.valueOf(line.quantity())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** What a total other than this order's most likely comes from. */
    String adviceOnTotal(JsonNode seen) {
        if (Json.isOutOfReach(seen)) {
            return "ce nombre est hors de toute mesure : multiplie et additionne les BigDecimal des articles, sans exposant.";
        }
        if (!seen.isNumber()) {
            return "écris le total comme un nombre JSON.";
        }
        if (claimed != null && Json.equal(seen, claimed)) {
            return "ce total est celui que le client annonce ; calcule-le à partir des articles.";
        }
        BigDecimal off = total().subtract(seen.decimalValue()).abs();
        if (off.compareTo(total().movePointLeft(ROUNDING_DIGITS).max(BigDecimal.ONE)) < 0) {
            return "c'est un arrondi : calcule avec BigDecimal, jamais avec double, et n'arrondis pas.";
        }
        return lines.stream().map(Line::sku).distinct().count() < lines.size()
                ? "chaque ligne compte, même quand deux portent le même article."
                : "additionne quantity × unit_price de chaque article.";
    }

    /** As a person would tell how large it is. */
    String size() {
        return lines.size() == 1 ? "un article" : lines.size() + " articles";
    }

    /** How a person would write the sum. */
    String sum() {
        return lines.stream()
                        .limit(SHOWN_LINES)
                        .map(line -> line.quantity() + " × " + line.unitPrice().toPlainString())
                        .collect(Collectors.joining(" + "))
                + (lines.size() > SHOWN_LINES ? " + …" : "");
    }

    String json() {
        return body().toString();
    }

    ObjectNode body() {
        ObjectNode order = Json.MAPPER.createObjectNode();
        if (id != null) {
            order.put("order_id", id);
        }
        order.put("customer_email", email);
        if (claimed != null) {
            order.put("total", claimed);
            order.put("status", Variety.word());
        }
        var items = order.putArray("items");
        // Nobody knows this field, and it is called otherwise each time.
        String unknown = Variety.word();
        lines.forEach(line -> {
            ObjectNode item = items.addObject()
                    .put("sku", line.sku())
                    .put("quantity", line.quantity())
                    .put("unit_price", line.unitPrice());
            if (claimed != null) {
                item.put(unknown, Variety.word());
            }
        });
        return order;
    }

    /** Whether a JSON list holds exactly these lines, in any order. */
    boolean hasLines(JsonNode items) {
        if (!items.isArray() || items.size() != lines.size()) {
            return false;
        }
        Map<String, Line> bySku = bySku();
        for (JsonNode item : items) {
            Line line = bySku.remove(item.path("sku").asText());
            if (line == null
                    || !Json.equal(item.path("quantity"), BigDecimal.valueOf(line.quantity()))
                    || !Json.equal(item.path("unit_price"), line.unitPrice())) {
                return false;
            }
        }
        return true;
    }

    /** Whether a stored list holds exactly these lines, with DynamoDB's types. */
    boolean hasStoredLines(AttributeValue items) {
        if (items == null || !items.hasL() || items.l().size() != lines.size()) {
            return false;
        }
        Map<String, Line> bySku = bySku();
        for (AttributeValue item : items.l()) {
            AttributeValue sku = item.hasM() ? item.m().get("sku") : null;
            Line line = sku == null || sku.s() == null ? null : bySku.remove(sku.s());
            if (line == null
                    || !Json.equal(item.m().get("quantity"), BigDecimal.valueOf(line.quantity()))
                    || !Json.equal(item.m().get("unit_price"), line.unitPrice())) {
                return false;
            }
        }
        return true;
    }

    private Map<String, Line> bySku() {
        Map<String, Line> bySku = new HashMap<>();
        lines.forEach(line -> bySku.put(line.sku(), line));
        return bySku;
    }
}
