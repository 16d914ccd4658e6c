package ateliers.grader.checklists.repository;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklist.TopicProbe.Notification;
import ateliers.grader.variety.Variety;
import java.util.List;
import java.util.stream.Collectors;

/** Someone tags a commit of main that is not the newest; and someone calls a tag as the branch is called. */
final class NewTags {
    private static final String HINT = "une règle laisse-t-elle passer referenceCreated pour referenceType tag ?";

    private final Team team;

    NewTags(Stack stack) {
        this.team = new Team(stack);
    }

    void check() {
        Written tagged = team.pushToMain();
        team.settle(1);
        team.pushToMain();
        int before = team.settle(2);
        String name = "%d.%d.%d".formatted(Variety.between(1, 9), Variety.between(10, 99), Variety.between(0, 30));
        team.clone.tag(name, tagged);
        Notification seen = team.oneAfter(before, "La création de l'étiquette %s".formatted(name), HINT);
        new Told(team, seen, name, "tag").check();
        TellsPush.commit(seen, tagged);
        team.requireNoMore(before, "La création de l'étiquette", name);
        namedMain(tagged);
    }

    private void namedMain(Written commit) {
        if (team.clone.hasTag(Team.MAIN)) {
            // Another criterion failed before it could delete it.
            team.clone.deleteTag(Team.MAIN);
            team.stack.never(() -> false, Team.QUIET);
        }
        int before = team.count();
        team.clone.tag(Team.MAIN, commit);
        team.settle(before + 1);
        List<Notification> all = team.announced();
        List<Notification> more = all.subList(Math.min(before, all.size()), all.size());
        Expectation.that("Une étiquette nommée main est une étiquette, pas un push.")
                .expected("une notification dont l'attribut « evenement » est tag")
                .seen(
                        more.isEmpty()
                                ? "aucune notification"
                                : more.stream().map(Team::said).collect(Collectors.joining("\n")))
                .hint("c'est detail.referenceType qui distingue une étiquette d'une branche, pas son nom.")
                .holdsIf(more.stream().anyMatch(each -> each.string("evenement").equals("tag")));
        team.clone.deleteTag(Team.MAIN);
    }
}
