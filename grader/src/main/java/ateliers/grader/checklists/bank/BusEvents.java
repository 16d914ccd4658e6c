package ateliers.grader.checklists.bank;

import ateliers.grader.checklist.EventProbe;
import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.targets.Target.InjectsFaults;
import ateliers.grader.targets.Web.Answer;
import ateliers.grader.variety.Variety;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the bank's bus is told of operations. */
final class BusEvents {
    private final Stack stack;
    private final Bank bank;
    private final EventProbe probe;

    BusEvents(Stack stack) {
        this.stack = stack;
        this.bank = new Bank(stack);
        bank.requireBus();
        this.probe = EventProbe.of(stack, bank.bus, Bank.SOURCE);
    }

    void check() {
        Customer customer = bank.open(Customer.with("900.00"));
        // One after the other: who waits until he has two to tell leaves one of them behind.
        List<Operation> made = new ArrayList<>();
        for (Kind kind : Variety.shuffled(List.of(Kind.values()))) {
            made.add(bank.make(customer, kind, "20.25"));
            requireTold(made.get(made.size() - 1));
        }
        byThePartner().ifPresent(operation -> {
            requireTold(operation);
            made.add(operation);
        });
        List<Customer> refused = refusals(customer, made.get(0));
        stack.never(() -> made.stream().anyMatch(each -> naming(each.id()).size() > 1), BankChecklist.QUIET);
        made.forEach(this::requireOne);
        requireSilent(customer, made, refused);
        stack.offers(InjectsFaults.class).ifPresent(faults -> new BusRefusals(bank, this::naming).check(faults));
    }

    /** The partner's way in, where it is open: another row says when it is not. */
    private Optional<Operation> byThePartner() {
        Customer customer = bank.open(Customer.with("40.00"));
        Optional<String> key =
                new Secret(stack).find().map(value -> value.path(Secret.KEY).textValue());
        if (key.isEmpty()) {
            return Optional.empty();
        }
        Answer answer = bank.unsigned(
                "POST",
                "/partenaires/operations",
                Map.of("x-api-key", key.get()),
                Bank.request(customer, Kind.DEPOT, "3.25").toString());
        return answer.status() == 201 ? Optional.of(Bank.accepted(answer, customer, Kind.DEPOT)) : Optional.empty();
    }

    private List<JsonNode> naming(String text) {
        return probe.received().stream()
                .filter(event -> event.path("detail").toString().contains(text))
                .toList();
    }

    private void requireTold(Operation operation) {
        requireInTime(operation, stack.await(() -> !naming(operation.id()).isEmpty(), BankChecklist.SOON));
        requireOne(operation);
        JsonNode event = naming(operation.id()).get(0);
        Expectation.that("L'événement d'une opération porte son type dans detail-type.")
                .hint("detail-type est DEPOT, RETRAIT ou VIREMENT, comme type.")
                .equal(operation.kind().name(), event.path("detail-type").asText());
        Expectation.that("detail est l'opération, telle que l'API l'a répondue.")
                .expected(operation.detail().toString())
                .seen(event.path("detail").toString())
                .hint("publie l'opération que tu réponds : mêmes noms, montant et solde en nombres.")
                .holdsIf(OperationsApi.isAs(operation.detail(), event.path("detail")));
    }

    /** Who is late only has another mistake than who is silent. */
    private void requireInTime(Operation operation, boolean inTime) {
        boolean late = !inTime && stack.await(() -> !naming(operation.id()).isEmpty(), BankChecklist.LATE);
        Expectation.that("Une opération acceptée devient un événement dans la minute.")
                .expected("1 événement de %s, en une minute au plus".formatted(operation.id()))
                .seen("1 événement, mais après plus d'une minute")
                .hint(
                        "MaximumBatchingWindowInSeconds fait attendre le flux jusqu'à ce temps-là, et DelaySeconds une file : laisse-les à 0.")
                .holdsIf(!late);
    }

    private void requireOne(Operation operation) {
        List<JsonNode> seen = naming(operation.id());
        Expectation.that("Une opération acceptée devient un événement sur le bus, et un seul.")
                .expected("1 événement de source %s qui porte %s".formatted(Bank.SOURCE, operation.id()))
                .seen("%d de cette opération, %d en tout"
                        .formatted(seen.size(), probe.received().size()))
                .hint(
                        seen.isEmpty()
                                ? "publie sur le bus de la pile (EventBusName) avec events:PutEvents, et lis failedEntryCount : PutEvents"
                                        + " répond sans exception à ce qu'il refuse."
                                : "publie une seule fois par opération, quand elle est créée.")
                .holdsIf(seen.size() == 1);
    }

    private List<Customer> refusals(Customer customer, Operation known) {
        Customer poor = bank.open(Customer.with("1.00"));
        Customer nobody = Customer.with("1.00");
        bank.post(Bank.request(poor, Kind.RETRAIT, "2.00").toString());
        bank.post(Bank.request(poor, Kind.DEPOT, "-2.00").toString());
        bank.post(Bank.request(nobody, Kind.DEPOT, "2.00").toString());
        bank.change(known.id(), Bank.state(customer.id(), "ANNULEE").toString());
        return List.of(poor, nobody);
    }

    private void requireSilent(Customer customer, List<Operation> made, List<Customer> refused) {
        List<JsonNode> ofRefused =
                refused.stream().flatMap(each -> naming(each.id()).stream()).toList();
        long expected = made.stream()
                .filter(each -> each.clientId().equals(customer.id()))
                .count();
        List<JsonNode> ofCustomer = naming(customer.id());
        Expectation.that("Une demande refusée et un changement d'état n'annoncent rien.")
                .expected("aucun événement de plus que les %d opérations acceptées".formatted(expected))
                .seen(
                        ofRefused.size() + ofCustomer.size() == expected
                                ? "rien de plus"
                                : Stream.concat(ofRefused.stream(), ofCustomer.stream())
                                        .map(event -> event.path("detail-type").asText() + " " + event.path("detail"))
                                        .collect(Collectors.joining("\n")))
                .hint("publie seulement ce qui est enregistré ; sur le flux de la table, seuls les INSERT comptent.")
                .holdsIf(ofRefused.isEmpty() && ofCustomer.size() == expected);
    }
}
