package ateliers.grader.checklists.photos;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklists.common.BucketRefusal;
import ateliers.grader.checklists.common.FailureQueue;
import ateliers.grader.checklists.common.LostEvents;
import ateliers.grader.targets.Target.Injected;
import ateliers.grader.targets.Target.InjectsFaults;
import ateliers.grader.variety.Variety;
import java.util.List;

/** The second bucket refuses what is written to it, for a while and then for good. */
final class RefusedThumbnails {
    private static final String HINT =
            "laisse l'exception sortir du gestionnaire ; Lambda réessaie de lui-même. Écris la miniature avant la ligne.";

    private static final String PANNE =
            "une panne d'un service n'est pas un refus : laisse l'exception sortir du gestionnaire, Lambda réessaie de lui-même.";

    /** Whatever a function may write a line with. */
    private static final List<String> WRITES = List.of("PutItem", "UpdateItem", "BatchWriteItem", "TransactWriteItems");

    private final Stack stack;
    private final LostEvents lost;
    private final PhotoClub club;

    RefusedThumbnails(Stack stack) {
        this.stack = stack;
        this.lost = new LostEvents(stack);
        this.club = new PhotoClub(stack);
    }

    void check() {
        BucketRefusal refusal = BucketRefusal.of(stack, club.thumbnails, "s3:PutObject");
        retried(refusal);
        refusal.apply();
        lost();
        refusal.lift();
        unread();
        stack.offers(InjectsFaults.class).ifPresent(this::unwritten);
    }

    /** The first bucket is not to be read for a while: that says nothing of the photo. */
    private void unread() {
        BucketRefusal refusal = BucketRefusal.of(stack, club.photos, "s3:GetObject");
        Mosaic photo = Mosaic.landscape();
        String key = drop(photo);
        boolean honest = stack.never(() -> club.says(key, PhotoClub.REFUSED), PhotoClub.QUIET);
        refusal.lift();
        Expectation.that("Quand S3 refuse de lire la photo, c'est une panne, pas une photo à refuser.")
                .expected("pas de ligne REFUSE")
                .seen(club.saidLines(key))
                .hint(PANNE)
                .holdsIf(honest);
        stack.await(() -> club.hasThumbnail(key), PhotoClub.RETRIES);
        Shown.jpeg(key, photo, () -> lost.advice(1, PANNE))
                .checkNow(club, "Le premier bucket se laisse lire de nouveau");
    }

    /** The table refuses what is written to it, for a while. */
    private void unwritten(InjectsFaults faults) {
        List<Injected> refusals = WRITES.stream()
                .map(write -> faults.refuse("dynamodb", write, "AccessDeniedException")
                        .always())
                .toList();
        String key;
        try {
            key = drop(Mosaic.landscape());
            stack.await(() -> refusals.stream().anyMatch(each -> each.answered() > 0), PhotoClub.SOON);
        } finally {
            refusals.forEach(Injected::close);
        }
        stack.await(() -> club.says(key, PhotoClub.DONE), PhotoClub.RETRIES);
        Expectation.that("Quand DynamoDB refuse d'écrire la ligne, l'événement est relancé, et la ligne arrive.")
                .expected("une ligne REUSSI")
                .seen(club.saidLines(key))
                .hint(PANNE)
                .holdsIf(club.says(key, PhotoClub.DONE));
    }

    private void retried(BucketRefusal refusal) {
        Mosaic photo = Mosaic.landscape();
        String key = drop(photo);
        requireNoSuccess(key);
        refusal.lift();
        stack.await(() -> club.hasThumbnail(key), PhotoClub.RETRIES);
        Shown.jpeg(key, photo, () -> lost.advice(1, HINT)).checkNow(club, "Le second bucket accepte de nouveau");
    }

    private void lost() {
        String key = drop(Mosaic.landscape());
        FailureQueue failures = new FailureQueue(stack, stack.output(PhotosChecklist.FAILURES));
        boolean kept = stack.await(() -> failures.holds(key), PhotoClub.RETRIES);
        Expectation.that("L'événement qui échoue à chaque tentative doit arriver dans la file d'échec.")
                .expected("un message de la file nomme la clé " + key)
                .seen(failures.without("ne la nomme"))
                .hint("donne à la fonction une destination OnFailure (ou une DeadLetterQueue) vers la file.")
                .holdsIf(kept);
        requireNoSuccess(key);
    }

    private String drop(Mosaic photo) {
        String key = Variety.fileName(".jpg");
        club.put(key, Pictures.jpeg(photo));
        return key;
    }

    private void requireNoSuccess(String key) {
        boolean honest = stack.never(() -> club.says(key, PhotoClub.DONE), PhotoClub.QUIET);
        Expectation.that("Tant que le second bucket refuse la miniature, aucune ligne ne dit REUSSI.")
                .expected("pas de ligne REUSSI")
                .seen(club.saidLines(key))
                .hint(HINT)
                .holdsIf(honest);
    }
}
