package ateliers.grader.checklists.repository;

import ateliers.grader.checklist.Stack;
import ateliers.grader.targets.Step;
import java.util.Optional;

/** What to say where the target tells that the last event of CodeCommit matched no rule. */
final class NoRule {
    private static final String NONE = "it has no rule for it";
    private static final String WHY = "on this bus: ";

    private NoRule() {}

    /** Empty where there is no rule at all, where the event started a function, and where the target does not tell. */
    static Optional<String> hint(Stack stack) {
        return stack.last(step -> step.isUnwantedEvent() || step.kind() == Step.Kind.INVOCATION)
                .filter(step -> step.isUnwantedEvent() && !step.message().endsWith(NONE))
                .map(step ->
                        "CodeCommit a envoyé un événement à EventBridge, mais aucune règle n'y a réagi. Compare le motif"
                                + " (Pattern) de la règle avec les fichiers du dossier events. Règle par règle, ce qui ne va pas : "
                                + told(step.message().substring(step.message().indexOf(WHY) + WHY.length())));
    }

    /** The target's reasons, rule by rule, in French. */
    static String told(String reasons) {
        return reasons.replace("; ", " ; ")
                .replace(": disabled", " : elle est désactivée")
                .replace(
                        ": its pattern matches each field, but not all together",
                        " : son motif accepte chaque champ, mais pas tous ensemble")
                .replace(": its pattern does not match ", " : son motif refuse ");
    }
}
