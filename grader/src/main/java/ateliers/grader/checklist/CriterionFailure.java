package ateliers.grader.checklist;

import java.util.Optional;

/** A criterion that the submission does not meet: what was expected, what was seen, and a hint, in French. */
public final class CriterionFailure extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final String expected;
    private final String seen;
    private final String hint;
    private final boolean alone;

    /** Of this grading alone: no failure is ever written and read again. */
    private final transient Explanation explanation;

    public CriterionFailure(String message, String expected, String seen, String hint, Throwable cause) {
        this(message, expected, seen, hint, cause, false);
    }

    CriterionFailure(String message, String expected, String seen, String hint, Throwable cause, boolean alone) {
        this(message, expected, seen, hint, cause, alone, Explanation.NONE);
    }

    private CriterionFailure(
            String message,
            String expected,
            String seen,
            String hint,
            Throwable cause,
            boolean alone,
            Explanation explanation) {
        super(message, cause);
        this.explanation = explanation;
        this.alone = alone;
        this.expected = expected;
        this.seen = seen;
        this.hint = hint;
    }

    /** The same failure, with what its target tells. */
    static CriterionFailure explained(Outcome outcome, Explanation explanation, Throwable cause, boolean alone) {
        return new CriterionFailure(
                outcome.message(), outcome.expected(), outcome.seen(), outcome.hint(), cause, alone, explanation);
    }

    /** Whether what depends on this criterion can be played all the same. */
    boolean isAlone() {
        return alone;
    }

    Explanation explanation() {
        return explanation;
    }

    public Optional<String> expected() {
        return Optional.ofNullable(expected);
    }

    public Optional<String> seen() {
        return Optional.ofNullable(seen);
    }

    public Optional<String> hint() {
        return Optional.ofNullable(hint);
    }
}
