package ateliers.grader.targets;

/** The grader's or the machine's fault, never the student's: the criterion it touches is {@code error}. The message is in French. */
public final class GraderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public GraderException(String message) {
        super(message);
    }

    public GraderException(String message, Throwable cause) {
        super(message, cause);
    }
}
