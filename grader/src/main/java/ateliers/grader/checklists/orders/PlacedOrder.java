package ateliers.grader.checklists.orders;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
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

    private static final int SHOWN_LINES = 5;

    record Line(String sku, int quantity, BigDecimal unitPrice) {}

    /** Binary fractions get its total wrong, however it is added up: 3 times 0.10 makes 0.30000000000000004. */
    static PlacedOrder exact() {
        PlacedOrder order = random();
        String sku = order.lines().get(0).sku();
        BigDecimal price = List.of(new BigDecimal("0.10"), new BigDecimal("1.10"), new BigDecimal("2.20"))
                .get(new Random().nextInt(3));
        return new PlacedOrder(order.id(), order.email(), List.of(new Line(sku, 3, price)));
    }

    /** So large that binary fractions get its total wrong even when they are rounded to cents, which do not fit in 32 bits. */
    static PlacedOrder large() {
        while (true) {
            PlacedOrder order = random();
            String sku = order.lines().get(0).sku();
            List<Line> lines =
                    Stream.generate(() -> large(sku)).limit(LARGE_LINES).toList();
            PlacedOrder large = new PlacedOrder(order.id(), order.email(), lines);
            double binary = lines.stream()
                    .mapToDouble(line -> line.quantity() * line.unitPrice().doubleValue())
                    .sum();
            if (Math.round(binary * 100) != large.total().movePointRight(2).longValueExact()) {
                return large;
            }
        }
    }

    private static Line large(String sku) {
        Random random = new Random();
        return new Line(
                sku + "-" + random.nextInt(Integer.MAX_VALUE),
                999_000 + random.nextInt(1_000),
                BigDecimal.valueOf(99_900_000L + random.nextInt(99_999), 2));
    }

    /** Quarters, which binary fractions hold: who counts in them loses one criterion, always the same. */
    static PlacedOrder random() {
        Random random = new Random();
        String tag = UUID.randomUUID().toString().substring(0, 8);
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("stylo-" + tag, 3, new BigDecimal("0.50")));
        lines.add(new Line(
                "cahier-" + tag, 1 + random.nextInt(9), BigDecimal.valueOf(25L * (1 + random.nextInt(399)), 2)));
        lines.add(new Line("gomme-" + tag, 1, new BigDecimal("0.75")));
        return new PlacedOrder("c-" + UUID.randomUUID(), "client-" + tag + "@exemple.fr", lines);
    }

    PlacedOrder withId(String newId) {
        return new PlacedOrder(newId, email, lines, claimed);
    }

    /** The same order from a client that also says what it wants to pay. */
    PlacedOrder claiming(BigDecimal total) {
        return new PlacedOrder(id, email, lines, total);
    }

    BigDecimal total() {
        return lines.stream()
                .map(line -> line.unitPrice().multiply(BigDecimal.valueOf(line.quantity())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
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
        ObjectNode order = Shop.JSON.createObjectNode();
        if (id != null) {
            order.put("order_id", id);
        }
        order.put("customer_email", email);
        if (claimed != null) {
            order.put("total", claimed);
        }
        var items = order.putArray("items");
        lines.forEach(line -> items.addObject()
                .put("sku", line.sku())
                .put("quantity", line.quantity())
                .put("unit_price", line.unitPrice()));
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
                    || !equal(item.path("quantity"), BigDecimal.valueOf(line.quantity()))
                    || !equal(item.path("unit_price"), line.unitPrice())) {
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
                    || !equal(item.m().get("quantity"), BigDecimal.valueOf(line.quantity()))
                    || !equal(item.m().get("unit_price"), line.unitPrice())) {
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

    /** Whether a JSON number is exactly this one, however many zeros it ends in. */
    static boolean equal(JsonNode number, BigDecimal expected) {
        return number.isNumber() && number.decimalValue().compareTo(expected) == 0;
    }

    /** The same for a stored number. */
    static boolean equal(AttributeValue number, BigDecimal expected) {
        return number != null && number.n() != null && new BigDecimal(number.n()).compareTo(expected) == 0;
    }
}
