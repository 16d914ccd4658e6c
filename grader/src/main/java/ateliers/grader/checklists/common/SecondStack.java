package ateliers.grader.checklists.common;

import ateliers.grader.checklist.CriterionFailure;
import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;

/** The row {@code config}, which every lab has: the same template, deployed under a second name beside the first. */
public final class SecondStack {
    private SecondStack() {}

    /** A name that is made of the stack's is no fixed name, but the stack's may be long. */
    private static String hint(String seen) {
        return seen.contains("specified bucket is not valid")
                        || seen.contains("Member must have length less than or equal to")
                ? "un nom composé du nom de la pile est devenu trop long (63 caractères pour un bucket, 64 pour une fonction ou un rôle) :"
                        + " raccourcis ce que tu mets devant."
                : "ne nomme aucune ressource en dur ; laisse CloudFormation les nommer.";
    }

    /** Deploys it. */
    public static Stack beside(Stack stack) {
        try {
            return stack.again();
        } catch (CriterionFailure refused) {
            throw Expectation.that("Le même template doit pouvoir être déployé une seconde fois, sous un autre nom.")
                    .expected("la seconde pile passe à CREATE_COMPLETE")
                    .seen(refused.seen().orElse(refused.getMessage()))
                    .hint(hint(refused.seen().orElse(refused.getMessage())))
                    .because(refused)
                    .failure();
        }
    }
}
