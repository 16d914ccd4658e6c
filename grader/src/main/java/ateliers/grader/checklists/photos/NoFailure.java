package ateliers.grader.checklists.photos;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklists.common.FailureQueue;
import ateliers.grader.targets.Step;
import ateliers.grader.targets.Story;
import ateliers.grader.targets.Target.TellsStory;
import java.util.List;
import java.util.Optional;

/** Watches that some photos make no function fail, so that nothing is run again and nothing comes to the queue. */
final class NoFailure {
    private final Stack stack;
    private final PhotoClub club;
    private final Story story;

    private NoFailure(Stack stack, PhotoClub club, Story story) {
        this.stack = stack;
        this.club = club;
        this.story = story;
    }

    /** Begins to watch, once nothing of what failed before is run again any more: it would be taken for a failure of these. */
    static NoFailure fromNow(Stack stack, PhotoClub club) {
        stack.never(() -> false, PhotoClub.RETRIES);
        return new NoFailure(
                stack,
                club,
                stack.offers(TellsStory.class).map(TellsStory::fromNow).orElse(Story.UNTOLD));
    }

    /** Waits as long as a failed event is run again, and fails the criterion if one was. */
    void check(List<String> keys, String hint) {
        Optional<FailureQueue> failures =
                stack.toldOutput(PhotosChecklist.FAILURES).map(url -> new FailureQueue(stack, url));
        boolean quiet = stack.never(
                () -> failures.isPresent() && keys.stream().anyMatch(failures.get()::holds), PhotoClub.RETRIES);
        boolean failed =
                story.steps().stream().anyMatch(step -> step.kind() == Step.Kind.INVOCATION && !step.succeeded());
        Expectation.that("La fonction n'échoue pas, et rien n'arrive dans la file d'échec.")
                .expected("aucun échec, aucun message")
                .seen(quiet ? "la fonction a échoué, puis a été relancée" : "un message dans la file d'échec")
                .hint(hint)
                .holdsIf(quiet && !failed);
    }
}
