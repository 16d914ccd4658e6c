package ateliers.cloud.journal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The entries of one cloud, oldest first. Bounded: past {@value #LIMIT} the oldest are dropped, and counted. */
public final class Journal {
    static final int LIMIT = 100_000;

    private final Deque<Entry> entries = new ArrayDeque<>();
    private final Set<Begun> underWay = new LinkedHashSet<>();
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

    /** Says that something is under way, until what this returns is closed. */
    public UnderWay begin(Begun begun) {
        synchronized (underWay) {
            underWay.add(begun);
        }
        return () -> {
            synchronized (underWay) {
                underWay.remove(begun);
            }
        };
    }

    /** What is under way now, the longest first. */
    public List<Begun> underWay() {
        synchronized (underWay) {
            return List.copyOf(underWay);
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

    /** Something under way. */
    @FunctionalInterface
    public interface UnderWay extends AutoCloseable {
        @Override
        void close();
    }
}
