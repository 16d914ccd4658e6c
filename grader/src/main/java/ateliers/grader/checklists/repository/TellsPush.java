package ateliers.grader.checklists.repository;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklist.TopicProbe.Notification;
import ateliers.grader.variety.Variety;

/** One pushes what others wrote and applied: the notification tells of the last commit, by its author and its first line. */
final class TellsPush {
    private final Team team;

    TellsPush(Stack stack) {
        this.team = new Team(stack);
    }

    void check() {
        Written below = team.nextOfMain();
        Written head = team.clone.write(author(), Team.name(), message(Team.title()), LocalClone.ids(below));
        int before = team.count();
        team.clone.push(Team.MAIN, head);
        Notification seen = team.oneAfter(
                before, "Un push dont l'auteur a des accents", "la fonction échoue-t-elle ? Regarde son journal.");
        new Told(team, seen, Team.MAIN, "push").check();
        commit(seen, head);
        signs();
        longLine();
    }

    /** What is a place to fill, or an escape, to a formatter that takes the line for its pattern. */
    private void signs() {
        Written commit = team.clone.write(Team.name(), message(lineOfSigns()), team.parentsOnMain());
        int before = team.count();
        team.clone.push(Team.MAIN, commit);
        commit(
                team.oneAfter(
                        before,
                        "Un push dont le message porte les signes %, $, \\ et {0}",
                        "ces signes sont du texte : donne la première ligne comme valeur à formatted ou à replace, ne la"
                                + " mets pas dans le modèle."),
                commit);
    }

    /** Where such a line makes a subject that SNS refuses, nothing comes: that is another row's matter. */
    private void longLine() {
        Written commit = team.clone.write(Team.name(), message(longTitle()), team.parentsOnMain());
        int before = team.count();
        team.clone.push(Team.MAIN, commit);
        if (team.settle(before + 1) > before) {
            commit(team.announced().get(before), commit);
        }
    }

    /** What a push and a tag tell of the commit. */
    static void commit(Notification seen, Written commit) {
        Expectation.that("Le texte contient les sept premiers caractères de l'identifiant du commit.")
                .hint("prends le commitId de l'événement : c'est le dernier commit du push.")
                .containing(commit.shortId(), seen.text());
        Expectation.that("Le texte contient le nom de l'auteur du commit.")
                .hint(
                        "demande le commit à CodeCommit (GetCommit) ; l'auteur est author().name(), ni la personne qui l'a"
                                + " enregistré (committer), ni celle qui l'a poussé (callerUserArn).")
                .containing(commit.author(), seen.text());
        Expectation.that("Le texte contient la première ligne du message du commit, entière.")
                .hint("demande le commit à CodeCommit (GetCommit) ; message() peut avoir plusieurs lignes.")
                .containing(commit.title(), seen.text());
    }

    /** With an accent, a comma and an apostrophe, as people and bots have them. */
    private static String author() {
        Variety.Person person = Variety.person();
        return "%s d'%s, %s".formatted(person.fullName(), Variety.accented(), Variety.word());
    }

    /** A first line, then the rest. */
    private static String message(String title) {
        return title + "\n\n" + Variety.text() + "\n";
    }

    /** Short enough for a mail's subject, as each title is. */
    private static String lineOfSigns() {
        return Variety.properName() + " : 5 % de $1, \\1 et {0}";
    }

    /** Longer than where git's own lines end, with accents. */
    private static String longTitle() {
        return "%s %s %s %s".formatted(Variety.properName(), Variety.accented(), Variety.words(34), Variety.accented());
    }
}
