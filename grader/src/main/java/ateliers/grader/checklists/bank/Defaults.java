package ateliers.grader.checklists.bank;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.targets.Mail;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.ParameterDeclaration;

/** What a stack does whose template was given the sender's address only. */
final class Defaults {
    /** How exactly amounts are compared is another row's. */
    private static final BigDecimal EURO = BigDecimal.ONE;

    private final Stack stack;
    private final Bank bank;
    private final BigDecimal threshold;

    Defaults(Stack stack, Bank bank) {
        this.stack = stack;
        this.bank = bank;
        this.threshold = new BigDecimal(stack.parameter(BankParameters.THRESHOLD));
    }

    void check() {
        requireAlerts();
        requireTimeToLive();
    }

    /** One after the other, so that one environment does. Whether alerts are told apart at all is another row's. */
    private void requireAlerts() {
        Customer customer = bank.open(Customer.with("5000000.00"));
        List<String> subjects = new ArrayList<>();
        for (BigDecimal amount :
                List.of(BigDecimal.ONE, threshold.subtract(EURO), threshold.add(EURO), new BigDecimal("900000"))) {
            bank.announce(Operation.of(customer, Kind.RETRAIT, Instant.now(), amount.toPlainString()));
            if (!bank.awaitMails(customer, subjects.size() + 1, BankChecklist.SOON)) {
                return;
            }
            List<Mail> mails = bank.mails(customer);
            subjects.add(mails.get(mails.size() - 1).subject());
        }
        if (isAlert(subjects.get(0)) || !isAlert(subjects.get(3))) {
            return;
        }
        Expectation.that("Sans AlertThreshold, une opération est une alerte à partir de %s.".formatted(threshold))
                .expected("pas d'alerte pour %s, une pour %s".formatted(threshold.subtract(EURO), threshold.add(EURO)))
                .seen(subjects.get(1) + "\n" + subjects.get(2))
                .hint("donne Default: %s au paramètre AlertThreshold.".formatted(threshold))
                .holdsIf(!isAlert(subjects.get(1)) && isAlert(subjects.get(2)));
    }

    private static boolean isAlert(String subject) {
        return subject.contains("Alerte");
    }

    /** Nobody waits for five minutes of real time: the template says it. */
    private void requireTimeToLive() {
        String wanted = stack.parameter(BankParameters.TTL);
        Optional<String> declared =
                stack.aws().cloudFormation().getTemplateSummary(r -> r.stackName(stack.name())).parameters().stream()
                        .filter(each -> each.parameterKey().equals(BankParameters.TTL))
                        .map(ParameterDeclaration::defaultValue)
                        .filter(value -> value != null && value.matches("\\d+"))
                        .findFirst();
        Expectation.that("Sans SecretTtlSeconds, une valeur lue du secret sert %s secondes.".formatted(wanted))
                .expected("Default: " + wanted)
                .seen("Default: " + declared.orElse(""))
                .hint("donne Default: %s au paramètre SecretTtlSeconds.".formatted(wanted))
                .holdsIf(declared.isEmpty() || declared.get().equals(wanted));
    }
}
