package ateliers.cloud.sandbox;

/**
 * How many files and connections a function's process may have open at once.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Lambda quotas</a>
 */
final class OpenFiles {
    private static final int MOST = 1_024;

    private OpenFiles() {}

    /** As {@code prlimit} wants it: Lambda's number, or what this process may have itself, which no child can raise. */
    static String bound() {
        long own = ProcessMark.hardLimit("self", "Max open files");
        long bound = own > 0 ? Math.min(own, MOST) : MOST;
        return "--nofile=" + bound + ":" + bound;
    }
}
