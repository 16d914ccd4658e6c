package ateliers.labs.skill;

import com.amazon.ask.model.IntentRequest;
import com.amazon.ask.model.Slot;
import com.amazon.ask.model.slu.entityresolution.Resolution;
import com.amazon.ask.model.slu.entityresolution.StatusCode;
import com.amazon.ask.model.slu.entityresolution.Value;
import java.util.List;
import java.util.Optional;

/** Ce qu'Alexa a entendu pour chaque slot, et ce qu'elle y a reconnu. */
final class Slots {

    static final String CATEGORY = "categorie";
    static final String VALUE = "valeur";

    private Slots() {}

    /**
     * La catégorie reconnue. La personne a pu employer un synonyme : {@code value} n'est que ce qu'elle a dit, c'est
     * {@code resolutions} qui nomme la catégorie.
     */
    static Optional<Category> category(IntentRequest request) {
        return slot(request, CATEGORY)
                .map(Slot::getResolutions)
                .map(resolutions -> resolutions.getResolutionsPerAuthority())
                .stream()
                .flatMap(List::stream)
                .filter(resolution -> resolution.getStatus().getCode() == StatusCode.ER_SUCCESS_MATCH)
                .map(Slots::first)
                .findFirst();
    }

    /** Un texte libre, tel qu'il a été dit ; vide s'il n'a pas été entendu. */
    static Optional<String> value(IntentRequest request) {
        return slot(request, VALUE).map(Slot::getValue).map(String::strip).filter(value -> !value.isEmpty());
    }

    private static Category first(Resolution resolution) {
        Value value = resolution.getValues().get(0).getValue();
        return new Category(value.getId(), value.getName());
    }

    private static Optional<Slot> slot(IntentRequest request, String name) {
        return Optional.ofNullable(request.getIntent().getSlots()).map(slots -> slots.get(name));
    }
}
