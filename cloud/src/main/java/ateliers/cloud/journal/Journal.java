package ateliers.cloud.journal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The entries of one cloud, oldest first. Bounded: past {@value #LIMIT} the oldest are dropped, and counted. */
public final class Journal {
    static final int LIMIT = 100_000;

    private final Deque<Entry> entries = new ArrayDeque<>();
    private final List<Consumer<Entry>> listeners = new CopyOnWriteArrayList<>();
    private long dropped;

    /** Writes an entry and tells the listeners, on this thread. */
    public void add(Entry entry) {
        synchronized (entries) {
            if (entries.size() == LIMIT) {
                entries.removeFirst();
                dropped++;
            }
            entries.addLast(entry);
        }
        listeners.forEach(listener -> listener.accept(entry));
    }

    /** A copy of what is there now, oldest first. */
    public List<Entry> entries() {
        synchronized (entries) {
            return List.copyOf(entries);
        }
    }

    /** How many of the oldest entries are gone. */
    public long dropped() {
        synchronized (entries) {
            return dropped;
        }
    }

    /** Calls the listener for every entry from now on, on the thread that writes it; it must be quick. */
    public void listen(Consumer<Entry> listener) {
        listeners.add(listener);
    }
}
