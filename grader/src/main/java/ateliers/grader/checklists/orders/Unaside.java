package ateliers.grader.checklists.orders;

import ateliers.grader.checklist.Stack;
import ateliers.grader.checklists.common.Json;
import java.util.List;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Why the message that is no order is not alone in the dead-letter queue: what keeps it away, or sends others there, is known by
 * the settings of the queues.
 *
 * @param deadLetters all that was found there
 */
record Unaside(Stack stack, Shop shop, String poison, List<String> deadLetters) {
    private static final int FEWEST_RECEIVES = 2;

    private static final String ONE_BY_ONE =
            "attrape l'exception message par message, et rends les numéros (messageId) de ceux qui échouent, eux"
                    + " seuls ; ReportBatchItemFailures doit être dans l'événement SQS, sinon ta réponse n'est pas lue.";

    String hintForOrders() {
        int receives = shop.receives();
        if (receives > 0 && receives < FEWEST_RECEIVES) {
            return "avec maxReceiveCount: 1, une commande est mise au rebut à son premier échec. Règle-le de 2 à 5.";
        }
        return deadLetters.stream().anyMatch(body -> !body.equals(poison))
                ? ONE_BY_ONE
                : "des commandes ont quitté la file sans être traitées. Traite chaque message du lot, rends parmi les"
                        + " échecs ceux dont le traitement échoue, et ne retiens pas en mémoire ce qui n'a pas réussi.";
    }

    String hintForPoison() {
        String queueArn = shop.queueArn();
        String deadLettersArn = shop.queueArn(shop.deadLettersUrl);
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
        if (!deadLetters.isEmpty()) {
            return ONE_BY_ONE;
        }
        return shop.queued(shop.queueUrl) > 0
                ? "le message illisible est encore dans %s : maxReceiveCount est de %d, et chaque essai dure %s s"
                                .formatted(
                                        queueArn,
                                        shop.receives(),
                                        shop.queueAttribute(shop.queueUrl, QueueAttributeName.VISIBILITY_TIMEOUT))
                        + " (VisibilityTimeout)."
                : "le message illisible n'est pas rendu parmi les échecs, ou ReportBatchItemFailures manque à"
                        + " l'événement SQS : pour Lambda il est traité.";
    }

    String said() {
        if (deadLetters.isEmpty()) {
            return "aucun message";
        }
        List<String> others =
                deadLetters.stream().filter(body -> !body.equals(poison)).toList();
        int times = deadLetters.size() - others.size();
        String read = times == 1 ? "le message illisible" : "le message illisible (%d fois)".formatted(times);
        return others.isEmpty()
                ? read
                : "%s, et %d autre(s) message(s), dont : %s"
                        .formatted(times == 0 ? "pas le message illisible" : read, others.size(), others.get(0));
    }
}
