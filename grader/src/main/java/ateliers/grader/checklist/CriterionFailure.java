package ateliers.grader.checklist;

import java.util.Optional;

/** A criterion that the submission does not meet: what was expected, what was seen, and a hint, in French. */
public final class CriterionFailure extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final String expected;
    private final String seen;
    private final String hint;
    private final int task;
    private final boolean alone;

    /** Of this grading alone: no failure is ever written and read again. */
    private final transient Explanation explanation;

    public CriterionFailure(String message, String expected, String seen, String hint, Throwable cause) {
        this(message, expected, seen, hint, cause, 0, false);
    }

    /**
     * @param task that the hint belongs to; 0 means the criterion's
     * @param alone whether what depends on this criterion can be played all the same
     */
    CriterionFailure(
            String message, String expected, String seen, String hint, Throwable cause, int task, boolean alone) {
        this(message, expected, seen, hint, cause, task, alone, Explanation.NONE);
    }

    private CriterionFailure(
            String message,
            String expected,
            String seen,
            String hint,
            Throwable cause,
            int task,
            boolean alone,
            Explanation explanation) {
        super(message, cause);
        this.explanation = explanation;
        this.task = task;
        this.alone = alone;
        this.expected = expected;
        this.seen = seen;
        this.hint = hint;
    }

    /** A failure as reports tell it: with its task before the hint, which is the criterion's where it names no other, and what its target tells. */
    static CriterionFailure told(Throwable failure, Explanation explanation, int criterionsTask) {
        Outcome outcome = Outcome.of(failure);
        CriterionFailure own = failure instanceof CriterionFailure already ? already : null;
        int task = own == null || own.task == 0 ? criterionsTask : own.task;
        return new CriterionFailure(
                outcome.message(),
                outcome.expected(),
                outcome.seen(),
                hint(outcome.hint(), task),
                failure,
                task,
                own != null && own.alone,
                explanation);
    }

    private static String hint(String hint, int task) {
        return hint == null || hint.startsWith("Tâche ") ? hint : "Tâche %d : %s".formatted(task, hint);
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
