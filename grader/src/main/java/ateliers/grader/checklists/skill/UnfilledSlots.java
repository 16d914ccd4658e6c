package ateliers.grader.checklists.skill;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.variety.Variety;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Slots that Alexa has not filled, or filled with what is in no list; and those that she filled with a synonym. */
final class UnfilledSlots {

    private final Skill skill;
    private final Person person = Person.anyone();

    UnfilledSlots(Stack stack) {
        this.skill = new Skill(stack);
    }

    void check() {
        List<Category> categories = Category.shuffled();
        Category category = categories.get(0);
        String kept = Spoken.value();
        saveAndReadBySynonyms(category, kept);
        String lost = Spoken.value();
        String noCategory = "ma " + Variety.word();
        Map<String, Intent> unfilled = new LinkedHashMap<>();
        unfilled.put("sans valeur", Intent.save(Slot.of(category), Slot.missing()));
        unfilled.put("avec une valeur vide", Intent.save(Slot.of(category), Slot.free("")));
        unfilled.put("sans catégorie", Intent.save(Slot.missing(), Slot.free(lost)));
        unfilled.put("avec une catégorie inconnue", Intent.save(Slot.unknown(noCategory), Slot.free(lost)));
        unfilled.forEach((what, intent) -> requireQuestion(Intent.SAVE + ", " + what, intent));
        requireQuestion(Intent.READ + ", sans catégorie", Intent.read(Slot.missing()));
        requireQuestion(Intent.READ + ", avec une catégorie inconnue", Intent.read(Slot.unknown(noCategory)));
        requireNothingStored(category, kept, lost);
    }

    private void saveAndReadBySynonyms(Category category, String value) {
        List<String> synonyms = category.twoSynonyms();
        Skill.spoken(
                "EnregistrerPreferenceIntent, sous un synonyme",
                skill.ask(person, Intent.save(Slot.said(synonyms.get(0), category), Slot.unlisted(value))),
                "la catégorie reconnue est dans resolutions, pas dans value.");
        for (Slot said : List.of(Slot.said(synonyms.get(1), category), Slot.of(category))) {
            String told = Skill.spoken(
                            "LirePreferenceIntent, sous un autre nom",
                            skill.ask(person, Intent.read(said)),
                            "la catégorie reconnue est dans resolutions, pas dans value.")
                    .speech();
            Expectation.that("Un synonyme désigne la même catégorie que son nom.")
                    .expected("une phrase qui contient « %s »".formatted(value))
                    .seen(told)
                    .hint("prends la catégorie dans resolutions (ER_SUCCESS_MATCH) ; value n'est que ce que la personne"
                            + " a dit. La valeur, elle, est libre : prends-la dans value.")
                    .holdsIf(Spoken.holds(value, told));
        }
    }

    private void requireQuestion(String what, Intent intent) {
        Answer answer = skill.ask(person, intent);
        String defect = answer.defect().orElse("elle ne demande rien");
        Expectation.that("%s : la compétence redemande ce qui manque.".formatted(what))
                .expected("une question et \"shouldEndSession\": false, ou une directive Dialog.ElicitSlot")
                .seen("%s : %s".formatted(defect, answer.said()))
                .hint(
                        "un slot peut être là sans value, et une catégorie ER_SUCCESS_NO_MATCH : pose alors une question, et"
                                + " laisse la session ouverte.")
                .holdsIf(answer.defect().isEmpty() && asks(answer, intent));
    }

    private static boolean asks(Answer answer, Intent intent) {
        JsonNode elicit = answer.directive("Dialog.ElicitSlot");
        if (!elicit.isMissingNode()) {
            return intent.slots().containsKey(elicit.path("slotToElicit").asText()) && !answer.ends();
        }
        if (!answer.directive("Dialog.Delegate").isMissingNode()) {
            return intent.mayBeDelegated() && !answer.ends();
        }
        return !answer.speech().isEmpty() && answer.keepsOpen();
    }

    private void requireNothingStored(Category category, String kept, String lost) {
        String hint = "n'écris rien tant qu'un slot manque.";
        String told = skill.read(person, category, hint);
        String history = skill.toldHistory(person);
        Expectation.that("Tant qu'un slot manque, rien n'est retenu.")
                .expected("la préférence d'avant, « %s », et un historique sans « %s »".formatted(kept, lost))
                .seen("%s%n%s".formatted(told, history))
                .hint(hint)
                .holdsIf(Spoken.holds(kept, told) && !Spoken.holds(lost, history));
    }
}
