package ateliers.grader.checklists.orders;

import ateliers.grader.checklist.Stack;
import ateliers.grader.checklist.TopicProbe;
import ateliers.grader.targets.Step;
import java.util.List;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Why an order was not processed, as far as settings and what happened tell: the first cause on its way is named. */
final class Unprocessed {
    private final Stack stack;
    private final Shop shop;
    private final TopicProbe probe;
    private final SourceMappings mappings;

    /** @param probe on the topic since before the order was placed */
    Unprocessed(Stack stack, Shop shop, TopicProbe probe, SourceMappings mappings) {
        this.stack = stack;
        this.shop = shop;
        this.probe = probe;
        this.mappings = mappings;
    }

    /** The cause of a receipt that is not there. */
    String hintForReceipt(PlacedOrder order) {
        String queueArn = shop.queueArn();
        if (probe.naming(order.id()).isEmpty()) {
            return "Tâche 4 : cette commande n'est pas annoncée sur le sujet : la file n'a rien à recevoir.";
        }
        if (refused("SendMessage", queueArn)) {
            return "la file refuse ce que le sujet lui envoie. Dans sa politique (AWS::SQS::QueuePolicy),"
                    + " permets sqs:SendMessage à sns.amazonaws.com, depuis ce sujet.";
        }
        String filter = Subscriptions.filter(stack, shop.topic, queueArn);
        if (!filter.isEmpty()) {
            return "l'abonnement de la file ne laisse passer que ce que dit sa FilterPolicy, %s. Retire-la."
                    .formatted(filter);
        }
        int delay = shop.queueNumber(shop.queueUrl, QueueAttributeName.DELAY_SECONDS);
        if (delay > 0) {
            return "la file retient chaque message %d s (DelaySeconds). Retire ce délai.".formatted(delay);
        }
        if (mappings.list().stream()
                .anyMatch(mapping -> mapping.filterCriteria() != null
                        && mapping.filterCriteria().hasFilters())) {
            return "l'événement SQS de la fonction écarte des messages par ses FilterCriteria. Retire-les.";
        }
        return hintForReader(order);
    }

    private String hintForReader(PlacedOrder order) {
        List<String> others = shop.receiptsNaming(order.id());
        if (!others.isEmpty()) {
            return "un reçu est sous la clé %s ; la clé voulue est recus/%s.json.".formatted(others.get(0), order.id());
        }
        if (stack.saw(step -> step.kind() == Step.Kind.DENIAL)) {
            return "la fonction qui lit la file n'a pas le droit nommé ci-dessus ; ajoute-le à ses Policies.";
        }
        if (stack.saw(step -> step.kind() == Step.Kind.INVOCATION && !step.succeeded())) {
            return "la fonction qui lit la file échoue ; la raison est ci-dessus.";
        }
        return shop.queued(shop.queueUrl) > 0
                ? "la fonction rend ce message parmi les échecs, et il attend dans la file : son journal dit pourquoi."
                : "la fonction a lu ce message, sans écrire de reçu, et la file l'a effacé comme traité. Traite chaque"
                        + " message du lot ; un message non traité doit être rendu parmi les échecs.";
    }

    /** The cause of a status that stays as it was although the receipt is there. */
    String hintForStatus() {
        return stack.saw(step -> step.kind() == Step.Kind.DENIAL)
                ? "donne dynamodb:UpdateItem sur la table à la fonction qui lit la file."
                : "le reçu est écrit, le statut ne change pas : écris markProcessed, et appelle-le après le reçu.";
    }

    private boolean refused(String operation, String resource) {
        return stack.saw(step -> step.kind() == Step.Kind.DENIAL
                && step.operation().equals(operation)
                && step.resource().equals(resource));
    }
}
