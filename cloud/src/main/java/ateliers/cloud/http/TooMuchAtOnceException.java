package ateliers.cloud.http;

/** There is no room for another large body beside those that are held already: this machine's limit, not AWS's. */
public final class TooMuchAtOnceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooMuchAtOnceException(long most) {
        super("more than " + (most >> 20) + " MB of requests at once");
    }
}
