package ateliers.grader.checklists.skill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A skill's interaction model, as its file in {@code skill-package} describes it.
 *
 * @see <a href="https://developer.amazon.com/docs/smapi/interaction-model-schema.html">Interaction model schema</a>
 */
record InteractionModel(JsonNode languageModel, JsonNode dialog, JsonNode prompts) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads a model; empty where the text is no JSON, or has no {@code interactionModel.languageModel}. */
    static Optional<InteractionModel> read(String text) {
        try {
            JsonNode model = JSON.readTree(text).path("interactionModel");
            return model.path("languageModel").isObject()
                    ? Optional.of(new InteractionModel(
                            model.path("languageModel"), model.path("dialog"), model.path("prompts")))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    String invocationName() {
        return languageModel.path("invocationName").asText();
    }

    List<JsonNode> intents() {
        return elements(languageModel.path("intents"));
    }

    List<JsonNode> types() {
        return elements(languageModel.path("types"));
    }

    Optional<JsonNode> intent(String name) {
        return named(intents(), name);
    }

    Optional<JsonNode> type(String name) {
        return named(types(), name);
    }

    /** The types of an intent's slots, by the slots' names. */
    static Map<String, String> slots(JsonNode intent) {
        Map<String, String> slots = new LinkedHashMap<>();
        intent.path("slots")
                .forEach(slot ->
                        slots.put(slot.path("name").asText(), slot.path("type").asText()));
        return slots;
    }

    static List<String> samples(JsonNode owner) {
        return elements(owner.path("samples")).stream().map(JsonNode::asText).toList();
    }

    static List<JsonNode> elements(JsonNode array) {
        List<JsonNode> elements = new ArrayList<>();
        array.forEach(elements::add);
        return elements;
    }

    private static Optional<JsonNode> named(List<JsonNode> all, String name) {
        return all.stream()
                .filter(each -> each.path("name").asText().equals(name))
                .findFirst();
    }
}
