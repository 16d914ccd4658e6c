package ateliers.grader.checklists.skill;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Noun;
import ateliers.grader.checklist.Stack;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The French interaction model that was handed in: what the contract asks of it, and what Alexa does. */
final class ModelReview {
    static final String FILE = "skill-package/interactionModels/custom/fr-FR.json";

    private static final int FEWEST_UTTERANCES = 5;

    /** The slots of the intents that are the lab's own. */
    private static final Map<String, Set<String>> OWN = Map.of(
            Intent.SAVE, Set.of(Intent.CATEGORY, Intent.VALUE),
            Intent.READ, Set.of(Intent.CATEGORY),
            Intent.HISTORY, Set.of());

    private static final List<String> BUILT_IN =
            List.of("AMAZON.HelpIntent", "AMAZON.StopIntent", "AMAZON.CancelIntent", "AMAZON.FallbackIntent");

    private final Optional<String> text;

    ModelReview(Stack stack) {
        this.text = stack.file(FILE);
    }

    void check() {
        Optional<InteractionModel> model = text.flatMap(InteractionModel::read);
        Expectation.that("Le dossier contient un modèle d'interaction français.")
                .expected("%s, du JSON avec interactionModel.languageModel".formatted(FILE))
                .seen(text.isEmpty() ? "aucun fichier à cet endroit" : "pas de languageModel dans ce fichier")
                .hint("complète " + FILE + ". C'est un bonus : sans lui, la note ne baisse pas.")
                .holdsIf(model.isPresent());
        List<String> problems = new ArrayList<>(lacking(model.get()));
        problems.addAll(ModelRules.problems(model.get()));
        Expectation.that("Le modèle français déclare ce que la compétence traite, et Alexa l'accepte.")
                .expected("sept intentions, leurs slots, cinq phrases au moins pour chacune des trois tiennes")
                .seen(String.join("\n", problems))
                .hint("corrige dans " + FILE + " ce qui est nommé.")
                .holdsIf(problems.isEmpty());
    }

    /** What the contract asks for and is not there. */
    static List<String> lacking(InteractionModel model) {
        List<String> lacking = new ArrayList<>();
        BUILT_IN.stream()
                .filter(name -> model.intent(name).isEmpty())
                .forEach(name -> lacking.add("%s n'est pas déclarée".formatted(name)));
        OWN.forEach((name, slots) -> model.intent(name)
                .ifPresentOrElse(
                        intent -> lacking.addAll(lacking(model, intent, slots)),
                        () -> lacking.add("%s n'est pas déclarée".formatted(name))));
        return lacking;
    }

    private static List<String> lacking(InteractionModel model, JsonNode intent, Set<String> slots) {
        String name = intent.path("name").asText();
        List<String> lacking = new ArrayList<>();
        long utterances = InteractionModel.samples(intent).stream().distinct().count();
        if (utterances < FEWEST_UTTERANCES) {
            lacking.add("%s n'a que %s".formatted(name, Noun.of("phrase").said(utterances)));
        }
        Map<String, String> declared = InteractionModel.slots(intent);
        for (String slot : slots) {
            if (!declared.containsKey(slot)) {
                lacking.add("%s n'a pas de slot %s".formatted(name, slot));
            } else if (slot.equals(Intent.CATEGORY)) {
                Set<String> missing = missingCategories(model, declared.get(slot));
                if (!missing.isEmpty()) {
                    lacking.add("le type de %s.%s n'a pas la valeur %s avec ses synonymes"
                            .formatted(name, slot, String.join(", ", missing)));
                }
            }
        }
        return lacking;
    }

    private static Set<String> missingCategories(InteractionModel model, String type) {
        Set<String> missing = new TreeSet<>();
        List<JsonNode> values = model.type(type)
                .map(found -> InteractionModel.elements(found.path("values")))
                .orElse(List.of());
        for (Category category : Category.values()) {
            boolean isThere = values.stream()
                    .anyMatch(value -> value.path("id").asText().equals(category.name())
                            && value.path("name").path("value").asText().equals(category.canonical())
                            && !value.path("name").path("synonyms").isEmpty());
            if (!isThere) {
                missing.add("%s (%s)".formatted(category.name(), category.canonical()));
            }
        }
        return missing;
    }
}
