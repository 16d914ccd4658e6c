package ateliers.grader.checklists.bank;

import ateliers.cloud.schedule.Schedule;
import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Noun;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklists.common.FunctionLogs;
import ateliers.grader.checklists.common.Json;
import ateliers.grader.checklists.common.StoredText;
import ateliers.grader.targets.Mail;
import ateliers.grader.targets.Target.MovesTime;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.lambda.model.InvocationType;

/** The mail of the week, at the next times that its rule's own schedule has, and in a week in which clocks were changed. */
final class Weekly {
    static final Duration WEEK = Duration.ofDays(7);

    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    /** A Monday morning after the clocks were put forward in France. */
    private static final Instant CLOCKS_CHANGED = Instant.parse("2026-03-30T06:00:00Z");

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
        WeeklyHistory.Writer writer = new WeeklyHistory.Writer(bank, threshold, due.toInstant());
        startAhead(due.toInstant());
        Written written = untold(() -> write(writer));
        WeeklyHistory first = written.first();
        WeeklyHistory second = written.second();
        Operation late = written.late();
        Customer quiet = written.quiet();
        Customer silent = Customer.with("600.00");
        List<Customer> customers = List.of(first.customer(), second.customer(), quiet, silent);
        customers.forEach(bank::open);
        time.advance(Duration.between(now, due));
        WeeklyMails mails = new WeeklyMails(bank);
        mails.await(first.customer(), 1);
        mails.await(second.customer(), 1);
        stack.never(() -> mails.of(first.customer()).size() > 1, BankChecklist.QUIET);
        mails.require(first, foreign(second, first.before(), List.of(late)), due.toInstant(), 1);
        mails.require(second, foreign(first, second.before(), List.of(late)), due.toInstant(), 1);
        requireUnarchived(mails.of(first.customer()).get(0));
        requireNone(
                mails,
                quiet,
                "rien : sa seule opération est du " + written.old().date());
        requireNone(mails, silent, "rien : il n'en a aucune");
        time.advance(WEEK);
        mails.await(first.customer(), 2);
        stack.never(() -> mails.of(second.customer()).size() > 1, BankChecklist.QUIET);
        mails.require(
                new WeeklyHistory(first.customer(), List.of(late), first.week()),
                foreign(second, first.week(), first.before()),
                due.toInstant().plus(WEEK),
                2);
        aroundAClockChange(mails, writer, silent);
        requireNoIban(customers);
    }

    /**
     * A first start takes most of the row's time. The week of a year ago, asked for while the bank has no customers, is told to nobody,
     * and its function starts while those do that the operations start.
     */
    private void startAhead(Instant due) {
        function().ifPresent(function -> send(function, due.minus(WEEK.multipliedBy(52))));
    }

    /** What other programs of the bank have done: nobody needs a mail of each. */
    private record Written(WeeklyHistory first, WeeklyHistory second, Operation late, Customer quiet, Operation old) {}

    private Written write(WeeklyHistory.Writer writer) {
        WeeklyHistory first = writer.writeLong(800);
        WeeklyHistory second = writer.write(900);
        Operation late = writer.after(first.customer());
        Customer quiet = Customer.with("700.00");
        Operation old = writer.before(quiet);
        return new Written(first, second, late, quiet, old);
    }

    /** Writes operations of which no rule tells anybody, and waits until the stream has told the bus of them. */
    private <T> T untold(Supplier<T> writes) {
        return Rules.off(bank, () -> {
            T written = writes.get();
            stack.never(() -> false, BankChecklist.QUIET);
            return written;
        });
    }

    private static List<Operation> foreign(WeeklyHistory other, List<Operation> some, List<Operation> more) {
        return Stream.of(some, more, other.week(), other.before())
                .flatMap(List::stream)
                .toList();
    }

    private static void requireNone(WeeklyMails mails, Customer customer, String expected) {
        Expectation.that("Un client sans opération pendant la semaine n'a pas de courriel hebdomadaire.")
                .expected(expected)
                .seen(mails.of(customer).stream().map(Mail::text).collect(Collectors.joining("\n")))
                .hint("n'écris qu'à ceux qui ont une opération des sept jours avant time.")
                .holdsIf(mails.of(customer).isEmpty());
    }

    /** In the week in which summer time begins, seven days of the calendar in Paris are an hour less than 168. */
    private void aroundAClockChange(WeeklyMails mails, WeeklyHistory.Writer writer, Customer customer) {
        Optional<String> function = function();
        if (function.isEmpty()) {
            return;
        }
        Instant time = CLOCKS_CHANGED;
        Instant begin = time.minus(WEEK);
        WeeklyHistory history = untold(() -> writer.at(customer, begin.plus(HALF_AN_HOUR), begin.minus(HALF_AN_HOUR)));
        send(function.get(), time);
        mails.await(customer, 1);
        mails.require(history, history.before(), time, 1);
    }

    private void send(String function, Instant time) {
        stack.aws()
                .lambda()
                .invoke(r -> r.functionName(function)
                        .invocationType(InvocationType.EVENT)
                        .payload(SdkBytes.fromUtf8String(scheduled(time))));
    }

    /** The only target of the rule, where it is a function that gets the event as it is. */
    private Optional<String> function() {
        List<Target> targets = stack.aws()
                .eventBridge()
                .listTargetsByRule(r -> r.rule(stack.output(BankChecklist.WEEKLY_RULE)))
                .targets();
        return targets.size() == 1
                ? targets.stream()
                        .filter(target -> target.input() == null
                                && target.inputPath() == null
                                && target.inputTransformer() == null)
                        .map(Target::arn)
                        .filter(arn -> arn.contains(":lambda:"))
                        .findFirst()
                : Optional.empty();
    }

    private String scheduled(Instant time) {
        ObjectNode event = Json.MAPPER
                .createObjectNode()
                .put("version", "0")
                .put("id", UUID.randomUUID().toString())
                .put("detail-type", "Scheduled Event")
                .put("source", "aws.events")
                .put("account", stack.aws().sts().getCallerIdentity().account())
                .put("time", time.toString())
                .put("region", stack.region().id());
        event.putArray("resources")
                .add(rule(stack.output(BankChecklist.WEEKLY_RULE)).orElseThrow().arn());
        event.putObject("detail");
        return event.toString();
    }

    private void requireNoIban(List<Customer> customers) {
        // Functions may share a log group, and what others log is another row's matter: so all that these clients did
        // was written while no rule passed it on.
        FunctionLogs logs =
                function().map(function -> FunctionLogs.of(stack, function)).orElseGet(() -> new FunctionLogs(stack));
        List<String> lines = customers.stream()
                .flatMap(customer -> logs.messages(customer.iban()).stream())
                .toList();
        Expectation.that("La fonction de la semaine n'écrit l'IBAN de personne dans son journal.")
                .expected("aucune ligne de journal qui porte l'IBAN d'un client")
                .seen(new Noun("ligne en porte un", "lignes en portent un").said(lines.size()))
                .hint(
                        "ne lis du client que ce dont tu as besoin (projectionExpression), et n'écris pas l'élément entier dans le journal.")
                .holdsIf(lines.isEmpty());
    }

    private void requireUnarchived(Mail mail) {
        String bucket = bank.archive();
        List<String> texts = stack.aws().s3().listObjectsV2Paginator(r -> r.bucket(bucket)).contents().stream()
                .flatMap(object -> StoredText.of(stack, bucket, object.key()).stream())
                .toList();
        String subject = mail.subject();
        Expectation.that("Le courriel de la semaine n'est pas archivé.")
                .expected("aucun objet au sujet « %s »".formatted(subject))
                .seen(texts.stream().filter(text -> text.contains(subject)).collect(Collectors.joining("\n")))
                .hint("n'archive que les courriels d'opérations.")
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
}
