package ateliers.grader.checklists.skill;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Four values saved one after the other, one of them replaced: the last three are told, the newest first. */
final class History {

    private final Skill skill;

    History(Stack stack) {
        this.skill = new Skill(stack);
    }

    void check() {
        Person person = Person.anyone();
        skill.history(person, "un historique vide n'est pas une erreur : dis-le.");
        List<Category> categories = Category.shuffled();
        List<String> values = Stream.generate(Spoken::value).limit(4).toList();
        save(person, categories.get(0), values.get(0));
        requireOrder(person, List.of(values.get(0)));
        save(person, categories.get(1), values.get(1));
        // It replaces the one before, which was saved all the same.
        save(person, categories.get(1), values.get(2));
        requireOrder(person, List.of(values.get(2), values.get(1), values.get(0)));
        save(person, categories.get(2), values.get(3));
        // What was asked is no part of what was saved.
        skill.read(person, categories.get(0), "réponds à LirePreferenceIntent par une parole.");
        String told = requireOrder(person, List.of(values.get(3), values.get(2), values.get(1)));
        Expectation.that("L'historique s'arrête à la troisième valeur.")
                .expected("une phrase sans « %s »".formatted(values.get(0)))
                .seen(told)
                .hint("ne dis que les trois dernières valeurs.")
                .holdsIf(!Spoken.holds(values.get(0), told));
        saidTwice(person, categories.get(2), values);
    }

    /** The newest value once more: it counts twice, and leaves room for one other only. */
    private void saidTwice(Person person, Category category, List<String> values) {
        save(person, category, values.get(3));
        String told = requireOrder(person, List.of(values.get(3), values.get(2)));
        int first = Spoken.find(values.get(3), told);
        Expectation.that("Une valeur enregistrée deux fois compte deux fois dans l'historique.")
                .expected("« %1$s », « %1$s », puis « %2$s », et rien d'autre".formatted(values.get(3), values.get(2)))
                .seen(told)
                .hint(
                        "ne retire pas les doublons : chaque enregistrement compte, et l'historique dit les trois derniers.")
                .holdsIf(Spoken.findAfter(first, values.get(3), told) >= 0 && !Spoken.holds(values.get(1), told));
    }

    private void save(Person person, Category category, String value) {
        skill.save(person, category, value, "garde une trace de chaque valeur enregistrée.");
    }

    private String requireOrder(Person person, List<String> newestFirst) {
        String told =
                skill.history(person, "réponds à HistoriqueIntent par une parole, qui dit les dernières valeurs.");
        List<Integer> places =
                newestFirst.stream().map(value -> Spoken.find(value, told)).toList();
        boolean inOrder =
                !places.contains(-1) && places.equals(places.stream().sorted().toList());
        Expectation.that("L'historique dit les dernières valeurs enregistrées, la plus récente d'abord.")
                .expected(newestFirst.stream().map("« %s »"::formatted).collect(Collectors.joining(", puis ")))
                .seen(told)
                .hint(
                        "commence par la plus récente ; une valeur remplacée reste dans l'historique, et deux valeurs de la"
                                + " même seconde gardent leur ordre.")
                .holdsIf(inOrder);
        return told;
    }
}
