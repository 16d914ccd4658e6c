package ateliers.labs.skill;

import com.amazon.ask.model.IntentRequest;
import com.amazon.ask.model.Slot;
import java.util.Optional;

/** Ce qu'Alexa a entendu pour chaque slot, et ce qu'elle y a reconnu. */
final class Slots {

    static final String CATEGORY = "categorie";
    static final String VALUE = "valeur";

    private Slots() {}

    /** La catégorie reconnue. */
    static Optional<Category> category(IntentRequest request) {
        // TODO (Tâche 5) : value n'est que ce que la personne a dit, par exemple un synonyme. La catégorie reconnue est dans
        // getResolutions() : cherche-y un statut ER_SUCCESS_MATCH. S'il n'y en a pas, rends Optional.empty().
        return slot(request, CATEGORY).map(Slot::getValue).map(spoken -> new Category(spoken, spoken));
    }

    /** Un texte libre, tel qu'il a été dit ; vide s'il n'a pas été entendu. */
    static Optional<String> value(IntentRequest request) {
        // TODO (Tâche 5) : une valeur vide ne vaut rien.
        return slot(request, VALUE).map(Slot::getValue);
    }

    private static Optional<Slot> slot(IntentRequest request, String name) {
        return Optional.ofNullable(request.getIntent().getSlots()).map(slots -> slots.get(name));
    }
}
