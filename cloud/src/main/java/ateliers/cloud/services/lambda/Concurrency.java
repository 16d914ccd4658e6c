package ateliers.cloud.services.lambda;

import ateliers.cloud.services.lambda.api.LambdaErrors;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.lambda.model.ThrottleReason;

/**
 * How many functions run at once: of those that reserve some as many as they reserve, of all others together what is left of the
 * account's limit.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html">Concurrency</a>
 */
final class Concurrency {
    private static final int LEAST_UNRESERVED = 100;

    private final int limit;
    private final Functions functions;

    /** What runs of functions that reserved nothing as it began. */
    private final AtomicInteger unreserved = new AtomicInteger();

    Concurrency(int limit, Functions functions) {
        this.limit = limit;
        this.functions = functions;
    }

    int limit() {
        return limit;
    }

    /** What functions that reserve none may run at once. */
    int unreserved() {
        return limit - reserved();
    }

    /** What may not be reserved; an account whose limit is lower may reserve nothing. */
    int leastUnreserved() {
        return Math.min(LEAST_UNRESERVED, limit);
    }

    private int reserved() {
        return functions.all().stream()
                .mapToInt(function -> function.reserved.orElse(0))
                .sum();
    }

    /**
     * One more runs.
     *
     * @return to be run when it has ended
     * @throws software.amazon.awssdk.services.lambda.model.TooManyRequestsException where as many run as may
     */
    Runnable begin(Function function) {
        Optional<Integer> reserved = function.reserved;
        if (reserved.isPresent()) {
            take(
                    function.runningNow,
                    reserved.get(),
                    ThrottleReason.RESERVED_FUNCTION_CONCURRENT_INVOCATION_LIMIT_EXCEEDED);
            return function.runningNow::decrementAndGet;
        }
        take(unreserved, unreserved(), ThrottleReason.CONCURRENT_INVOCATION_LIMIT_EXCEEDED);
        function.runningNow.incrementAndGet();
        return () -> {
            function.runningNow.decrementAndGet();
            unreserved.decrementAndGet();
        };
    }

    private static void take(AtomicInteger running, int most, ThrottleReason reason) {
        if (running.incrementAndGet() > most) {
            running.decrementAndGet();
            throw LambdaErrors.throttled(reason);
        }
    }
}
