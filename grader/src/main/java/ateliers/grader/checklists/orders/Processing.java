package ateliers.grader.checklists.orders;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklist.TopicProbe;
import ateliers.grader.checklists.common.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The way of orders from the topic through the queue to their receipts. A free and a large one wait in the queue together: who
 * lets only some pass, or takes only one of a batch, leaves one behind.
 */
final class Processing {
    private static final String TOTAL = "total";

    private static final String WRONG =
            "le reçu est là, mais son contenu n'est pas celui de la commande : reprends order_id, items et total de"
                    + " la table.";

    private final Stack stack;
    private final Shop shop;
    private final String queueArn;
    private final SourceMappings mappings;

    Processing(Stack stack) {
        this.stack = stack;
        this.shop = new Shop(stack);
        this.queueArn = shop.queueArn();
        this.mappings = new SourceMappings(stack, queueArn);
    }

    void check() {
        // Who cannot take an order yet has an earlier task to do than the queue's.
        shop.placeEither(PlacedOrder.random(), PlacedOrder.small());
        requireSubscription();
        TopicProbe probe = TopicProbe.on(stack, shop.topic);
        List<PlacedOrder> orders = mappings.without(this::requireWaiting);
        Duration soon = OrdersSqsChecklist.SOON.plus(mappings.window());
        stack.await(() -> orders.stream().allMatch(order -> shop.isProcessed(order.id())), soon);
        Unprocessed unprocessed = new Unprocessed(stack, shop, probe, mappings);
        orders.forEach(order -> requireReceipt(order, unprocessed));
        orders.forEach(order -> Expectation.that("La commande traitée change de statut.")
                .expected("status = TRAITEE")
                .seen("status = " + shop.status(order.id()))
                .hint(unprocessed.hintForStatus())
                .holdsIf(shop.status(order.id()).equals(Shop.PROCESSED)));
    }

    private void requireReceipt(PlacedOrder order, Unprocessed unprocessed) {
        Optional<String> receipt = shop.receipt(order.id());
        List<String> wrong = receipt.map(text -> wrongOf(order, text)).orElse(List.of());
        Expectation.that("Une commande traitée a son reçu dans le bucket.")
                .expected("recus/%s.json avec order_id, items et total (%s)"
                        .formatted(order.id(), order.total().toPlainString()))
                .seen(receipt.map(text -> "absents ou faux : %s\n%s".formatted(wrong, text))
                        .orElse("aucun objet sous cette clé"))
                .hint(
                        wrong.equals(List.of(TOTAL))
                                ? "le reçu est là, son total est faux : "
                                        + order.adviceOnTotal(
                                                Json.read(receipt.orElseThrow()).path(TOTAL))
                                : receipt.isPresent() ? WRONG : unprocessed.hintForReceipt(order))
                .holdsIf(receipt.isPresent() && wrong.isEmpty());
    }

    private List<String> wrongOf(PlacedOrder order, String receipt) {
        var json = Json.read(receipt);
        List<String> wrong = new ArrayList<>();
        if (!json.isObject()) {
            wrong.add("le JSON");
        }
        if (!json.path("order_id").asText().equals(order.id())) {
            wrong.add("order_id");
        }
        if (!order.hasLines(json.path("items"))) {
            wrong.add("items");
        }
        if (!shop.isTotal(order, json.path(TOTAL))) {
            wrong.add(TOTAL);
        }
        return wrong;
    }

    /** While nothing reads the queue an order is accepted and waits, also when it is asked for: that is what the queue is for. */
    private List<PlacedOrder> requireWaiting() {
        List<PlacedOrder> orders = List.of(
                shop.placeEither(PlacedOrder.free().withAccents(), PlacedOrder.small()),
                shop.placeEither(PlacedOrder.large(), PlacedOrder.random()));
        orders.forEach(order -> shop.get(order.id()));
        stack.never(() -> !orders.stream().allMatch(this::isWaiting), OrdersSqsChecklist.QUIET);
        for (PlacedOrder order : orders) {
            Expectation.that("Tant que rien ne lit la file, la commande est acceptée et attend.")
                    .expected("status = RECUE, pas de reçu")
                    .seen("status = %s, %s"
                            .formatted(
                                    shop.status(order.id()),
                                    shop.receipt(order.id()).isPresent() ? "un reçu" : "pas de reçu"))
                    .hint("c'est la fonction qui lit la file, elle seule, qui écrit le reçu et passe la commande à"
                            + " TRAITEE.")
                    .holdsIf(isWaiting(order));
        }
        return orders;
    }

    private boolean isWaiting(PlacedOrder order) {
        return shop.status(order.id()).equals(Shop.RECEIVED)
                && shop.receipt(order.id()).isEmpty();
    }

    private void requireSubscription() {
        List<String> subscribed = Subscriptions.queues(stack, shop.topic);
        Expectation.that("La file est abonnée au sujet.")
                .expected("un abonnement sqs de " + queueArn)
                .seen(subscribed.isEmpty() ? "aucun" : String.join("\n", subscribed))
                .hint(() -> adviceOnSubscription(subscribed))
                .holdsIf(subscribed.contains(queueArn));
    }

    private String adviceOnSubscription(List<String> subscribed) {
        if (new DeadLetters(stack, shop).areFed()) {
            return "la file des rebuts est abonnée. Les sorties OrdersQueueUrl et DeadLetterQueueUrl sont-elles"
                    + " échangées ?";
        }
        return subscribed.isEmpty()
                ? "ajoute un AWS::SNS::Subscription du sujet vers la file, et la politique de la file."
                : "l'abonnement mène à une autre file que celle de la sortie OrdersQueueUrl. L'une des deux est à"
                        + " corriger.";
    }
}
