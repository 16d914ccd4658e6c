package ateliers.grader.checklists.annexe;

import ateliers.grader.checklist.Stack;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.lambda.model.DeadLetterConfig;
import software.amazon.awssdk.services.lambda.model.DestinationConfig;
import software.amazon.awssdk.services.lambda.model.OnFailure;

/** Whether a function of the stack says where its events go that failed at each attempt. */
record LostEvents(Stack stack) {
    boolean areKept() {
        return stack.functions().stream()
                .map(StackResourceSummary::physicalResourceId)
                .anyMatch(function -> hasDeadLetterQueue(function) || hasDestination(function));
    }

    private boolean hasDeadLetterQueue(String function) {
        return Optional.ofNullable(stack.aws()
                        .lambda()
                        .getFunctionConfiguration(r -> r.functionName(function))
                        .deadLetterConfig())
                .map(DeadLetterConfig::targetArn)
                .isPresent();
    }

    /** Of the function itself, or of one of its versions and aliases. */
    private boolean hasDestination(String function) {
        return stack
                .aws()
                .lambda()
                .listFunctionEventInvokeConfigsPaginator(r -> r.functionName(function))
                .functionEventInvokeConfigs()
                .stream()
                .map(config -> Optional.ofNullable(config.destinationConfig())
                        .map(DestinationConfig::onFailure)
                        .map(OnFailure::destination))
                .anyMatch(Optional::isPresent);
    }
}
