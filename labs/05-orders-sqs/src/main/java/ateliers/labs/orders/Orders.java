package ateliers.labs.orders;

import java.time.Clock;
import java.time.Duration;
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
        // TODO (Tâche 3) : enregistre la commande (store.insert).
        // TODO (Tâche 4) : annonce-la (announcer.accept), puis note qu'elle l'est (store.markAnnounced).
        // TODO (Tâche 6) : si elle existait déjà, n'enregistre et n'annonce rien de plus ; une autre demande sous le
        // même numéro est refusée (409). Une demande dont l'annonce a échoué doit pouvoir être répétée.
        throw new Refusal(501, "La tâche 3 reste à faire : enregistrer la commande.");
    }

    Optional<Order> find(String id) {
        return store.find(id).map(OrderStore.Stored::order);
    }

    /**
     * Une commande passée.
     *
     * @param created vrai si cette demande l'a créée, faux si elle existait déjà
     */
    record Placed(Order order, boolean created) {}
}
