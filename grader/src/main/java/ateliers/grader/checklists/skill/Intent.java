package ateliers.grader.checklists.skill;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a person wants, as Alexa's model of the skill names it.
 *
 * @param dialogState where the dialog stands that collects its slots; absent for an intent without slots
 */
record Intent(String name, Map<String, Slot> slots, Optional<String> dialogState) {
    static final String SAVE = "EnregistrerPreferenceIntent";
    static final String READ = "LirePreferenceIntent";
    static final String HISTORY = "HistoriqueIntent";

    static final String CATEGORY = "categorie";
    static final String VALUE = "valeur";

    /** Of an intent whose slots are all there: Alexa has nothing left to ask. */
    private static final String COMPLETED = "COMPLETED";

    private static final String STARTED = "STARTED";

    static Intent of(String name) {
        return new Intent(name, Map.of(), Optional.empty());
    }

    static Intent history() {
        return of(HISTORY);
    }

    static Intent save(Category category, String value) {
        return save(Slot.of(category), Slot.free(value));
    }

    static Intent save(Slot category, Slot value) {
        return new Intent(SAVE, Map.of(CATEGORY, category, VALUE, value), state(category, value));
    }

    static Intent read(Category category) {
        return read(Slot.of(category));
    }

    static Intent read(Slot category) {
        return new Intent(READ, Map.of(CATEGORY, category), state(category));
    }

    /** Whether a skill may still hand the dialog back to Alexa. */
    boolean mayBeDelegated() {
        return dialogState.filter(STARTED::equals).isPresent();
    }

    private static Optional<String> state(Slot... needed) {
        for (Slot slot : needed) {
            if (slot.value().isEmpty()) {
                return Optional.of(STARTED);
            }
        }
        return Optional.of(COMPLETED);
    }

    void write(String skillId, ObjectNode request) {
        ObjectNode intent = request.putObject("intent").put("name", name).put("confirmationStatus", "NONE");
        if (!slots.isEmpty()) {
            ObjectNode all = intent.putObject("slots");
            new TreeMap<>(slots).forEach((slotName, slot) -> slot.write(slotName, skillId, all));
        }
        dialogState.ifPresent(state -> request.put("dialogState", state));
    }
}
