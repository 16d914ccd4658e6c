package ateliers.grader.verdict;

import ateliers.grader.checklist.Checklist;
import ateliers.grader.checklist.Criterion;
import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Inbox;
import ateliers.grader.checklist.Stack;
import java.time.Duration;

/** Criteria about what one address gets of a stack that it has subscribed to. */
@Checklist(
        lab = "97-exemple",
        title = "Exemple",
        outputs = {"TopicArn"})
public final class MailChecklist {
    static final String ANNA = "anna@example.com";
    private static final Duration SOON = Duration.ofSeconds(30);

    @Criterion(id = "silent", order = 1, points = 1, task = 1, title = "sans courriel")
    void readsNothing(Stack stack) {
        Expectation.that("La pile existe.").holdsIf(!stack.name().isEmpty());
    }

    @Criterion(id = "mail", order = 2, points = 1, task = 1, title = "avec courriel")
    void reads(Stack stack) {
        String topic = stack.output("TopicArn");
        Inbox inbox = stack.inbox(ANNA);
        Expectation.that("Le lien répond.")
                .holdsIf(inbox.confirm(topic)
                        .filter(page -> page.status() == 200)
                        .isPresent());
        stack.aws().sns().publish(r -> r.topicArn(topic).subject("Alerte").message("Le stock est bas."));
        stack.await(() -> !inbox.notifications().isEmpty(), SOON);
        Expectation.that("Le courriel dit bonjour.")
                .hint("salue.")
                .containing("bonjour", inbox.notifications().get(0).text());
    }
}
