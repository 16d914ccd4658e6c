package ateliers.cloud.services.codecommit;

import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.transport.ReceiveCommand;

/**
 * A reference that has changed.
 *
 * @param ref its full name, as {@code refs/heads/main}
 * @param before empty where it was created
 * @param after empty where it was deleted
 */
record RefChange(String ref, Optional<ObjectId> before, Optional<ObjectId> after) {
    static RefChange of(ReceiveCommand command) {
        return new RefChange(command.getRefName(), found(command.getOldId()), found(command.getNewId()));
    }

    private static Optional<ObjectId> found(ObjectId id) {
        return ObjectId.zeroId().equals(id) ? Optional.empty() : Optional.of(id);
    }

    boolean isBranch() {
        return ref.startsWith(Constants.R_HEADS);
    }

    boolean isTag() {
        return ref.startsWith(Constants.R_TAGS);
    }

    /** As {@code main}. */
    String shortName() {
        return org.eclipse.jgit.lib.Repository.shortenRefName(ref);
    }

    /** As EventBridge is told. */
    String event() {
        return before.isEmpty() ? "referenceCreated" : after.isEmpty() ? "referenceDeleted" : "referenceUpdated";
    }
}
