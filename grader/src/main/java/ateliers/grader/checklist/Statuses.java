package ateliers.grader.checklist;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How the criteria of one grading ended, for those that depend on them. Used by several threads. */
public final class Statuses {
    private final Map<String, CompletableFuture<Status>> byId;

    /** @param ids of all criteria that are to be played */
    public Statuses(Collection<String> ids) {
        this.byId = ids.stream().collect(Collectors.toMap(Function.identity(), id -> new CompletableFuture<>()));
    }

    void ended(String id, Status status) {
        byId.get(id).complete(status);
    }

    /** Waits until a criterion has ended; an error where it is not played at all. */
    Status of(String id) {
        CompletableFuture<Status> status = byId.get(id);
        return status == null ? Status.ERROR : status.join();
    }

    /** Ends those of which nothing will be heard any more: an error, for whoever waits for them. */
    public void abandon(Collection<String> ids) {
        ids.forEach(id -> ended(id, Status.ERROR));
    }
}
