package ateliers.cloud.door;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Who owns a resource says here that it has something new: a queue a message to take, a stream a record. A signal
 * carries nothing: what there is to see is read through the door. So nobody need look again and again at what is at
 * rest, and the cloud is idle meanwhile.
 */
public final class Signals {
    private final Map<String, List<Runnable>> listeners = new ConcurrentHashMap<>();

    /** Tells the listeners, on this thread, whose work keeps the cloud busy until they have taken note. */
    public void raise(String arn) {
        listeners.getOrDefault(arn, List.of()).forEach(Runnable::run);
    }

    /** Calls an action at every signal of a resource from now on, on the thread that raises it; it must be quick. */
    public Listening listen(String arn, Runnable action) {
        listeners.computeIfAbsent(arn, a -> new CopyOnWriteArrayList<>()).add(action);
        return () -> listeners.computeIfPresent(arn, (a, actions) -> {
            actions.remove(action);
            return actions.isEmpty() ? null : actions;
        });
    }

    /** A listener that listens. */
    @FunctionalInterface
    public interface Listening extends AutoCloseable {
        /** Ends it. */
        @Override
        void close();
    }
}
