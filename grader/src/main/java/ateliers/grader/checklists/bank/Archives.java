package ateliers.grader.checklists.bank;

import ateliers.grader.checklist.EventProbe;
import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Noun;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklists.common.FunctionLogs;
import ateliers.grader.checklists.common.Json;
import ateliers.grader.checklists.common.MailRefusal;
import ateliers.grader.checklists.common.StoredText;
import ateliers.grader.targets.Mail;
import ateliers.grader.targets.Target.InjectsFaults;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What is kept of each mail, and what is not. */
final class Archives {
    private static final DateTimeFormatter FOLDER = DateTimeFormatter.ofPattern("'notifications/'uuuu/MM/dd/");
    private static final Noun OBJECT = Noun.of("objet");

    private final Stack stack;
    private final Bank bank;
    private final String bucket;
    private final EventProbe probe;
    private final List<Customer> customers = new ArrayList<>();
    private final Set<String> before;
    private final Map<String, String> read = new LinkedHashMap<>();

    Archives(Stack stack) {
        this.stack = stack;
        this.bank = new Bank(stack);
        this.bucket = bank.archive();
        this.probe = EventProbe.of(stack, bank.bus, Bank.SOURCE);
        this.before = Set.copyOf(keys());
    }

    void check() {
        Map<Customer, Operation> sent = new LinkedHashMap<>();
        // Their days begin earlier in Paris than in UTC; mails are sent on another day.
        for (String date : List.of("2026-01-31T23:15:00Z", "2026-06-30T22:15:00Z")) {
            Customer customer = customer();
            sent.put(customer, Operation.of(customer, Kind.DEPOT, Instant.parse(date), "6.25"));
        }
        sent.values().forEach(bank::announce);
        Customer present = customer();
        List<String> answers = new ArrayList<>();
        Operation made = made(present, answers);
        sent.forEach((customer, operation) -> requireArchived(customer, operation));
        requireNoneOfRefused();
        requireNoIban(present, made, answers);
    }

    private Customer customer() {
        Customer customer = bank.open(Customer.with("300.00"));
        customers.add(customer);
        return customer;
    }

    /** One that the API makes. */
    private Operation made(Customer customer, List<String> answers) {
        var answer = bank.post(Bank.request(customer, Kind.RETRAIT, "7.25").toString());
        answers.add(answer.body());
        Operation made = Bank.accepted(answer, customer, Kind.RETRAIT);
        answers.add(bank.change(made.id(), Bank.state(customer.id(), "TRAITEE").toString())
                .body());
        answers.add(bank.list(customer.id()).body());
        answers.add(bank.post(Bank.request(customer, Kind.RETRAIT, "999.00").toString())
                .body());
        return made;
    }

    private List<String> keys() {
        return stack.aws().s3().listObjectsV2Paginator(r -> r.bucket(bucket)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    /** The objects archived since the row began that hold a text: their keys, and what they hold. */
    private Map<String, String> naming(String text) {
        keys().stream()
                .filter(key -> !before.contains(key))
                .forEach(key -> read.computeIfAbsent(
                        key, each -> StoredText.of(stack, bucket, each).orElse(null)));
        Map<String, String> found = new LinkedHashMap<>();
        read.forEach((key, content) -> {
            if (content.contains(text)) {
                found.put(key, content);
            }
        });
        return found;
    }

    private void requireArchived(Customer customer, Operation operation) {
        stack.await(
                () -> !bank.mails(customer).isEmpty() && !naming(operation.id()).isEmpty(), BankChecklist.SOON);
        stack.never(() -> naming(operation.id()).size() > 1, BankChecklist.QUIET);
        Map<String, String> found = naming(operation.id());
        Expectation.that("Chaque courriel d'opération envoyé est archivé, une fois.")
                .expected("1 objet de %s qui porte operation_id %s".formatted(bucket, operation.id()))
                .seen("%s, %s au client"
                        .formatted(
                                OBJECT.said(found.size()),
                                Notices.MAIL.said(bank.mails(customer).size())))
                .hint("écris l'archive (s3:PutObject) après que SES a accepté le courriel, dans le bucket de la pile.")
                .holdsIf(found.size() == 1);
        String key = found.keySet().iterator().next();
        String folder = folder(operation.day());
        Expectation.that("L'archive est sous le jour, à Paris, de la date de l'opération.")
                .expected(folder + "… (opération du %s)".formatted(operation.date()))
                .seen(key)
                .hint("le jour est celui de date dans le fuseau Europe/Paris ; ni celui d'aujourd'hui, ni celui d'UTC.")
                .holdsIf(key.startsWith(folder) && key.length() > folder.length());
        Mail mail = bank.mails(customer).get(0);
        JsonNode wanted = Json.MAPPER
                .createObjectNode()
                .put("operation_id", operation.id())
                .put("client_id", customer.id())
                .put("destinataire", customer.email())
                .put("sujet", mail.subject());
        Expectation.that("L'archive dit en JSON quelle opération, quel client, à qui et sous quel sujet.")
                .expected(wanted.toString())
                .seen(found.get(key))
                .hint("le sujet est celui du courriel, avec ses accents ; écris le fichier en UTF-8.")
                .holdsIf(OperationsApi.isAs(wanted, Json.read(found.get(key))));
    }

    private static String folder(LocalDate day) {
        return FOLDER.format(day);
    }

    /** SES refuses one mail: until it is sent, there is nothing to archive. */
    private void requireNoneOfRefused() {
        Optional<InjectsFaults> faults = stack.offers(InjectsFaults.class);
        if (faults.isEmpty()) {
            return;
        }
        Customer customer = customer();
        Operation operation = Operation.of(customer, Kind.VIREMENT, Instant.now(), "8.25");
        try (MailRefusal refusal = new MailRefusal(faults.get(), Integer.MAX_VALUE)) {
            bank.announce(operation);
            stack.await(() -> refusal.answered() > 0, BankChecklist.SOON);
            boolean none = stack.never(() -> !naming(operation.id()).isEmpty(), BankChecklist.QUIET);
            Expectation.that("Un courriel que SES a refusé n'est pas archivé.")
                    .expected("aucun objet qui porte " + operation.id())
                    .seen(String.join("\n", naming(operation.id()).values()))
                    .hint("archive après l'envoi, et seulement s'il a réussi.")
                    .holdsIf(none);
        }
    }

    /** Nobody but the table is told of a customer's account. */
    private void requireNoIban(Customer present, Operation made, List<String> answers) {
        bank.awaitMails(present, 1, BankChecklist.SOON);
        Map<String, List<String>> places = new LinkedHashMap<>();
        places.put("les réponses de l'API", answers);
        places.put(
                "les événements",
                probe.received().stream()
                        .filter(event -> event.path("detail").toString().contains(made.id()))
                        .map(JsonNode::toString)
                        .toList());
        places.put(
                "la table des opérations",
                bank.stored(present.id()).stream().map(Object::toString).toList());
        places.put(
                "les courriels",
                customers.stream()
                        .flatMap(customer -> bank.mails(customer).stream())
                        .map(mail -> mail.subject() + mail.text() + mail.html())
                        .toList());
        places.put(
                "les archives",
                customers.stream()
                        .flatMap(customer -> naming(customer.id()).values().stream())
                        .toList());
        FunctionLogs logs = new FunctionLogs(stack);
        places.put(
                "les journaux",
                customers.stream()
                        .flatMap(customer -> logs.messages(customer.iban()).stream())
                        .toList());
        String told = places.entrySet().stream()
                .filter(place -> place.getValue().stream()
                        .anyMatch(text -> customers.stream().anyMatch(each -> text.contains(each.iban()))))
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        Expectation.that("L'IBAN d'un client ne quitte pas la table.")
                .expected(
                        "ni réponse, ni opération enregistrée, ni événement, ni courriel, ni archive, ni ligne de journal qui le porte")
                .seen("il est dans " + told)
                .hint("ne prends du client que ce dont tu as besoin, et n'écris pas l'élément entier dans le journal.")
                .holdsIf(told.isEmpty());
    }
}
