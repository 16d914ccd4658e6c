package ateliers.grader.checklists.bank;

import ateliers.cloud.schedule.Schedule;
import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklists.common.Json;
import ateliers.grader.checklists.common.StoredText;
import ateliers.grader.targets.Mail;
import ateliers.grader.targets.Target.MovesTime;
import ateliers.grader.variety.Variety;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eventbridge.model.RuleState;

/** The mail of the week, at the next time that its rule's own schedule has. */
final class Weekly {
    private static final String MARK = "hebdomadaire";
    private static final Duration WEEK = Duration.ofDays(7);

    /** Within the week or before it, far enough from its end for every schedule. */
    private static final Duration MARGIN = Duration.ofHours(2);

    /** A page of DynamoDB's holds one megabyte: so much is old, and comes first. */
    private static final int LARGE = 280_000;

    private static final int LARGE_OPERATIONS = 4;

    private final Stack stack;
    private final Bank bank;
    private final BigDecimal threshold;

    Weekly(Stack stack) {
        this.stack = stack;
        this.bank = new Bank(stack);
        this.threshold = new BigDecimal(stack.parameter(BankParameters.THRESHOLD));
    }

    void check() {
        MovesTime time = stack.requires(MovesTime.class, "Cette cible ne sait pas avancer le temps d'une semaine.");
        Schedule schedule = schedule();
        Instant now = Instant.now();
        ZonedDateTime due = next(schedule, now.atZone(ZoneOffset.UTC));
        requireEachWeek(schedule, due);
        Customer first = bank.open(Customer.with("800.00"));
        Customer second = bank.open(Customer.with("900.00"));
        Customer quiet = bank.open(Customer.with("700.00"));
        Customer silent = bank.open(Customer.with("600.00"));
        History ofFirst = write(first, due.toInstant());
        History ofSecond = write(second, due.toInstant());
        Operation old = bank.write(
                Operation.of(quiet, Kind.DEPOT, due.toInstant().minus(WEEK).minus(MARGIN), amount(90)));
        time.advance(Duration.between(now, due));
        stack.await(() -> !weekly(first).isEmpty() && !weekly(second).isEmpty(), BankChecklist.SOON);
        stack.never(() -> weekly(first).size() > 1, BankChecklist.QUIET);
        requireMail(first, ofFirst, ofSecond, due);
        requireMail(second, ofSecond, ofFirst, due);
        requireUnarchived(weekly(first).get(0));
        for (Customer customer : List.of(quiet, silent)) {
            Expectation.that("Un client sans opération pendant la semaine n'a pas de mail hebdomadaire.")
                    .expected(
                            customer == quiet
                                    ? "rien : sa seule opération est du " + old.date()
                                    : "rien : il n'en a aucune")
                    .seen(weekly(customer).stream().map(Mail::text).collect(Collectors.joining("\n")))
                    .hint("n'écris qu'à ceux qui ont une opération des sept jours avant time.")
                    .holdsIf(weekly(customer).isEmpty());
        }
    }

    private void requireUnarchived(Mail mail) {
        String bucket = bank.archive();
        List<String> texts = stack.aws().s3().listObjectsV2Paginator(r -> r.bucket(bucket)).contents().stream()
                .flatMap(object -> StoredText.of(stack, bucket, object.key()).stream())
                .toList();
        String subject = mail.subject();
        Expectation.that("Le mail de la semaine n'est pas archivé.")
                .expected("aucun objet au sujet « %s »".formatted(subject))
                .seen(texts.stream().filter(text -> text.contains(subject)).collect(Collectors.joining("\n")))
                .hint("n'archive que les mails d'opérations.")
                .holdsIf(texts.stream()
                        .noneMatch(
                                text -> Json.read(text).path("sujet").asText().equals(subject)));
    }

    private Schedule schedule() {
        String name = stack.output(BankChecklist.WEEKLY_RULE);
        Optional<DescribeRuleResponse> rule = rule(name);
        String expression = rule.map(DescribeRuleResponse::scheduleExpression).orElse("");
        Expectation.that("La sortie WeeklyRuleName nomme une règle du bus default, active, qui a un horaire.")
                .expected("une règle ENABLED avec ScheduleExpression")
                .seen(rule.map(each -> "%s, %s, « %s »".formatted(name, each.stateAsString(), expression))
                        .orElse("pas de règle de ce nom : " + name))
                .hint(
                        "!Ref d'une AWS::Events::Rule donne son nom ; sur un événement Schedule de SAM, nomme la règle toi-même.")
                .holdsIf(!expression.isEmpty() && rule.get().state() == RuleState.ENABLED);
        return Schedule.of(expression);
    }

    private Optional<DescribeRuleResponse> rule(String name) {
        try {
            return Optional.of(stack.aws().eventBridge().describeRule(r -> r.name(name)));
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        }
    }

    private static ZonedDateTime next(Schedule schedule, ZonedDateTime after) {
        return schedule.next(after).orElse(after.plusYears(100));
    }

    private static void requireEachWeek(Schedule schedule, ZonedDateTime due) {
        ZonedDateTime second = next(schedule, due);
        ZonedDateTime third = next(schedule, second);
        Expectation.that("La règle de la semaine part une fois par semaine.")
                .expected("sept jours d'une fois à la suivante")
                .seen("%s, puis %s, puis %s".formatted(due, second, third))
                .hint("rate(7 days), ou cron avec un jour de la semaine : cron(0 7 ? * MON *).")
                .holdsIf(Duration.between(due, second).equals(WEEK)
                        && Duration.between(second, third).equals(WEEK));
    }

    /** Amounts in cents that differ from all others, so that a text tells which operations it is about. */
    private static String amount(int euros) {
        return "%d.%02d".formatted(euros, Variety.between(10, 99));
    }

    /** What a customer did during the week, and before. */
    private record History(List<Operation> week, List<Operation> before) {}

    private History write(Customer customer, Instant due) {
        Instant week = due.minus(WEEK);
        int base = customer.balance().intValueExact();
        List<Operation> before = new ArrayList<>();
        AttributeValue note = AttributeValue.fromS(Variety.small(100).repeat(LARGE / 100));
        for (int i = 0; i < LARGE_OPERATIONS; i++) {
            Operation old =
                    Operation.of(customer, Kind.DEPOT, week.minus(20 + i, ChronoUnit.DAYS), amount(base + 50 + i));
            before.add(bank.write(named(old, "0" + i + Variety.small(8)), Map.of("note", note)));
        }
        before.add(bank.write(
                named(Operation.of(customer, Kind.RETRAIT, week.minus(MARGIN), amount(base + 60)), later())));
        Instant night =
                due.minus(3, ChronoUnit.DAYS).truncatedTo(ChronoUnit.DAYS).plus(Duration.ofMinutes(23 * 60 + 30));
        List<Operation> written = new ArrayList<>();
        written.add(Operation.of(customer, Kind.DEPOT, week.plus(MARGIN), amount(base + 1)));
        written.add(
                Operation.of(customer, Kind.RETRAIT, night, amount(base + 2)).in("ANNULEE"));
        written.add(Operation.of(
                customer,
                Kind.VIREMENT,
                due.minus(MARGIN),
                threshold.add(new BigDecimal(base)).toPlainString()));
        List<Operation> named =
                written.stream().map(each -> named(each, later())).toList();
        Variety.shuffled(named).forEach(bank::write);
        return new History(named, before);
    }

    /** Behind those that are large. */
    private static String later() {
        return "x" + Variety.small(11);
    }

    private static Operation named(Operation operation, String id) {
        return new Operation(
                operation.clientId(),
                id,
                operation.kind(),
                operation.state(),
                operation.date(),
                operation.amount(),
                operation.balance());
    }

    private List<Mail> weekly(Customer customer) {
        return bank.mails(customer).stream()
                .filter(mail -> mail.subject().toLowerCase(Locale.FRENCH).contains(MARK))
                .toList();
    }

    private void requireMail(Customer customer, History own, History others, ZonedDateTime due) {
        List<Mail> mails = weekly(customer);
        Expectation.that("Chaque client qui a une opération de la semaine reçoit un mail hebdomadaire, et un seul.")
                .expected("1 mail à %s, le %s, dont le sujet contient %s".formatted(customer.email(), due, MARK))
                .seen(mails.size() + ", avec les sujets : "
                        + bank.mails(customer).stream().map(Mail::subject).toList())
                .hint(
                        "la règle a-t-elle la fonction pour cible, et la permission de l'appeler ? Compte les sept jours depuis time de"
                                + " l'événement, pas depuis l'horloge ; lis toutes les pages de la table.")
                .holdsIf(mails.size() == 1);
        Mail mail = mails.get(0);
        Expectation.that("Le sujet du mail hebdomadaire ne porte pas le mot Alerte.")
                .expected("un sujet sans Alerte")
                .seen(mail.subject())
                .hint("une semaine n'est pas une alerte, quels que soient ses montants.")
                .holdsIf(!mail.subject().contains("Alerte"));
        Expectation.that("Le mail hebdomadaire nomme le client.")
                .hint("mets le nom du client dans le texte.")
                .containing(customer.name(), mail.text());
        List<String> lines = mail.text().lines().map(Euros::plain).toList();
        for (Operation operation : own.week()) {
            Expectation.that(
                            "Chaque opération des sept derniers jours a sa ligne, avec date à Paris, genre et montant.")
                    .expected("%s, %s, %s (date %s, %s ; l'événement est du %s)"
                            .formatted(
                                    Euros.of(operation.day()),
                                    operation.kind().word,
                                    Euros.of(operation.amount()),
                                    operation.date(),
                                    operation.state(),
                                    due))
                    .seen(mail.text())
                    .hint(
                            "les sept jours (168 heures) se comptent depuis time de l'événement, quel que soit l'état ; lis toutes les"
                                    + " pages de la table.")
                    .holdsIf(lines.stream()
                            .anyMatch(line -> line.contains(Euros.of(operation.day()))
                                    && operation.kind().isNamedIn(line)
                                    && Euros.names(line, operation.amount())));
        }
        List<Operation> foreign = Stream.of(own.before(), others.week(), others.before())
                .flatMap(List::stream)
                .filter(each -> Euros.names(mail.text(), each.amount()))
                .toList();
        Expectation.that("Le mail hebdomadaire ne dit rien d'opérations plus anciennes, ni de celles d'autres clients.")
                .expected("les %d opérations du client depuis le %s, et aucune autre"
                        .formatted(own.week().size(), due.minus(WEEK)))
                .seen("%s du %s en est une autre :\n%s"
                        .formatted(
                                foreign.isEmpty() ? "" : Euros.of(foreign.get(0).amount()),
                                foreign.isEmpty() ? "" : foreign.get(0).date(),
                                mail.text()))
                .hint("ne garde que les opérations de ce client dont date est après time moins sept jours.")
                .holdsIf(foreign.isEmpty());
    }
}
