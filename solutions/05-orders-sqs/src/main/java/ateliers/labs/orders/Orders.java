package ateliers.labs.orders;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Passer une commande : l'enregistrer une fois, l'annoncer une fois, même si la demande est répétée. */
final class Orders {

    /** Plus que le temps donné au client SNS pour publier, moins que le délai de la fonction. */
    static final Duration ANNOUNCEMENT = Duration.ofSeconds(10);

    private final OrderStore store;
    private final Consumer<Order> announcer;
    private final Clock clock;
    private final Runnable pause;

    /**
     * @param announcer annonce une commande, ou lève une exception
     * @param pause attend un peu, pendant qu'une autre demande annonce la même commande
     */
    Orders(OrderStore store, Consumer<Order> announcer, Clock clock, Runnable pause) {
        this.store = store;
        this.announcer = announcer;
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * Enregistre et annonce une commande. Au retour, elle est annoncée, par cette demande ou par une autre.
     *
     * @throws Refusal 409 si une autre commande a cet identifiant, 503 si elle est enregistrée mais pas annoncée
     */
    Placed place(Order order) {
        if (store.insert(order, clock.instant().plus(ANNOUNCEMENT))) {
            announce(order);
            return new Placed(order, true);
        }
        while (true) {
            OrderStore.Stored stored = store.find(order.id()).orElseThrow();
            if (!stored.order().sameRequestAs(order)) {
                throw new Refusal(409, "Une autre commande porte déjà le numéro " + order.id() + ".");
            }
            if (stored.announced()) {
                return new Placed(stored.order(), false);
            }
            Instant now = clock.instant();
            if (store.claimAnnouncement(order.id(), now, now.plus(ANNOUNCEMENT))) {
                announce(order);
                return new Placed(stored.order(), false);
            }
            pause.run();
        }
    }

    Optional<Order> find(String id) {
        return store.find(id).map(OrderStore.Stored::order);
    }

    private void announce(Order order) {
        try {
            announcer.accept(order);
        } catch (RuntimeException e) {
            store.releaseAnnouncement(order.id());
            throw new Refusal(
                    503,
                    "La commande " + order.id() + " est enregistrée, mais pas encore transmise : renvoyez-la avec cet "
                            + "order_id.",
                    e);
        }
        store.markAnnounced(order.id());
    }

    /**
     * Une commande passée.
     *
     * @param created vrai si cette demande l'a créée, faux si elle existait déjà
     */
    record Placed(Order order, boolean created) {}
}
