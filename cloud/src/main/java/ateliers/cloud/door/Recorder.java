package ateliers.cloud.door;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.journal.Entry;
import ateliers.cloud.journal.Journal;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.exception.SdkException;

/** Writes one call's entry to the journal, once. */
final class Recorder {
    private final Journal journal;
    private final CloudClock clock;
    private final CallContext context;
    private final String service;
    private final String operation;
    private final long startNanos;
    private String resource = "";
    private Optional<String> gap = Optional.empty();
    private Entry.Kind kind = Entry.Kind.CALL;
    private boolean written;

    Recorder(
            Journal journal, CloudClock clock, CallContext context, String service, String operation, long startNanos) {
        this.journal = journal;
        this.clock = clock;
        this.context = context;
        this.service = service;
        this.operation = operation;
        this.startNanos = startNanos;
    }

    /** The first resource that the call needs is the one it is known by. */
    void resource(String arn) {
        if (resource.isEmpty()) {
            resource = arn;
        }
    }

    /** A fault that was switched on answers the call. */
    void faulty() {
        kind = Entry.Kind.FAULT;
    }

    void succeeded() {
        write(kind, Entry.OK, "");
    }

    void denied(Exception error) {
        write(Entry.Kind.DENIAL, AwsErrors.code(error), AwsErrors.message(error));
    }

    /** A member of the request that has no effect here: an entry beside the call's own. */
    void inert(String member) {
        add(Entry.Kind.INERT, member, Entry.OK, member + " of " + operation + " has no effect in this cloud", 0);
    }

    void failed(Exception error) {
        if (error instanceof Unsupported unsupported) {
            gap = Optional.of(unsupported.gap());
            write(Entry.Kind.UNSUPPORTED, Unsupported.CODE, AwsErrors.message(error));
        } else if (error instanceof SdkException) {
            write(kind, AwsErrors.code(error), AwsErrors.message(error));
        } else {
            write(Entry.Kind.DEFECT, error.getClass().getName(), String.valueOf(error.getMessage()));
        }
    }

    private void write(Entry.Kind sort, String outcome, String message) {
        if (written) {
            return;
        }
        written = true;
        long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - startNanos);
        add(sort, operation, outcome, message, micros);
    }

    private void add(Entry.Kind sort, String what, String outcome, String message, long micros) {
        journal.add(new Entry(
                clock.instant(),
                sort,
                context.requestId(),
                context.parentRequestId(),
                context.principal().arn(),
                service,
                what,
                resource,
                outcome,
                message,
                micros,
                gap));
    }
}
