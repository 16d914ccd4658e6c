package ateliers.cloud.http;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of bodies are held at once while their requests are answered, all requests of a cloud together. Small bodies
 * are not counted: the number of connections bounds them. Who asks for more is refused and never waits, since those that it
 * would wait for may wait for it.
 */
public final class BodyMemory {
    /** Room for a function's code that comes inline, which is the largest body there is, and then for some others. */
    private static final long STANDARD = 96L << 20;

    /** So much of each body is not counted, in bytes. */
    static final int SMALL = 1 << 16;

    private final long most;
    private final AtomicLong held = new AtomicLong();

    /** @param most bytes */
    BodyMemory(long most) {
        this.most = most;
    }

    /** That of a cloud. */
    public static BodyMemory standard() {
        return new BodyMemory(STANDARD);
    }

    /** The share of a request, nothing as yet. */
    public Share share() {
        return new Share(this);
    }

    /** What one request holds. */
    public static final class Share implements AutoCloseable {
        private final BodyMemory all;
        private long mine;

        private Share(BodyMemory all) {
            this.all = all;
        }

        /** @throws TooMuchAtOnceException where there is no room for so many bytes more */
        void take(int bytes) {
            mine += bytes;
            if (all.held.addAndGet(bytes) > all.most) {
                throw new TooMuchAtOnceException(all.most);
            }
        }

        /** Gives everything back. */
        @Override
        public void close() {
            all.held.addAndGet(-mine);
            mine = 0;
        }
    }
}
