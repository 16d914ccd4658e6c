package ateliers.grader.checklists.bank;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklists.common.ParallelClients;
import ateliers.grader.targets.Mail;
import ateliers.grader.targets.Web.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Many operations from several clients at once. */
final class Load {
    private static final int CLIENTS = 8;
    private static final int OPERATIONS = 200;

    static final String TITLE =
            OPERATIONS + " opérations de huit clients à la fois : toutes enregistrées, chacune notifiée une fois";

    private final Stack stack;
    private final Bank bank;

    Load(Stack stack) {
        this.stack = stack;
        this.bank = new Bank(stack);
    }

    void check() {
        stack.requiresBursts();
        int clients = stack.together(CLIENTS);
        List<Customer> customers = IntStream.range(0, clients)
                .mapToObj(each -> bank.open(Customer.with("0.00")))
                .toList();
        Queue<String> refused = new ConcurrentLinkedQueue<>();
        List<Operation> made = new ArrayList<>();
        try (ParallelClients crowd = new ParallelClients(clients)) {
            crowd.together(client -> post(
                            customers.get(client),
                            OPERATIONS / clients + (client < OPERATIONS % clients ? 1 : 0),
                            refused))
                    .forEach(made::addAll);
        }
        Expectation.that("Chaque opération est acceptée, même quand beaucoup arrivent ensemble.")
                .expected(OPERATIONS + " réponses 201")
                .seen("%d réponses 201 ; les autres : %s"
                        .formatted(made.size(), refused.stream().limit(3).toList()))
                .hint(
                        "ne limite ni l'API ni ses fonctions (ReservedConcurrentExecutions), et ne garde rien d'une invocation à l'autre.")
                .holdsIf(made.size() == OPERATIONS);
        long stored = customers.stream()
                .mapToLong(customer -> bank.stored(customer.id()).size())
                .sum();
        Expectation.that("Chaque opération acceptée est enregistrée.")
                .expected(OPERATIONS + " opérations dans la table")
                .seen(stored + " opérations dans la table")
                .hint("enregistre chaque opération avant de répondre.")
                .holdsIf(stored == OPERATIONS);
        // Which of them is missing is looked for once: reading all texts takes from what is awaited.
        stack.awaitAll(() -> Math.max(0, OPERATIONS - mails(customers)), BankChecklist.SOON);
        stack.never(() -> mails(customers) > OPERATIONS, BankChecklist.QUIET);
        List<Operation> unmailed = unmailed(customers, made);
        Expectation.that("Chaque opération est notifiée une fois.")
                .expected(OPERATIONS + " courriels, un par opération")
                .seen("%d courriels ; %s sans le sien"
                        .formatted(mails(customers), Bank.OPERATION.said(unmailed.size())))
                .hint(
                        "ce qui est refusé pour trop d'appels doit être tenté de nouveau : laisse sortir l'exception, ou donne à la fonction"
                                + " assez d'environnements.")
                .holdsIf(unmailed.isEmpty() && mails(customers) == OPERATIONS);
    }

    private List<Operation> post(Customer customer, int operations, Queue<String> refused) {
        List<Operation> made = new ArrayList<>();
        for (int i = 1; i <= operations; i++) {
            Answer answer =
                    bank.post(Bank.request(customer, Kind.DEPOT, i + ".25").toString());
            if (answer.status() == 201) {
                made.add(Bank.accepted(answer, customer, Kind.DEPOT));
            } else {
                refused.add(answer.said());
            }
        }
        return made;
    }

    private int mails(List<Customer> customers) {
        return customers.stream().mapToInt(each -> bank.mails(each).size()).sum();
    }

    /** Each of a customer's operations has an amount of its own, by which its mail is known. */
    private List<Operation> unmailed(List<Customer> customers, List<Operation> made) {
        Map<String, List<String>> texts = customers.stream()
                .collect(Collectors.toMap(
                        Customer::id,
                        each -> bank.mails(each).stream().map(Mail::text).toList()));
        return made.stream()
                .filter(each -> texts.get(each.clientId()).stream().noneMatch(text -> Euros.names(text, each.amount())))
                .toList();
    }
}
