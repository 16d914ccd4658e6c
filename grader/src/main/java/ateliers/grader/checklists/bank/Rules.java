package ateliers.grader.checklists.bank;

import ateliers.grader.checklist.Stack;
import java.util.List;
import software.amazon.awssdk.services.eventbridge.model.Rule;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** The functions that the rules of the bank's bus start. */
final class Rules {
    private Rules() {}

    /** Their ARNs, each once. */
    static List<String> functions(Stack stack, String bus) {
        var events = stack.aws().eventBridge();
        return events.listRules(r -> r.eventBusName(bus)).rules().stream()
                .map(Rule::name)
                .flatMap(rule -> events.listTargetsByRule(r -> r.eventBusName(bus).rule(rule)).targets().stream())
                .map(Target::arn)
                .filter(arn -> arn.contains(":lambda:"))
                .distinct()
                .toList();
    }
}
