package ateliers.grader.checklists.common;

import ateliers.grader.checklist.Stack;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;

/** Functions whose next invocation meets an environment that remembers nothing, as after a change of their configuration. */
public final class NewEnvironment {
    /** Without a version or alias: what those run does not change. */
    private static final Pattern UNQUALIFIED = Pattern.compile("(arn:[^:]+:lambda:[^:]+:\\d+:function:)?[^:]+");

    private static final int LONGEST = 256;

    private static final Duration SOON = Duration.ofMinutes(1);

    private NewEnvironment() {}

    /**
     * Gives a function another description; a published version keeps its environments.
     *
     * @param function its name, or its ARN as an event source mapping tells it
     */
    public static void of(Stack stack, String function) {
        if (!UNQUALIFIED.matcher(function).matches()) {
            return;
        }
        var lambda = stack.aws().lambda();
        String before = Optional.ofNullable(lambda.getFunctionConfiguration(r -> r.functionName(function))
                        .description())
                .orElse("");
        lambda.updateFunctionConfiguration(r -> r.functionName(function).description(other(before)));
        stack.await(
                () -> LastUpdateStatus.SUCCESSFUL
                        == lambda.getFunctionConfiguration(r -> r.functionName(function))
                                .lastUpdateStatus(),
                SOON);
    }

    /** A blank more, or one character less. */
    private static String other(String description) {
        return description.endsWith(" ") || description.length() == LONGEST
                ? description.substring(0, description.length() - 1)
                : description + " ";
    }
}
