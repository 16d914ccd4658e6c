package ateliers.grader.checklists.orders;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Reads, by API, how the queue and the functions that read it are set.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html">Configuring a queue for Lambda</a>
 */
final class QueueReview {
    private static final int LONGEST_TIMEOUT = 30;

    private final Stack stack;
    private final Shop shop;
    private final SourceMappings mappings;

    QueueReview(Stack stack) {
        this.stack = stack;
        this.shop = new Shop(stack);
        this.mappings = new SourceMappings(stack, shop.queueArn());
    }

    void check() {
        requireTimeouts();
        // One that is off is sqs's matter; one that is not there cannot be reviewed.
        List<EventSourceMappingConfiguration> reviewed = mappings.list().isEmpty() ? mappings.all() : mappings.list();
        int timeout = mappings.longestTimeout(reviewed);
        int visibility = Integer.parseInt(shop.queueAttribute(shop.queueUrl, QueueAttributeName.VISIBILITY_TIMEOUT));
        for (EventSourceMappingConfiguration mapping : reviewed) {
            int window = SourceMappings.window(mapping);
            int needed = 6 * timeout + window;
            Expectation.that("La visibilité de la file laisse à la fonction le temps de traiter et de réessayer.")
                    .expected("VisibilityTimeout d'au moins 6 × %d + %d = %d s".formatted(timeout, window, needed))
                    .seen("VisibilityTimeout de " + visibility + " s")
                    .hint(
                            visibility < 6 * timeout
                                    ? "règle VisibilityTimeout sur la file : six fois le Timeout de la fonction qui la lit."
                                    : "ajoute à VisibilityTimeout la fenêtre de lot (MaximumBatchingWindowInSeconds).")
                    .holdsIf(visibility >= needed);
        }
        checkRedrive();
    }

    /** The contract bounds all functions of the stack, not only those that read the queue. */
    private void requireTimeouts() {
        Map<String, Integer> tooLong = new TreeMap<>();
        stack.functions().forEach(function -> {
            int timeout = stack.aws()
                    .lambda()
                    .getFunctionConfiguration(r -> r.functionName(function.physicalResourceId()))
                    .timeout();
            if (timeout > LONGEST_TIMEOUT) {
                tooLong.put(function.logicalResourceId(), timeout);
            }
        });
        Expectation.that("Chaque fonction a un délai raisonnable.")
                .expected("Timeout de " + LONGEST_TIMEOUT + " s au plus")
                .seen(tooLong.entrySet().stream()
                        .map(function -> "%s : Timeout de %d s".formatted(function.getKey(), function.getValue()))
                        .collect(Collectors.joining("\n")))
                .hint("règle le Timeout des fonctions.")
                .holdsIf(tooLong.isEmpty());
    }

    /** Where the queue sets nothing aside, {@code poison} says so. */
    private void checkRedrive() {
        if (shop.queueAttribute(shop.queueUrl, QueueAttributeName.REDRIVE_POLICY)
                .isEmpty()) {
            return;
        }
        int receives = shop.receives();
        Expectation.that("La file relègue un message après quelques essais.")
                .expected("maxReceiveCount de 2 à 5")
                .seen("maxReceiveCount " + receives)
                .hint("règle maxReceiveCount dans la RedrivePolicy de la file, par exemple à 3.")
                .holdsIf(receives >= 2 && receives <= 5);
    }
}
