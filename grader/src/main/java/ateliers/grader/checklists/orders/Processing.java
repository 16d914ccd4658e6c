package ateliers.grader.checklists.orders;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklist.TopicProbe;
import ateliers.grader.targets.Step;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sns.model.Subscription;

/** An order's way from the topic through the queue to its receipt. */
final class Processing {
    private static final String REFUSED =
            "Tâche 5 : la file refuse ce que le sujet lui envoie. Dans sa politique (AWS::SQS::QueuePolicy),"
                    + " permets sqs:SendMessage à sns.amazonaws.com, depuis ce sujet.";
    private static final String UNREAD =
            "Tâche 5 : la fonction de traitement lit-elle la file ? A-t-elle s3:PutObject sur recus/* ?";

    private static final String WRONG =
            "Tâche 5 : le reçu est là, mais son contenu n'est pas celui de la commande : reprends order_id, items et total de"
                    + " la table.";

    private final Stack stack;
    private final Shop shop;
    private final String queueArn;

    Processing(Stack stack) {
        this.stack = stack;
        this.shop = new Shop(stack);
        this.queueArn = shop.queueArn();
    }

    void check() {
        requireSubscription();
        PlacedOrder order = PlacedOrder.random();
        new QueueMappings(stack, queueArn).without(() -> requireWaiting(order));
        stack.await(() -> shop.isProcessed(order.id()), OrdersSqsChecklist.SOON);
        Optional<String> receipt = shop.receipt(order.id());
        JsonNode json = receipt.map(Shop::read).orElse(Shop.read(""));
        Expectation.that("Le reçu est dans le bucket.")
                .expected("recus/%s.json avec order_id, items et total".formatted(order.id()))
                .seen(receipt.orElse("aucun objet sous cette clé"))
                .hint(queueRefused() ? REFUSED : receipt.isPresent() ? WRONG : UNREAD)
                .holdsIf(json.path("order_id").asText().equals(order.id())
                        && PlacedOrder.equal(json.path("total"), order.total())
                        && order.hasLines(json.path("items")));
        Expectation.that("La commande traitée change de statut.")
                .expected("status = TRAITEE")
                .seen("status = " + shop.status(order.id()))
                .hint("Tâche 5 : écris markProcessed, et donne dynamodb:UpdateItem à la fonction de traitement.")
                .holdsIf(shop.status(order.id()).equals(Shop.PROCESSED));
    }

    /** While nothing reads the queue an order is accepted and waits: that is what the queue is for. */
    private String requireWaiting(PlacedOrder order) {
        shop.place(order);
        stack.never(() -> !isWaiting(order), OrdersSqsChecklist.QUIET);
        Expectation.that("Tant que rien ne lit la file, la commande est acceptée et attend.")
                .expected("status = RECUE, pas de reçu")
                .seen("status = %s, %s"
                        .formatted(
                                shop.status(order.id()),
                                shop.receipt(order.id()).isPresent() ? "un reçu" : "pas de reçu"))
                .hint(
                        "Tâche 5 : c'est la fonction qui lit la file qui écrit le reçu et passe la commande à TRAITEE, pas"
                                + " celle de l'API.")
                .holdsIf(isWaiting(order));
        return order.id();
    }

    private boolean isWaiting(PlacedOrder order) {
        return shop.status(order.id()).equals(Shop.RECEIVED)
                && shop.receipt(order.id()).isEmpty();
    }

    private void requireSubscription() {
        List<String> subscribed =
                stack
                        .aws()
                        .sns()
                        .listSubscriptionsByTopicPaginator(r -> r.topicArn(shop.topic))
                        .subscriptions()
                        .stream()
                        .filter(subscription -> subscription.protocol().equals("sqs"))
                        .map(Subscription::endpoint)
                        .filter(endpoint -> !TopicProbe.isProbe(stack, endpoint))
                        .toList();
        boolean swapped = subscribed.contains(shop.queueArn(shop.deadLettersUrl));
        Expectation.that("La file est abonnée au sujet.")
                .expected("un abonnement sqs de " + queueArn)
                .seen(subscribed.isEmpty() ? "aucun" : String.join("\n", subscribed))
                .hint(
                        swapped
                                ? "Tâche 5 : la file des rebuts est abonnée. Les sorties OrdersQueueUrl et DeadLetterQueueUrl"
                                        + " sont-elles échangées ?"
                                : "Tâche 5 : ajoute un AWS::SNS::Subscription du sujet vers la file, et la politique de la"
                                        + " file.")
                .holdsIf(subscribed.contains(queueArn));
    }

    /** What the topic sends to a queue whose policy does not let it in is lost: nothing behind the queue is to blame. */
    private boolean queueRefused() {
        return stack.saw(step -> step.kind() == Step.Kind.DENIAL
                && step.operation().equals("SendMessage")
                && step.resource().equals(queueArn));
    }
}
