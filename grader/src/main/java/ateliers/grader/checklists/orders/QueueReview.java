package ateliers.grader.checklists.orders;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionResponseType;
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
    private final QueueMappings mappings;

    QueueReview(Stack stack) {
        this.stack = stack;
        this.shop = new Shop(stack);
        this.mappings = new QueueMappings(stack, shop.queueArn());
    }

    void check() {
        requireTimeouts();
        int timeout = mappings.longestTimeout();
        int visibility = Integer.parseInt(shop.queueAttribute(shop.queueUrl, QueueAttributeName.VISIBILITY_TIMEOUT));
        for (EventSourceMappingConfiguration mapping : mappings.all()) {
            int window =
                    mapping.maximumBatchingWindowInSeconds() == null ? 0 : mapping.maximumBatchingWindowInSeconds();
            int needed = 6 * timeout + window;
            Expectation.that("La visibilité de la file laisse à la fonction le temps de traiter et de réessayer.")
                    .expected("VisibilityTimeout d'au moins 6 × %d + %d = %d s".formatted(timeout, window, needed))
                    .seen("VisibilityTimeout de " + visibility + " s")
                    .hint("Tâche 5 : règle VisibilityTimeout sur la file.")
                    .holdsIf(visibility >= needed);
            Expectation.that("Un message qui échoue n'entraîne pas son lot.")
                    .expected("FunctionResponseTypes: [ReportBatchItemFailures], ou BatchSize: 1")
                    .seen("BatchSize %d, FunctionResponseTypes %s"
                            .formatted(mapping.batchSize(), mapping.functionResponseTypesAsStrings()))
                    .hint("Tâche 5 : ajoute FunctionResponseTypes à l'événement SQS de la fonction.")
                    .holdsIf(mapping.batchSize() == 1
                            || mapping.functionResponseTypes()
                                    .contains(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES));
        }
        checkRedrive();
    }

    /** The contract bounds all functions of the stack, not only those that read the queue. */
    private void requireTimeouts() {
        Map<String, Integer> tooLong = new TreeMap<>();
        stack
                .aws()
                .cloudFormation()
                .listStackResourcesPaginator(r -> r.stackName(stack.name()))
                .stackResourceSummaries()
                .stream()
                .filter(resource -> resource.resourceType().equals("AWS::Lambda::Function"))
                .forEach(function -> {
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
                .hint("Tâche 5 : règle le Timeout des fonctions.")
                .holdsIf(tooLong.isEmpty());
    }

    private void checkRedrive() {
        String policy = shop.queueAttribute(shop.queueUrl, QueueAttributeName.REDRIVE_POLICY);
        int receives = Shop.read(policy).path("maxReceiveCount").asInt();
        Expectation.that("La file relègue un message après quelques essais.")
                .expected("maxReceiveCount de 2 à 5")
                .seen(policy.isEmpty() ? "pas de RedrivePolicy" : "maxReceiveCount " + receives)
                .hint("Tâche 5 : relie la file à celle des rebuts avec maxReceiveCount: 3.")
                .holdsIf(receives >= 2 && receives <= 5);
    }
}
