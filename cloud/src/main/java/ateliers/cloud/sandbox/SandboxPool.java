package ateliers.cloud.sandbox;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The sandboxes of one function's version: warm ones are used again, the last used first; what finds none free waits,
 * and its waiting does not count against the function's timeout.
 *
 * <p>A start costs a processor most of a second, so sandboxes are started one after the other: the first at once, and
 * another, up to the prompt ones, as soon as all are busy and something waits, so that two invocations do run side by
 * side. Beyond that, only what waits while nothing ends for longer than a start takes gets one: functions that call each
 * other then never wait for ever, and a busy machine is not made busier.
 */
final class SandboxPool implements RunningFunction, Sandbox.Released {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final String RETIRED = "retired";

    private final FunctionSpec spec;
    private final SandboxSupport support;

    private final Deque<Waiting> queue = new ArrayDeque<>();
    private final Deque<Sandbox> idle = new ArrayDeque<>();
    private final Set<Sandbox> all = new HashSet<>();
    private final Set<Sandbox> unready = new HashSet<>();
    private int starting;
    private int total;
    private boolean retired;
    private boolean looking;
    private OptionalLong lastEndNanos = OptionalLong.empty();

    SandboxPool(FunctionSpec spec, SandboxSupport support) {
        this.spec = spec;
        this.support = support;
    }

    private record Waiting(Invocation invocation, CompletableFuture<InvocationOutcome> result, long sinceNanos) {}

    @Override
    public CompletableFuture<InvocationOutcome> invoke(Invocation invocation) {
        Waiting waiting = new Waiting(
                invocation, new CompletableFuture<>(), support.time().nanos());
        synchronized (this) {
            if (retired) {
                waiting.result.completeExceptionally(new IllegalStateException("the function is gone"));
                return waiting.result;
            }
            queue.addLast(waiting);
        }
        serve();
        return waiting.result;
    }

    @Override
    public void warm() {
        synchronized (this) {
            if (retired || total > 0) {
                return;
            }
            starting++;
            total++;
        }
        support.starter().execute(() -> start(true));
    }

    @Override
    public void retire() {
        List<Sandbox> needless;
        synchronized (this) {
            retired = true;
            needless = new ArrayList<>(idle);
            total -= idle.size();
            all.removeAll(idle);
            idle.clear();
            if (queue.isEmpty()) {
                needless.addAll(unready);
            }
        }
        needless.forEach(sandbox -> sandbox.close(RETIRED));
    }

    /** Ends all sandboxes now. */
    void close() {
        Set<Sandbox> killed;
        Deque<Waiting> lost;
        synchronized (this) {
            retired = true;
            killed = new HashSet<>(all);
            all.clear();
            idle.clear();
            lost = new ArrayDeque<>(queue);
            queue.clear();
        }
        killed.forEach(sandbox -> sandbox.close("the cloud is closed"));
        lost.forEach(waiting -> waiting.result.completeExceptionally(new IllegalStateException("the cloud is closed")));
    }

    /** Gives waiting invocations to idle sandboxes, and starts sandboxes for those that are left. */
    private void serve() {
        while (true) {
            Waiting next;
            Sandbox sandbox;
            synchronized (this) {
                if (queue.isEmpty()) {
                    return;
                }
                sandbox = idle.pollFirst();
                if (sandbox == null) {
                    startMore();
                    return;
                }
                next = queue.pollFirst();
            }
            run(sandbox, next);
        }
    }

    private void run(Sandbox sandbox, Waiting waiting) {
        try {
            sandbox.run(waiting.invocation).whenComplete((outcome, failure) -> {
                if (failure == null) {
                    waiting.result.complete(outcome);
                } else {
                    waiting.result.completeExceptionally(failure);
                }
            });
        } catch (IllegalStateException e) {
            // It died while idle: another takes the invocation.
            synchronized (this) {
                forget(sandbox);
                queue.addFirst(waiting);
            }
            serve();
        }
    }

    private synchronized void startMore() {
        while (total < support.limits().perFunction() && needsAnother()) {
            starting++;
            total++;
            support.starter().execute(() -> start(false));
        }
        if (!looking && total < support.limits().perFunction()) {
            looking = true;
            support.timer().schedule(PATIENCE, this::lookAgain);
        }
    }

    private boolean needsAnother() {
        if (total == 0 || starting == 0 && total < support.limits().prompt()) {
            return true;
        }
        // Those at the head have a sandbox that is starting for them.
        return queue.stream()
                .skip(starting)
                .findFirst()
                .filter(waiting -> inVain(support.time().nanos(), waiting.sinceNanos, lastEndNanos))
                .isPresent();
    }

    /** Whether one that waits since then sees nothing move. */
    static boolean inVain(long nowNanos, long sinceNanos, OptionalLong lastEndNanos) {
        long patience = PATIENCE.toNanos();
        return nowNanos - sinceNanos >= patience
                && (lastEndNanos.isEmpty() || nowNanos - lastEndNanos.getAsLong() >= patience);
    }

    private void lookAgain() {
        synchronized (this) {
            looking = false;
        }
        serve();
    }

    private void start(boolean ahead) {
        Sandbox sandbox;
        synchronized (this) {
            if (queue.isEmpty() && (!ahead || retired)) {
                // Others have done the work meanwhile, or there will be none.
                starting--;
                total--;
                return;
            }
        }
        try {
            sandbox = new Sandbox(spec, support, this);
        } catch (IOException | RuntimeException e) {
            failOne(new IllegalStateException("a sandbox could not be started: " + e.getMessage(), e));
            return;
        }
        boolean needless;
        synchronized (this) {
            all.add(sandbox);
            unready.add(sandbox);
            needless = retired && queue.isEmpty();
        }
        if (needless) {
            sandbox.close(RETIRED);
        }
        Optional<Sandbox.InitFault> fault = sandbox.ready().join();
        synchronized (this) {
            starting--;
            unready.remove(sandbox);
        }
        if (fault.isEmpty()) {
            released(sandbox, true);
            return;
        }
        Waiting unlucky;
        synchronized (this) {
            forget(sandbox);
            unlucky = queue.pollFirst();
        }
        if (unlucky != null) {
            unlucky.result.complete(sandbox.initFailed(unlucky.invocation, fault.get()));
        }
        serve();
    }

    private void forget(Sandbox sandbox) {
        if (all.remove(sandbox)) {
            total--;
        }
        idle.remove(sandbox);
    }

    private void failOne(IllegalStateException failure) {
        Waiting unlucky;
        synchronized (this) {
            starting--;
            total--;
            unlucky = queue.pollFirst();
        }
        if (unlucky != null) {
            unlucky.result.completeExceptionally(failure);
        }
        serve();
    }

    @Override
    public synchronized boolean isAwaited() {
        return !queue.isEmpty();
    }

    @Override
    public void released(Sandbox sandbox, boolean alive) {
        boolean end = false;
        synchronized (this) {
            lastEndNanos = OptionalLong.of(support.time().nanos());
            if (!alive) {
                forget(sandbox);
            } else if (!all.contains(sandbox)) {
                return;
            } else if (retired && queue.isEmpty()) {
                forget(sandbox);
                end = true;
            } else {
                idle.addFirst(sandbox);
            }
        }
        if (end) {
            sandbox.close(RETIRED);
        }
        serve();
    }
}
