package ateliers.grader.checklists.common;

import ateliers.grader.checklist.Stack;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.lambda.model.DeadLetterConfig;
import software.amazon.awssdk.services.lambda.model.DestinationConfig;
import software.amazon.awssdk.services.lambda.model.FunctionEventInvokeConfig;
import software.amazon.awssdk.services.lambda.model.OnFailure;

/** What becomes of a function's events that fail: how long Lambda tries, and where they go that failed at each attempt. */
public record LostEvents(Stack stack) {
    /**
     * Lambda waits one minute before the second attempt, and two before the third.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">retries of events</a>
     */
    private static final int SECONDS_OF_TWO_ATTEMPTS = 60;

    private static final int SECONDS_OF_THREE_ATTEMPTS = 180;

    /**
     * What to do where a failed event was not tried again: a setting that ends the attempts too early explains all that is missing.
     *
     * @param retries how often Lambda must try again: 1 or 2
     * @param otherwise where no setting does
     */
    public String advice(int retries, String otherwise) {
        return endedBy(retries).orElse(otherwise);
    }

    private Optional<String> endedBy(int retries) {
        return tooShortAnAge(retries > 1 ? SECONDS_OF_THREE_ATTEMPTS : SECONDS_OF_TWO_ATTEMPTS)
                .map(age -> "MaximumEventAgeInSeconds vaut " + age + " : Lambda abandonne l'événement avant le "
                        + (retries > 1
                                ? "troisième essai, qui vient trois minutes"
                                : "deuxième essai, qui vient une minute")
                        + " après le premier. Donne-lui plus de temps, ou retire ce réglage.")
                .or(() -> tooFewRetries(retries)
                        .map(few ->
                                "MaximumRetryAttempts vaut %d : Lambda ne relance pas %sla fonction. Mets 2, ou retire ce réglage (EventInvokeConfig)."
                                        .formatted(few, few == 0 ? "" : "assez ")));
    }

    private Optional<Integer> tooShortAnAge(int seconds) {
        return lowest(FunctionEventInvokeConfig::maximumEventAgeInSeconds).filter(age -> age <= seconds);
    }

    private Optional<Integer> tooFewRetries(int retries) {
        return lowest(FunctionEventInvokeConfig::maximumRetryAttempts).filter(few -> few < retries);
    }

    private Optional<Integer> lowest(Function<FunctionEventInvokeConfig, Integer> setting) {
        return stack.functions().stream()
                .map(StackResourceSummary::physicalResourceId)
                .flatMap(this::settings)
                .map(setting)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder());
    }

    /** Whether some function's lost events go somewhere. */
    public boolean areKept() {
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
