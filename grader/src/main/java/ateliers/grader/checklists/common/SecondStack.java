package ateliers.grader.checklists.common;

import ateliers.grader.checklist.CriterionFailure;
import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The row {@code config}, which every lab has: the same template, deployed under a second name beside the first. */
public final class SecondStack {
    /** AWS's words for a name that is too long. */
    private static final Pattern TOO_LONG = Pattern.compile(
            "Value '([^']*)' at '\\w+' failed to satisfy constraint: Member must have length less than or equal to (\\d+)");

    private SecondStack() {}

    /** A name that is made of the stack's is no fixed name, but the stack's may be long. */
    private static String hint(String seen) {
        Matcher tooLong = TOO_LONG.matcher(seen);
        if (tooLong.find()) {
            return "le nom calculé, %s, compte %d caractères, et AWS en permet %s : raccourcis ce que tu mets devant le nom de la pile."
                    .formatted(tooLong.group(1), tooLong.group(1).length(), tooLong.group(2));
        }
        return seen.contains("specified bucket is not valid")
                ? "un nom composé du nom de la pile est devenu trop long (63 caractères pour un bucket) : raccourcis ce que tu mets devant."
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
