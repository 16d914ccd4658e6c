package ateliers.cloud.services.cloudformation;

import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.cloudformation.model.Change;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;

/**
 * A change set.
 *
 * @param includesNested whether it was asked for with those of nested stacks
 * @param basis the operation that had made the stack what it was
 * @param operation the id of the operation that made it
 */
record ChangeSet(
        String id,
        String name,
        Stack stack,
        PreparedTemplate prepared,
        StackSettings settings,
        String description,
        boolean includesNested,
        List<Change> changes,
        ChangeSetStatus status,
        String reason,
        ExecutionStatus execution,
        Instant created,
        String parent,
        String basis,
        String operation) {

    /** Whether it may still be executed: not where another change of the stack came first, even one that failed. */
    @Override
    public ExecutionStatus execution() {
        return execution == ExecutionStatus.AVAILABLE && !stack.log().current().equals(basis)
                ? ExecutionStatus.OBSOLETE
                : execution;
    }

    ChangeSet executed(ExecutionStatus newExecution) {
        return new ChangeSet(
                id,
                name,
                stack,
                prepared,
                settings,
                description,
                includesNested,
                changes,
                status,
                reason,
                newExecution,
                created,
                parent,
                basis,
                operation);
    }
}
