package ateliers.cloud.door;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;

/**
 * What surrounds a call: bound by the door to the thread while the call runs, nested calls hang below it, and work that
 * is scheduled meanwhile runs in it too.
 *
 * @param requestId the call's own
 * @param parentRequestId that of the call that caused it, empty from outside
 * @param conditionKeys request-wide condition keys beside those of the operation's row, as {@code aws:SourceIp}
 * @param trace the X-Ray header that came with the request; what a call causes passes it on
 */
public record CallContext(
        String requestId,
        Optional<String> parentRequestId,
        Place place,
        Principal principal,
        Map<String, List<String>> conditionKeys,
        Optional<String> trace) {

    static final String TOKEN_ISSUE_TIME = "aws:TokenIssueTime";

    private static final ThreadLocal<CallContext> CURRENT = new ThreadLocal<>();

    /** The context of the call that this thread is in. */
    public static Optional<CallContext> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** The principal of the call that this thread is in; only code that a call runs may ask. */
    public static Principal caller() {
        return current()
                .orElseThrow(() -> new IllegalStateException("outside a call"))
                .principal();
    }

    /** The condition keys of calls that a service makes with the caller's permissions. */
    public static Map<String, List<String>> viaService(String service) {
        return Map.of("aws:CalledVia", List.of(service), "aws:ViaAWSService", List.of("true"));
    }

    /** Whether a service makes the call that this thread is in, with its caller's permissions. */
    public static boolean isViaService() {
        return current()
                .map(each -> each.conditionKeys().containsKey("aws:CalledVia"))
                .orElse(false);
    }

    /** Whether the caller signed with temporary credentials. */
    public boolean isTemporary() {
        return conditionKeys.containsKey(TOKEN_ISSUE_TIME);
    }

    /** A context for a new call by a principal, below the present one. */
    static CallContext below(Place place, Principal principal, Map<String, List<String>> conditionKeys) {
        return new CallContext(
                UUID.randomUUID().toString(),
                current().map(CallContext::requestId),
                place,
                principal,
                conditionKeys,
                current().flatMap(CallContext::trace));
    }

    /** The same, of a request that came with an X-Ray header of its own. */
    public CallContext traced(Optional<String> header) {
        return new CallContext(requestId, parentRequestId, place, principal, conditionKeys, header);
    }

    /** Runs work in the present context, where there is one, with another X-Ray header to pass on, or with none. */
    public static void tracing(Optional<String> header, Runnable work) {
        Optional<CallContext> now = current();
        if (now.isEmpty()) {
            work.run();
            return;
        }
        now.get().traced(header).run(work);
    }

    /** Binds this context to the thread until the scope is closed. */
    Scope bind() {
        CallContext before = CURRENT.get();
        CURRENT.set(this);
        return () -> restore(before);
    }

    /** Runs work in this context: what it calls hangs below this call. For requests that are no operation's. */
    public <T> T call(Callable<T> work) throws Exception {
        try (Scope scope = bind()) {
            return work.call();
        }
    }

    /** Runs work in this context, as a service does that acts by itself. */
    public void run(Runnable work) {
        try (Scope scope = bind()) {
            work.run();
        }
    }

    /** Work that runs in the present context, whenever and on whichever thread it runs. */
    public static Runnable capture(Runnable work) {
        CallContext context = CURRENT.get();
        return () -> {
            CallContext before = CURRENT.get();
            restore(context);
            try {
                work.run();
            } finally {
                restore(before);
            }
        };
    }

    private static void restore(CallContext context) {
        if (context == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(context);
        }
    }

    /** A binding. */
    interface Scope extends AutoCloseable {
        @Override
        void close();
    }
}
