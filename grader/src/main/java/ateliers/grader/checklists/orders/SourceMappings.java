package ateliers.grader.checklists.orders;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;

/** The event source mappings through which functions read a queue. */
final class SourceMappings {
    private static final Duration SWITCH = Duration.ofMinutes(5);

    private final Stack stack;
    private final String queueArn;

    SourceMappings(Stack stack, String queueArn) {
        this.stack = stack;
        this.queueArn = queueArn;
    }

    /** Those that are on; the criterion fails when there is none. */
    List<EventSourceMappingConfiguration> all() {
        List<EventSourceMappingConfiguration> all = list();
        List<EventSourceMappingConfiguration> on =
                all.stream().filter(SourceMappings::isOn).toList();
        Expectation.that("Une fonction doit lire la file.")
                .expected("une source d'événements active, par laquelle une fonction lit la file")
                .seen(all.isEmpty() ? "aucune" : "une source d'événements désactivée (Enabled: false)")
                .task(5)
                .hint(
                        all.isEmpty()
                                ? "ajoute un événement de type SQS à la fonction de traitement."
                                : "l'événement SQS de la fonction est désactivé ; retire Enabled: false.")
                .holdsIf(!on.isEmpty());
        return on;
    }

    /** Whether something reads the queue, or would if it were on. */
    List<EventSourceMappingConfiguration> list() {
        return stack.aws()
                .lambda()
                .listEventSourceMappings(r -> r.eventSourceArn(queueArn))
                .eventSourceMappings();
    }

    private static boolean isOn(EventSourceMappingConfiguration mapping) {
        return !mapping.state().startsWith("Disabl");
    }

    /** Does something while nothing reads the queue; the criterion fails when nothing ever does. */
    <T> T without(Supplier<T> work) {
        return without(all(), work);
    }

    /** Does something while nothing reads what it comes from, if anything does. */
    <T> T withoutAny(Supplier<T> work) {
        return without(list().stream().filter(SourceMappings::isOn).toList(), work);
    }

    private <T> T without(List<EventSourceMappingConfiguration> on, Supplier<T> work) {
        List<String> ids =
                on.stream().map(EventSourceMappingConfiguration::uuid).toList();
        enable(ids, false);
        try {
            return work.get();
        } finally {
            enable(ids, true);
        }
    }

    /** Switches reading on or off, and waits until it is so. */
    private void enable(List<String> ids, boolean on) {
        ids.forEach(id ->
                stack.aws().lambda().updateEventSourceMapping(r -> r.uuid(id).enabled(on)));
        String wanted = on ? "Enabled" : "Disabled";
        stack.await(() -> ids.stream().allMatch(id -> state(id).equals(wanted)), SWITCH);
    }

    private String state(String id) {
        return stack.aws().lambda().getEventSourceMapping(r -> r.uuid(id)).state();
    }

    /** The longest time that a function which one of these calls may take, in seconds. */
    int longestTimeout(List<EventSourceMappingConfiguration> some) {
        return some.stream()
                .mapToInt(mapping -> stack.aws()
                        .lambda()
                        .getFunctionConfiguration(r -> r.functionName(mapping.functionArn()))
                        .timeout())
                .max()
                .orElseThrow();
    }

    /** How long a message takes at most that is neither refused nor given back: it waits for its batch, then for a function's end. */
    Duration reading() {
        Duration longest = Duration.ofSeconds(longestTimeout(all()));
        return window().plus(longest.compareTo(OrdersSqsChecklist.SOON) > 0 ? longest : OrdersSqsChecklist.SOON);
    }

    /** How long a message waits at most for others of its batch. */
    Duration window() {
        return Duration.ofSeconds(
                all().stream().mapToInt(SourceMappings::window).max().orElse(0));
    }

    static int window(EventSourceMappingConfiguration mapping) {
        return mapping.maximumBatchingWindowInSeconds() == null ? 0 : mapping.maximumBatchingWindowInSeconds();
    }
}
