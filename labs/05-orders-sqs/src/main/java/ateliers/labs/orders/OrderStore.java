package ateliers.labs.orders;

import java.time.Instant;
import java.util.Optional;

/**
 * Les commandes enregistrées. Chaque commande sait si elle est annoncée, et jusqu'à quand quelqu'un s'occupe de
 * l'annoncer : deux demandes identiques, même simultanées, donnent ainsi une seule notification.
 */
interface OrderStore {

    /**
     * Enregistre une commande nouvelle, que l'appelant s'engage à annoncer avant {@code announcingUntil}.
     *
     * @return faux, sans rien changer, si une commande a déjà cet identifiant
     */
    boolean insert(Order order, Instant announcingUntil);

    Optional<Stored> find(String id);

    /**
     * Prend la charge d'annoncer une commande, si elle n'est pas annoncée et si plus personne ne s'en occupe.
     *
     * @return faux si la commande est annoncée, ou si quelqu'un s'en occupe encore
     */
    boolean claimAnnouncement(String id, Instant now, Instant announcingUntil);

    /** Rend la charge d'annoncer : l'annonce a échoué, une nouvelle demande peut s'en occuper tout de suite. */
    void releaseAnnouncement(String id);

    void markAnnounced(String id);

    void markProcessed(String id);

    /** Une commande enregistrée, et si elle est annoncée. */
    record Stored(Order order, boolean announced) {}
}
