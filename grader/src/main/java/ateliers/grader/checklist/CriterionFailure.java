package ateliers.grader.checklist;

import java.util.Optional;

/** A criterion that the submission does not meet: what was expected, what was seen, and a hint, in French. */
public final class CriterionFailure extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final String expected;
    private final String seen;
    private final String hint;
    private final boolean alone;

    public CriterionFailure(String message, String expected, String seen, String hint, Throwable cause) {
        this(message, expected, seen, hint, cause, false);
    }

    /** @param alone whether what depends on this criterion can be played all the same */
    CriterionFailure(String message, String expected, String seen, String hint, Throwable cause, boolean alone) {
        super(message, cause);
        this.alone = alone;
        this.expected = expected;
        this.seen = seen;
        this.hint = hint;
    }

    boolean isAlone() {
        return alone;
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
