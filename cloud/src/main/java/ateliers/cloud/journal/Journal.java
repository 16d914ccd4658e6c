package ateliers.cloud.journal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The entries of one cloud, oldest first. Bounded: past {@value #LIMIT} entries, the oldest of the sort that has most is
 * dropped, and counted. What went well and what did not are two sorts of each kind, so that a function which calls on and
 * on drops its own calls, and never the one gap or denial that explains them.
 */
public final class Journal {
    static final int LIMIT = 100_000;

    private final List<Deque<Numbered>> sorts = new ArrayList<>();
    private final Set<Begun> underWay = new LinkedHashSet<>();
    private final List<Consumer<Entry>> listeners = new CopyOnWriteArrayList<>();
    private long written;
    private int kept;

    public Journal() {
        for (int sort = 0; sort < 2 * Entry.Kind.values().length; sort++) {
            sorts.add(new ArrayDeque<>());
        }
    }

    /** A place in the journal: behind all that had been written when it was made. */
    public record Mark(long written) {
        /** Before the first entry. */
        public static final Mark START = new Mark(0);
    }

    private record Numbered(long number, Entry entry) {}

    /** Writes an entry and tells the listeners, on this thread. */
    public void add(Entry entry) {
        synchronized (sorts) {
            if (kept == LIMIT) {
                sorts.stream()
                        .max(Comparator.comparingInt(Deque::size))
                        .orElseThrow()
                        .removeFirst();
                kept--;
            }
            sorts.get(sortOf(entry)).addLast(new Numbered(written++, entry));
            kept++;
        }
        listeners.forEach(listener -> listener.accept(entry));
    }

    private static int sortOf(Entry entry) {
        return 2 * entry.kind().ordinal() + (entry.succeeded() ? 1 : 0);
    }

    /** A copy of what is there now, oldest first. */
    public List<Entry> entries() {
        return since(Mark.START);
    }

    /** A mark behind the newest entry. */
    public Mark mark() {
        synchronized (sorts) {
            return new Mark(written);
        }
    }

    /** A copy of what was written since the mark and is still there, oldest first. */
    public List<Entry> since(Mark mark) {
        return newer(mark).stream().map(Numbered::entry).toList();
    }

    /** How many entries were written since the mark and are gone. */
    public long droppedSince(Mark mark) {
        synchronized (sorts) {
            return written - mark.written() - newer(mark).size();
        }
    }

    private List<Numbered> newer(Mark mark) {
        List<Numbered> newer = new ArrayList<>();
        synchronized (sorts) {
            for (Deque<Numbered> sort : sorts) {
                Iterator<Numbered> newestFirst = sort.descendingIterator();
                while (newestFirst.hasNext()) {
                    Numbered each = newestFirst.next();
                    if (each.number() < mark.written()) {
                        break;
                    }
                    newer.add(each);
                }
            }
        }
        newer.sort(Comparator.comparingLong(Numbered::number));
        return newer;
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
