package ateliers.grader.checklists.skill;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import java.util.List;

/** Two people before one device, and one of them before another. */
final class Household {
    private static final String HINT =
            "l'utilisateur est context.System.user.userId ; ni l'appareil ni la session ne le nomment.";

    private final Skill skill;

    Household(Stack stack) {
        this.skill = new Skill(stack);
    }

    void check() {
        Person one = Person.anyone();
        Person other = one.neighbour();
        Category category = Category.shuffled().get(0);
        String ofOne = Spoken.value();
        String ofOther = Spoken.value();
        skill.save(one, category, ofOne, HINT);
        requireSilence(ofOne, skill.read(other, category, HINT));
        requireSilence(ofOne, skill.toldHistory(other));
        skill.save(other, category, ofOther, HINT);
        for (Person heard : List.of(one, one.elsewhere())) {
            String told = skill.read(heard, category, HINT);
            Expectation.that("Un utilisateur entend sa préférence sur tous ses appareils, quoi que disent les autres.")
                    .expected("une phrase qui contient « %s »".formatted(ofOne))
                    .seen(told)
                    .hint(HINT)
                    .holdsIf(Spoken.holds(ofOne, told));
            requireSilence(ofOther, told);
            requireSilence(ofOther, skill.toldHistory(heard));
        }
    }

    private static void requireSilence(String value, String speech) {
        Expectation.that("Un utilisateur n'entend jamais ce qu'un autre a dit.")
                .expected("une phrase sans « %s »".formatted(value))
                .seen(speech)
                .hint(HINT)
                .holdsIf(!Spoken.holds(value, speech));
    }
}
