package ateliers.grader.packaging;

/** The submission's template or code was refused, by AWS or for want of code: a verdict, not an accident. In French. */
public final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final String expected;
    private final String seen;
    private final String hint;

    public Refused(String message, String expected, String seen, String hint) {
        super(message);
        this.expected = expected;
        this.seen = seen;
        this.hint = hint;
    }

    public String expected() {
        return expected;
    }

    /** AWS's own words, where AWS refused. */
    public String seen() {
        return seen;
    }

    public String hint() {
        return hint;
    }
}
