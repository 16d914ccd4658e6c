package ateliers.grader.checklists.skill;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * What Alexa heard for a slot, and what it made of it. A slot that was not heard has no {@code value}; one whose type is a list has
 * {@code resolutions}, also where nothing of the list was meant.
 *
 * @see <a href="https://developer.amazon.com/docs/custom-skills/request-types-reference.html#slot-object">Slot object</a>
 */
record Slot(Optional<String> value, Optional<Resolution> resolution) {

    /** What Alexa's entity resolution answers for the one list that a slot has. */
    record Resolution(String type, Optional<Category> match) {}

    private static final String CATEGORIES = "CATEGORIE";
    private static final String VALUES = "VALEUR";

    /** A category, said by its name. */
    static Slot of(Category category) {
        return said(category.canonical(), category);
    }

    /** A category, said in some other way. */
    static Slot said(String spoken, Category category) {
        return new Slot(Optional.of(spoken), Optional.of(new Resolution(CATEGORIES, Optional.of(category))));
    }

    /** What was said for a category and is none. */
    static Slot unknown(String spoken) {
        return new Slot(Optional.of(spoken), Optional.of(new Resolution(CATEGORIES, Optional.empty())));
    }

    /** A free text. */
    static Slot free(String text) {
        return new Slot(Optional.of(text), Optional.empty());
    }

    /** A free text whose slot has a list of examples, of which this is none. */
    static Slot unlisted(String text) {
        return new Slot(Optional.of(text), Optional.of(new Resolution(VALUES, Optional.empty())));
    }

    /** Nothing was heard for it. */
    static Slot missing() {
        return new Slot(Optional.empty(), Optional.empty());
    }

    void write(String name, String skillId, ObjectNode slots) {
        ObjectNode slot = slots.putObject(name).put("name", name);
        value.ifPresent(text -> slot.put("value", text));
        resolution.ifPresent(found -> resolutions(found, skillId, slot));
        slot.put("confirmationStatus", "NONE");
        value.ifPresent(text -> {
            slot.put("source", "USER");
            ObjectNode simple =
                    slot.putObject("slotValue").put("type", "Simple").put("value", text);
            resolution.ifPresent(found -> resolutions(found, skillId, simple));
        });
    }

    private static void resolutions(Resolution found, String skillId, ObjectNode owner) {
        ObjectNode authority = owner.putObject("resolutions")
                .putArray("resolutionsPerAuthority")
                .addObject()
                .put("authority", "amzn1.er-authority.echo-sdk.%s.%s".formatted(skillId, found.type()));
        authority
                .putObject("status")
                .put("code", found.match().isPresent() ? "ER_SUCCESS_MATCH" : "ER_SUCCESS_NO_MATCH");
        found.match()
                .ifPresent(category -> authority
                        .putArray("values")
                        .addObject()
                        .putObject("value")
                        .put("name", category.canonical())
                        .put("id", category.name()));
    }
}
