package ateliers.cloud.services.cloudformation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import software.amazon.awssdk.services.cloudformation.model.HookFailureMode;
import software.amazon.awssdk.services.cloudformation.model.OperationEvent;
import software.amazon.awssdk.services.cloudformation.model.OperationType;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.ValidationStatus;

/**
 * The events of one stack, operation by operation: a rollback is one of its own, and so is the making of a change set.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeEvents.html">DescribeEvents</a>
 */
final class OperationLog {

    /** An operation that has begun. */
    record Operation(String id, OperationType type, Instant started) {}

    private final String stackId;
    private final Supplier<Instant> now;
    private final List<OperationEvent> events = new ArrayList<>();
    private Operation current = new Operation("", null, Instant.EPOCH);

    OperationLog(String stackId, Supplier<Instant> now) {
        this.stackId = stackId;
        this.now = now;
    }

    /** The operation under way, or the last one. */
    synchronized String current() {
        return current.id();
    }

    /** Newest first. */
    synchronized List<OperationEvent> events() {
        List<OperationEvent> newestFirst = new ArrayList<>(events);
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    /** The stack comes into a status: an operation begins, before the event of that status. */
    synchronized void entering(String status) {
        OperationType type = switch (status) {
            case "CREATE_IN_PROGRESS" -> OperationType.CREATE_STACK;
            case "UPDATE_IN_PROGRESS" -> OperationType.UPDATE_STACK;
            case "DELETE_IN_PROGRESS" -> OperationType.DELETE_STACK;
            case "ROLLBACK_IN_PROGRESS", "UPDATE_ROLLBACK_IN_PROGRESS" -> OperationType.ROLLBACK;
            default -> null;
        };
        if (type != null) {
            if (current.type() != null) {
                ended("FAILED");
            }
            current = begin(type);
        }
    }

    /** The stack has come into a status: the operation may have ended, after the event of that status. */
    synchronized void entered(String status) {
        boolean open = current.type() != null;
        if (open && (status.endsWith("_COMPLETE") || status.endsWith("_FAILED"))) {
            ended(status.endsWith("_COMPLETE") ? "SUCCEEDED" : "FAILED");
        }
    }

    /** @return the id of the operation, which has ended */
    synchronized String changeSet(List<EarlyValidation.Finding> findings, boolean failed) {
        Operation made = begin(OperationType.CREATE_CHANGESET);
        findings.forEach(each -> invalid(made, each));
        end(made, failed ? "FAILED" : "SUCCEEDED");
        return made.id();
    }

    synchronized void invalid(EarlyValidation.Finding finding) {
        invalid(current, finding);
    }

    private void invalid(Operation operation, EarlyValidation.Finding finding) {
        events.add(event(operation)
                .operationType(operation.type())
                .eventType("VALIDATION_ERROR")
                .logicalResourceId(finding.logicalId())
                .physicalResourceId("")
                .resourceType(finding.type())
                .validationFailureMode(HookFailureMode.FAIL)
                .validationName(finding.name())
                .validationStatus(ValidationStatus.FAILED)
                .validationStatusReason(finding.reason())
                .validationPath(finding.path())
                .build());
    }

    /** The event of a resource, or of the stack itself. */
    synchronized void progress(StackEvent event) {
        boolean failed = event.resourceStatusAsString().endsWith("_FAILED");
        events.add(event(current)
                .eventType(failed ? "PROVISIONING_ERROR" : "PROGRESS")
                .logicalResourceId(event.logicalResourceId())
                .physicalResourceId(event.physicalResourceId())
                .resourceType(event.resourceType())
                .resourceStatus(event.resourceStatusAsString())
                .resourceStatusReason(event.resourceStatusReason())
                .resourceProperties(event.resourceProperties())
                .clientRequestToken(event.clientRequestToken())
                .detailedStatus(event.detailedStatus())
                .build());
    }

    private Operation begin(OperationType type) {
        Operation begun = new Operation(UUID.randomUUID().toString(), type, now.get());
        events.add(event(begun)
                .operationType(type)
                .operationStatus("IN_PROGRESS")
                .eventType("STACK_EVENT")
                .startTime(begun.started())
                .build());
        return begun;
    }

    private void ended(String status) {
        end(current, status);
        current = new Operation(current.id(), null, current.started());
    }

    private void end(Operation operation, String status) {
        events.add(event(operation)
                .operationType(operation.type())
                .operationStatus(status)
                .eventType("STACK_EVENT")
                .startTime(operation.started())
                .endTime(now.get())
                .build());
    }

    private OperationEvent.Builder event(Operation operation) {
        return OperationEvent.builder()
                .eventId(UUID.randomUUID().toString())
                .stackId(stackId)
                .operationId(operation.id())
                .timestamp(now.get());
    }
}
