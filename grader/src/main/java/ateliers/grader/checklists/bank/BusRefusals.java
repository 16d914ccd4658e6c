package ateliers.grader.checklists.bank;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.targets.Target.Injected;
import ateliers.grader.targets.Target.InjectsFaults;
import ateliers.grader.targets.Web.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The bus refuses events for a while: all of them by an error, then all of them in its answer, then a single one, and then none. SDKs
 * try again by themselves what is refused by an error, for a second or two: only what is refused for longer shows who publishes.
 */
final class BusRefusals {
    /** Longer than those wait who give up too early, as an age of a minute or two attempts more would. */
    private static final Duration WHILE = Duration.ofMinutes(2);

    private final Stack stack;
    private final Bank bank;
    private final Function<String, List<JsonNode>> naming;
    private final Customer customer;
    private final Customer other;
    private final List<Operation> accepted = new ArrayList<>();
    private int refused;

    /** @param naming the events that came so far and name a text */
    BusRefusals(Bank bank, Function<String, List<JsonNode>> naming) {
        this.stack = bank.stack;
        this.bank = bank;
        this.naming = naming;
        this.customer = bank.open(Customer.with("500.00"));
        this.other = bank.open(Customer.with("500.00"));
    }

    void check(InjectsFaults faults) {
        try (Injected one = faults.refuseEntries(other.id())) {
            try (Injected all = faults.refuseEntries("")) {
                try (Injected errors = faults.refuse("events", "PutEvents", "InternalException")
                        .always()) {
                    make(customer, "30.25");
                    stack.await(() -> errors.answered() > 0, BankChecklist.SOON);
                    stack.never(() -> isTold(customer), BankChecklist.QUIET);
                    refused += errors.answered();
                }
                // What comes behind the first one is read together once that one is told.
                make(customer, "31.25");
                make(other, "32.25");
                make(customer, "33.25");
                stack.never(() -> isTold(customer), WHILE);
                refused += all.answered();
            }
            stack.await(() -> one.answered() > 0, BankChecklist.SOON);
            stack.never(() -> isTold(other), BankChecklist.QUIET);
            refused += one.answered();
        }
        requireUndone(customer);
        requireUndone(other);
        accepted.forEach(this::requireTold);
        stack.never(
                () -> accepted.stream().anyMatch(each -> naming.apply(each.id()).size() > 1), BankChecklist.QUIET);
        accepted.forEach(this::requireOnce);
    }

    private boolean isTold(Customer whose) {
        return !naming.apply(whose.id()).isEmpty();
    }

    private void make(Customer by, String amount) {
        Answer answer = bank.post(Bank.request(by, Kind.DEPOT, amount).toString());
        if (answer.status() / 100 != 5) {
            accepted.add(Bank.accepted(answer, by, Kind.DEPOT));
        }
    }

    private void requireUndone(Customer by) {
        List<Operation> own = accepted.stream()
                .filter(each -> each.clientId().equals(by.id()))
                .toList();
        BigDecimal balance = own.stream().map(Operation::amount).reduce(by.balance(), BigDecimal::add);
        Expectation.that("Quand l'API répond 5xx parce que le bus refuse, rien n'est enregistré ni débité.")
                .expected("solde %s, %s".formatted(balance, Bank.OPERATION.said(own.size())))
                .seen("solde %s, %s"
                        .formatted(
                                bank.balance(by),
                                Bank.OPERATION.said(bank.stored(by.id()).size())))
                .hint("réponds 201 et publie plus tard (flux de la table), ou défais ce que tu as écrit.")
                .holdsIf(bank.hasBalance(by, balance) && bank.stored(by.id()).size() == own.size());
    }

    private void requireTold(Operation operation) {
        boolean told = stack.await(() -> !naming.apply(operation.id()).isEmpty(), BankChecklist.RETRIES);
        boolean byAnswer = accepted.indexOf(operation) > 0;
        Expectation.that(
                        "Une opération acceptée pendant que le bus refuse devient son événement dès qu'il accepte de nouveau.")
                .expected("1 événement de %s, après %d refus de PutEvents".formatted(operation.id(), refused))
                .seen(told ? "1 événement" : "aucun")
                .hint(
                        byAnswer
                                ? "PutEvents répond 200 même quand il refuse : si failedEntryCount n'est pas 0, rends le numéro de"
                                        + " l'enregistrement (batchItemFailures, ReportBatchItemFailures), ou lève une exception. Lambda"
                                        + " réessaie pendant un jour si MaximumRetryAttempts et MaximumRecordAgeInSeconds ne l'en"
                                        + " empêchent pas."
                                : "n'attrape pas l'échec pour l'oublier : publie depuis le flux de la table, que Lambda rejoue, ou réponds"
                                        + " 5xx et n'enregistre rien.")
                .holdsIf(told);
    }

    private void requireOnce(Operation operation) {
        int seen = naming.apply(operation.id()).size();
        Expectation.that("Une opération devient un seul événement, même quand le bus n'en refuse qu'un parmi d'autres.")
                .expected("1 événement de " + operation.id())
                .seen("%d ; le bus refusait celui de %s, du même lot".formatted(seen, other.id()))
                .hint(
                        "Lambda redonne tout ce qui suit le premier enregistrement refusé : publie-les un par un et arrête-toi à celui"
                                + " que le bus refuse, ou ne publie pas de nouveau ce qu'il a pris.")
                .holdsIf(seen == 1);
    }
}
