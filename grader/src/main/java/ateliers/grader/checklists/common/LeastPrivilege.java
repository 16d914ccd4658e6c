package ateliers.grader.checklists.common;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.IamReview;
import ateliers.grader.checklist.Stack;
import java.util.List;

/** The row {@code iam}, which every lab has: roles and resources that grant no more than the stack needs. */
public final class LeastPrivilege {
    private LeastPrivilege() {}

    /** @param hint what is enough in this lab */
    public static void check(Stack stack, String hint) {
        List<String> excesses = IamReview.excesses(stack);
        Expectation.that("La pile accorde plus de droits qu'il n'en faut.")
                .expected(
                        "ni Action * ou service:*, ni politique …FullAccess, ni Resource * hors journaux, ni rôle ou ressource ouverts à tous")
                .seen(String.join("\n", excesses))
                .hint(hint)
                .holdsIf(excesses.isEmpty());
    }
}
