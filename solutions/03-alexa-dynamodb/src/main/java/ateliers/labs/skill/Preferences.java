package ateliers.labs.skill;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Ce que la compétence retient de ses utilisateurs. */
interface Preferences {

    /**
     * Retient une préférence, et l'ajoute à l'historique.
     *
     * @param user l'utilisateur, comme Alexa le nomme
     * @param saved l'instant, qui ordonne l'historique
     */
    void save(String user, Category category, String value, Instant saved);

    /** La préférence d'un utilisateur, la dernière qu'il a dite. */
    Optional<String> find(String user, Category category);

    /** Les dernières valeurs enregistrées, la plus récente d'abord. */
    List<Saved> latest(String user, int count);

    /** Une valeur de l'historique, et le nom de sa catégorie. */
    record Saved(String category, String value) {}
}
