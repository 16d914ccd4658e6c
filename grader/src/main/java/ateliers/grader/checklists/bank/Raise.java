package ateliers.grader.checklists.bank;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklist.TopicProbe;
import ateliers.grader.checklist.TopicProbe.Notification;
import ateliers.grader.checklists.common.Json;
import ateliers.grader.checklists.common.LostEvents;
import ateliers.grader.checklists.common.MailRefusal;
import ateliers.grader.targets.Step;
import ateliers.grader.targets.Target.InjectsFaults;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;

/** SES refuses mails: somebody hears of it, and what was refused is sent once SES takes it again. */
final class Raise {
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration CALM = Duration.ofMinutes(3);

    private final Stack stack;
    private final Bank bank;
    private final List<MetricAlarm> watching;
    private final List<String> alarms;
    private final TopicProbe probe;

    Raise(Stack stack) {
        this.stack = stack;
        this.bank = new Bank(stack);
        this.watching = new BankAlarms(stack, bank).ofErrors();
        this.alarms = watching.stream().map(MetricAlarm::alarmName).toList();
        this.probe = TopicProbe.on(stack, bank.topic());
    }

    void check() {
        InjectsFaults faults =
                stack.requires(InjectsFaults.class, "Cette cible ne sait pas faire refuser les courriels par SES.");
        calm();
        Customer customer = bank.open(Customer.with("200.00"));
        try (MailRefusal refusal = new MailRefusal(faults, Integer.MAX_VALUE)) {
            bank.announce(operation(customer));
            stack.await(() -> refusal.answered() > 0, BankChecklist.SOON);
            boolean heard = stack.await(this::isHeard, LONGEST);
            Set<String> failed = failed();
            boolean ofAnother = !failed.isEmpty() && Collections.disjoint(failed, watched());
            Expectation.that("Quand SES refuse les courriels, l'alarme des erreurs passe à ALARM, et le dit.")
                    .expected("un message de %s sur le sujet des alarmes, en %d minutes au plus"
                            .formatted(alarms, LONGEST.toMinutes()))
                    .seen("%d refus de SES, et %s ; les messages du sujet : %s%s"
                            .formatted(
                                    refusal.answered(),
                                    states(),
                                    messages(),
                                    ofAnother
                                            ? "\ntes alarmes Errors suivent : %s ; celle qui a échoué est %s"
                                                    .formatted(named(watched()), named(failed))
                                            : ""))
                    .hint(
                            ofAnother
                                    ? "FunctionName de l'alarme désigne la fonction qui envoie les courriels : Value: !Ref %s."
                                            .formatted(named(failed))
                                    : "laisse l'exception de SES sortir de la fonction : c'est elle que compte la métrique Errors. L'alarme suit-elle"
                                            + " cette fonction, avec une courte Period et peu d'EvaluationPeriods ?")
                    .holdsIf(heard);
        }
        triedAgain(faults);
    }

    private static Operation operation(Customer customer) {
        return Operation.of(customer, Kind.RETRAIT, Instant.now(), "9.25");
    }

    /** An alarm that always sounds tells nothing. */
    private void calm() {
        Customer customer = bank.open(Customer.with("100.00"));
        bank.announce(operation(customer));
        bank.awaitMails(customer, 1, BankChecklist.SOON);
        boolean calm = stack.never(this::isHeard, CALM);
        Expectation.that("Tant que SES accepte les courriels, l'alarme des erreurs se tait.")
                .expected("aucun message pendant %d minutes".formatted(CALM.toMinutes()))
                .seen(messages())
                .hint(
                        "Threshold: 1 et GreaterThanOrEqualToThreshold sur la somme (Sum) ; TreatMissingData: notBreaching.")
                .holdsIf(calm);
    }

    private boolean isHeard() {
        return probe.received().stream()
                .map(Notification::text)
                .map(Json::read)
                .anyMatch(message -> message.path("NewStateValue").asText().equals("ALARM") && isAboutErrors(message));
    }

    /** Its own message, or that of an alarm made of it. */
    private boolean isAboutErrors(JsonNode message) {
        return alarms.stream().anyMatch(name -> message.toString().contains(name));
    }

    /** The functions that have failed since the row began, by name. */
    private Set<String> failed() {
        Set<String> failed = new TreeSet<>();
        stack.saw(step -> {
            if (step.kind() == Step.Kind.INVOCATION && !step.succeeded()) {
                failed.add(step.resource().replaceFirst(".*:function:", "").replaceFirst(":.*", ""));
            }
            return false;
        });
        return failed;
    }

    private Set<String> watched() {
        return watching.stream().flatMap(BankAlarms::functions).collect(Collectors.toCollection(TreeSet::new));
    }

    /** As the template calls them. */
    private String named(Set<String> functions) {
        return stack.functions().stream()
                .filter(each -> functions.contains(each.physicalResourceId()))
                .map(StackResourceSummary::logicalResourceId)
                .collect(Collectors.joining(", "));
    }

    private String states() {
        return stack.aws().cloudWatch().describeAlarms(r -> r.alarmNames(alarms)).metricAlarms().stream()
                .map(alarm -> alarm.alarmName() + " est " + alarm.stateValueAsString())
                .collect(Collectors.joining(", "));
    }

    private String messages() {
        List<Notification> received = probe.received();
        return received.isEmpty()
                ? "aucun"
                : received.stream().map(Notification::subject).collect(Collectors.joining("\n"));
    }

    private void triedAgain(InjectsFaults faults) {
        Customer customer = bank.open(Customer.with("300.00"));
        int refused;
        try (MailRefusal refusal = new MailRefusal(faults, Integer.MAX_VALUE)) {
            bank.announce(operation(customer));
            stack.await(() -> refusal.answered() > 0, BankChecklist.SOON);
            refused = refusal.answered();
        }
        bank.awaitMails(customer, 1, BankChecklist.RETRIES);
        stack.never(() -> bank.mails(customer).size() > 1, BankChecklist.RETRIES);
        Expectation.that("Un courriel que SES a refusé part à un essai suivant, une seule fois.")
                .expected("1 courriel, après %d refus de SES".formatted(refused))
                .seen(Notices.MAIL.said(bank.mails(customer).size()))
                .hint(() -> new LostEvents(bank.stack)
                        .advice(
                                1,
                                "laisse l'exception sortir : Lambda réessaie. Ce qui retient qu'un courriel est parti ne doit pas empêcher l'essai"
                                        + " suivant quand l'envoi a échoué."))
                .holdsIf(bank.mails(customer).size() == 1);
    }
}
