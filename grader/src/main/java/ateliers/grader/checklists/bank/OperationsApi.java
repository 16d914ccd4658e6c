package ateliers.grader.checklists.bank;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklists.common.Json;
import ateliers.grader.targets.Web.Answer;
import ateliers.grader.variety.Variety;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Operations as the API makes and changes them. Amounts are quarters, which binary fractions hold: who counts in these loses the row
 * about money, and no other.
 */
final class OperationsApi {
    private static final Pattern UTC = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?Z");

    /** Less than two time zones lie apart. */
    private static final Duration NEAR = Duration.ofMinutes(20);

    private static final Set<String> TEXTS = Set.of("client_id", "operation_id", "type", "etat", "devise", "date");

    private final Bank bank;

    OperationsApi(Stack stack) {
        this.bank = new Bank(stack);
    }

    void check() {
        bank.requireTables();
        Customer customer = bank.open(Customer.with("400.00"));
        BigDecimal balance = customer.balance();
        Operation last = null;
        for (Kind kind : Variety.shuffled(List.of(Kind.values()))) {
            String amount = quarters();
            balance = kind.after(balance, new BigDecimal(amount));
            last = made(customer, kind, amount, balance);
        }
        requireEmptied(customer, balance);
        changes(customer, last);
        new OperationLists(bank).check();
        new ApiRefusals(bank).check();
    }

    private static String quarters() {
        return BigDecimal.valueOf(25L * Variety.between(5, 200), 2).toPlainString();
    }

    private Operation made(Customer customer, Kind kind, String amount, BigDecimal balance) {
        Instant before = Instant.now();
        Answer answer = bank.post(Bank.request(customer, kind, amount)
                .put("solde", 999_999)
                .put("etat", "TRAITEE")
                .toString());
        Operation made = Bank.accepted(answer, customer, kind);
        JsonNode body = Json.read(answer.body());
        Expectation.that("%s de %s crée une opération de ce montant, avec le solde d'après.".formatted(kind, amount))
                .expected("\"montant\": %s, \"solde\": %s".formatted(amount, balance))
                .seen(answer.said())
                .hint(
                        "DEPOT crédite le client, RETRAIT et VIREMENT le débitent ; le solde se calcule de celui de la table, quoi que la"
                                + " demande annonce.")
                .alone()
                .holdsIf(Json.equal(body.path("montant"), new BigDecimal(amount))
                        && Json.equal(body.path("solde"), balance));
        Expectation.that("Une opération nouvelle est %s, en EUR.".formatted(Bank.NEW))
                .expected("\"etat\": \"%s\", \"devise\": \"EUR\"".formatted(Bank.NEW))
                .seen(answer.said())
                .hint("l'état d'une opération nouvelle ne vient pas de la demande.")
                .alone()
                .holdsIf(made.state().equals(Bank.NEW)
                        && body.path("devise").asText().equals("EUR"));
        Expectation.that("date est l'instant de la demande, en UTC.")
                .expected("comme %s".formatted(before.truncatedTo(ChronoUnit.SECONDS)))
                .seen("\"date\": " + body.path("date"))
                .hint("Instant.now().toString() l'écrit ainsi.")
                .alone()
                .holdsIf(isNear(made.date(), before));
        requireJson("POST /operations", answer);
        requireStored(made, customer, balance);
        return made;
    }

    private static boolean isNear(String date, Instant time) {
        return UTC.matcher(date).matches()
                && Duration.between(time, Instant.parse(date)).abs().compareTo(NEAR) < 0;
    }

    private void requireStored(Operation made, Customer customer, BigDecimal balance) {
        Map<String, AttributeValue> item = bank.stored(customer.id()).stream()
                .filter(each -> AttributeValue.fromS(made.id()).equals(each.get("operation_id")))
                .findFirst()
                .orElse(Map.of());
        boolean same = made.item().entrySet().stream()
                .allMatch(field -> isSame(field.getKey(), field.getValue(), item.get(field.getKey())));
        Expectation.that("L'opération est dans la table des opérations, telle que l'API l'a répondue.")
                .expected(made.detail().toString())
                .seen(item.isEmpty() ? "aucune opération de ce numéro sous ce client" : said(item))
                .hint("range chaque nom du contrat : des textes (S), montant et solde en nombres (N).")
                .alone()
                .holdsIf(same);
        Expectation.that("Le client a le solde d'après l'opération.")
                .expected("solde %s dans la table des clients".formatted(balance))
                .seen("solde " + bank.balance(customer))
                .hint("change le solde du client et range l'opération d'un seul geste (TransactWriteItems).")
                .alone()
                .holdsIf(bank.hasBalance(customer, balance));
    }

    private static boolean isSame(String name, AttributeValue wanted, AttributeValue got) {
        return TEXTS.contains(name) ? wanted.equals(got) : Json.equal(got, new BigDecimal(wanted.n()));
    }

    static String said(Map<String, AttributeValue> item) {
        StringBuilder said = new StringBuilder();
        item.forEach((name, value) -> said.append(said.isEmpty() ? "" : ", ")
                .append(name)
                .append(" : ")
                .append(value.n() == null ? value.s() == null ? value : value.s() : value.n() + " (N)"));
        return said.toString();
    }

    /** All that is there may be taken. */
    private void requireEmptied(Customer customer, BigDecimal balance) {
        Answer answer = bank.post(
                Bank.request(customer, Kind.RETRAIT, balance.toPlainString()).toString());
        Expectation.that("Vider le compte est permis.")
                .expected("201 à un RETRAIT de %s, le solde entier".formatted(balance))
                .seen(answer.said())
                .hint("un débit est refusé quand il dépasse le solde, pas quand il l'égale.")
                .alone()
                .holdsIf(answer.status() == 201 && bank.hasBalance(customer, BigDecimal.ZERO));
    }

    private void changes(Customer customer, Operation made) {
        BigDecimal balance = bank.balance(customer);
        for (String state : List.of("TRAITEE", "ANNULEE", Bank.NEW, "ANNULEE")) {
            Answer answer =
                    bank.change(made.id(), Bank.state(customer.id(), state).toString());
            JsonNode wanted = made.in(state).detail();
            JsonNode body = Json.read(answer.body());
            Map<String, AttributeValue> item = bank.stored(customer.id()).stream()
                    .filter(each -> AttributeValue.fromS(made.id()).equals(each.get("operation_id")))
                    .findFirst()
                    .orElse(Map.of());
            Expectation.that("PUT /operations/{operation_id} change l'état de l'opération, et lui seul.")
                    .expected("200 et l'opération, %s dans la table aussi : %s".formatted(state, wanted))
                    .seen("%s\ndans la table : %s".formatted(answer.said(), said(item)))
                    .hint("mets à jour etat seul (UpdateItem), et réponds l'opération entière.")
                    .alone()
                    .holdsIf(answer.status() == 200
                            && isAs(wanted, body)
                            && made.in(state).item().entrySet().stream()
                                    .allMatch(field ->
                                            isSame(field.getKey(), field.getValue(), item.get(field.getKey()))));
            requireJson("PUT /operations/{operation_id}", answer);
        }
        Expectation.that("Changer l'état d'une opération, même en ANNULEE, ne touche pas au solde du client.")
                .expected("solde " + balance)
                .seen("solde " + bank.balance(customer))
                .hint("une annulation n'est qu'un état : rien n'est rendu ni repris.")
                .alone()
                .holdsIf(bank.hasBalance(customer, balance));
    }

    /** Whether a JSON object has at least these fields, with these values. */
    static boolean isAs(JsonNode wanted, JsonNode body) {
        return wanted.properties().stream()
                .allMatch(field -> field.getValue().isNumber()
                        ? Json.equal(body.path(field.getKey()), field.getValue().decimalValue())
                        : body.path(field.getKey()).equals(field.getValue()));
    }

    static void requireJson(String what, Answer answer) {
        String type = answer.header("content-type").orElse("");
        Expectation.that("La réponse à %s est du JSON, et le dit.".formatted(what))
                .expected("Content-Type: application/json")
                .seen(type.isEmpty() ? "pas d'en-tête Content-Type" : "Content-Type: " + type)
                .hint("mets cet en-tête sur toutes les réponses de la fonction, erreurs comprises.")
                .alone()
                .holdsIf(Stream.of(type.split(";"))
                        .findFirst()
                        .map(String::strip)
                        .filter("application/json"::equalsIgnoreCase)
                        .isPresent());
    }
}
