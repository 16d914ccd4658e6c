package ateliers.grader.submission;

/**
 * Something that cannot be graded: wrong arguments, or a folder, archive or source that is no submission. The message, in French,
 * says what, where, and what to do.
 */
public final class Unusable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Unusable(String message) {
        super(message);
    }
}
