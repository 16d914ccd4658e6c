package ateliers.grader.checklists.orders;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;

/** The event source mappings through which functions read a queue. */
final class QueueMappings {
    private static final Duration SWITCH = Duration.ofMinutes(5);

    private final Stack stack;
    private final String queueArn;

    QueueMappings(Stack stack, String queueArn) {
        this.stack = stack;
        this.queueArn = queueArn;
    }

    /** All of them; the criterion fails when there is none. */
    List<EventSourceMappingConfiguration> all() {
        List<EventSourceMappingConfiguration> all = stack.aws()
                .lambda()
                .listEventSourceMappings(r -> r.eventSourceArn(queueArn))
                .eventSourceMappings();
        Expectation.that("Une fonction doit lire la file.")
                .expected("un mappage de source d'événements entre la file et une fonction")
                .seen("aucun")
                .hint("Tâche 5 : ajoute un événement de type SQS à la fonction de traitement.")
                .holdsIf(!all.isEmpty());
        return all;
    }

    /** Switches reading on or off, and waits until it is so. */
    void enable(boolean on) {
        List<String> ids =
                all().stream().map(EventSourceMappingConfiguration::uuid).toList();
        ids.forEach(id ->
                stack.aws().lambda().updateEventSourceMapping(r -> r.uuid(id).enabled(on)));
        String wanted = on ? "Enabled" : "Disabled";
        stack.await(() -> ids.stream().allMatch(id -> state(id).equals(wanted)), SWITCH);
    }

    /** Does something while nothing reads the queue. */
    <T> T without(Supplier<T> work) {
        enable(false);
        try {
            return work.get();
        } finally {
            enable(true);
        }
    }

    private String state(String id) {
        return stack.aws().lambda().getEventSourceMapping(r -> r.uuid(id)).state();
    }

    /** The longest time that a function which reads the queue may take, in seconds. */
    int longestTimeout() {
        return all().stream()
                .mapToInt(mapping -> stack.aws()
                        .lambda()
                        .getFunctionConfiguration(r -> r.functionName(mapping.functionArn()))
                        .timeout())
                .max()
                .orElseThrow();
    }
}
