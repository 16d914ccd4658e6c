package ateliers.grader.checklists.common;

import ateliers.grader.checklist.Stack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * How long the queues and streams that a stack's functions read may keep what is in them, as the stack itself sets it: who may choose
 * such a setting is waited for as long as it says. All is naught where nothing is read.
 */
public final class EventSources {
    private static final String QUEUE = ":sqs:";

    private final Stack stack;
    private final List<EventSourceMappingConfiguration> mappings;
    private final List<Map<QueueAttributeName, String>> queues;

    public EventSources(Stack stack) {
        this.stack = stack;
        Set<String> functions = stack.functions().stream()
                .map(StackResourceSummary::physicalResourceId)
                .collect(Collectors.toSet());
        this.mappings = stack.aws().lambda().listEventSourceMappingsPaginator().eventSourceMappings().stream()
                .filter(mapping -> functions.contains(name(mapping.functionArn())))
                .toList();
        this.queues = mappings.stream()
                .map(EventSourceMappingConfiguration::eventSourceArn)
                .filter(arn -> arn != null && arn.contains(QUEUE))
                .distinct()
                .map(this::attributes)
                .toList();
    }

    /** Of a function, which may be told with a version or an alias. */
    private static String name(String functionArn) {
        return functionArn.replaceFirst("^.*:function:", "").replaceFirst(":.*$", "");
    }

    private Map<QueueAttributeName, String> attributes(String queueArn) {
        var sqs = stack.aws().sqs();
        String url = sqs.getQueueUrl(r -> r.queueName(queueArn.substring(queueArn.lastIndexOf(':') + 1)))
                .queueUrl();
        return sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributes();
    }

    /** Until what comes is read at the latest: a batch waits for more, and a queue may hold messages back. */
    public Duration untilRead() {
        return window().plus(longest(queue -> number(queue, QueueAttributeName.DELAY_SECONDS)));
    }

    /** Until a message that was not processed is read again at the latest. */
    public Duration untilReadAgain() {
        return window().plus(longest(queue -> number(queue, QueueAttributeName.VISIBILITY_TIMEOUT)));
    }

    /** Until a message that is never processed is set aside at the latest. */
    public Duration untilSetAside() {
        int receives = queues.stream().mapToInt(EventSources::receives).max().orElse(0);
        return untilRead().plus(untilReadAgain().multipliedBy(receives));
    }

    private Duration window() {
        return Duration.ofSeconds(mappings.stream()
                .mapToInt(mapping ->
                        mapping.maximumBatchingWindowInSeconds() == null ? 0 : mapping.maximumBatchingWindowInSeconds())
                .max()
                .orElse(0));
    }

    private Duration longest(ToIntFunction<Map<QueueAttributeName, String>> seconds) {
        return Duration.ofSeconds(queues.stream().mapToInt(seconds).max().orElse(0));
    }

    private static int number(Map<QueueAttributeName, String> queue, QueueAttributeName name) {
        return Integer.parseInt(queue.getOrDefault(name, "0"));
    }

    private static int receives(Map<QueueAttributeName, String> queue) {
        return Json.read(queue.getOrDefault(QueueAttributeName.REDRIVE_POLICY, ""))
                .path("maxReceiveCount")
                .asInt();
    }
}
