package ateliers.grader.checklists.skill;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Alexa refuses in an interaction model, as far as its documentation says so:
 *
 * <ul>
 *   <li>the <a href="https://developer.amazon.com/docs/custom-skills/choose-the-invocation-name-for-a-custom-skill.html">invocation
 *       name</a> has 2 to 50 lower-case letters, spaces, apostrophes and periods, in two words or more; no wake word, no word that
 *       launches skills; one of two words alone is no article and no preposition;
 *   <li>names of <a href="https://developer.amazon.com/docs/custom-skills/create-intents-utterances-and-slots.html">intents and
 *       slots</a> are letters and underscores, and begin and end with a letter; those of {@code AMAZON} are its own; sample utterances
 *       hold letters, spaces, periods, underscores, apostrophes, hyphens and declared slots in braces, each once in its intent;
 *   <li>an utterance with {@code AMAZON.SearchQuery} has other words, and <a
 *       href="https://developer.amazon.com/docs/custom-skills/slot-type-reference.html#amazonsearchquery">no other slot</a>;
 *   <li>values of <a href="https://developer.amazon.com/docs/custom-skills/create-and-edit-custom-slot-types.html">custom slot types</a>
 *       have at most 140 characters, their ids and names are unique, and so are their synonyms;
 *   <li>skills have <a href="https://developer.amazon.com/docs/custom-skills/standard-built-in-intents.html">AMAZON.HelpIntent,
 *       AMAZON.StopIntent and AMAZON.CancelIntent</a>;
 *   <li>a <a href="https://developer.amazon.com/docs/smapi/interaction-model-schema.html">dialog</a> names intents, slots and prompts
 *       that exist.
 * </ul>
 */
final class ModelRules {
    private static final Pattern INVOCATION = Pattern.compile("[\\p{Ll}'’. ]{2,50}");
    private static final Set<String> NOT_IN_INVOCATION = Set.of(
            "alexa",
            "amazon",
            "echo",
            "computer",
            "ziggy",
            "skill",
            "app",
            "lance",
            "ouvre",
            "démarre",
            "demande",
            "dis",
            "active");
    private static final Set<String> ARTICLES_AND_PREPOSITIONS = Set.of(
            "le", "la", "les", "un", "une", "des", "de", "du", "à", "au", "aux", "en", "dans", "par", "pour", "sur",
            "avec", "chez");

    private static final Pattern NAME = Pattern.compile("[A-Za-z]([A-Za-z_]*[A-Za-z])?");
    private static final Pattern BUILT_IN = Pattern.compile("AMAZON\\.[A-Za-z_<>@\\[\\]]+");
    private static final Pattern UTTERANCE = Pattern.compile("[\\p{L}\\p{M}\\p{Nd} ._'’{}-]+");
    private static final Pattern SLOT = Pattern.compile("\\{([^{}]*)}");
    private static final String SEARCH_QUERY = "AMAZON.SearchQuery";
    private static final int LONGEST_VALUE = 140;
    private static final List<String> REQUIRED =
            List.of("AMAZON.HelpIntent", "AMAZON.StopIntent", "AMAZON.CancelIntent");

    private final InteractionModel model;
    private final List<String> problems = new ArrayList<>();

    private ModelRules(InteractionModel model) {
        this.model = model;
    }

    /** What Alexa would refuse, each as a French phrase; empty when all is well. */
    static List<String> problems(InteractionModel model) {
        ModelRules rules = new ModelRules(model);
        rules.invocationName(model.invocationName());
        rules.unique("intention", model.intents());
        rules.unique("type", model.types());
        model.intents().forEach(rules::intent);
        model.types().forEach(rules::type);
        REQUIRED.stream()
                .filter(name -> model.intent(name).isEmpty())
                .forEach(name -> rules.problems.add(name + " manque"));
        rules.dialog();
        return List.copyOf(rules.problems);
    }

    private void invocationName(String name) {
        List<String> words = Arrays.asList(name.split("[ ]+"));
        if (!INVOCATION.matcher(name).matches()) {
            problems.add("invocationName « %s » : 2 à 50 lettres minuscules, espaces, apostrophes et points"
                    .formatted(name));
        } else if (words.size() < 2) {
            problems.add("invocationName « %s » : il faut deux mots au moins".formatted(name));
        } else if (words.size() == 2 && words.stream().anyMatch(ARTICLES_AND_PREPOSITIONS::contains)) {
            problems.add(
                    "invocationName « %s » : de deux mots, aucun n'est un article ou une préposition".formatted(name));
        }
        words.stream()
                .filter(NOT_IN_INVOCATION::contains)
                .forEach(word -> problems.add("invocationName : « %s » est un mot réservé à Alexa".formatted(word)));
    }

    private void unique(String kind, List<JsonNode> all) {
        Set<String> seen = new HashSet<>();
        all.stream()
                .map(each -> each.path("name").asText())
                .filter(name -> !seen.add(name.toLowerCase(Locale.ROOT)))
                .forEach(name -> problems.add("%s %s : déclarée deux fois".formatted(kind, name)));
    }

    private void intent(JsonNode intent) {
        String name = intent.path("name").asText();
        if (!NAME.matcher(name).matches() && !BUILT_IN.matcher(name).matches()) {
            problems.add("intention « %s » : des lettres et des _ seulement".formatted(name));
        }
        Map<String, String> slots = InteractionModel.slots(intent);
        slots.forEach((slot, type) -> slot(name, slot, type));
        utterances(name, InteractionModel.samples(intent), slots);
        intent.path("slots")
                .forEach(slot ->
                        utterances(name + "." + slot.path("name").asText(), InteractionModel.samples(slot), slots));
    }

    private void slot(String intent, String slot, String type) {
        if (!NAME.matcher(slot).matches()) {
            problems.add("slot « %s » de %s : des lettres et des _ seulement".formatted(slot, intent));
        }
        if (!type.startsWith("AMAZON.") && model.type(type).isEmpty()) {
            problems.add("slot %s de %s : le type « %s » n'est pas déclaré".formatted(slot, intent, type));
        }
    }

    private void utterances(String owner, List<String> samples, Map<String, String> slots) {
        Set<String> seen = new HashSet<>();
        for (String sample : samples) {
            String where = "%s, « %s » : ".formatted(owner, sample);
            if (!UTTERANCE.matcher(sample).matches()) {
                problems.add(where + "des lettres, des espaces, des apostrophes, des tirets et des points seulement");
            }
            if (!seen.add(sample.toLowerCase(Locale.FRENCH))) {
                problems.add(where + "deux fois la même phrase");
            }
            List<String> named =
                    SLOT.matcher(sample).results().map(found -> found.group(1)).toList();
            named.stream()
                    .filter(slot -> !slots.containsKey(slot))
                    .forEach(slot -> problems.add(where + "le slot {" + slot + "} n'est pas déclaré"));
            boolean searches = named.stream().anyMatch(slot -> SEARCH_QUERY.equals(slots.get(slot)));
            String words = SLOT.matcher(sample).replaceAll("");
            Matcher brace = Pattern.compile("[{}]").matcher(words);
            if (brace.find()) {
                problems.add(where + "une accolade n'est pas fermée");
            }
            if (searches && (named.size() > 1 || words.isBlank())) {
                problems.add(where + SEARCH_QUERY + " veut d'autres mots, et aucun autre slot");
            }
        }
    }

    private void type(JsonNode type) {
        String name = type.path("name").asText();
        if (!NAME.matcher(name).matches() && !BUILT_IN.matcher(name).matches()) {
            problems.add("type « %s » : des lettres et des _ seulement".formatted(name));
        }
        Set<String> ids = new HashSet<>();
        Set<String> said = new HashSet<>();
        List<JsonNode> values = InteractionModel.elements(type.path("values"));
        if (values.isEmpty()) {
            problems.add("type %s : aucune valeur".formatted(name));
        }
        for (JsonNode value : values) {
            String id = value.path("id").asText();
            if (!id.isEmpty() && !ids.add(id)) {
                problems.add("type %s : l'id %s est à deux valeurs".formatted(name, id));
            }
            List<String> all = new ArrayList<>();
            all.add(value.path("name").path("value").asText());
            value.path("name").path("synonyms").forEach(synonym -> all.add(synonym.asText()));
            for (String text : all) {
                if (text.isBlank() || text.length() > LONGEST_VALUE) {
                    problems.add("type %s, « %s » : 1 à %d caractères".formatted(name, text, LONGEST_VALUE));
                }
                if (!said.add(text.toLowerCase(Locale.FRENCH))) {
                    problems.add("type %s : « %s » désigne deux valeurs".formatted(name, text));
                }
            }
        }
    }

    private void dialog() {
        Set<String> prompts = new HashSet<>();
        model.prompts().forEach(prompt -> prompts.add(prompt.path("id").asText()));
        for (JsonNode intent : model.dialog().path("intents")) {
            String name = intent.path("name").asText();
            Map<String, String> slots =
                    model.intent(name).map(InteractionModel::slots).orElse(Map.of());
            if (model.intent(name).isEmpty()) {
                problems.add("dialog : l'intention %s n'est pas déclarée".formatted(name));
            }
            for (JsonNode slot : intent.path("slots")) {
                String slotName = slot.path("name").asText();
                String type = slot.path("type").asText();
                if (!type.equals(slots.get(slotName))) {
                    problems.add(
                            "dialog, %s : le slot %s de type %s n'est pas déclaré".formatted(name, slotName, type));
                }
                String elicitation = slot.path("prompts").path("elicitation").asText();
                if (slot.path("elicitationRequired").asBoolean() && !prompts.contains(elicitation)) {
                    problems.add("dialog, %s.%s : la question « %s » manque dans prompts"
                            .formatted(name, slotName, elicitation));
                }
            }
        }
        for (JsonNode prompt : model.prompts()) {
            boolean said = !prompt.path("variations").isEmpty()
                    && InteractionModel.elements(prompt.path("variations")).stream()
                            .allMatch(each -> Set.of("PlainText", "SSML")
                                            .contains(each.path("type").asText())
                                    && !each.path("value").asText().isBlank());
            if (!said) {
                problems.add("prompts, %s : une variation a un type (PlainText ou SSML) et un texte"
                        .formatted(prompt.path("id").asText()));
            }
        }
    }
}
