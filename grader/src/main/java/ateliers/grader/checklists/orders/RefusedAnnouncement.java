package ateliers.grader.checklists.orders;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklist.TopicProbe;
import ateliers.grader.checklists.common.Arrivals;
import ateliers.grader.checklists.common.EventSources;
import ateliers.grader.targets.Target.Injected;
import ateliers.grader.targets.Target.InjectsFaults;
import ateliers.grader.targets.Web.Answer;
import java.time.Duration;

/** The topic refuses once what the shop announces: the order is stored by then, and the client asks again. */
final class RefusedAnnouncement {
    /** Who announces by an event that Lambda tries again does so after one minute, then two. */
    private static final Duration ASYNCHRONOUS = Duration.ofMinutes(4);

    private final Stack stack;
    private final Shop shop;
    private final TopicProbe probe;
    private final EventSources sources;

    RefusedAnnouncement(Stack stack, Shop shop, TopicProbe probe) {
        this.stack = stack;
        this.shop = shop;
        this.probe = probe;
        this.sources = new EventSources(stack);
    }

    /** Where the target cannot make the topic refuse, nothing is provoked. */
    void check() {
        stack.offers(InjectsFaults.class).ifPresent(this::check);
    }

    private void check(InjectsFaults faults) {
        PlacedOrder order = PlacedOrder.random();
        Answer first;
        try (Injected refusal =
                faults.refuse("sns", "Publish", "AuthorizationError").times(1)) {
            first = shop.post(order.json());
            stack.await(() -> refusal.answered() > 0, OrdersSqsChecklist.QUIET.plus(sources.untilRead()));
            if (refusal.answered() == 0) {
                return; // it announces in another way than by Publish, which nothing has refused
            }
        }
        requireNotForgotten(order, first);
        Answer again = shop.post(order.json());
        Expectation.that("Une commande que SNS a refusé d'annoncer est acceptée quand le client la répète.")
                .expected("200 ou 201")
                .seen(again.said())
                .hint("la commande est enregistrée mais pas annoncée ; annonce-la à la demande répétée.")
                .holdsIf(SameMoment.accepted(again));
        int count = new Arrivals(stack, () -> probe.naming(order.id()).size())
                .settle(1, shop.soon(), OrdersSqsChecklist.QUIET);
        Expectation.that("Une commande que SNS a refusé d'annoncer l'est à la demande répétée, une fois.")
                .expected("1 notification de la commande " + order.id())
                .seen(TopicProbe.said(count))
                .hint("note dans la table si la commande est annoncée, et n'annonce que celle qui ne l'est pas.")
                .holdsIf(count == 1);
    }

    /** Who was told that his order is taken does not ask again. */
    private void requireNotForgotten(PlacedOrder order, Answer first) {
        if (SameMoment.accepted(first)) {
            stack.await(
                    () -> !probe.naming(order.id()).isEmpty(),
                    ASYNCHRONOUS.plus(sources.untilRead()).plus(sources.untilReadAgain()));
            Expectation.that(
                            "Une commande acceptée est annoncée, même si SNS l'a refusé une fois : son client ne la répète pas.")
                    .expected(
                            "1 notification de la commande %s, ou une erreur (503) à sa demande".formatted(order.id()))
                    .seen("%s, et %s"
                            .formatted(
                                    first.said(),
                                    TopicProbe.said(probe.naming(order.id()).size())))
                    .hint(
                            "ne réponds pas 201 tant que la commande n'est pas annoncée : réponds 503, et le client recommencera.")
                    .holdsIf(!probe.naming(order.id()).isEmpty());
        }
    }
}
