package ateliers.grader.checklists.skill;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklists.common.NewEnvironment;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** What one person tells the skill, asked for in later sessions, by an environment of the function that did not hear it. */
final class Memory {

    private final Stack stack;
    private final Skill skill;

    Memory(Stack stack) {
        this.stack = stack;
        this.skill = new Skill(stack);
    }

    void check() {
        requireTable();
        Person person = Person.anyone();
        List<Category> categories = Category.shuffled();
        Category told = categories.get(0);
        String first = Spoken.value();
        skill.save(person, told, first, "la fonction a-t-elle le droit d'écrire dans la table ?");
        stack.functions().forEach(function -> NewEnvironment.of(stack, function.physicalResourceId()));
        requireTold(
                "Une préférence est dite dans une session suivante, par un environnement de la fonction qui ne l'a pas"
                        + " entendue.",
                first,
                skill.read(person, told, "la fonction a-t-elle le droit de lire la table ?"));
        String other = Spoken.value();
        skill.save(person, categories.get(1), other, "chaque catégorie a sa préférence.");
        requireTold(
                "Une préférence d'une autre catégorie laisse la première comme elle est.",
                first,
                skill.read(person, told, "chaque catégorie a sa préférence."));
        String last = replace(person, told, first);
        requireReadAgain(person, told, last);
        String unknown =
                skill.read(person, categories.get(2), "une catégorie sans préférence n'est pas une erreur : dis-le.");
        Expectation.that("D'une catégorie sans préférence, la compétence ne dit aucune valeur.")
                .expected("une phrase qui dit qu'elle n'en connaît pas")
                .seen(unknown)
                .hint("lis la préférence de cette catégorie, et d'elle seule.")
                .holdsIf(Stream.of(first, other, last).noneMatch(value -> Spoken.holds(value, unknown)));
    }

    private String replace(Person person, Category category, String before) {
        String after = Spoken.value();
        skill.save(person, category, after, "une nouvelle valeur remplace l'ancienne.");
        String seen = skill.read(person, category, "une nouvelle valeur remplace l'ancienne.");
        requireTold("Une nouvelle valeur remplace l'ancienne.", after, seen);
        Expectation.that("La valeur remplacée n'est plus dite.")
                .expected("une phrase sans « %s »".formatted(before))
                .seen(seen)
                .hint("LirePreferenceIntent dit la dernière valeur seulement.")
                .holdsIf(!Spoken.holds(before, seen));
        return after;
    }

    /**
     * Writes the table as another environment of the function would, while this one knows what it has told itself: what is told must be what
     * the table holds.
     */
    private void requireReadAgain(Person person, Category category, String now) {
        TableContent content = TableContent.of(stack, stack.output(SkillChecklist.TABLE));
        String own = Spoken.value();
        skill.save(person, category, own, "une nouvelle valeur remplace l'ancienne.");
        skill.read(person, category, "une nouvelle valeur remplace l'ancienne.");
        content.restore();
        String seen = skill.read(person, category, "réponds à LirePreferenceIntent par une parole.");
        Expectation.that("La préférence est relue dans la table : un autre environnement a pu la changer.")
                .expected("une phrase qui contient « %s », que la table contient de nouveau".formatted(now))
                .seen(seen)
                .hint("ne garde pas les préférences dans un champ de ta classe : chaque environnement a le sien.")
                .holdsIf(Spoken.holds(now, seen) && !Spoken.holds(own, seen));
    }

    private static void requireTold(String what, String value, String speech) {
        Expectation.that(what)
                .expected("une phrase qui contient « %s »".formatted(value))
                .seen(speech)
                .hint("écris la préférence dans la table, sous l'utilisateur et la catégorie, et relis-la là.")
                .holdsIf(Spoken.holds(value, speech));
    }

    private void requireTable() {
        String table = stack.output(SkillChecklist.TABLE);
        try {
            stack.aws().dynamoDb().describeTable(r -> r.tableName(table));
        } catch (ResourceNotFoundException e) {
            throw Expectation.that("La sortie PreferencesTableName nomme une table qui existe.")
                    .expected("le nom d'une table de la pile")
                    .seen(table)
                    .hint("!Ref d'une table donne son nom.")
                    .because(e)
                    .failure();
        }
    }
}
