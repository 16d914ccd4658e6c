package ateliers.cloud.services.cloudformation;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.clock.Parking;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import software.amazon.awssdk.services.cloudformation.model.DetailedStatus;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/** One stack: its state and its history. Its methods may be called by any thread. */
final class Stack {

    static final String TYPE = "AWS::CloudFormation::Stack";

    private final String id;
    private final String name;
    private final CloudClock clock;
    private final Instant created;
    private final Map<String, StackResource> resources = new LinkedHashMap<>();
    private final List<StackEvent> events = new ArrayList<>();
    private final List<Parking> waiting = new ArrayList<>();
    private String status;
    private String reason = "";
    private Instant updated;
    private Instant deleted;
    private List<Output> outputs = List.of();
    private PreparedTemplate prepared;
    private StackSettings settings;
    private String changeSetId;
    private Integer timeoutMinutes;
    private boolean cancelled;
    private Stack around;
    private final List<Runnable> onCancel = new ArrayList<>();
    private final Set<String> hidden =
            new TreeSet<>(Comparator.comparing(String::length).reversed().thenComparing(each -> each));
    private final Lock operation = new ReentrantLock();
    private final Set<String> imports = new TreeSet<>();
    private final OperationLog log;

    Stack(String id, String name, CloudClock clock, PreparedTemplate prepared, StackSettings settings) {
        this.id = id;
        this.name = name;
        this.clock = clock;
        this.created = clock.instant();
        this.prepared = prepared;
        this.settings = settings;
        this.log = new OperationLog(id, clock::instant);
    }

    /** The stack's events, operation by operation. */
    OperationLog log() {
        return log;
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    /** Makes the stack one that another one has made. */
    synchronized void within(Stack other) {
        around = other;
    }

    /** The id of the stack that has made this one; empty for one that was made by itself. */
    synchronized Optional<String> parentId() {
        return Optional.ofNullable(around).map(Stack::id);
    }

    /** The id of the outermost stack; empty for one that was made by itself. */
    synchronized Optional<String> rootId() {
        return Optional.ofNullable(around).map(each -> each.rootId().orElse(each.id()));
    }

    Instant created() {
        return created;
    }

    synchronized String status() {
        return status;
    }

    synchronized String reason() {
        return reason;
    }

    synchronized Optional<Instant> updated() {
        return Optional.ofNullable(updated);
    }

    synchronized Optional<Instant> deleted() {
        return Optional.ofNullable(deleted);
    }

    synchronized PreparedTemplate prepared() {
        return prepared;
    }

    synchronized StackSettings settings() {
        return settings;
    }

    /** What the stack is to become from now on. */
    synchronized void target(PreparedTemplate newPrepared, StackSettings newSettings) {
        prepared = newPrepared;
        settings = newSettings;
    }

    synchronized void markUpdated() {
        updated = clock.instant();
    }

    synchronized Optional<String> changeSetId() {
        return Optional.ofNullable(changeSetId);
    }

    synchronized void changeSetId(String newId) {
        changeSetId = newId;
    }

    synchronized List<Output> outputs() {
        return outputs;
    }

    synchronized void outputs(List<Output> newOutputs) {
        outputs = List.copyOf(newOutputs);
    }

    /** Names of the exports that the stack's template has asked for. */
    synchronized Set<String> imports() {
        return Set.copyOf(imports);
    }

    synchronized void imported(String export) {
        imports.add(export);
    }

    synchronized void forgetImports() {
        imports.clear();
    }

    synchronized Optional<Integer> timeoutMinutes() {
        return Optional.ofNullable(timeoutMinutes);
    }

    /** How long the stack's creation may take; null for as long as it wants. */
    synchronized void timeoutMinutes(Integer minutes) {
        timeoutMinutes = minutes;
    }

    synchronized boolean timedOut() {
        return timeoutMinutes != null && clock.instant().isAfter(created.plus(Duration.ofMinutes(timeoutMinutes)));
    }

    /** Runs an operation after the one that is under way. */
    void exclusively(Runnable work) {
        operation.lock();
        try {
            work.run();
        } finally {
            operation.unlock();
        }
    }

    /** Makes a creation stop before its next resource, and leave the stack's status to the deletion that follows. */
    synchronized void cancel() {
        cancelled = true;
        onCancel.forEach(Runnable::run);
    }

    /** What is to be done when a creation is broken off; at once where it was already. */
    synchronized void whenCancelled(Runnable work) {
        onCancel.add(work);
        if (cancelled) {
            work.run();
        }
    }

    /** Values that events are not to show from now on. */
    synchronized void hide(Set<String> values) {
        values.stream().filter(value -> !value.isEmpty()).forEach(hidden::add);
    }

    private String shown(String text) {
        String shown = text;
        for (String value : hidden) {
            shown = shown.replace(value, "*****");
        }
        return shown;
    }

    synchronized boolean cancelled() {
        return cancelled;
    }

    /** Moves the stack on in a creation; not when that was cancelled. */
    synchronized boolean advance(String newStatus, String newReason) {
        if (!cancelled) {
            status(newStatus, newReason);
        }
        return !cancelled;
    }

    /**
     * Waits, parked, while an operation is under way, so that callers who poll with long pauses see its result at once.
     *
     * @param atMost cloud time
     */
    void awaitSettled(Duration atMost) {
        Parking parking = clock.parking();
        synchronized (this) {
            if (!inProgress()) {
                return;
            }
            waiting.add(parking);
        }
        parking.park(atMost);
        synchronized (this) {
            waiting.remove(parking);
        }
    }

    synchronized boolean exists() {
        return !status.equals("DELETE_COMPLETE");
    }

    synchronized boolean inProgress() {
        return status.endsWith("_IN_PROGRESS") && !status.equals("REVIEW_IN_PROGRESS");
    }

    /** Moves the stack on and writes its event. */
    synchronized void status(String newStatus, String newReason) {
        status = newStatus;
        reason = newReason;
        if (newStatus.equals("DELETE_COMPLETE")) {
            deleted = clock.instant();
        }
        log.entering(newStatus);
        event(name, TYPE, id, newStatus, newReason, "");
        log.entered(newStatus);
        if (!inProgress()) {
            waiting.forEach(Parking::wake);
        }
    }

    /**
     * The event of an operation that ends before anything is made.
     *
     * @param stays whether the stack is left in that status, or goes on to roll back
     */
    synchronized void invalid(String failedStatus, List<EarlyValidation.Finding> findings, boolean stays) {
        findings.forEach(log::invalid);
        String why =
                "Validation failed with " + findings.size() + " error(s). Call DescribeEvents to retrieve the full list"
                        + " of issues with resource and property details, resolve each error, then retry the operation.";
        if (stays) {
            advance(failedStatus, why);
        } else {
            add(event(name, TYPE, id, failedStatus, why).detailedStatus(DetailedStatus.VALIDATION_FAILED));
        }
    }

    /** Ends an operation that met a defect of this cloud: nobody is to wait for it. */
    synchronized void broken(RuntimeException defect) {
        if (inProgress()) {
            status(status.replaceAll("(_COMPLETE_CLEANUP)?_IN_PROGRESS$", "_FAILED"), "Internal Failure: " + defect);
        }
    }

    synchronized Optional<StackResource> resource(String logicalId) {
        return Optional.ofNullable(resources.get(logicalId));
    }

    synchronized Collection<StackResource> resources() {
        return List.copyOf(resources.values());
    }

    /** Sets a resource and writes the event of its status. */
    synchronized StackResource put(StackResource resource, String newStatus, String newReason) {
        StackResource changed = resource.with(newStatus, newReason, clock.instant());
        resources.put(resource.logicalId(), changed);
        event(
                resource.logicalId(),
                resource.type(),
                resource.physicalId(),
                newStatus,
                newReason,
                resource.properties().toString());
        return changed;
    }

    /** Sets a resource to which nothing happened, though its declaration may have changed. */
    synchronized void keep(StackResource resource) {
        resources.put(resource.logicalId(), resource);
    }

    /** An event of a resource that is not the stack's any more, as of one that was replaced. */
    synchronized void eventOf(StackResource resource, String newStatus, String newReason) {
        event(
                resource.logicalId(),
                resource.type(),
                resource.physicalId(),
                newStatus,
                newReason,
                resource.properties().toString());
    }

    synchronized void forget(String logicalId) {
        resources.remove(logicalId);
    }

    /** Newest first, as AWS lists them. */
    synchronized List<StackEvent> events() {
        List<StackEvent> newestFirst = new ArrayList<>(events);
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    private void event(
            String logicalId, String type, String physicalId, String eventStatus, String why, String properties) {
        add(event(logicalId, type, physicalId, eventStatus, why)
                .resourceProperties(properties.isEmpty() ? null : shown(properties)));
    }

    private void add(StackEvent.Builder event) {
        StackEvent built = event.build();
        events.add(built);
        log.progress(built);
    }

    private StackEvent.Builder event(String logicalId, String type, String physicalId, String eventStatus, String why) {
        return StackEvent.builder()
                .stackId(id)
                .stackName(name)
                .operationId(log.current().isEmpty() ? null : log.current())
                .eventId(
                        type.equals(TYPE)
                                ? UUID.randomUUID().toString()
                                : logicalId + "-" + eventStatus + "-"
                                        + clock.instant().toEpochMilli() + "-" + events.size())
                .logicalResourceId(logicalId)
                .physicalResourceId(physicalId)
                .resourceType(type)
                .timestamp(clock.instant())
                .resourceStatus(eventStatus)
                .resourceStatusReason(why.isEmpty() ? null : why)
                .clientRequestToken(settings.clientToken());
    }
}
