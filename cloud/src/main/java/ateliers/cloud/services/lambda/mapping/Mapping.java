package ateliers.cloud.services.lambda.mapping;

import ateliers.cloud.clock.CloudTimer;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.services.lambda.mapping.MappedFunctions.Answer;
import ateliers.cloud.services.lambda.mapping.MappedFunctions.Mapped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionResponseType;

/**
 * One mapping: its settings, its state and its poller. Settings are read by any thread; changes are made under its
 * monitor.
 */
final class Mapping {
    /** In cloud time. Lambda takes seconds to minutes; here nobody has to wait to see it happen. */
    private static final Duration SHORTEST_TRANSITION = Duration.ofMillis(20);

    private final ServiceContext cloud;
    private final MappedFunctions functions;
    private final Role role;
    private final String uuid;
    private final String source;
    private volatile EventSourceMappingConfiguration settings;
    private volatile Filters filters;
    private Poller poller;
    private CloudTimer transition;
    private Runnable settle = () -> {};

    Mapping(ServiceContext cloud, MappedFunctions functions, EventSourceMappingConfiguration settings) {
        this.cloud = cloud;
        this.functions = functions;
        this.role = new Role(functions);
        this.uuid = settings.uuid();
        this.source = settings.eventSourceArn();
        this.settings = settings;
        this.filters = Filters.of(settings.filterCriteria());
    }

    String uuid() {
        return uuid;
    }

    /** The ARN of the queue or stream. */
    String source() {
        return source;
    }

    EventSourceMappingConfiguration settings() {
        return settings;
    }

    Filters filters() {
        return filters;
    }

    Role role() {
        return role;
    }

    boolean reportsFailures() {
        return settings.functionResponseTypes().contains(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES);
    }

    Optional<Mapped> function() {
        return functions.find(settings.functionArn());
    }

    Answer invoke(Mapped function, String requestId, byte[] event, List<String> traces) {
        return functions.invoke(function, requestId, event, traces);
    }

    /** Whether it refuses a change: where nobody has to wait, the next change ends the one that is under way. */
    synchronized boolean isInUse() {
        return isDeleting() || isSlow() && transition != null;
    }

    private boolean isSlow() {
        return cloud.settling().compareTo(SHORTEST_TRANSITION) > 0;
    }

    boolean isDeleting() {
        return settings.state().equals("Deleting");
    }

    synchronized void result(String lastProcessingResult) {
        settings =
                settings.toBuilder().lastProcessingResult(lastProcessingResult).build();
    }

    /** Begins to live; becomes {@code Enabled} or {@code Disabled} a moment later. */
    synchronized EventSourceMappingConfiguration create(Poller itsPoller, boolean enabled) {
        poller = itsPoller;
        return change("Creating", () -> enable(enabled));
    }

    /** Takes new settings; a disabled mapping stops at once. */
    synchronized EventSourceMappingConfiguration update(EventSourceMappingConfiguration next, Boolean enabled) {
        finish();
        boolean was = settings.state().equals("Enabled");
        boolean becomes = enabled == null ? was : enabled;
        filters = Filters.of(next.filterCriteria());
        settings = next.toBuilder()
                .state(settings.state())
                .lastProcessingResult(settings.lastProcessingResult())
                .lastModified(cloud.clock().instant())
                .build();
        if (!becomes) {
            poller.stop();
        } else if (was) {
            poller.changed();
        }
        String state = becomes == was ? "Updating" : becomes ? "Enabling" : "Disabling";
        return change(state, () -> enable(becomes));
    }

    /** Stops at once; what it was can be seen for a moment. */
    synchronized EventSourceMappingConfiguration delete(Runnable gone) {
        finish();
        poller.stop();
        return change("Deleting", gone);
    }

    /** Ends without a trace. */
    synchronized void close() {
        poller.stop();
    }

    private void enable(boolean enabled) {
        state(enabled ? "Enabled" : "Disabled");
        if (enabled) {
            poller.start();
        }
    }

    private EventSourceMappingConfiguration change(String state, Runnable then) {
        state(state);
        settle = then;
        transition = cloud.clock().schedule(isSlow() ? cloud.settling() : SHORTEST_TRANSITION, this::finish);
        return settings;
    }

    /** Ends a transition, where one is under way. */
    private synchronized void finish() {
        if (transition != null) {
            transition.cancel();
            transition = null;
            settle.run();
        }
    }

    private void state(String state) {
        settings = settings.toBuilder().state(state).build();
    }
}
