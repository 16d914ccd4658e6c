package ateliers.grader.targets;

import ateliers.cloud.Cloud;
import ateliers.cloud.door.CallContext;
import ateliers.cloud.faults.Fault;
import ateliers.cloud.faults.Faults;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
    private static final long PATIENCE_MILLIS = 2_000;

    /** In real time: who has just been answered calls again long before, if he does. */
    private static final long PUBLICATION_MILLIS = 500;

    private final String text;
    private final AtomicInteger left;
    private final CountDownLatch done;
    private final CountDownLatch again = new CountDownLatch(1);
    private final AtomicReference<String> caller = new AtomicReference<>();
    private final List<Faults.Switch> on = new ArrayList<>();
    private volatile boolean missed;

    EmbeddedTogether(Cloud cloud, String text, int calls) {
        this.text = text;
        this.left = new AtomicInteger(calls);
        this.done = new CountDownLatch(calls);
        OPERATIONS.forEach(name ->
                on.add(cloud.faults().inject("dynamodb", name, this::isTheirs, Integer.MAX_VALUE, this::answer)));
        on.add(cloud.faults().inject("sns", "Publish", this::names, Integer.MAX_VALUE, this::publish));
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
        boolean first = left.getAndUpdate(calls -> Math.max(0, calls - 1)) > 0;
        try {
            return operation.call(request);
        } finally {
            if (first) {
                done.countDown();
                missed |= !done.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            } else {
                again.countDown();
            }
        }
    }

    private Object publish(SdkRequest request, Fault.Operation operation) throws Exception {
        again.await(PUBLICATION_MILLIS, TimeUnit.MILLISECONDS);
        return operation.call(request);
    }

    @Override
    public boolean met() {
        return done.getCount() == 0 && !missed;
    }

    @Override
    public void close() {
        on.forEach(Faults.Switch::close);
    }
}
