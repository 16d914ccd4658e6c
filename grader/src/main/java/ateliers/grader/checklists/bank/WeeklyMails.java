package ateliers.grader.checklists.bank;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.targets.Mail;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** The mails of the week that customers have got, and what they say. */
record WeeklyMails(Bank bank) {
    private static final String MARK = "hebdomadaire";

    /** Those of a customer, oldest first. */
    List<Mail> of(Customer customer) {
        return bank.mails(customer).stream()
                .filter(mail -> mail.subject().toLowerCase(Locale.FRENCH).contains(MARK))
                .toList();
    }

    void await(Customer customer, int count) {
        bank.stack.await(() -> of(customer).size() >= count, BankChecklist.SOON);
    }

    /**
     * The newest one is about this week.
     *
     * @param foreign operations of which it says nothing
     * @param time when the week ended
     * @param count how many there are by now
     */
    void require(WeeklyHistory own, List<Operation> foreign, Instant time, int count) {
        Customer customer = own.customer();
        List<Mail> mails = of(customer);
        Expectation.that("Chaque client qui a une opération de la semaine reçoit un courriel hebdomadaire, et un seul.")
                .expected("%s à %s, dont le sujet contient %s ; la semaine finit le %s"
                        .formatted(
                                count == 1 ? "1 courriel" : "un " + count + "e courriel, une semaine après le premier,",
                                customer.email(),
                                MARK,
                                time))
                .seen(mails.size() + ", avec les sujets : "
                        + bank.mails(customer).stream().map(Mail::subject).toList())
                .hint(
                        count == 1
                                ? "la règle a-t-elle la fonction pour cible, et la permission de l'appeler ? Compte les sept jours depuis"
                                        + " time de l'événement, pas depuis l'horloge ; lis toutes les pages de la table."
                                : "ce qui retient qu'un courriel est parti doit nommer la semaine aussi, par exemple time, pas le client seul.")
                .holdsIf(mails.size() == count);
        Mail mail = mails.get(count - 1);
        Expectation.that("Le sujet du courriel hebdomadaire ne porte pas le mot Alerte.")
                .expected("un sujet sans Alerte")
                .seen(mail.subject())
                .hint("une semaine n'est pas une alerte, quels que soient ses montants.")
                .holdsIf(!mail.subject().contains("Alerte"));
        Expectation.that("Le courriel hebdomadaire nomme le client.")
                .hint("mets le nom du client dans le texte.")
                .containing(customer.name(), mail.text());
        own.week().forEach(operation -> requireLine(operation, own, mail, time));
        List<Operation> wrong = foreign.stream()
                .filter(each -> Euros.names(mail.text(), each.amount()))
                .toList();
        Expectation.that(
                        "Le courriel hebdomadaire ne dit rien d'opérations plus anciennes ou plus récentes, ni de celles d'autres clients.")
                .expected("les %d opérations du client du %s au %s, et aucune autre"
                        .formatted(own.week().size(), time.minus(Weekly.WEEK), time))
                .seen("%s du %s en est une autre :\n%s"
                        .formatted(
                                wrong.isEmpty() ? "" : Euros.of(wrong.get(0).amount()),
                                wrong.isEmpty() ? "" : wrong.get(0).date(),
                                mail.text()))
                .hint(
                        wrong.stream()
                                        .anyMatch(each ->
                                                !Instant.parse(each.date()).isBefore(time))
                                ? "la semaine finit à time de l'événement : relancée plus tard, la fonction raconte la même."
                                : "ne garde que les opérations de ce client dont date est après time moins sept jours.")
                .holdsIf(wrong.isEmpty());
    }

    /** A line of its own, which names no other operation; two that are alike have two. */
    private static void requireLine(Operation operation, WeeklyHistory own, Mail mail, Instant time) {
        List<String> named = mail.text()
                .lines()
                .map(Euros::plain)
                .filter(line -> operation.kind().isNamedIn(line) && Euros.names(line, operation.amount()))
                .toList();
        List<String> lines = named.stream()
                .filter(line -> line.contains(Euros.of(operation.day())))
                .toList();
        long alike =
                own.week().stream().filter(each -> each.readsLike(operation)).count();
        long alone = lines.stream()
                .filter(line -> own.week().stream()
                        .noneMatch(other -> !other.readsLike(operation) && Euros.names(line, other.amount())))
                .count();
        Expectation.that("Chaque opération des sept derniers jours a sa ligne, avec date à Paris, genre et montant.")
                .expected("%s, %s, %s (date %s, %s ; l'événement est du %s)"
                        .formatted(
                                Euros.of(operation.day()),
                                operation.kind().word,
                                Euros.of(operation.amount()),
                                operation.date(),
                                operation.state(),
                                time))
                .seen(mail.text())
                .hint(
                        named.isEmpty()
                                ? "les sept jours (168 heures) se comptent depuis time de l'événement, quel que soit l'état, et sur un"
                                        + " Instant, pas sur une date de Paris ; lis toutes les pages de la table."
                                : lines.isEmpty()
                                        ? "le jour d'une opération est celui de Paris, écrit JJ/MM/AAAA (ZoneId.of(\"Europe/Paris\"))."
                                        : alone > 0
                                                ? "deux opérations du même jour, du même genre et du même montant ont deux lignes : n'en"
                                                        + " retire aucune (distinct(), un Set)."
                                                : "cette ligne en dit plusieurs : va à la ligne après chaque opération.")
                .holdsIf(alone >= alike);
    }
}
