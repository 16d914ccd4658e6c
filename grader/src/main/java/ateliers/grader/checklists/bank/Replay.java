package ateliers.grader.checklists.bank;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklists.common.NewEnvironment;
import ateliers.grader.targets.Target.Injected;
import ateliers.grader.targets.Target.InjectsFaults;
import ateliers.grader.targets.Target.Together;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Events that come twice, as those of EventBridge and of Lambda may. */
final class Replay {
    /** EventBridge and Lambda go on trying for longer. */
    private static final Duration AGE = Duration.ofHours(1);

    private static final int TWICE = 2;
    private static final int MEETINGS = 2;
    private static final int MOST_TRIES = 6;

    private final Stack stack;
    private final Bank bank;
    private final Optional<InjectsFaults> faults;

    Replay(Stack stack) {
        this.stack = stack;
        this.bank = new Bank(stack);
        this.faults = stack.offers(InjectsFaults.class);
    }

    void check() {
        later();
        deliveredTwice();
        atOnce();
    }

    /** The second time meets a function that remembers nothing. */
    private void later() {
        Customer customer = bank.open(Customer.with("70.00"));
        Operation operation = operation(customer);
        bank.announce(operation);
        bank.awaitMails(customer, 1, BankChecklist.SOON);
        // The function has ended, also what follows the mail.
        stack.never(() -> bank.mails(customer).size() > 1, BankChecklist.QUIET);
        new Ageing(stack, AGE).of(operation);
        Rules.functions(stack, bank.bus).forEach(function -> NewEnvironment.of(stack, function));
        bank.announce(operation);
        requireOne(customer, "une heure plus tard");
    }

    /** One event, which Lambda gets two times. */
    private void deliveredTwice() {
        if (faults.isEmpty()) {
            return;
        }
        Customer customer = bank.open(Customer.with("80.00"));
        try (Injected twice = faults.get().deliverTwice("lambda", "Invoke").times(1)) {
            bank.announce(operation(customer));
            stack.await(() -> twice.answered() > 0, BankChecklist.SOON);
            requireOne(customer, "deux fois de suite");
        }
    }

    private void atOnce() {
        int met = 0;
        for (int round = 0; round < MOST_TRIES && met < MEETINGS; round++) {
            Customer customer = bank.open(Customer.with("90.00"));
            Operation operation = operation(customer);
            if (faults.isEmpty()) {
                announceTwice(operation);
                requireOne(customer, "au même moment");
                continue;
            }
            try (Together together = faults.get().together(operation.id(), TWICE)) {
                announceTwice(operation);
                bank.awaitMails(customer, 1, BankChecklist.SOON);
                stack.never(() -> bank.mails(customer).size() > 1, BankChecklist.QUIET);
                met += together.met() ? 1 : 0;
            }
            requireOne(customer, "au même moment");
        }
    }

    private void announceTwice(Operation operation) {
        bank.announce(Bank.SOURCE, operation.kind().name(), operation.detail(), TWICE);
    }

    private static Operation operation(Customer customer) {
        return Operation.of(customer, Kind.DEPOT, Instant.now(), "4.25");
    }

    private void requireOne(Customer customer, String when) {
        bank.awaitMails(customer, 1, BankChecklist.SOON);
        stack.never(() -> bank.mails(customer).size() > 1, BankChecklist.QUIET);
        Expectation.that("Le même événement livré deux fois, %s, n'envoie qu'un courriel.".formatted(when))
                .hint(
                        "retiens operation_id dans une table, à condition qu'il n'y soit pas (attribute_not_exists), avant d'envoyer ; ni la"
                                + " mémoire de la fonction ni l'id de l'événement ne suffisent. Seule une réservation sans envoi expire :"
                                + " un courriel parti l'est pour toujours.")
                .exactly(1, bank.mails(customer).size(), Notices.MAIL);
    }
}
