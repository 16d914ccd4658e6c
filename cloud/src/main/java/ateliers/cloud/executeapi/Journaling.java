package ateliers.cloud.executeapi;

import ateliers.cloud.journal.Entry;
import ateliers.cloud.journal.Journal;

/** Writes requests to stages into the journal. */
public final class Journaling {
    private Journaling() {}

    /**
     * Writes one.
     *
     * @param arn of the method that was asked for
     * @param status of the answer
     * @param message what there is to say, when it did not go well
     */
    public static void write(Journal journal, Visit visit, String arn, int status, String message) {
        boolean denied = status == 403;
        journal.add(new Entry(
                visit.time(),
                denied ? Entry.Kind.DENIAL : Entry.Kind.CALL,
                visit.requestId(),
                visit.context().parentRequestId(),
                visit.caller().arn(),
                "execute-api",
                visit.request().method() + " " + visit.request().rawPath(),
                arn,
                status < 400 ? Entry.OK : Integer.toString(status),
                message,
                visit.micros()));
    }
}
