package ateliers.grader.checklists.annexe;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklists.common.SeveralRecords;
import ateliers.grader.targets.Target.InjectsFaults;
import ateliers.grader.variety.Variety;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** SNS refuses one publication of an event that tells of several files: that file is not forgotten because the others were announced. */
final class RefusedRecord {
    private static final int FILES = 3;

    /** Cloud time: a cold start, with every core busy. */
    private static final Duration SOON = Duration.ofSeconds(40);

    /** Lambda runs a failed event again a minute later, with room. */
    private static final Duration RETRY = Duration.ofMinutes(5);

    private final Stack stack;

    RefusedRecord(Stack stack) {
        this.stack = stack;
    }

    /**
     * Whether each file of an event is announced where nothing is refused is the matter of another row. Where nothing can refuse one
     * publication of several, nothing is dropped, which might cost money.
     */
    void check() {
        if (stack.offers(InjectsFaults.class).isEmpty()) {
            return;
        }
        List<String> accepted = dropped();
        AnnouncedUploads probe = new AnnouncedUploads(stack);
        if (told(accepted) && missing(accepted, probe, SOON).isEmpty()) {
            List<String> refused = dropped();
            try (Outage outage = Outage.once(stack, "AuthorizationError", Variety.one(refused))) {
                requireAll(refused);
            }
        }
    }

    private void requireAll(List<String> keys) {
        AnnouncedUploads probe = new AnnouncedUploads(stack);
        told(keys);
        List<String> missing = missing(keys, probe, RETRY);
        Expectation.that(
                        "Un fichier que SNS a refusé d'annoncer n'est pas oublié quand un autre, du même événement, l'est.")
                .expected("les %d fichiers de l'événement, dont celui que SNS a refusé une fois".formatted(FILES))
                .seen("jamais annoncé : " + String.join(", ", missing))
                .hint(
                        "retiens l'exception jusqu'à la fin de la boucle, et lance-la alors, même si les fichiers suivants ont"
                                + " été annoncés : sans elle, Lambda ne réessaie pas. PublishBatch, lui, ne lance rien pour un seul"
                                + " message : lis failed() dans sa réponse.")
                .holdsIf(missing.isEmpty());
    }

    /** Files that S3 itself has told of, each by an event of its own. */
    private List<String> dropped() {
        AnnouncedUploads uploads = new AnnouncedUploads(stack);
        List<String> keys =
                Stream.generate(AnnouncedUploads::key).distinct().limit(FILES).toList();
        keys.forEach(uploads::put);
        missing(keys, uploads, SOON);
        return keys;
    }

    private boolean told(List<String> keys) {
        return new SeveralRecords(stack, stack.output(UploadsChecklist.BUCKET)).deliver(keys);
    }

    private List<String> missing(List<String> keys, AnnouncedUploads probe, Duration patience) {
        stack.await(() -> probe.announced(keys).containsAll(keys), patience);
        List<String> announced = probe.announced(keys);
        return keys.stream().filter(key -> !announced.contains(key)).toList();
    }
}
