package ateliers.cloud.http;

import java.io.IOException;

/** A body longer than its reader allows. */
public final class BodyTooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int limit;

    BodyTooLargeException(int limit) {
        super("longer than " + limit + " bytes");
        this.limit = limit;
    }

    /** The limit, in bytes. */
    public int limit() {
        return limit;
    }
}
