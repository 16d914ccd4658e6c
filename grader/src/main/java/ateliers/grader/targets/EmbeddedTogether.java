package ateliers.grader.targets;

import ateliers.cloud.Cloud;
import ateliers.cloud.faults.Fault;
import ateliers.cloud.faults.Faults;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.SdkRequest;

/** Holds the answers of DynamoDB's embedded service back until as many calls as come together are done. */
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
    private static final long PATIENCE_SECONDS = 2;

    private final String text;
    private final AtomicInteger left;
    private final CountDownLatch done;
    private final List<Faults.Switch> on;

    EmbeddedTogether(Cloud cloud, String text, int calls) {
        this.text = text;
        this.left = new AtomicInteger(calls);
        this.done = new CountDownLatch(calls);
        this.on = OPERATIONS.stream()
                .map(name ->
                        cloud.faults().inject("dynamodb", name, this::isOneOfThem, Integer.MAX_VALUE, this::answer))
                .toList();
    }

    private boolean isOneOfThem(SdkRequest request) {
        return left.get() > 0 && request.toString().contains(text) && left.getAndDecrement() > 0;
    }

    private Object answer(SdkRequest request, Fault.Operation operation) throws Exception {
        try {
            return operation.call(request);
        } finally {
            done.countDown();
            done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Override
    public void close() {
        on.forEach(Faults.Switch::close);
    }
}
