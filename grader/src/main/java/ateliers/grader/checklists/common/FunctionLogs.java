package ateliers.grader.checklists.common;

import ateliers.grader.checklist.Stack;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** What the functions of a stack have written to CloudWatch Logs. */
public final class FunctionLogs {
    private final Stack stack;
    private final List<String> groups;

    public FunctionLogs(Stack stack) {
        this(stack, stack.functions().stream().map(StackResourceSummary::physicalResourceId));
    }

    private FunctionLogs(Stack stack, Stream<String> functions) {
        this.stack = stack;
        this.groups = functions
                .map(function -> stack.aws()
                        .lambda()
                        .getFunctionConfiguration(r -> r.functionName(function))
                        .loggingConfig()
                        .logGroup())
                .distinct()
                .toList();
    }

    /**
     * What one of them has written.
     *
     * @param function its name or ARN
     */
    public static FunctionLogs of(Stack stack, String function) {
        return new FunctionLogs(stack, Stream.of(function));
    }

    /** How often a function has started, as Lambda logs it, in text or in JSON. */
    public int starts() {
        return (int) messages("START").stream()
                        .filter(message -> message.startsWith("START RequestId: "))
                        .count()
                + (int) messages("platform.start").stream()
                        .filter(message -> message.contains("\"platform.start\""))
                        .count();
    }

    /** All messages in which a text occurs. */
    public List<String> messages(String text) {
        return groups.stream().flatMap(group -> messages(group, text).stream()).toList();
    }

    private List<String> messages(String group, String text) {
        try {
            return stack
                    .aws()
                    .logs()
                    .filterLogEventsPaginator(
                            r -> r.logGroupName(group).filterPattern("\"" + text.replace("\"", "\\\"") + "\""))
                    .events()
                    .stream()
                    .map(event -> event.message().strip())
                    .toList();
        } catch (ResourceNotFoundException e) {
            // A function that has not run yet has no log.
            return List.of();
        }
    }
}
