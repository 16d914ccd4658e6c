package ateliers.cloud.services.codecommit;

import org.eclipse.jgit.lib.ObjectId;

/** The ids of commits and blobs in requests, which are whole ones: CodeCommit takes no short ids. */
final class Ids {
    private Ids() {}

    /**
     * The id that a request gives.
     *
     * @param missing what a request without one is refused with
     * @param malformed what one that is no whole id is refused with
     */
    static ObjectId whole(String given, Refusal missing, Refusal malformed) {
        if (given == null || given.isEmpty()) {
            throw missing.error();
        }
        if (!ObjectId.isId(given)) {
            throw malformed.error();
        }
        return ObjectId.fromString(given);
    }
}
