package ateliers.grader.checklists.bank;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Noun;
import ateliers.grader.checklist.Stack;
import ateliers.grader.targets.Mail;
import ateliers.grader.variety.Variety;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The mails that tell customers of their operations. The grader puts the events itself: whether the API does is another row's. */
final class Notices {
    static final Noun MAIL = Noun.of("courriel");

    private final Stack stack;
    private final Bank bank;
    private final Secret secret;
    private final String sender;
    private final BigDecimal threshold;

    /** A mail that must come, or not. */
    private record Case(Customer customer, Operation operation, boolean alert) {}

    Notices(Stack stack) {
        this.stack = stack;
        this.bank = new Bank(stack);
        bank.requireBus();
        this.secret = new Secret(stack);
        this.sender = stack.parameter(BankParameters.SENDER);
        this.threshold = new BigDecimal(stack.parameter(BankParameters.THRESHOLD));
    }

    void check() {
        // Another row says when the secret cannot be read.
        boolean known = secret.find().isPresent();
        String before = known ? secret.read().path(Secret.SENDER).textValue() : "";
        Case first = told(Kind.RETRAIT, "1.50", "2026-02-03T10:20:30Z", "150.00");
        bank.open(first.customer());
        bank.announce(first.operation());
        requireOne(first, BankChecklist.SOON);
        Mail mail = bank.mails(first.customer()).get(0);
        if (known) {
            requireSender(mail, before);
        }
        requireContents(first);
        List<Case> cases = cases();
        cases.forEach(each -> bank.announce(each.operation()));
        Customer untold = others();
        Customer changed = changed();
        stack.awaitAll(
                () -> (int) cases.stream()
                        .filter(each -> bank.mails(each.customer()).isEmpty())
                        .count(),
                BankChecklist.SOON);
        stack.never(
                () -> cases.stream()
                        .anyMatch(each -> bank.mails(each.customer()).size() > 1),
                BankChecklist.QUIET);
        cases.forEach(each -> requireOne(each, BankChecklist.SOON));
        String after = "Banque " + Variety.accented();
        Optional<Secret.Change> change = known ? Optional.of(secret.change(Secret.SENDER, after)) : Optional.empty();
        cases.forEach(this::requireContents);
        Expectation.that("Un événement d'une autre source ou d'un autre type ne fait rien partir.")
                .hint("le motif de chaque règle nomme source et detail-type.")
                .alone()
                .nothing(subjects(untold), MAIL);
        requireUnchanged(changed);
        change.ifPresent(each -> {
            each.awaitForgotten();
            requireNewName(after);
        });
    }

    private List<String> subjects(Customer customer) {
        return bank.mails(customer).stream().map(Mail::subject).toList();
    }

    private static Case told(Kind kind, String amount, String date, String balance) {
        return told(Customer.with(balance), kind, amount, date, false);
    }

    private Case told(Kind kind, BigDecimal amount, String date, String balance) {
        return told(Customer.with(balance), kind, amount.toPlainString(), date, amount.compareTo(threshold) >= 0);
    }

    private static Case told(Customer customer, Kind kind, String amount, String date, boolean alert) {
        return new Case(customer, Operation.of(customer, kind, Instant.parse(date), amount), alert);
    }

    /** Of the days, two begin earlier in Paris than in UTC, in winter and in summer, and one does not although it would in summer. */
    private List<Case> cases() {
        BigDecimal cent = new BigDecimal("0.01");
        String name = "%s d'%s & %s"
                .formatted(
                        Variety.person().firstName(),
                        Variety.properName(),
                        Variety.person().firstName());
        List<Case> cases = Variety.shuffled(List.of(
                told(Kind.DEPOT, threshold, "2026-01-14T23:30:00Z", "10.00"),
                told(Kind.RETRAIT, threshold.subtract(cent), "2026-07-09T22:30:00Z", "1234567.80"),
                told(Kind.VIREMENT, threshold.add(cent), "2025-12-20T22:30:00Z", "987654.32"),
                told(
                        Customer.named(name, new BigDecimal("20.00")),
                        Kind.DEPOT,
                        "0.50",
                        "2026-05-06T09:10:11.5Z",
                        false),
                told(Kind.VIREMENT, new BigDecimal("123456.70"), "2026-03-29T01:30:00Z", "200000.00")));
        cases.forEach(each -> bank.open(each.customer()));
        return cases;
    }

    /** Events that are none of an operation. */
    private Customer others() {
        Customer customer = bank.open(Customer.with("30.00"));
        Operation operation = Operation.of(customer, Kind.DEPOT, Instant.now(), "5.00");
        ObjectNode detail = operation.detail();
        bank.announce("banque." + Variety.word(), Kind.DEPOT.name(), detail, 1);
        bank.announce(Bank.SOURCE, "PRET", detail.deepCopy().put("operation_id", Variety.id()), 1);
        return customer;
    }

    /** An operation whose state has changed. */
    private Customer changed() {
        Customer customer = bank.open(Customer.with("40.00"));
        Operation made = bank.make(customer, Kind.DEPOT, "5.00");
        bank.change(made.id(), Bank.state(customer.id(), "ANNULEE").toString());
        return customer;
    }

    private void requireUnchanged(Customer customer) {
        Expectation.that("Changer l'état d'une opération n'envoie rien.")
                .expected("au plus le courriel de l'opération elle-même")
                .seen(String.join("\n", subjects(customer)))
                .hint("seule une opération nouvelle s'annonce.")
                .alone()
                .holdsIf(bank.mails(customer).size() <= 1);
    }

    /** Who is late only has another mistake than who is silent. */
    private void requireInTime(Case each, boolean inTime) {
        boolean late = !inTime && bank.awaitMails(each.customer(), 1, BankChecklist.LATE);
        Expectation.that("Le courriel d'une opération part dans la minute.")
                .expected("1 courriel à %s, une minute au plus après l'événement"
                        .formatted(each.customer().email()))
                .seen("1 courriel, mais après plus d'une minute")
                .hint("une file fait-elle attendre l'événement (DelaySeconds), ou Lambda le lot"
                        + " (MaximumBatchingWindowInSeconds) ? Laisse-les à 0.")
                .holdsIf(!late);
    }

    private void requireOne(Case each, Duration soon) {
        requireInTime(each, bank.awaitMails(each.customer(), 1, soon));
        int count = bank.mails(each.customer()).size();
        Expectation.that("Un événement d'opération donne un courriel au client, et un seul.")
                .expected("1 courriel à " + each.customer().email())
                .seen(MAIL.said(count))
                .hint(
                        count > 1
                                ? "envoie une seule fois par événement."
                                : "une règle du bus (source %s, detail-type %s) appelle-t-elle la fonction, et en a-t-elle la permission ? Si SES"
                                                .formatted(
                                                        Bank.SOURCE,
                                                        each.operation().kind())
                                        + " accepte sans que rien n'arrive, il manque au modèle une donnée qu'il affiche.")
                .holdsIf(count == 1);
    }

    private void requireSender(Mail mail, String name) {
        Expectation.that("Le courriel vient de l'adresse SenderEmail, sous le nom que donne le secret (expediteur).")
                .expected("%s <%s>".formatted(name, sender))
                .seen(sender(mail))
                .hint(
                        "FromEmailAddress est « nom <adresse> » ; entoure le nom de guillemets, et encode-le s'il a des accents.")
                .alone()
                .holdsIf(from(mail)
                        .filter(address ->
                                address.getAddress().equalsIgnoreCase(sender) && name.equals(address.getPersonal()))
                        .isPresent());
    }

    private static Optional<InternetAddress> from(Mail mail) {
        try {
            return Stream.of(InternetAddress.parse(mail.from(), false)).findFirst();
        } catch (AddressException e) {
            return Optional.empty();
        }
    }

    /** Decoded, as a person reads it and as the contract writes it. */
    private static String sender(Mail mail) {
        return from(mail)
                .filter(address -> address.getPersonal() != null)
                .map(address -> "%s <%s>".formatted(address.getPersonal(), address.getAddress()))
                .orElse(mail.from());
    }

    private static String copies(Mail mail) {
        return Stream.of("cc", "bcc")
                .filter(mail.headers()::containsKey)
                .map(kind -> " (en %s : %s)"
                        .formatted(
                                kind.equals("cc") ? "Cc" : "Bcc", mail.headers().get(kind)))
                .collect(Collectors.joining());
    }

    private void requireContents(Case each) {
        Mail mail = bank.mails(each.customer()).get(0);
        Operation operation = each.operation();
        String copies = copies(mail);
        Expectation.that("Le courriel va au client, et à lui seul.")
                .expected(each.customer().email())
                .seen(String.join(", ", mail.to()) + copies)
                .hint(
                        copies.isEmpty()
                                ? "lis l'adresse du client dans la table des clients."
                                : "n'envoie de copie à personne : retire ccAddresses et bccAddresses de la destination.")
                .alone()
                .holdsIf(mail.to().size() == 1);
        String text = mail.text();
        Expectation.that("Le courriel a une partie en texte.")
                .expected("du texte, à côté ou à la place du HTML")
                .seen(text.isBlank() ? "du HTML seulement" : text)
                .hint("donne au modèle SES une TextPart.")
                .alone()
                .holdsIf(!text.isBlank());
        for (Map.Entry<String, String> part :
                Map.of("Le sujet", mail.subject(), "Le texte", text).entrySet()) {
            Expectation.that("%s dit le genre de l'opération, et aucun autre.".formatted(part.getKey()))
                    .expected("le mot « %s », et aucun des deux autres".formatted(operation.kind().word))
                    .seen(part.getValue())
                    .hint("les mots sont dépôt, retrait et virement, accent compris.")
                    .alone()
                    .holdsIf(Stream.of(Kind.values())
                            .allMatch(kind -> kind.isNamedIn(part.getValue()) == (kind == operation.kind())));
        }
        Map<String, Boolean> holds = new LinkedHashMap<>();
        holds.put(
                "le nom " + each.customer().name(),
                text.contains(each.customer().name()));
        holds.put("le montant " + Euros.of(operation.amount()), Euros.names(text, operation.amount()));
        holds.put("le nouveau solde " + Euros.of(operation.balance()), Euros.names(text, operation.balance()));
        holds.put("la date " + Euros.of(operation.day()), text.contains(Euros.of(operation.day())));
        List<String> missing = holds.entrySet().stream()
                .filter(entry -> !entry.getValue())
                .map(Map.Entry::getKey)
                .toList();
        Expectation.that("Le texte du courriel contient ce que dit l'opération. Il y manque : %s."
                        .formatted(String.join(", ", missing)))
                .expected(holds.keySet().stream().collect(Collectors.joining(", "))
                        + " (opération du %s)".formatted(operation.date()))
                .seen(text)
                .hint(
                        "le nom tel que la table le donne (dans un modèle HTML, « & » s'écrirait &amp;), les montants comme"
                                + " 1 234,56 €, le jour à Paris (ZoneId.of(\"Europe/Paris\")).")
                .alone()
                .holdsIf(missing.isEmpty());
        Expectation.that("Le sujet porte le mot Alerte à partir de AlertThreshold, et pas en dessous.")
                .expected("%s « Alerte », pour un montant de %s et un seuil de %s"
                        .formatted(each.alert() ? "avec" : "sans", operation.amount(), threshold))
                .seen(mail.subject())
                .hint(
                        "passe AlertThreshold à la fonction, et compare des BigDecimal ; le seuil lui-même est une alerte.")
                .alone()
                .holdsIf(mail.subject().contains("Alerte") == each.alert());
    }

    /** Again many at once, so that each environment that knew the old name is met. */
    private void requireNewName(String name) {
        List<Case> again = cases();
        again.forEach(each -> bank.announce(each.operation()));
        again.forEach(each -> requireOne(each, BankChecklist.SOON));
        List<String> senders = again.stream()
                .map(each -> bank.mails(each.customer()).get(0))
                .filter(mail -> from(mail)
                        .filter(address -> name.equals(address.getPersonal()))
                        .isEmpty())
                .map(Notices::sender)
                .distinct()
                .toList();
        Expectation.that(
                        "Quand expediteur change dans le secret, les courriels portent le nouveau nom, SecretTtlSeconds plus tard.")
                .expected("%s <%s>".formatted(name, sender))
                .seen(String.join("\n", senders))
                .hint(
                        "relis le secret quand ce que la fonction en garde a plus de SecretTtlSeconds ; un nom accentué s'encode"
                                + " (=?UTF-8?B?…?=).")
                .alone()
                .holdsIf(senders.isEmpty());
    }
}
