package ateliers.cloud.faults;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import software.amazon.awssdk.core.SdkRequest;

/** The faults that are switched on in one cloud. The newest that fits a call answers it. */
public final class Faults {
    private final List<Switch> switches = new CopyOnWriteArrayList<>();

    /**
     * Switches a fault on.
     *
     * @param service prefix, as {@code dynamodb}
     * @param operation as {@code PutItem}
     * @param when which requests it answers
     * @param times how many calls it answers before it switches itself off
     */
    public Switch inject(String service, String operation, Predicate<SdkRequest> when, int times, Fault fault) {
        Switch added = new Switch(service, operation, when, new AtomicInteger(times), fault);
        switches.add(0, added);
        return added;
    }

    /** Takes the fault that answers this call, if one is on. */
    public Optional<Fault> take(String service, String operation, SdkRequest request) {
        if (switches.isEmpty()) {
            return Optional.empty();
        }
        return switches.stream()
                .filter(on -> on.service.equals(service) && on.operation.equals(operation))
                .filter(on -> on.when.test(request) && on.takeOne())
                .map(on -> on.fault)
                .findFirst();
    }

    /** A fault that is on until it has answered all its calls, or is closed. */
    public final class Switch implements AutoCloseable {
        private final String service;
        private final String operation;
        private final Predicate<SdkRequest> when;
        private final AtomicInteger left;
        private final AtomicInteger answered = new AtomicInteger();
        private final Fault fault;

        private Switch(String service, String operation, Predicate<SdkRequest> when, AtomicInteger left, Fault fault) {
            this.service = service;
            this.operation = operation;
            this.when = when;
            this.left = left;
            this.fault = fault;
        }

        /** How many more calls it would answer. */
        public int left() {
            return Math.max(0, left.get());
        }

        /** How many calls it has answered. */
        public int answered() {
            return answered.get();
        }

        @Override
        public void close() {
            switches.remove(this);
        }

        private boolean takeOne() {
            int before = left.getAndUpdate(n -> Math.max(0, n - 1));
            if (before <= 1) {
                close();
            }
            if (before > 0) {
                answered.incrementAndGet();
            }
            return before > 0;
        }
    }
}
