package ateliers.grader.checklists.common;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.IamReview;
import ateliers.grader.checklist.Stack;
import java.util.List;

/** The row {@code iam}, which every lab has: roles that grant no more than the stack needs. */
public final class LeastPrivilege {
    private LeastPrivilege() {}

    /** @param hint which task to look at, and what is enough in this lab */
    public static void check(Stack stack, String hint) {
        List<String> excesses = IamReview.excesses(stack);
        Expectation.that("Les rôles de la pile accordent trop.")
                .expected("ni Action * ou service:*, ni politique …FullAccess, ni Resource * hors journaux")
                .seen(String.join("\n", excesses))
                .hint(hint)
                .holdsIf(excesses.isEmpty());
    }
}
