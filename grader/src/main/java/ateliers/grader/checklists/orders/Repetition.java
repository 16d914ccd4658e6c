package ateliers.grader.checklists.orders;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklist.TopicProbe;
import ateliers.grader.checklist.TopicProbe.Notification;
import ateliers.grader.targets.Web.Answer;
import ateliers.grader.variety.Variety;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The same order posted again, later and at the same time, and the same notification delivered again. */
final class Repetition {
    private static final List<String> CONTRACT = List.of("order_id", "customer_email", "status", "total", "items");

    private final Stack stack;
    private final Shop shop;
    private final TopicProbe probe;
    private final PlacedOrder order = PlacedOrder.random();

    Repetition(Stack stack) {
        this.stack = stack;
        this.shop = new Shop(stack);
        this.probe = TopicProbe.on(stack, shop.topic);
    }

    void check() {
        SameMoment sameMoment = new SameMoment(stack, shop, probe);
        sameMoment.prepare();
        shop.place(order);
        postAgain();
        postAnother();
        stack.await(() -> shop.isProcessed(order.id()), OrdersSqsChecklist.SOON);
        boolean quiet = stack.never(() -> probe.naming(order.id()).size() > 1, OrdersSqsChecklist.QUIET);
        List<Notification> announced = probe.naming(order.id());
        Expectation.that("Une commande répétée n'est annoncée qu'une fois.")
                .expected("1 notification")
                .seen(TopicProbe.said(announced.size()))
                .hint("Tâche 6 : n'annonce que la commande que tu viens de créer (attribute_not_exists).")
                .holdsIf(quiet && announced.size() == 1);
        deliverAgain(announced.get(0));
        new RefusedAnnouncement(stack, shop, probe).check();
        sameMoment.check();
    }

    private void postAgain() {
        Answer again = shop.post(order.json());
        Expectation.that("La même commande, postée de nouveau, est acceptée.")
                .expected("200 ou 201")
                .seen(Shop.said(again))
                .hint("Tâche 6 : si la commande existe avec le même contenu, réponds comme la première fois.")
                .holdsIf(SameMoment.accepted(again));
    }

    private void postAnother() {
        List<PlacedOrder.Line> lines = new ArrayList<>(order.lines());
        lines.add(PlacedOrder.line(Variety.between(1, 9)));
        Answer other = shop.post(new PlacedOrder(order.id(), order.email(), lines).json());
        Expectation.that("Le même order_id avec un autre contenu est un conflit.")
                .expected("409")
                .seen(Shop.said(other))
                .hint("Tâche 6 : compare le contenu à celui de la commande déjà enregistrée.")
                .holdsIf(other.status() == 409);
    }

    private void deliverAgain(Notification notification) {
        Map<String, AttributeValue> before = stored();
        stack.aws().sns().publish(r -> {
            r.topicArn(shop.topic).message(notification.text());
            if (!notification.subject().isEmpty()) {
                r.subject(notification.subject());
            }
            Map<String, MessageAttributeValue> attributes = new HashMap<>();
            notification
                    .attributes()
                    .forEach((name, attribute) -> attributes.put(
                            name,
                            MessageAttributeValue.builder()
                                    .dataType(attribute.type())
                                    .stringValue(attribute.value())
                                    .build()));
            r.messageAttributes(attributes);
        });
        boolean undisturbed = stack.never(() -> !stored().equals(before) || deadLetters() > 0, OrdersSqsChecklist.SOON);
        int waiting = count(
                shop.queueUrl,
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
        Expectation.that("Une notification livrée deux fois ne fait traiter la commande qu'une fois.")
                .expected("la commande inchangée, plus aucun message dans la file ni dans celle des rebuts")
                .seen("%s, %d message(s) à reprendre dans la file, %d dans la file des rebuts"
                        .formatted(
                                stored().equals(before) ? "commande inchangée" : "commande changée",
                                waiting,
                                deadLetters()))
                .hint("Tâche 6 : une commande déjà TRAITEE n'est pas une erreur ; ne la traite pas de nouveau.")
                .holdsIf(undisturbed && waiting == 0 && shop.isProcessed(order.id()));
        List<String> receipts = shop.receiptsNaming(order.id());
        Expectation.that("Une notification livrée deux fois ne donne pas un second reçu.")
                .expected("un seul objet du bucket porte le numéro de la commande")
                .seen(String.join("\n", receipts))
                .hint("Tâche 6 : écris le reçu toujours sous la même clé ; le réécrire est permis.")
                .holdsIf(receipts.size() == 1);
    }

    /** The contract's fields of the stored order; a submission may keep others for itself. */
    private Map<String, AttributeValue> stored() {
        Map<String, AttributeValue> item = new HashMap<>(shop.item(order.id()).orElse(Map.of()));
        item.keySet().retainAll(CONTRACT);
        return item;
    }

    private int deadLetters() {
        return count(shop.deadLettersUrl, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
    }

    private int count(String url, QueueAttributeName... names) {
        return Stream.of(names)
                .map(name -> shop.queueAttribute(url, name))
                .filter(count -> !count.isEmpty())
                .mapToInt(Integer::parseInt)
                .sum();
    }
}
