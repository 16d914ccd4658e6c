package ateliers.cloud.door;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.journal.Entry;
import ateliers.cloud.journal.Journal;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What a service tells the journal beside its calls, which the door writes. An entry hangs below the call that the thread
 * is in, and is by its caller; outside of calls it is by the service itself.
 */
public final class Notes {
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;

    private final Journal journal;
    private final CloudClock clock;
    private final String service;
    private final Optional<String> request;
    private final Supplier<Optional<CallContext>> call;
    private final Supplier<Optional<Principal>> caller;

    private Notes(
            Journal journal,
            CloudClock clock,
            String service,
            Optional<String> request,
            Supplier<Optional<CallContext>> call,
            Supplier<Optional<Principal>> caller) {
        this.journal = journal;
        this.clock = clock;
        this.service = service;
        this.request = request;
        this.call = call;
        this.caller = caller;
    }

    public static Notes of(Journal journal, CloudClock clock, String service) {
        return new Notes(
                journal,
                clock,
                service,
                Optional.empty(),
                CallContext::current,
                () -> CallContext.current().map(CallContext::principal));
    }

    /** The same, by the service itself and about a request that has ended, whatever call this thread is in. */
    public Notes about(String requestId) {
        return new Notes(journal, clock, service, Optional.of(requestId), Optional::empty, Optional::empty);
    }

    /** The same, by the service itself: what it does of its own accord, below the call that made it do so. */
    public Notes byService() {
        return new Notes(journal, clock, service, request, call, Optional::empty);
    }

    /** The same, by somebody else than who calls. */
    public Notes by(Principal who) {
        return new Notes(journal, clock, service, request, call, () -> Optional.of(who));
    }

    /**
     * Something was dropped: a message after its retries, an event that no policy let through.
     *
     * @param what a short name, as {@code Delivery}
     * @param resource ARN or name of where it should have gone
     * @param outcome AWS's error code, or a word
     * @param message what there is to say, for people
     */
    public void dropped(String what, String resource, String outcome, String message) {
        add(Entry.Kind.DROPPED, what, resource, outcome, message, Duration.ZERO);
    }

    /** The same, since a call was refused. */
    public void dropped(String what, String resource, SdkException error, String message) {
        dropped(what, resource, AwsErrors.code(error), message + ": " + AwsErrors.message(error));
    }

    /** Something that was given has no effect here. */
    public void inert(String property, String resource, String why) {
        add(Entry.Kind.INERT, property, resource, Entry.OK, why, Duration.ZERO);
    }

    /**
     * A resource failed that was made before one that it may need and does not wait for.
     *
     * @param failed logical id
     * @param missed logical id of the other
     */
    public void raced(String failed, String missed) {
        String why = failed + " was made before " + missed + ", for which it does not wait: a DependsOn may be missing";
        add(Entry.Kind.RACE, failed, missed, Entry.OK, why, Duration.ZERO);
    }

    /** A defect of this cloud, never the fault of who uses it. */
    public void defect(String what, String resource, Throwable error) {
        add(
                Entry.Kind.DEFECT,
                what,
                resource,
                error.getClass().getName(),
                String.valueOf(error.getMessage()),
                Duration.ZERO);
    }

    /** Something that AWS has and this cloud lacks was met outside of a call that would tell it. */
    public void gap(String what, String resource, Unsupported error) {
        add(
                Entry.Kind.UNSUPPORTED,
                what,
                resource,
                Unsupported.CODE,
                AwsErrors.message(error),
                Duration.ZERO,
                Optional.of(error.gap()));
    }

    /** A function ran. */
    public void invocation(String resource, String outcome, String message, Duration took) {
        add(Entry.Kind.INVOCATION, "Invocation", resource, outcome, message, took);
    }

    /** A mail was delivered to an address. */
    public void mailed(String address, String subject) {
        add(Entry.Kind.MAIL, "Mail", address, Entry.OK, subject, Duration.ZERO);
    }

    /**
     * A request over HTTP was answered that is no call of an operation, as one to a stage of an API.
     *
     * @param what method and path
     * @param resource ARN of what was asked for
     * @param message what there is to say, when it did not go well
     */
    public void answered(String what, String resource, int status, String message, Duration took) {
        add(
                status == FORBIDDEN ? Entry.Kind.DENIAL : Entry.Kind.CALL,
                what,
                resource,
                status < BAD_REQUEST ? Entry.OK : Integer.toString(status),
                message,
                took);
    }

    private void add(Entry.Kind kind, String what, String resource, String outcome, String message, Duration took) {
        add(kind, what, resource, outcome, message, took, Optional.empty());
    }

    private void add(
            Entry.Kind kind,
            String what,
            String resource,
            String outcome,
            String message,
            Duration took,
            Optional<String> gap) {
        Optional<CallContext> now = call.get();
        journal.add(new Entry(
                clock.instant(),
                kind,
                request.or(() -> now.map(CallContext::requestId)).orElse(""),
                now.flatMap(CallContext::parentRequestId),
                caller.get().map(Principal::arn).orElse(service + ".amazonaws.com"),
                service,
                what,
                resource,
                outcome,
                message,
                took.toNanos() / 1000,
                gap));
    }
}
