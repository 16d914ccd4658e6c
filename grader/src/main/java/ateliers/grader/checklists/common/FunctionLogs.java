package ateliers.grader.checklists.common;

import ateliers.grader.checklist.Stack;
import java.util.List;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** What the functions of a stack have written to CloudWatch Logs. */
public final class FunctionLogs {
    private final Stack stack;
    private final List<String> groups;

    public FunctionLogs(Stack stack) {
        this.stack = stack;
        this.groups = stack.functions().stream()
                .map(resource -> stack.aws()
                        .lambda()
                        .getFunctionConfiguration(r -> r.functionName(resource.physicalResourceId()))
                        .loggingConfig()
                        .logGroup())
                .distinct()
                .toList();
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
