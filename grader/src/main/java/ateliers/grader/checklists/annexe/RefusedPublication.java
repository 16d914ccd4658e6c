package ateliers.grader.checklists.annexe;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklist.TopicProbe;
import ateliers.grader.checklists.common.FailureQueue;
import ateliers.grader.checklists.common.LostEvents;
import ateliers.grader.checklists.common.TopicRefusal;
import java.time.Duration;

/** SNS refuses what is published, each time for another reason: for a while, and then for good. */
final class RefusedPublication {
    /** Lambda runs a failed event again a minute later: before that. */
    private static final Duration FIRST_ATTEMPT = Duration.ofSeconds(30);

    /** And once more two minutes after that: between the two, with room. */
    private static final Duration SECOND_ATTEMPT = Duration.ofSeconds(90);

    private final Stack stack;
    private final AnnouncedUploads uploads;
    private final FailureQueue failures;

    RefusedPublication(Stack stack) {
        this.stack = stack;
        this.uploads = new AnnouncedUploads(stack);
        this.failures = new FailureQueue(stack, stack.output(UploadsChecklist.FAILURES));
    }

    void check() {
        TopicRefusal refusal = TopicRefusal.on(stack, uploads.topic);
        String announced = retried(refusal);
        kept(refusal);
        requireWithout(announced);
        refusal.lift();
        new RefusedRecord(stack).check();
    }

    /** The topic refuses first, then SNS is broken, then all is well: the key of what is announced at last. */
    private String retried(TopicRefusal refusal) {
        String key = AnnouncedUploads.key();
        uploads.put(key);
        boolean silent = remainsSilent(FIRST_ATTEMPT);
        boolean met;
        try (Outage outage = Outage.of(stack, "InternalError")) {
            if (outage.isOn()) {
                refusal.lift();
            }
            silent &= remainsSilent(SECOND_ATTEMPT);
            met = outage.isMet();
        }
        refusal.lift();
        boolean retried = stack.await(() -> !uploads.probe.received().isEmpty(), uploads.allRetries());
        Expectation.that("Quand la publication échoue, elle doit être tentée de nouveau, deux fois.")
                .expected(
                        met
                                ? "le sujet refuse (AuthorizationError), puis SNS tombe en panne (InternalError), puis tout"
                                        + " remarche : la notification arrive"
                                : "le sujet refuse deux fois, puis accepte de nouveau sns:Publish : la notification arrive")
                .seen(
                        silent
                                ? TopicProbe.said(uploads.probe.received().size())
                                : "une notification malgré le refus de SNS")
                .hint(() -> hint(met))
                .holdsIf(silent && retried);
        return key;
    }

    /** A setting that ends the attempts explains all that is missing; where there is none, the exception did not come out. */
    private String hint(boolean metTheOutage) {
        return new LostEvents(stack)
                .advice(
                        2,
                        metTheOutage
                                ? "le premier refus a été suivi d'un nouvel essai, la panne non : laisse sortir du gestionnaire toute"
                                        + " exception de SNS, et pas seulement un refus."
                                : "laisse l'exception sortir du gestionnaire ; Lambda réessaie de lui-même, deux fois.");
    }

    /** SNS throttles first, then the topic refuses at each attempt. */
    private void kept(TopicRefusal refusal) {
        String lost = AnnouncedUploads.key();
        int before = uploads.probe.received().size();
        try (Outage outage = Outage.of(stack, "Throttled")) {
            if (!outage.isOn()) {
                refusal.apply();
            }
            uploads.put(lost);
            stack.never(() -> uploads.probe.received().size() > before, FIRST_ATTEMPT);
            refusal.apply();
        }
        boolean kept = stack.await(() -> failures.holds(lost), uploads.allRetries());
        Expectation.that("L'événement qui échoue à chaque tentative doit arriver dans la file d'échec.")
                .expected("un message de la file nomme la clé " + lost)
                .seen(failures.without("ne la nomme"))
                .hint(() -> new LostEvents(stack).areKept()
                        ? "laisse sortir toute exception de SNS, celle qui dit « trop de demandes » (Throttled) aussi ; et"
                                + " que la destination soit la file de FailureQueueUrl."
                        : "la fonction échoue, mais rien ne garde l'événement perdu : donne-lui une destination OnFailure"
                                + " (EventInvokeConfig), ou une DeadLetterQueue, vers la file.")
                .holdsIf(kept);
    }

    private void requireWithout(String announced) {
        Expectation.that("La file d'échec ne garde que les événements que la fonction n'a pas pu traiter.")
                .expected("aucun message ne nomme la clé " + announced + ", qui est annoncée")
                .seen("un message de la file la nomme")
                .hint("n'envoie à cette file que les échecs : OnFailure, pas OnSuccess.")
                .holdsIf(!failures.holds(announced));
    }

    private boolean remainsSilent(Duration during) {
        return stack.never(() -> !uploads.probe.received().isEmpty(), during);
    }
}
