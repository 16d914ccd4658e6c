package ateliers.grader.checklist;

import java.util.Objects;

/**
 * What a criterion expects, in words a student reads: {@code Expectation.that("Un dépôt donne une notification").expected("1 message")
 * .seen(count + " message(s)").hint("Tâche 3 : …").holdsIf(count == 1)}.
 */
public final class Expectation {
    private final String message;
    private String expected;
    private String seen;
    private String hint;
    private Throwable cause;
    private boolean alone;

    private Expectation(String message) {
        this.message = Objects.requireNonNull(message);
    }

    /** Starts from the sentence that fails, said as what should be true. */
    public static Expectation that(String message) {
        return new Expectation(message);
    }

    public Expectation expected(String text) {
        this.expected = text;
        return this;
    }

    public Expectation seen(String text) {
        this.seen = text;
        return this;
    }

    /** A hint that names the numbered task: {@code Tâche 3 : …}. */
    public Expectation hint(String text) {
        this.hint = text;
        return this;
    }

    public Expectation because(Throwable failure) {
        this.cause = failure;
        return this;
    }

    /** Says that the criteria which depend on this one can be played even where this fails. */
    public Expectation alone() {
        this.alone = true;
        return this;
    }

    /** Fails the criterion unless the condition holds. */
    public void holdsIf(boolean condition) {
        if (!condition) {
            throw failure();
        }
    }

    public CriterionFailure failure() {
        return new CriterionFailure(message, expected, seen, hint, cause, alone);
    }
}
