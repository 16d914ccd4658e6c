package ateliers.cloud.services.lambda;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.sandbox.InvocationOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.lambda.model.FunctionEventInvokeConfig;
import software.amazon.awssdk.services.lambda.model.RecursiveInvocationException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/**
 * The queue of asynchronous invocations: tried again after one and two minutes of cloud time, given up after the number
 * of retries or the age that are configured.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">Error handling</a>
 */
final class AsyncEvents {
    /** What the journal calls them. */
    static final String NAME = "AsyncInvocation";

    /** Of one function, beside each other: more than its environments here, whatever its reserved concurrency is. */
    static final int AT_ONCE = 32;

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final FunctionEventInvokeConfig UNCONFIGURED =
            FunctionEventInvokeConfig.builder().build();

    private final ServiceContext cloud;
    private final Functions functions;
    private final Invoker invoker;
    private final FinishedEvents finished;
    private final Map<String, AsyncQueue> queues = new ConcurrentHashMap<>();

    AsyncEvents(ServiceContext cloud, Functions functions, Invoker invoker, FinishedEvents finished) {
        this.cloud = cloud;
        this.functions = functions;
        this.invoker = invoker;
        this.finished = finished;
    }

    /**
     * An event that waits.
     *
     * @param trace the X-Ray header that came with it
     * @param attempts how often the function has failed with it
     * @param throttles how often it was put back because the function was at its limit
     */
    record Waiting(
            FunctionName function,
            String arn,
            String requestId,
            byte[] payload,
            Optional<String> clientContext,
            Optional<String> trace,
            Instant since,
            int attempts,
            int throttles) {
        /** What stands beside the payload, about, in bytes. */
        private static final int OVERHEAD = 1_000;

        /** What it takes while it waits, about, in bytes. */
        long size() {
            return payload.length + OVERHEAD;
        }

        Waiting failedOnce() {
            return new Waiting(function, arn, requestId, payload, clientContext, trace, since, attempts + 1, throttles);
        }

        Waiting throttledOnce() {
            return new Waiting(function, arn, requestId, payload, clientContext, trace, since, attempts, throttles + 1);
        }
    }

    void add(Waiting event) {
        cloud.memory().take(event.size());
        submit(event);
    }

    private void submit(Waiting event) {
        queue(event.function().name()).execute(() -> {
            try {
                attempt(event);
            } finally {
                cloud.memory().give(event.size());
            }
        });
    }

    private AsyncQueue queue(String function) {
        return queues.computeIfAbsent(function, name -> new AsyncQueue(cloud.clock(), AT_ONCE));
    }

    private void attempt(Waiting event) {
        Optional<Function> function = functions.find(event.function().name());
        Optional<Version> version =
                function.flatMap(f -> f.routed(event.function().version()));
        if (version.isEmpty()) {
            dropped(event, "the function is gone");
            return;
        }
        FunctionEventInvokeConfig config =
                function.get().eventConfigs.getOrDefault(event.function().version(), UNCONFIGURED);
        if (age(event).compareTo(longestAge(config)) > 0) {
            finished.failed(
                    function.get(),
                    version.get(),
                    config.destinationConfig(),
                    event,
                    "EventAgeExceeded",
                    Optional.empty());
            return;
        }
        InvocationOutcome outcome;
        try {
            outcome = invoker.run(
                    function.get(),
                    version.get(),
                    event.arn(),
                    event.requestId(),
                    event.payload(),
                    event.clientContext(),
                    event.trace());
        } catch (RecursiveInvocationException e) {
            stopped(function.get(), version.get(), config, event, e);
            return;
        } catch (TooManyRequestsException e) {
            Duration pause = Duration.ofSeconds(1L << Math.min(event.throttles(), 8));
            again(event.throttledOnce(), pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
            return;
        } catch (AwsServiceException e) {
            // The machine's fault: not the function's, so no retry hides it.
            dropped(event, e.getMessage());
            return;
        }
        if (outcome.succeeded()) {
            chained(
                    function.get(),
                    event,
                    () -> finished.succeeded(
                            function.get(), version.get(), config.destinationConfig(), event.failedOnce(), outcome));
        } else if (event.attempts() < retries(config)) {
            again(event.failedOnce(), Duration.ofMinutes(event.attempts() + 1L));
        } else {
            chained(
                    function.get(),
                    event,
                    () -> finished.failed(
                            function.get(),
                            version.get(),
                            config.destinationConfig(),
                            event.failedOnce(),
                            "RetriesExhausted",
                            Optional.of(outcome)));
        }
    }

    /** What an invocation leads to belongs to the same chain of requests. */
    private void chained(Function function, Waiting event, Runnable work) {
        Lineage lineage = Lineage.of(event.trace().orElse(""), cloud.clock().instant());
        CallContext.tracing(Optional.of(lineage.invoking(function.arn)), work);
    }

    /** A loop ends: the event goes where failed ones go, and is not tried again. */
    private void stopped(
            Function function,
            Version version,
            FunctionEventInvokeConfig config,
            Waiting event,
            RecursiveInvocationException error) {
        cloud.notes("lambda")
                .about(event.requestId())
                .dropped(NAME, event.arn(), AwsErrors.code(error), AwsErrors.message(error));
        finished.failed(function, version, config.destinationConfig(), event, AwsErrors.code(error), Optional.empty());
    }

    private void again(Waiting event, Duration pause) {
        cloud.memory().keep(event.size());
        cloud.clock().schedule(pause, () -> submit(event));
    }

    private Duration age(Waiting event) {
        return Duration.between(event.since(), cloud.clock().instant());
    }

    private static Duration longestAge(FunctionEventInvokeConfig config) {
        Integer seconds = config.maximumEventAgeInSeconds();
        return seconds == null ? Duration.ofHours(6) : Duration.ofSeconds(seconds);
    }

    private static int retries(FunctionEventInvokeConfig config) {
        Integer most = config.maximumRetryAttempts();
        return most == null ? 2 : most;
    }

    private void dropped(Waiting event, String why) {
        cloud.notes("lambda").about(event.requestId()).dropped(NAME, event.arn(), "Dropped", String.valueOf(why));
    }
}
