package ateliers.grader.checklists.repository;

import ateliers.grader.checklist.EventProbe;
import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklist.TopicProbe;
import ateliers.grader.checklists.common.FailureQueue;
import ateliers.grader.checklists.common.LostEvents;
import ateliers.grader.checklists.common.TopicRefusal;
import ateliers.grader.targets.Target.Injected;
import ateliers.grader.targets.Target.InjectsFaults;
import java.time.Duration;
import java.util.Optional;

/** The topic refuses what is published, for a while and then for good. */
final class RefusedNotifications {
    /** Lambda runs a failed event again a minute later: before that, the topic still refuses. */
    private static final Duration FIRST_ATTEMPT = Duration.ofSeconds(30);

    private final Stack stack;
    private final LostEvents lost;
    private final Team team;

    RefusedNotifications(Stack stack) {
        this.stack = stack;
        this.lost = new LostEvents(stack);
        this.team = new Team(stack);
    }

    void check() {
        EventProbe events = EventProbe.of(stack, team.repository.arn());
        TopicRefusal refusal = TopicRefusal.on(stack, team.topic);
        retried(refusal);
        refusal.apply();
        kept(events);
        refusal.lift();
        stack.offers(InjectsFaults.class).ifPresent(this::unread);
    }

    /** CodeCommit does not tell of a commit for a while: who announces it all the same does so without its author. */
    private void unread(InjectsFaults faults) {
        int before = team.count();
        Written commit;
        try (Injected refusal = faults.refuse("codecommit", "GetCommit", "AccessDeniedException")
                .always()) {
            commit = team.pushToMain();
            stack.await(() -> refusal.answered() > 0 || team.count() > before, FIRST_ATTEMPT);
            if (refusal.answered() == 0) {
                return; // it asks in another way, which nothing has refused
            }
        }
        stack.await(() -> team.count() > before, Team.RETRIES);
        String text = team.count() > before ? team.announced().get(before).text() : "";
        Expectation.that("Quand CodeCommit refuse de donner le commit, la fonction échoue, et Lambda la relance.")
                .expected("une notification qui nomme l'auteur, %s, et la première ligne, %s"
                        .formatted(commit.author(), commit.title()))
                .seen(text.isEmpty() ? "aucune notification" : text)
                .hint(() -> lost.advice(1, "laisse l'exception sortir du gestionnaire : Lambda réessaie de lui-même."))
                .holdsIf(text.contains(commit.author()) && text.contains(commit.title()));
    }

    private void retried(TopicRefusal refusal) {
        team.pushToMain();
        boolean silent = stack.never(() -> team.count() > 0, FIRST_ATTEMPT);
        refusal.lift();
        boolean told = stack.await(() -> team.count() > 0, Team.RETRIES);
        Expectation.that("Quand la publication échoue, elle doit être tentée de nouveau.")
                .expected("le sujet refuse, puis accepte de nouveau sns:Publish : la notification arrive")
                .seen(silent ? TopicProbe.said(team.count()) : "une notification malgré le refus du sujet")
                .hint(() -> lost.advice(
                        1, "laisse l'exception sortir du gestionnaire ; Lambda réessaie de lui-même, deux fois."))
                .holdsIf(silent && told);
    }

    private void kept(EventProbe events) {
        Written commit = team.pushToMain();
        stack.await(() -> idOf(events, commit).isPresent(), Team.SOON);
        String id = idOf(events, commit)
                .orElseThrow(() -> new IllegalStateException("EventBridge did not tell the grader of " + commit.id()));
        FailureQueue failures = new FailureQueue(stack, stack.output(RepositoryChecklist.FAILURES));
        boolean kept = stack.await(() -> failures.holds(id), Team.RETRIES);
        Expectation.that("L'événement qui échoue à chaque tentative doit arriver dans la file d'échec.")
                .expected("un message de la file porte l'id %s de l'événement".formatted(id))
                .seen(failures.without("ne le porte"))
                .hint(
                        "donne à la fonction une destination OnFailure (ou une DeadLetterQueue) vers la file. Celle d'une règle"
                                + " (DeadLetterConfig) ne voit pas les échecs de la fonction : pour EventBridge, l'appel a réussi.")
                .holdsIf(kept);
    }

    private static Optional<String> idOf(EventProbe events, Written commit) {
        return events.received().stream()
                .filter(event -> event.at("/detail/commitId").asText().equals(commit.id()))
                .map(event -> event.path("id").asText())
                .findFirst();
    }
}
