package ateliers.grader.checklists.annexe;

import ateliers.grader.checklist.Stack;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.lambda.model.DeadLetterConfig;
import software.amazon.awssdk.services.lambda.model.DestinationConfig;
import software.amazon.awssdk.services.lambda.model.FunctionEventInvokeConfig;
import software.amazon.awssdk.services.lambda.model.OnFailure;

/** What becomes of a function's events that fail: how long Lambda tries, and where they go that failed at each attempt. */
record LostEvents(Stack stack) {
    /**
     * Lambda waits one minute before the second attempt, and two before the third.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">retries of events</a>
     */
    private static final int SECONDS_OF_THREE_ATTEMPTS = 180;

    private static final int RETRIES = 2;

    /** The age at which a function's events are given up before their third attempt, in seconds. */
    Optional<Integer> tooShortAnAge() {
        return stack.functions().stream()
                .map(StackResourceSummary::physicalResourceId)
                .flatMap(this::settings)
                .map(FunctionEventInvokeConfig::maximumEventAgeInSeconds)
                .filter(age -> age != null && age <= SECONDS_OF_THREE_ATTEMPTS)
                .min(Comparator.naturalOrder());
    }

    /** How often Lambda tries a function's events again at least, where that is less than twice. */
    Optional<Integer> tooFewRetries() {
        return stack.functions().stream()
                .map(StackResourceSummary::physicalResourceId)
                .flatMap(this::settings)
                .map(FunctionEventInvokeConfig::maximumRetryAttempts)
                .filter(retries -> retries != null && retries < RETRIES)
                .min(Comparator.naturalOrder());
    }

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

    private boolean hasDestination(String function) {
        return settings(function)
                .map(config -> Optional.ofNullable(config.destinationConfig())
                        .map(DestinationConfig::onFailure)
                        .map(OnFailure::destination))
                .anyMatch(Optional::isPresent);
    }

    /** Of the function itself, and of its versions and aliases. */
    private Stream<FunctionEventInvokeConfig> settings(String function) {
        return stack
                .aws()
                .lambda()
                .listFunctionEventInvokeConfigsPaginator(r -> r.functionName(function))
                .functionEventInvokeConfigs()
                .stream();
    }
}
