package ateliers.grader.checklists.bank;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklists.common.Json;
import ateliers.grader.checklists.common.ParallelClients;
import ateliers.grader.targets.Target.InjectsFaults;
import ateliers.grader.targets.Target.Together;
import ateliers.grader.targets.Web.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Money that is counted exactly, also where two take from it at the same moment. Who reads a balance and then writes another, in two
 * steps, is seen each time where the target makes DynamoDB's answers come together, and by chance elsewhere.
 */
final class Money {
    private static final int CLIENTS = 8;

    /** Binary fractions are off after the third; each operation costs 20 ms of a processor, so that a thousand would cost 20 s. */
    private static final int EMBEDDED = 80;

    private static final int ELSEWHERE = 24;
    private static final String DIME = "0.10";

    private static final int TOGETHER = 2;

    /** So often is enough where they really came together; a slow machine may miss some. */
    private static final int MEETINGS = 2;

    private static final int MOST_TRIES = 8;
    private static final int ACCEPTED = 201;
    private static final int CONFLICT = 409;

    private final Stack stack;
    private final Bank bank;
    private final Optional<InjectsFaults> faults;

    Money(Stack stack) {
        this.stack = stack;
        this.bank = new Bank(stack);
        this.faults = stack.offers(InjectsFaults.class);
    }

    void check() {
        atOnce("10.00", Kind.RETRAIT, "6.00", List.of(ACCEPTED, CONFLICT));
        atOnce("20.00", Kind.VIREMENT, "15.50", List.of(ACCEPTED, CONFLICT));
        atOnce("30.00", Kind.DEPOT, "5.25", List.of(ACCEPTED, ACCEPTED));
        List<Customer> customers = Rules.off(bank, () -> dimes(faults.isPresent() ? EMBEDDED : ELSEWHERE));
        requireExact(customers, faults.isPresent() ? EMBEDDED : ELSEWHERE);
    }

    private void atOnce(String balance, Kind kind, String amount, List<Integer> statuses) {
        try (ParallelClients crowd = new ParallelClients(TOGETHER)) {
            int met = 0;
            for (int round = 0; round < MOST_TRIES && met < MEETINGS; round++) {
                Customer customer = bank.open(Customer.with(balance));
                String body = Bank.request(customer, kind, amount).toString();
                List<Answer> answers = new ArrayList<>();
                if (faults.isEmpty()) {
                    answers.addAll(crowd.together(client -> bank.post(body)));
                } else {
                    try (Together together = faults.get().together(customer.id(), TOGETHER)) {
                        answers.addAll(crowd.together(client -> bank.post(body)));
                        met += together.met() ? 1 : 0;
                    }
                }
                require(customer, kind, amount, statuses, answers);
            }
        }
    }

    private void require(Customer customer, Kind kind, String amount, List<Integer> statuses, List<Answer> answers) {
        BigDecimal balance = customer.balance();
        for (Answer answer : answers) {
            balance = answer.status() == ACCEPTED ? kind.after(balance, new BigDecimal(amount)) : balance;
        }
        List<Map<String, AttributeValue>> stored = bank.stored(customer.id());
        List<Integer> got = answers.stream().map(Answer::status).sorted().toList();
        long accepted = got.stream().filter(status -> status == ACCEPTED).count();
        Expectation.that("Deux %s de %s au même moment, pour un solde de %s."
                        .formatted(kind, amount, customer.balance()))
                .expected("les réponses %s, avec le solde et les opérations qui en découlent".formatted(statuses))
                .seen("les réponses %s, solde %s, %s dans la table%s"
                        .formatted(
                                got,
                                bank.balance(customer),
                                Bank.OPERATION.said(stored.size()),
                                answers.stream()
                                        .filter(answer -> answer.status() / 100 == 5)
                                        .map(answer -> "\n" + answer.said())
                                        .findFirst()
                                        .orElse("")))
                .hint(
                        "lire le solde puis l'écrire laisse passer une autre demande entre les deux : change-le d'un seul geste, à"
                                + " condition qu'il suffise (ConditionExpression) ; une transaction qu'une autre a gênée"
                                + " (TransactionConflict) se recommence.")
                .holdsIf(got.equals(statuses) && bank.hasBalance(customer, balance) && stored.size() == accepted);
        requireChain(customer, kind, amount, stored, answers);
    }

    /**
     * Each of the operations changed the balance that another had left. Whether they tell the balance before or after is another
     * row's.
     */
    private static void requireChain(
            Customer customer,
            Kind kind,
            String amount,
            List<Map<String, AttributeValue>> stored,
            List<Answer> answers) {
        List<BigDecimal> inTable = stored.stream()
                .map(item -> item.get("solde"))
                .filter(solde -> solde != null && solde.n() != null)
                .map(solde -> new BigDecimal(solde.n()))
                .sorted()
                .toList();
        List<BigDecimal> told = answers.stream()
                .filter(answer -> answer.status() == ACCEPTED)
                .map(answer -> Json.read(answer.body()).path("solde"))
                .filter(JsonNode::isNumber)
                .map(JsonNode::decimalValue)
                .sorted()
                .toList();
        Expectation.that(
                        "Le solde d'une opération est celui qu'elle a laissé, même quand une autre passe au même moment.")
                .expected("deux %s de %s au même moment : des soldes qui se suivent de %s en %s, à partir de %s"
                        .formatted(kind, amount, amount, amount, customer.balance()))
                .seen("dans la table %s, dans les réponses %s".formatted(inTable, told))
                .hint(
                        "le solde lu avant d'écrire a pu changer : écris le nouveau à condition que l'ancien soit encore celui qui a été lu"
                                + " (solde = :lu), et recommence sinon.")
                .holdsIf(isChain(inTable, new BigDecimal(amount)) && isChain(told, new BigDecimal(amount)));
    }

    private static boolean isChain(List<BigDecimal> balances, BigDecimal step) {
        return IntStream.range(1, balances.size())
                .allMatch(i -> balances.get(i).subtract(balances.get(i - 1)).compareTo(step) == 0);
    }

    /** Whether a balance lies before or after an operation is another row's. */
    private static boolean isMultiple(AttributeValue number, BigDecimal dime) {
        return number != null
                && number.n() != null
                && new BigDecimal(number.n()).remainder(dime).signum() == 0;
    }

    private List<Customer> dimes(int count) {
        List<Customer> customers = IntStream.range(0, CLIENTS)
                .mapToObj(each -> bank.open(Customer.with("0.00")))
                .toList();
        int each = count / CLIENTS;
        try (ParallelClients crowd = new ParallelClients(CLIENTS)) {
            crowd.together(client -> {
                String body =
                        Bank.request(customers.get(client), Kind.DEPOT, DIME).toString();
                for (int i = 0; i < each; i++) {
                    Bank.accepted(bank.post(body), customers.get(client), Kind.DEPOT);
                }
                return client;
            });
        }
        return customers;
    }

    private void requireExact(List<Customer> customers, int count) {
        int each = count / CLIENTS;
        BigDecimal dime = new BigDecimal(DIME);
        BigDecimal sum = dime.multiply(BigDecimal.valueOf(each));
        for (Customer customer : customers) {
            List<Map<String, AttributeValue>> stored = bank.stored(customer.id());
            boolean exact = stored.size() == each
                    && stored.stream().allMatch(item -> Json.equal(item.get("montant"), dime))
                    && stored.stream().allMatch(item -> isMultiple(item.get("solde"), dime));
            Expectation.that("%d dépôts de %s font %s, ni plus ni moins.".formatted(each, DIME, sum))
                    .expected("solde %s, et %d opérations dont les soldes sont exacts".formatted(sum, each))
                    .seen("solde %s, %d opérations%s"
                            .formatted(
                                    bank.balance(customer),
                                    stored.size(),
                                    exact ? "" : " ; leurs montants ou leurs soldes ne sont pas ceux-là"))
                    .hint(
                            "compte avec BigDecimal, jamais avec double, et garde les nombres de DynamoDB comme des textes.")
                    .holdsIf(exact && bank.hasBalance(customer, sum));
        }
    }
}
