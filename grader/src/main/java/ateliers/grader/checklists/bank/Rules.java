package ateliers.grader.checklists.bank;

import ateliers.grader.checklist.Stack;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.eventbridge.model.Rule;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** The functions that the rules of the bank's bus start. */
final class Rules {
    private Rules() {}

    /** Does something while no rule of the bus passes anything on: nobody needs a mail of it. */
    static <T> T off(Bank bank, Supplier<T> work) {
        bank.requireBus();
        String bus = bank.bus;
        var events = bank.stack.aws().eventBridge();
        List<String> on = events.listRules(r -> r.eventBusName(bus)).rules().stream()
                .filter(rule -> rule.state() == RuleState.ENABLED)
                .map(Rule::name)
                .toList();
        on.forEach(name -> events.disableRule(r -> r.eventBusName(bus).name(name)));
        try {
            return work.get();
        } finally {
            on.forEach(name -> events.enableRule(r -> r.eventBusName(bus).name(name)));
        }
    }

    /** Their ARNs, each once. */
    static List<String> functions(Stack stack, String bus) {
        var events = stack.aws().eventBridge();
        return events.listRules(r -> r.eventBusName(bus)).rules().stream()
                .map(Rule::name)
                .flatMap(rule ->
                        events.listTargetsByRule(r -> r.eventBusName(bus).rule(rule)).targets().stream())
                .map(Target::arn)
                .filter(arn -> arn.contains(":lambda:"))
                .distinct()
                .toList();
    }
}
