package ateliers.grader.checklists.orders;

import ateliers.grader.checklist.Noun;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklists.common.Json;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Why the messages that are no orders are not alone in the dead-letter queue: what keeps them away, or sends others there, is known
 * by the settings of the queues.
 *
 * @param deadLetters all that was found there
 */
record Unaside(Stack stack, Shop shop, Poisons poisons, List<String> deadLetters) {
    private static final int FEWEST_RECEIVES = 2;

    private static final String ONE_BY_ONE =
            "attrape l'exception message par message, et rends les numéros (messageId) de ceux qui échouent, eux"
                    + " seuls ; ReportBatchItemFailures doit être dans l'événement SQS, sinon ta réponse n'est pas lue.";

    private static final Map<String, String> WHY_NOT = Map.of(
            Poisons.TEXT,
            "Ce qui n'est pas du JSON n'est pas traité.",
            Poisons.WITHOUT_ID,
            "Du JSON sans order_id n'est pas une commande.",
            Poisons.UNKNOWN,
            "Une commande qui n'est pas dans la table n'est pas traitée : que quelqu'un regarde ce message.");

    String hintForOrders() {
        int receives = shop.receives();
        if (receives > 0 && receives < FEWEST_RECEIVES) {
            return "avec maxReceiveCount: 1, une commande est mise au rebut à son premier échec. Règle-le de 2 à 5.";
        }
        return poisons.othersIn(deadLetters).isEmpty()
                ? "des commandes ont quitté la file sans être traitées. Traite chaque message du lot, rends parmi les"
                        + " échecs ceux dont le traitement échoue, quelle que soit l'erreur de S3, et ne retiens pas en mémoire"
                        + " ce qui n'a pas réussi."
                : ONE_BY_ONE;
    }

    String hintForPoison() {
        String queueArn = shop.queueArn();
        String deadLettersArn = shop.queueArn(new DeadLetters(stack, shop).url());
        String policy = shop.queueAttribute(shop.queueUrl, QueueAttributeName.REDRIVE_POLICY);
        if (policy.isEmpty()) {
            return "la file n'a pas de RedrivePolicy ; relie-la à celle des rebuts.";
        }
        String target = Json.read(policy).path("deadLetterTargetArn").asText();
        if (!target.equals(deadLettersArn)) {
            return "la RedrivePolicy de la file mène à %s, pas à la file de DeadLetterQueueUrl.".formatted(target);
        }
        if (Subscriptions.queues(stack, shop.topic).contains(deadLettersArn)) {
            return "la file des rebuts est abonnée au sujet, et reçoit toutes les commandes. Retire cet abonnement.";
        }
        if (!new SourceMappings(stack, deadLettersArn).list().isEmpty()) {
            return "une fonction lit la file des rebuts et la vide. Ses messages attendent qu'on les regarde.";
        }
        List<String> missing = poisons.missingIn(deadLetters);
        if (missing.isEmpty() || !poisons.othersIn(deadLetters).isEmpty()) {
            return ONE_BY_ONE;
        }
        return shop.queued(shop.queueUrl) > 0
                ? "%s est encore dans %s : maxReceiveCount est de %d, et chaque essai dure %s s"
                                .formatted(
                                        missing.get(0),
                                        queueArn,
                                        shop.receives(),
                                        shop.queueAttribute(shop.queueUrl, QueueAttributeName.VISIBILITY_TIMEOUT))
                        + " (VisibilityTimeout)."
                : "%s n'est pas rendu parmi les échecs, ou ReportBatchItemFailures manque à l'événement SQS : pour Lambda il est traité. "
                                .formatted(missing.get(0))
                        + WHY_NOT.get(missing.get(0));
    }

    String said() {
        if (deadLetters.isEmpty()) {
            return "aucun message";
        }
        List<String> found = poisons.foundIn(deadLetters);
        List<String> others = poisons.othersIn(deadLetters);
        String said = found.isEmpty() ? "aucun de ces messages" : String.join(", ", found);
        return others.isEmpty()
                ? said
                : "%s, et %s, dont : %s"
                        .formatted(
                                said, new Noun("autre message", "autres messages").said(others.size()), others.get(0));
    }
}
