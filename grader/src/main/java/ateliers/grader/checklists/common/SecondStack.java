package ateliers.grader.checklists.common;

import ateliers.grader.checklist.CriterionFailure;
import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;

/** The row {@code config}, which every lab has: the same template, deployed under a second name beside the first. */
public final class SecondStack {
    private SecondStack() {}

    /** Deploys it. */
    public static Stack beside(Stack stack) {
        try {
            return stack.again();
        } catch (CriterionFailure refused) {
            throw Expectation.that("Le même template doit pouvoir être déployé une seconde fois, sous un autre nom.")
                    .expected("la seconde pile passe à CREATE_COMPLETE")
                    .seen(refused.seen().orElse(refused.getMessage()))
                    .hint("ne nomme aucune ressource en dur ; laisse CloudFormation les nommer.")
                    .because(refused)
                    .failure();
        }
    }
}
