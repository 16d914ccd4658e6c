package ateliers.grader.checklists.skill;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;

/** Another skill asks the function, and who may ask it at all. */
final class OwnSkillOnly {
    private static final String HINT =
            "compare context.System.application.applicationId à SkillId avant tout le reste, en entier, et refuse tout autre.";

    private final Stack stack;
    private final Skill skill;

    OwnSkillOnly(Stack stack) {
        this.stack = stack;
        this.skill = new Skill(stack);
    }

    void check() {
        new AlexaPermission(stack, skill).check();
        Person person = Person.anyone();
        Category category = Category.shuffled().get(0);
        String kept = Spoken.value();
        String foreign = Spoken.value();
        skill.save(person, category, kept, "la compétence répond encore à son propre identifiant (SkillId).");
        Skill other = skill.askedBy(SkillParameters.anyId());
        for (Intent intent : new Intent[] {Intent.read(category), Intent.history()}) {
            Answer answer = other.ask(person, intent);
            Expectation.that("%s d'une autre compétence : rien n'est dit.".formatted(intent.name()))
                    .expected("une erreur, ou une réponse sans « %s »".formatted(kept))
                    .seen(answer.said())
                    .hint(HINT)
                    .holdsIf(!Spoken.holds(kept, answer.speech()));
        }
        skill.askedBy(neighbour(skill.skillId)).ask(person, Intent.save(category, foreign));
        String told = skill.read(person, category, HINT);
        String history = skill.toldHistory(person);
        Expectation.that("EnregistrerPreferenceIntent d'une autre compétence : rien n'est retenu.")
                .expected("toujours « %s », et un historique sans « %s »".formatted(kept, foreign))
                .seen("%s%n%s".formatted(told, history))
                .hint(HINT)
                .holdsIf(Spoken.holds(kept, told) && !Spoken.holds(foreign, history));
    }

    /** An id that begins as another does. */
    private static String neighbour(String skillId) {
        char last = skillId.charAt(skillId.length() - 1);
        return skillId.substring(0, skillId.length() - 1) + (last == '0' ? '1' : '0');
    }
}
