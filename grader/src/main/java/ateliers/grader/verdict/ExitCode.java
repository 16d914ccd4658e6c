package ateliers.grader.verdict;

/** What the exit code of a command says. */
public final class ExitCode {
    /** Graded, and all passed. */
    public static final int PASSED = 0;

    /** Graded, and something failed. */
    public static final int MISSED = 1;

    /** Unusable arguments or submission. */
    public static final int UNUSABLE = 2;

    /** The machine's or the grader's fault. */
    public static final int FAULT = 3;

    private ExitCode() {}
}
