package ateliers.grader.checklists.repository;

import ateliers.grader.checklist.Stack;
import ateliers.grader.checklist.TopicProbe.Notification;
import ateliers.grader.variety.Variety;
import java.util.List;

/** People delete branches: the event has no new commit. */
final class DeletedBranches {
    private static final String HINT =
            "une règle laisse-t-elle passer referenceDeleted ? L'événement n'a pas de commitId : ne"
                    + " demande pas de commit à CodeCommit.";

    private final Stack stack;
    private final Team team;

    DeletedBranches(Stack stack) {
        this.stack = stack;
        this.team = new Team(stack);
    }

    void check() {
        for (String branch : Variety.shuffled(List.of(Team.deepBranch(), "main-" + Variety.word()))) {
            team.clone.push(branch, team.nextOfMain());
            // That it was made is no matter here.
            stack.never(() -> false, Team.QUIET);
            stack.explainsFromNow();
            int before = team.count();
            team.clone.deleteBranch(branch);
            Notification seen = team.oneAfter(before, "La suppression de la branche %s".formatted(branch), HINT);
            new Told(team, seen, branch, "suppression").check();
            team.requireNoMore(before, "La suppression de la branche", branch);
        }
    }
}
