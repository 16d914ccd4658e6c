package ateliers.grader.checklists.bank;

import ateliers.grader.checklists.common.Json;
import ateliers.grader.variety.Variety;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An operation as another program of the bank makes it: it writes it into the table, or puts its event on the bus. */
record Operation(
        String clientId, String id, Kind kind, String state, String date, BigDecimal amount, BigDecimal balance) {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    /** One that is new, at this time. */
    static Operation of(Customer customer, Kind kind, Instant time, String amount) {
        BigDecimal value = new BigDecimal(amount);
        return new Operation(
                customer.id(),
                Variety.id(),
                kind,
                Bank.NEW,
                time.truncatedTo(ChronoUnit.SECONDS).toString(),
                value,
                kind.after(customer.balance(), value));
    }

    Operation dated(String text) {
        return new Operation(clientId, id, kind, state, text, amount, balance);
    }

    Operation in(String otherState) {
        return new Operation(clientId, id, kind, otherState, date, amount, balance);
    }

    /** The day that a person in Paris has on her calendar. */
    LocalDate day() {
        return day(date);
    }

    /** Whether a line with day, kind and amount tells of both alike. */
    boolean readsLike(Operation other) {
        return kind == other.kind && amount.compareTo(other.amount) == 0 && day().equals(other.day());
    }

    static LocalDate day(String date) {
        return LocalDate.ofInstant(Instant.parse(date), PARIS);
    }

    ObjectNode detail() {
        return Json.MAPPER
                .createObjectNode()
                .put("client_id", clientId)
                .put("operation_id", id)
                .put("type", kind.name())
                .put("etat", state)
                .put("devise", "EUR")
                .put("date", date)
                .put("montant", amount)
                .put("solde", balance);
    }

    /** One that the bank's own API answered. */
    static Operation read(JsonNode answer) {
        return new Operation(
                answer.path("client_id").asText(),
                answer.path("operation_id").asText(),
                Kind.valueOf(answer.path("type").asText()),
                answer.path("etat").asText(),
                answer.path("date").asText(),
                answer.path("montant").decimalValue(),
                answer.path("solde").decimalValue());
    }

    Map<String, AttributeValue> item() {
        Map<String, AttributeValue> item = new HashMap<>();
        detail().properties()
                .forEach(field -> item.put(
                        field.getKey(),
                        field.getValue().isNumber()
                                ? AttributeValue.fromN(
                                        field.getValue().decimalValue().toPlainString())
                                : AttributeValue.fromS(field.getValue().textValue())));
        return item;
    }
}
