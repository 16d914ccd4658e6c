package ateliers.grader.checklist;

import java.util.List;

/**
 * Why a criterion failed, as far as its target tells, in French.
 *
 * @param cause what went wrong and where to mend it: said first, and whole; empty when nobody knows
 * @param paste lines for {@code template.yaml} that mend it, with the indentation that they have there; mostly none
 * @param details what happened in the target meanwhile, in AWS's words, a line each
 */
public record Explanation(String cause, List<String> paste, List<String> details) {
    /** Of a failure that the target tells nothing about. */
    public static final Explanation NONE = new Explanation("", List.of(), List.of());

    public Explanation {
        paste = List.copyOf(paste);
        details = List.copyOf(details);
    }

    boolean isNone() {
        return cause.isEmpty() && details.isEmpty();
    }
}
