package ateliers.cloud.services.cloudformation;

import ateliers.cloud.services.cloudformation.provision.NestedStacks;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/** The stacks within one. */
record StackFamily(Stack around, Stacks stacks) implements NestedStacks {
    /** Longer than any operation: what a stack waits for has time-outs of its own. */
    private static final Duration PATIENCE = Duration.ofDays(30);

    @Override
    public List<String> capabilities() {
        return around.settings().capabilities();
    }

    @Override
    public void adopt(String stackId) {
        stacks.named(stackId).within(around);
    }

    @Override
    public boolean restored(String stackId) {
        Stack stack = stacks.named(stackId);
        boolean changed = stack.status().equals("UPDATE_COMPLETE")
                && !stack.updated().orElseThrow().isBefore(around.updated().orElseThrow());
        return around.status().startsWith("UPDATE_ROLLBACK") && !changed;
    }

    @Override
    public Settled await(String stackId) {
        Stack stack = stacks.named(stackId);
        stack.awaitSettled(PATIENCE);
        Map<String, String> outputs =
                stack.outputs().stream().collect(Collectors.toMap(Output::outputKey, Output::outputValue));
        return new Settled(stack.status(), reason(stack), outputs);
    }

    /** Why the latest operation went wrong: what its first event of that kind says. */
    private static String reason(Stack stack) {
        String reason = "";
        for (StackEvent event : stack.events()) {
            boolean own = stack.id().equals(event.physicalResourceId());
            String status = event.resourceStatusAsString();
            boolean begins = own
                    && List.of("CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS", "DELETE_IN_PROGRESS")
                            .contains(status);
            if (begins) {
                break;
            }
            if (own && event.resourceStatusReason() != null) {
                reason = event.resourceStatusReason();
            }
        }
        return reason;
    }
}
