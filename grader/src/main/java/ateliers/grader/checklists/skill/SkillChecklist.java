package ateliers.grader.checklists.skill;

import ateliers.grader.checklist.Checklist;
import ateliers.grader.checklist.Criterion;
import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklists.common.LeastPrivilege;
import ateliers.grader.checklists.common.SecondStack;

/** Lab 03: a skill that remembers what its users like. */
@Checklist(
        lab = "03-alexa-dynamodb",
        title = "Une compétence Alexa qui se souvient (Alexa, Lambda, DynamoDB)",
        outputs = {SkillChecklist.FUNCTION, SkillChecklist.TABLE},
        parameters = SkillParameters.class)
public final class SkillChecklist {
    static final String FUNCTION = "SkillFunctionArn";
    static final String TABLE = "PreferencesTableName";

    @Criterion(
            id = "launch",
            order = 1,
            points = 3,
            task = 1,
            proves = {"C1", "C4", "C12"},
            title = "La compétence accueille, et attend la suite")
    void welcomes(Stack stack) {
        new Conversation(stack).checkLaunch();
    }

    @Criterion(
            id = "remember",
            order = 2,
            points = 4,
            task = 3,
            proves = {"C2", "C5", "C6", "C15", "C16", "C17"},
            title = "Une préférence est retenue, et dite dans une session suivante",
            dependsOn = "launch")
    void remembers(Stack stack) {
        new Memory(stack).check();
    }

    @Criterion(
            id = "per-user",
            order = 3,
            points = 2,
            task = 3,
            proves = {"C18", "C19"},
            title = "Un utilisateur n'entend jamais ce qu'un autre a dit",
            dependsOn = "remember")
    void keepsUsersApart(Stack stack) {
        new Household(stack).check();
    }

    @Criterion(
            id = "history",
            order = 4,
            points = 2,
            task = 4,
            proves = {"C7", "C20", "C21", "C22"},
            title = "L'historique dit les trois dernières valeurs, la plus récente d'abord",
            dependsOn = "remember")
    void tellsTheHistory(Stack stack) {
        new History(stack).check();
    }

    @Criterion(
            id = "slots",
            order = 5,
            points = 2,
            task = 5,
            proves = {"C23", "C24", "C25", "C26"},
            title = "Un slot manquant est redemandé ; un synonyme vaut sa catégorie",
            dependsOn = "remember")
    void asksForWhatIsMissing(Stack stack) {
        new UnfilledSlots(stack).check();
    }

    @Criterion(
            id = "builtin",
            order = 6,
            points = 1,
            task = 2,
            proves = {"C8", "C9", "C13"},
            title = "Aide, arrêt, annulation, incompréhension : une parole, et la session comme il faut",
            dependsOn = "launch")
    void answersBuiltInIntents(Stack stack) {
        new Conversation(stack).checkBuiltIns();
    }

    @Criterion(
            id = "end",
            order = 7,
            points = 1,
            task = 2,
            proves = "C10",
            title = "La fin de session : ni parole, ni erreur",
            dependsOn = "launch")
    void endsInSilence(Stack stack) {
        new Conversation(stack).checkEnd();
    }

    @Criterion(
            id = "skill-id",
            order = 8,
            points = 1,
            task = 6,
            proves = {"C3", "C27", "C28", "C29"},
            title = "Seule la compétence SkillId est servie",
            dependsOn = "remember")
    void servesItsOwnSkillOnly(Stack stack) {
        new OwnSkillOnly(stack).check();
    }

    @Criterion(
            id = "robust",
            order = 9,
            points = 1,
            task = 7,
            proves = {"C11", "C14", "C30", "C31"},
            title = "Caractères du SSML, longues valeurs, intentions inconnues : une réponse, en moins de 8 s",
            dependsOn = "remember")
    void bearsOddRequests(Stack stack) {
        new OddRequests(stack).check();
    }

    @Criterion(
            id = "throttle",
            order = 10,
            points = 1,
            task = 7,
            proves = {"C32", "C33"},
            title = "DynamoDB refuse : des excuses en français, jamais une exception",
            dependsOn = "remember")
    void apologisesWhenTheTableIsBusy(Stack stack) {
        new BusyTable(stack).check();
    }

    @Criterion(
            id = "iam",
            order = 11,
            points = 1,
            task = 8,
            proves = "C36",
            title = "Les droits sont réduits au nécessaire",
            dependsOn = "remember")
    void grantsNoMoreThanNeeded(Stack stack) {
        LeastPrivilege.check(stack, "nomme chaque action de DynamoDB que le code appelle, sur ta table seulement.");
    }

    @Criterion(
            id = "config",
            order = 12,
            points = 1,
            task = 8,
            proves = {"C34", "C35"},
            title = "Deux piles du même template s'ignorent",
            dependsOn = "remember",
            pair = true)
    void livesBesideAnother(Stack stack) {
        String hint = "passe le nom de la table à la fonction par !Ref, et ne nomme aucune ressource en dur.";
        Skill first = new Skill(stack);
        Skill second = new Skill(SecondStack.beside(stack));
        Person person = Person.anyone();
        Category category = Category.shuffled().get(0);
        String value = Spoken.value();
        second.save(person, category, value, hint);
        String told = second.read(person, category, hint);
        String toldByFirst = first.read(person, category, hint);
        Expectation.that("Ce qu'une pile retient ne se dit pas dans l'autre.")
                .expected("« %s » dans la seconde pile seulement".formatted(value))
                .seen("seconde pile : %s%npremière pile : %s".formatted(told, toldByFirst))
                .hint(hint)
                .holdsIf(Spoken.holds(value, told) && !Spoken.holds(value, toldByFirst));
    }

    @Criterion(
            id = "model",
            order = 13,
            points = 1,
            bonus = true,
            task = 9,
            proves = {"C37", "C38", "C39", "C40"},
            title = "Le modèle fr-FR déclare chaque intention, avec cinq phrases au moins",
            dependsOn = "launch")
    void declaresWhatItHandles(Stack stack) {
        new ModelReview(stack).check();
    }
}
