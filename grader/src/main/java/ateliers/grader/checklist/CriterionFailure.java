package ateliers.grader.checklist;

import java.util.Optional;

/** A criterion that the submission does not meet: what was expected, what was seen, and a hint, in French. */
public final class CriterionFailure extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final String expected;
    private final String seen;
    private final String hint;

    public CriterionFailure(String message, String expected, String seen, String hint, Throwable cause) {
        super(message, cause);
        this.expected = expected;
        this.seen = seen;
        this.hint = hint;
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
