package ateliers.grader.checklists.bank;

import ateliers.grader.checklist.EventProbe;
import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklists.common.SecondStack;
import java.time.Instant;

/** A second stack of the same template, of which the first sees nothing. */
final class TwoBanks {
    private final Stack first;

    TwoBanks(Stack first) {
        this.first = first;
    }

    void check() {
        Bank here = new Bank(first);
        EventProbe probe = EventProbe.of(first, here.bus, Bank.SOURCE);
        Stack second = SecondStack.beside(first);
        Bank there = new Bank(second);
        Customer customer = there.open(Customer.with("90.00"));
        Operation made = there.make(customer, Kind.DEPOT, "10.00");
        // Also where nothing is announced yet.
        there.announce(Operation.of(customer, Kind.RETRAIT, Instant.now(), "5.00"));
        first.never(() -> isSeen(probe, customer) || there.mails(customer).size() > 2, BankChecklist.QUIET);
        Expectation.that("Une opération faite dans une pile ne se voit pas dans l'autre.")
                .expected(
                        "l'opération dans la table de la seconde pile seulement, aucun événement sur le bus de la première")
                .seen("%d dans la première, %d dans la seconde ; %s sur le bus de la première"
                        .formatted(
                                here.stored(customer.id()).size(),
                                there.stored(customer.id()).size(),
                                isSeen(probe, customer) ? "un événement" : "rien"))
                .hint("ne nomme aucune ressource en dur ; passe noms et ARN par !Ref et !GetAtt.")
                .holdsIf(here.stored(customer.id()).isEmpty()
                        && there.stored(customer.id()).stream()
                                .anyMatch(item -> made.id()
                                        .equals(item.get("operation_id").s()))
                        && !isSeen(probe, customer));
        Expectation.that("Une seule des deux piles écrit au client.")
                .expected("deux courriels au plus, un par opération")
                .seen(Notices.MAIL.said(there.mails(customer).size()))
                .hint("chaque pile a son bus et ses règles : une règle du bus default entendrait les deux.")
                .holdsIf(there.mails(customer).size() <= 2);
        new Defaults(second, there).check();
        Expectation.that("Deux piles n'ont pas la même clé de partenaire.")
                .expected("deux cle_partenaire")
                .seen("la même dans les deux secrets")
                .hint("laisse Secrets Manager la tirer au sort (GenerateSecretString).")
                .holdsIf(isUnread(first)
                        || isUnread(second)
                        || !new Secret(first).key().equals(new Secret(second).key()));
    }

    /** Another row says so. */
    private static boolean isUnread(Stack stack) {
        return new Secret(stack).find().isEmpty();
    }

    private static boolean isSeen(EventProbe probe, Customer customer) {
        return probe.received().stream()
                .anyMatch(event -> event.path("detail").toString().contains(customer.id()));
    }
}
