package ateliers.cloud.sandbox;

import ateliers.cloud.clock.RealTimers;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * One execution environment: a child process, its Runtime API and its log. It runs one invocation at a time and lives
 * until it is killed, times out or ends by itself.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html">Execution environment</a>
 */
final class Sandbox implements RuntimeApi.Listener {
    /** Why a sandbox never came to its first event. */
    enum InitFault {
        REPORTED,
        EXITED,
        TIMED_OUT
    }

    private enum State {
        STARTING,
        IDLE,
        BUSY,
        DEAD
    }

    private static final SystemLog.Failure TIMED_OUT = new SystemLog.Failure("timeout", "");

    private final FunctionSpec spec;
    private final SandboxSupport support;
    private final String logStream;
    private final RuntimeApi api;
    private final SandboxHost.SandboxProcess process;
    private final OutputPump output;
    private final SystemLog log;
    private final Released released;
    private final long startedNanos;
    private final CompletableFuture<Optional<InitFault>> ready = new CompletableFuture<>();

    private State state = State.STARTING;
    private boolean frozen;
    private long asked;
    private long drained;
    private Optional<Duration> initDuration = Optional.empty();
    private byte[] initError = new byte[0];
    private String initErrorType = "";
    private int exitStatus;
    private boolean memoryExceeded;
    private RunningInvocation running;

    /** Told when a sandbox is free again, or gone. */
    interface Released {
        void released(Sandbox sandbox, boolean alive);

        /** Whether an event waits that this sandbox would be given at once. */
        boolean isAwaited();
    }

    Sandbox(FunctionSpec spec, SandboxSupport support, Released released) throws IOException {
        this.spec = spec;
        this.support = support;
        this.released = released;
        this.logStream = support.newLogStream(spec.version());
        this.api = new RuntimeApi(spec.name(), support.newSocket(), support.secret(), this);
        this.startedNanos = support.time().nanos();
        try {
            this.process = support.launch(spec, api.address(), logStream);
        } catch (IOException | RuntimeException e) {
            api.close();
            throw e;
        }
        this.log = SystemLog.of(spec);
        this.output = new OutputPump(
                process.output(),
                api.address().outputMark(),
                support.time()::cloudNow,
                spec.logging()::keeps,
                this::onMark);
        output.platform(log.initStart(support.time().cloudNow()));
        Thread pump = new Thread(output, spec.name() + "-output");
        pump.setDaemon(true);
        pump.start();
        process.exit().thenAccept(this::onExit);
        support.watch(process, support.limits().init(), startedNanos, () -> !ready.isDone(), this::onInitTimeout);
        watchMemory(() -> !ready.isDone());
    }

    /** Completes when the sandbox can take an event, or with what kept it from it. */
    CompletableFuture<Optional<InitFault>> ready() {
        return ready;
    }

    /** Runs an invocation; the sandbox must be ready and idle. */
    CompletableFuture<InvocationOutcome> run(Invocation invocation) {
        RunningInvocation started =
                new RunningInvocation(invocation, support.time().nanos());
        synchronized (this) {
            if (state != State.IDLE) {
                throw new IllegalStateException("the sandbox is " + state);
            }
            state = State.BUSY;
            running = started;
            if (frozen) {
                frozen = false;
                process.thaw();
            }
        }
        output.platform(log.start(support.time().cloudNow(), invocation));
        long timeout = spec.timeout().toMillis();
        started.timer = support.watch(
                process, spec.timeout(), started.startNanos, () -> isOpen(started), () -> onTimeout(started));
        started.memory = watchMemory(() -> isOpen(started));
        api.offer(new RuntimeConnection.Event(invocation, support.time().realMillis() + timeout));
        return started.result;
    }

    private RealTimers.Alarm watchMemory(BooleanSupplier open) {
        return MemoryWatch.of(spec, support.timer(), process, open, this::onMemoryExceeded)
                .begin();
    }

    /** The answer to an invocation that waited for this sandbox, which did not start. */
    InvocationOutcome initFailed(Invocation invocation, InitFault fault) {
        String requestId = invocation.requestId();
        byte[] payload = switch (fault) {
            case REPORTED -> initError;
            case EXITED -> PlatformLog.error("Runtime.ExitError", requestId, PlatformLog.exited(exitStatus));
            case TIMED_OUT -> PlatformLog.error("Sandbox.Timedout", requestId, PlatformLog.timedOut(spec.timeout()));
        };
        Duration init = Duration.ofNanos(support.time().nanos() - startedNanos);
        String type = fault == InitFault.EXITED ? exitErrorType() : initErrorType;
        boolean late = fault == InitFault.TIMED_OUT;
        Instant now = support.time().cloudNow();
        output.platform(log.initFailed(now, init, new SystemLog.Failure(late ? "timeout" : "error", type)));
        output.platform(log.start(now, invocation));
        if (late) {
            output.platform(List.of(PlatformLog.timedOutLine(now, requestId, spec.timeout())));
        }
        String tail = writeLog(new SystemLog.Usage(
                requestId,
                Duration.ZERO,
                payload.length,
                usedMemoryMb(),
                Optional.empty(),
                true,
                late ? Optional.of(TIMED_OUT) : Optional.empty()));
        return new InvocationOutcome(
                payload, Optional.of("Unhandled"), tail, Duration.ZERO, Optional.of(init), logStream);
    }

    /** Ends the process and what it started; an invocation under way fails with the given reason. */
    void close(String reason) {
        RunningInvocation interrupted;
        synchronized (this) {
            state = State.DEAD;
            interrupted = running;
            running = null;
        }
        end();
        ready.complete(Optional.of(InitFault.EXITED));
        if (interrupted != null) {
            interrupted.cancelTimers();
            interrupted.result.completeExceptionally(new IllegalStateException(reason));
        }
    }

    @Override
    public void onNext() {
        synchronized (this) {
            asked++;
        }
        advance();
    }

    private void onMark(long marks) {
        synchronized (this) {
            drained = marks;
        }
        advance();
    }

    /** The child has asked for an event, and all it wrote before has been read: what it was doing is done. */
    private void advance() {
        RunningInvocation done = null;
        Optional<Duration> begun;
        boolean rests = !released.isAwaited();
        synchronized (this) {
            if (drained < asked || asked == 0) {
                return;
            }
            if (state == State.STARTING) {
                state = State.IDLE;
                initDuration = Optional.of(Duration.ofNanos(support.time().nanos() - startedNanos));
            } else if (state == State.BUSY && running.payload != null && asked > running.askedBefore) {
                done = running;
                running = null;
                state = State.IDLE;
            } else {
                return;
            }
            begun = initDuration;
            // What it has left running goes on with the next event, as on AWS, or never.
            frozen = rests;
            if (rests) {
                process.freeze();
            }
        }
        if (done == null) {
            begun.ifPresent(took -> output.platform(log.initDone(support.time().cloudNow(), took)));
            ready.complete(Optional.empty());
        } else {
            finish(done, Optional.empty(), true);
        }
    }

    @Override
    public synchronized boolean onResponse(String requestId, byte[] body, long size) {
        if (running == null || !running.isOpen(requestId)) {
            return false;
        }
        if (size > RuntimeApi.MAX_RESPONSE) {
            String message = "Response payload size (" + size + " bytes) exceeded maximum allowed payload size ("
                    + RuntimeApi.MAX_RESPONSE + " bytes).";
            running.tooLarge = true;
            running.answer(
                    PlatformLog.json("Function.ResponseSizeTooLarge", message),
                    true,
                    support.time().nanos(),
                    asked);
        } else {
            running.answer(body, false, support.time().nanos(), asked);
        }
        return true;
    }

    @Override
    public synchronized boolean onError(String requestId, byte[] body) {
        if (running != null && running.tooLarge && running.hasId(requestId)) {
            // The runtime client reports that its response was refused: the first answer stands.
            return true;
        }
        if (running == null || !running.isOpen(requestId)) {
            return false;
        }
        running.answer(body, true, support.time().nanos(), asked);
        return true;
    }

    @Override
    public synchronized void onInitError(byte[] body, String errorType) {
        initError = body;
        initErrorType = errorType;
    }

    private synchronized boolean isOpen(RunningInvocation looked) {
        return running == looked;
    }

    private void onTimeout(RunningInvocation late) {
        synchronized (this) {
            if (running != late) {
                return;
            }
            running = null;
            state = State.DEAD;
        }
        // The process is ended first: what it writes afterwards belongs to no invocation.
        end();
        if (late.payload != null) {
            finish(late, Optional.empty(), false);
            return;
        }
        String requestId = late.invocation.requestId();
        output.platform(List.of(PlatformLog.timedOutLine(support.time().cloudNow(), requestId, spec.timeout())));
        late.answer(
                PlatformLog.error("Sandbox.Timedout", requestId, PlatformLog.timedOut(spec.timeout())),
                true,
                late.startNanos + spec.timeout().toNanos(),
                asked);
        finish(late, Optional.of(TIMED_OUT), false);
    }

    /** The end of the process then tells what it was doing. */
    private void onMemoryExceeded() {
        synchronized (this) {
            memoryExceeded = true;
        }
        process.kill();
    }

    private synchronized String exitErrorType() {
        return memoryExceeded ? "Runtime.OutOfMemory" : "Runtime.ExitError";
    }

    private synchronized int usedMemoryMb() {
        return memoryExceeded ? spec.memoryMb() : process.peakMemoryMb();
    }

    private void onInitTimeout() {
        synchronized (this) {
            if (state != State.STARTING) {
                return;
            }
            state = State.DEAD;
        }
        end();
        ready.complete(Optional.of(InitFault.TIMED_OUT));
    }

    private void onExit(int status) {
        support.afterOutput(this::outputEnded, () -> afterExit(status));
    }

    private synchronized boolean outputEnded() {
        return drained == Long.MAX_VALUE;
    }

    private void afterExit(int status) {
        RunningInvocation interrupted;
        boolean starting;
        synchronized (this) {
            starting = state == State.STARTING;
            if (state == State.DEAD) {
                return;
            }
            state = State.DEAD;
            exitStatus = status;
            interrupted = running;
            running = null;
        }
        end();
        if (starting) {
            ready.complete(Optional.of(initError.length > 0 ? InitFault.REPORTED : InitFault.EXITED));
        } else if (interrupted == null) {
            released.released(this, false);
        } else {
            Optional<SystemLog.Failure> failure = Optional.empty();
            if (interrupted.payload == null) {
                String requestId = interrupted.invocation.requestId();
                byte[] payload = PlatformLog.error("Runtime.ExitError", requestId, PlatformLog.exited(status));
                interrupted.answer(payload, true, support.time().nanos(), asked);
                output.platform(List.of("RequestId: " + requestId + " Error: " + PlatformLog.exited(status)));
                failure = Optional.of(new SystemLog.Failure("error", exitErrorType()));
            }
            finish(interrupted, failure, false);
        }
    }

    private void finish(RunningInvocation done, Optional<SystemLog.Failure> failure, boolean alive) {
        done.cancelTimers();
        Duration duration = Duration.ofNanos(done.endNanos - done.startNanos);
        Optional<Duration> init = initDuration;
        initDuration = Optional.empty();
        String tail = writeLog(new SystemLog.Usage(
                done.invocation.requestId(),
                duration,
                done.payload.length,
                usedMemoryMb(),
                init,
                done.failed,
                failure));
        released.released(this, alive);
        done.result.complete(new InvocationOutcome(
                done.payload,
                done.failed ? Optional.of("Unhandled") : Optional.empty(),
                tail,
                duration,
                init,
                logStream));
    }

    private String writeLog(SystemLog.Usage usage) {
        output.platform(log.done(support.time().cloudNow(), usage));
        List<LogLine> lines = output.take();
        try {
            spec.logs().receive(logStream, lines);
        } catch (RuntimeException e) {
            // Who cannot store the log must say so elsewhere: the invocation's answer does not depend on it.
        }
        return LogTail.of(lines, usage.requestId());
    }

    private void end() {
        process.kill();
        api.close();
        support.discard(logStream);
    }
}
