package ateliers.cloud.clock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Cloud time, its timers, and the account of what the cloud is busy with (see the package's page).
 *
 * <p>Timers' actions run one after the other and must be short; whatever calls a service goes through
 * {@link #execute}. Both run in the call context of the code that set them.
 */
public final class CloudClock extends Clock implements AutoCloseable {
    /** How long a condition is left alone while the cloud is busy: looking, often over HTTP, takes from what is awaited. */
    private static final long SHORTEST_PAUSE_MILLIS = 5;

    private static final long LONGEST_PAUSE_MILLIS = 50;

    /** A look may take a fifth of the time. */
    private static final int PAUSE_FOR_LOOK = 4;

    final Object lock = new Object();

    private final InstantSource real;
    private final Patience patience;
    private final UnaryOperator<Runnable> capture;
    private final Consumer<Throwable> onError;
    private final ExecutorService workers = Executors.newCachedThreadPool(runnable -> daemon(runnable, "cloud-work"));
    private final TreeSet<CloudTimer> timers = new TreeSet<>();
    private final ThreadLocal<int[]> held = ThreadLocal.withInitial(() -> new int[1]);
    private Duration offset = Duration.ZERO;
    private long timerOrder;
    private int busy;
    private boolean closed;

    /**
     * @param capture wraps work that will run later so that it runs in the present call context
     * @param onError told of what an action or a piece of work threw
     */
    public CloudClock(UnaryOperator<Runnable> capture, Consumer<Throwable> onError) {
        this(InstantSource.system(), capture, onError);
    }

    /** The same, its real time read from elsewhere: from one that stands still, no timer fires but in a wait. */
    public CloudClock(InstantSource real, UnaryOperator<Runnable> capture, Consumer<Throwable> onError) {
        this(real, Patience.onThisMachine(), capture, onError);
    }

    CloudClock(InstantSource real, Patience patience, UnaryOperator<Runnable> capture, Consumer<Throwable> onError) {
        this.real = real;
        this.patience = patience;
        this.capture = capture;
        this.onError = onError;
        daemon(this::fireInRealTime, "cloud-clock").start();
    }

    @Override
    public Instant instant() {
        synchronized (lock) {
            return real.instant().plus(offset);
        }
    }

    /** Real time, for what is real: function timeouts, the age of signatures and of temporary credentials. */
    public Instant realTime() {
        return real.instant();
    }

    /** Runs a short action after so much cloud time; at once, but not on this thread, when it is zero or less. */
    public CloudTimer schedule(Duration delay, Runnable action) {
        synchronized (lock) {
            CloudTimer timer = new CloudTimer(this, instant().plus(delay), timerOrder++, capture.apply(action));
            timers.add(timer);
            lock.notifyAll();
            return timer;
        }
    }

    /** Runs work as soon as a thread is free. It counts as busy from now until it ends. */
    public void execute(Runnable work) {
        Runnable captured = capture.apply(work);
        synchronized (lock) {
            if (closed) {
                return;
            }
            busy++;
        }
        workers.execute(() -> {
            held.get()[0] = 1;
            try {
                run(captured);
            } finally {
                int left = held.get()[0];
                held.remove();
                release(left);
            }
        });
    }

    /** Counts as busy until closed, by the same thread. */
    public Work begin() {
        synchronized (lock) {
            busy++;
        }
        int[] mine = held.get();
        mine[0]++;
        return () -> {
            mine[0]--;
            release(1);
        };
    }

    /** Counts as busy until closed, by whichever thread: an invocation that a child process answers, for example. */
    public Work beginDetached() {
        synchronized (lock) {
            busy++;
        }
        return () -> release(1);
    }

    /** A new place for a call to wait in. */
    public Parking parking() {
        return new Parking(this);
    }

    /** Whether nothing is under way: all that could still happen waits for a timer or for a call. */
    public boolean isIdle() {
        synchronized (lock) {
            return busy == 0;
        }
    }

    /**
     * Waits in real time for what is real, as a function's answer is. Time in which this machine has no processor for it
     * does not count, as it does not count for the function: see {@link TimeoutWatch}.
     *
     * @throws TimeoutException when so much time has passed
     * @throws ExecutionException with what the work threw
     */
    public <T> T awaitReal(Future<T> result, Duration realTime)
            throws InterruptedException, ExecutionException, TimeoutException {
        return patience.get(result, realTime);
    }

    /**
     * Waits until a condition holds: in real time while the cloud is busy, stepping to the next timer while it is idle.
     * Never call it from work that the clock itself counts as busy. What is under way at the end of the time is waited for
     * as much longer as this machine had no processor for it.
     *
     * @param cloudTime how much cloud time may pass at most
     * @return whether the condition came to hold
     */
    public boolean await(BooleanSupplier condition, Duration cloudTime) {
        Instant deadline = instant().plus(cloudTime);
        Patience.Grace grace = patience.grace(cloudTime);
        while (true) {
            boolean settled = isIdle();
            long look = System.nanoTime();
            if (condition.getAsBoolean()) {
                return true;
            }
            if (!step(settled, deadline, grace, System.nanoTime() - look)) {
                return condition.getAsBoolean();
            }
        }
    }

    /** Watches so much cloud time go by; true when the condition held at no step of it. */
    public boolean never(BooleanSupplier condition, Duration cloudTime) {
        return !await(condition, cloudTime);
    }

    /** Lets so much cloud time pass, timer by timer, the cloud becoming idle between them. */
    public void advance(Duration cloudTime) {
        await(() -> false, cloudTime);
    }

    /** Waits in real time until the cloud is idle; false when it still is not after so long. */
    public boolean awaitIdle(Duration realTime) {
        long start = System.nanoTime();
        synchronized (lock) {
            while (busy > 0 && System.nanoTime() - start < realTime.toNanos()) {
                if (!pause(LONGEST_PAUSE_MILLIS)) {
                    return false;
                }
            }
            return busy == 0;
        }
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        InstantSource here = this::instant;
        return here.withZone(zone);
    }

    /** Forgets all timers, wakes all parked calls and interrupts all work. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            timers.clear();
            lock.notifyAll();
        }
        workers.shutdownNow();
    }

    boolean isClosed() {
        return closed;
    }

    void cancel(CloudTimer timer) {
        synchronized (lock) {
            timers.remove(timer);
        }
    }

    /** Takes what this thread holds off the account and returns how much it was. Called under the lock. */
    int suspendThread() {
        int[] mine = held.get();
        int count = mine[0];
        mine[0] = 0;
        busy -= count;
        lock.notifyAll();
        return count;
    }

    /** Gives this thread back what {@link #suspendThread} took; the account was already charged. */
    void adoptThread(int count) {
        held.get()[0] += count;
    }

    void addBusy(int count) {
        busy += count;
    }

    private void release(int count) {
        synchronized (lock) {
            busy -= count;
            lock.notifyAll();
        }
    }

    /**
     * One step of a wait; false when the deadline has come and nothing is left to do before it.
     *
     * @param settled whether the cloud was idle before the condition was last looked at; if not, what has ended since
     *     may have made it true, and time must not move before it is looked at again
     * @param grace what may be under way so much longer than the deadline
     * @param lookNanos how long that look took
     */
    private boolean step(boolean settled, Instant deadline, Patience.Grace grace, long lookNanos) {
        CloudTimer due;
        Duration starved = grace.soFar();
        synchronized (lock) {
            if (closed || Thread.currentThread().isInterrupted()) {
                return false;
            }
            if (busy > 0) {
                return instant().isBefore(deadline.plus(starved)) && pauseAfter(lookNanos);
            }
            if (!settled) {
                return true;
            }
            boolean timerFirst = !timers.isEmpty() && !timers.first().due().isAfter(deadline);
            moveTo(timerFirst ? timers.first().due() : deadline);
            if (!timerFirst) {
                return false;
            }
            due = timers.pollFirst();
            busy++;
        }
        fire(due);
        return true;
    }

    private void moveTo(Instant cloudTime) {
        Duration ahead = Duration.between(instant(), cloudTime);
        if (!ahead.isNegative()) {
            offset = offset.plus(ahead);
        }
    }

    private void fireInRealTime() {
        while (true) {
            CloudTimer due;
            synchronized (lock) {
                while (!closed && (timers.isEmpty() || timers.first().due().isAfter(instant()))) {
                    long millis = timers.isEmpty()
                            ? 0
                            : Duration.between(instant(), timers.first().due()).toMillis() + 1;
                    try {
                        lock.wait(Math.max(0, millis));
                    } catch (InterruptedException e) {
                        return;
                    }
                }
                if (closed) {
                    return;
                }
                due = timers.pollFirst();
                busy++;
            }
            fire(due);
        }
    }

    private void fire(CloudTimer timer) {
        held.get()[0]++;
        try {
            run(timer.action());
        } finally {
            held.get()[0]--;
            release(1);
        }
    }

    private void run(Runnable work) {
        try {
            work.run();
        } catch (Throwable e) { // whatever it was, the cloud lives on and says so
            onError.accept(e);
        }
    }

    /** Waits until the cloud is idle, or until it is time for another look. Called under the lock. */
    private boolean pauseAfter(long lookNanos) {
        long pause =
                Math.max(SHORTEST_PAUSE_MILLIS, Math.min(LONGEST_PAUSE_MILLIS, PAUSE_FOR_LOOK * lookNanos / 1_000_000));
        long end = System.nanoTime() + pause * 1_000_000;
        for (long left = pause; left > 0 && busy > 0 && !closed; left = (end - System.nanoTime()) / 1_000_000) {
            if (!pause(left)) {
                return false;
            }
        }
        return true;
    }

    private boolean pause(long millis) {
        try {
            lock.wait(millis);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Thread daemon(Runnable runnable, String name) {
        Thread thread = new Thread(runnable, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Something under way. */
    @FunctionalInterface
    public interface Work extends AutoCloseable {
        @Override
        void close();
    }
}
