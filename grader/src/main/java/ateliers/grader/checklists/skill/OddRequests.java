package ateliers.grader.checklists.skill;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.variety.Variety;
import java.util.List;

/** Values and intents that nobody thought of: each gets a proper answer, in time. */
final class OddRequests {
    private static final int LONG = 200;

    private final Skill skill;
    private final Person person = Person.anyone();

    OddRequests(Stack stack) {
        this.skill = new Skill(stack);
    }

    void check() {
        List<Category> categories = Category.shuffled();
        keepsAndTells(categories.get(0), "<b>%s</b> & « %s »".formatted(Variety.word(), Variety.word()));
        keepsAndTells(categories.get(1), "l'%s \"%s\" > 3 < 4 ; 100 %%".formatted(Variety.word(), Variety.word()));
        keepsAndTells(categories.get(2), longValue());
        inTime(Skill.spoken(
                "HistoriqueIntent, avec des valeurs qui ont des &, < et >",
                skill.ask(person, Intent.history()),
                "échappe les valeurs dans l'historique aussi."));
        for (String unknown : List.of("AMAZON.NavigateHomeIntent", "Intention" + Variety.word())) {
            inTime(Skill.spoken(
                    "Une intention inconnue (%s)".formatted(unknown),
                    skill.ask(new Visit(person), Intent.of(unknown)),
                    "ajoute un gestionnaire qui répond à ce qu'aucun autre ne traite."));
        }
    }

    private void keepsAndTells(Category category, String value) {
        String what = value.length() > 60 ? "une valeur de %d caractères".formatted(value.length()) : value;
        String hint = "en SSML, échappe &, < et > (ou réponds en PlainText).";
        inTime(Skill.spoken(
                "EnregistrerPreferenceIntent (%s)".formatted(what),
                skill.ask(person, Intent.save(category, value)),
                hint));
        Answer told = inTime(Skill.spoken(
                "LirePreferenceIntent (%s)".formatted(what), skill.ask(person, Intent.read(category)), hint));
        Expectation.that("Une valeur est dite telle quelle : " + what)
                .expected(value)
                .seen(told.said())
                .hint(hint)
                .holdsIf(Spoken.holds(value, told.speech()));
    }

    /** Alexa gives up after eight seconds. */
    static Answer inTime(Answer answer) {
        Expectation.that("La compétence répond en moins de 8 secondes : Alexa n'attend pas plus.")
                .expected("une réponse en moins de 8 s")
                .seen("%.1f s".formatted(answer.took().toMillis() / 1000.0))
                .hint("borne les appels à DynamoDB : un délai court, et peu de tentatives.")
                .holdsIf(!answer.late());
        return answer;
    }

    private static String longValue() {
        StringBuilder text = new StringBuilder(Variety.word());
        while (text.length() < LONG) {
            text.append(' ').append(Variety.word());
        }
        // No space at its end: what is said does not end so.
        return text.substring(0, LONG - 1).strip().concat("a".repeat(LONG)).substring(0, LONG);
    }
}
