package ateliers.grader.targets;

import ateliers.cloud.Cloud;
import ateliers.cloud.door.CallContext;
import ateliers.cloud.faults.Fault;
import ateliers.cloud.faults.Faults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.core.SdkRequest;

/**
 * Holds the answers of DynamoDB's embedded service back until as many calls as come together are done, and what SNS is told of the
 * same thing until one more of those who called has called again. They are the sessions of one function: of whichever calls first.
 */
final class EmbeddedTogether implements Target.Together {
    /** Whatever a function may look for an order with, or write it with. */
    private static final List<String> OPERATIONS = List.of(
            "GetItem",
            "BatchGetItem",
            "TransactGetItems",
            "Query",
            "Scan",
            "PutItem",
            "UpdateItem",
            "BatchWriteItem",
            "TransactWriteItems",
            "ExecuteStatement",
            "ExecuteTransaction");

    /** In real time: longer than a machine keeps one of two calls waiting, and no trouble where the other never comes. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** In real time: who has just been answered calls again long before, if he does. */
    private static final Duration PUBLICATION = Duration.ofMillis(500);

    private final Cloud cloud;
    private final String text;
    private final int calls;
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final CompletableFuture<Void> again = new CompletableFuture<>();
    private final AtomicReference<String> caller;
    private final List<Faults.Switch> on = new ArrayList<>();
    private volatile boolean missed;

    EmbeddedTogether(Cloud cloud, String text, int calls) {
        this(cloud, text, calls, null);
        on.add(cloud.faults().inject("sns", "Publish", this::names, Integer.MAX_VALUE, this::publish));
    }

    private EmbeddedTogether(Cloud cloud, String text, int calls, String caller) {
        this.cloud = cloud;
        this.text = text;
        this.calls = calls;
        this.caller = new AtomicReference<>(caller);
        OPERATIONS.forEach(name ->
                on.add(cloud.faults().inject("dynamodb", name, this::isTheirs, Integer.MAX_VALUE, this::answer)));
    }

    private boolean names(SdkRequest request) {
        return request.toString().contains(text);
    }

    private boolean isTheirs(SdkRequest request) {
        if (!names(request)) {
            return false;
        }
        String arn = CallContext.caller().arn();
        return caller.compareAndSet(null, arn) || caller.get().equals(arn);
    }

    private Object answer(SdkRequest request, Fault.Operation operation) throws Exception {
        boolean first = begun.incrementAndGet() <= calls;
        try {
            return operation.call(request);
        } finally {
            if (!first) {
                again.complete(null);
            } else if (ended.incrementAndGet() == calls) {
                done.complete(null);
            } else {
                missed |= !comes(done, PATIENCE);
            }
        }
    }

    private Object publish(SdkRequest request, Fault.Operation operation) throws Exception {
        comes(again, PUBLICATION);
        return operation.call(request);
    }

    /** In time, or in more where this machine starves. */
    private boolean comes(CompletableFuture<Void> awaited, Duration patience)
            throws InterruptedException, ExecutionException {
        try {
            cloud.clock().awaitReal(awaited, patience);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    @Override
    public Target.Together whatever() {
        return new EmbeddedTogether(cloud, "", calls, caller.get());
    }

    @Override
    public boolean met() {
        return done.isDone() && !missed;
    }

    @Override
    public void close() {
        on.forEach(Faults.Switch::close);
    }
}
