package ateliers.grader.checklists.orders;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Noun;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklist.TopicProbe;
import ateliers.grader.checklist.TopicProbe.Notification;
import ateliers.grader.checklists.common.NewEnvironment;
import ateliers.grader.targets.Web.Answer;
import ateliers.grader.variety.Variety;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The same order posted again, later and at the same time, and the same notification delivered again. */
final class Repetition {
    private static final List<String> CREATED = List.of("order_id", "customer_email", "total", "items");

    private final Stack stack;
    private final Shop shop;
    private final TopicProbe probe;
    private final SourceMappings mappings;
    private final DeadLetters setAside;
    private final PlacedOrder order = PlacedOrder.withRoundPrice();

    Repetition(Stack stack) {
        this.stack = stack;
        this.shop = new Shop(stack);
        this.probe = TopicProbe.on(stack, shop.topic);
        this.mappings = new SourceMappings(stack, shop.queueArn());
        this.setAside = new DeadLetters(stack, shop);
    }

    void check() {
        SameMoment sameMoment = new SameMoment(stack, shop, probe);
        sameMoment.prepare();
        shop.place(order);
        postAgain(order);
        postAgain(order.claiming(order.total().add(BigDecimal.ONE)));
        postOthers();
        stack.await(() -> shop.isProcessed(order.id()), OrdersSqsChecklist.SOON.plus(mappings.window()));
        postAgainOnceProcessed();
        boolean quiet = stack.never(() -> probe.naming(order.id()).size() > 1, OrdersSqsChecklist.QUIET);
        List<Notification> announced = probe.naming(order.id());
        Expectation.that("Une commande répétée n'est annoncée qu'une fois.")
                .expected("1 notification")
                .seen(TopicProbe.said(announced.size()))
                .hint("n'annonce que la commande que tu viens de créer (attribute_not_exists).")
                .holdsIf(quiet && announced.size() == 1);
        deliverAgain(announced.get(0));
        postOnceSettled("Une commande postée de nouveau ne change rien à celle qui est dans la table.", order);
        postOnceSettled(
                "Une demande en conflit ne change rien à la commande qui est dans la table.", order.withOneMore());
        new RefusedAnnouncement(stack, shop, probe).check();
        sameMoment.check();
    }

    /** @param same with or without fields that nobody asked for */
    private void postAgain(PlacedOrder same) {
        Answer again = shop.post(same.json());
        Expectation.that("La même commande, postée de nouveau, est acceptée.")
                .expected("200 ou 201")
                .seen(again.said())
                .hint(
                        same.claimed() == null
                                ? "si la commande existe avec le même contenu, réponds comme la première fois. Compare les prix"
                                        + " avec compareTo : pour equals, 20 et 20.00 diffèrent."
                                : "la demande a cette fois des champs de plus, qui ne comptent pas : compare customer_email et items,"
                                        + " pas le texte de la demande.")
                .holdsIf(SameMoment.accepted(again));
    }

    /** What differs in one thing only is another order too. */
    private void postOthers() {
        Map<String, AttributeValue> before = stored();
        Map<String, PlacedOrder> others = new LinkedHashMap<>();
        others.put("un article de plus", order.withOneMore());
        others.put("les mêmes articles dans un autre ordre", order.inOtherOrder());
        others.put("la même adresse et le même total, mais d'autres articles", order.withSameTotal());
        others.put("un autre article, au même prix", order.withOtherSku());
        others.put("un autre prix", order.withOtherPrice());
        others.put("une autre quantité", order.withOtherQuantity());
        others.put("un sku et une quantité qui, écrits l'un après l'autre, se ressemblent", order.withDigitMoved());
        others.put("une autre adresse", order.withOtherEmail());
        others.put("une adresse qui n'a pas les mêmes majuscules", order.withCapitalOfEmail());
        Variety.shuffled(others.entrySet()).forEach(each -> {
            Answer other = shop.post(each.getValue().json());
            Expectation.that("Le même order_id avec un autre contenu est un conflit : " + each.getKey() + ".")
                    .expected("409")
                    .seen(other.said())
                    .hint("compare customer_email et items à ceux de la commande déjà enregistrée, un article après"
                            + " l'autre.")
                    .holdsIf(other.status() == 409);
        });
        Expectation.that("Une demande en conflit laisse la commande enregistrée comme elle est.")
                .expected("la commande inchangée : " + before)
                .seen(stored().toString())
                .hint("une écriture sans condition remplace la commande ; vérifie et écris d'un seul geste"
                        + " (attribute_not_exists).")
                .holdsIf(stored().equals(before));
    }

    /** The stored order's fields that nothing but its creation gives. */
    private Map<String, AttributeValue> stored() {
        Map<String, AttributeValue> item = new HashMap<>(shop.item(order.id()).orElse(Map.of()));
        item.keySet().retainAll(CREATED);
        return item;
    }

    private void postAgainOnceProcessed() {
        Answer again = shop.post(order.json());
        Expectation.that(
                        "Une commande TRAITEE, postée de nouveau, est acceptée et reste TRAITEE, une seule fois dans la table.")
                .expected("200 ou 201, status = TRAITEE, 1 commande de ce client")
                .seen("%s, status = %s, %s de ce client"
                        .formatted(
                                again.said(),
                                shop.status(order.id()),
                                Noun.of("commande").said(shop.ordersOf(order.email()))))
                .hint("une demande répétée n'écrit rien de plus dans la table, et n'y remet pas RECUE.")
                .holdsIf(SameMoment.accepted(again)
                        && shop.status(order.id()).equals(Shop.PROCESSED)
                        && shop.ordersOf(order.email()) == 1);
    }

    /** To a reader that does not remember the first time. */
    private void deliverAgain(Notification notification) {
        Map<String, AttributeValue> before = whole();
        Optional<String> receipt = shop.receipt(order.id());
        mappings.all().forEach(mapping -> NewEnvironment.of(stack, mapping.functionArn()));
        Republication.of(notification, stack, shop.topic);
        stack.never(
                () -> changed(before, receipt) || setAside.count() > 0,
                OrdersSqsChecklist.SOON.plus(mappings.window()));
        // Its reader has only begun in a new environment: where time is real, it is still at work when silence ends.
        stack.await(() -> shop.queued(shop.queueUrl) == 0, mappings.reading());
        int waiting = shop.queued(shop.queueUrl);
        int deadLetters = setAside.count();
        Expectation.that("Une notification livrée deux fois ne fait traiter la commande qu'une fois.")
                .expected("la commande et son reçu inchangés, plus aucun message dans la file ni dans celle des rebuts")
                .seen("%s, %s à reprendre dans la file, %d dans la file des rebuts"
                        .formatted(told(before, receipt), Noun.of("message").said(waiting), deadLetters))
                .hint("une commande déjà TRAITEE n'est pas une erreur ; ne la traite pas de nouveau.")
                .holdsIf(!changed(before, receipt) && waiting == 0 && deadLetters == 0 && shop.isProcessed(order.id()));
        List<String> receipts = shop.receiptsNaming(order.id());
        Expectation.that("Une notification livrée deux fois ne donne pas un second reçu.")
                .expected("un seul objet du bucket porte le numéro de la commande")
                .seen(String.join("\n", receipts))
                .hint("écris le reçu toujours sous la même clé ; le réécrire est permis.")
                .holdsIf(receipts.size() == 1);
    }

    /** Nobody else writes the order any more: be it a number that counts requests, what changes now comes from this one. */
    private void postOnceSettled(String promise, PlacedOrder again) {
        Map<String, AttributeValue> before = whole();
        shop.post(again.json());
        Expectation.that(promise)
                .expected("la commande inchangée : " + before)
                .seen(whole().toString())
                .hint(
                        "rien de plus n'est enregistré, pas même un compte des demandes : relis la commande, compare, et réponds.")
                .holdsIf(whole().equals(before));
    }

    private boolean changed(Map<String, AttributeValue> item, Optional<String> receipt) {
        return !whole().equals(item) || !shop.receipt(order.id()).equals(receipt);
    }

    private String told(Map<String, AttributeValue> item, Optional<String> receipt) {
        return (whole().equals(item)
                        ? "commande inchangée"
                        : "commande changée : %s au lieu de %s".formatted(whole(), item))
                + (shop.receipt(order.id()).equals(receipt) ? ", reçu inchangé" : ", reçu changé");
    }

    private Map<String, AttributeValue> whole() {
        return shop.item(order.id()).orElse(Map.of());
    }
}
