package ateliers.grader.checklists.annexe;

import ateliers.grader.checklist.Checklist;
import ateliers.grader.checklist.Criterion;
import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklist.TopicProbe;
import ateliers.grader.checklist.TopicProbe.Notification;
import ateliers.grader.checklists.common.FailureQueue;
import ateliers.grader.checklists.common.LeastPrivilege;
import ateliers.grader.checklists.common.SecondStack;
import ateliers.grader.checklists.common.SeveralRecords;
import ateliers.grader.checklists.common.TopicRefusal;
import ateliers.grader.variety.Variety;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lab 00: what falls into the bucket is announced by the topic. */
@Checklist(
        lab = "00-annexe-s3-sns",
        title = "Être prévenu quand un fichier arrive (S3, Lambda, SNS)",
        outputs = {UploadsChecklist.BUCKET, UploadsChecklist.TOPIC, UploadsChecklist.FAILURES})
public final class UploadsChecklist {
    static final String BUCKET = "UploadBucketName";
    static final String TOPIC = "NotificationTopicArn";
    static final String FAILURES = "FailureQueueUrl";

    private static final String SUBJECT = "Nouveau fichier dans S3";
    /** Cloud time: a cold start, with every core busy. */
    private static final Duration SOON = Duration.ofSeconds(40);

    /** A function whose concurrency is reserved is throttled, and Lambda gives it the rest of a crowd later and later. */
    private static final Duration CROWD = Duration.ofMinutes(30);

    private static final Duration QUIET = Duration.ofSeconds(10);

    /** Lambda runs a failed event again a minute later, and once more two minutes after that: between the two, with room. */
    private static final Duration SECOND_ATTEMPT = Duration.ofSeconds(120);

    /** Two retries, after one and two minutes, with room. */
    private static final Duration RETRIES = Duration.ofMinutes(15);

    @Criterion(
            id = "notify",
            order = 1,
            points = 6,
            task = 1,
            proves = {"C1", "C2", "C4", "C5"},
            title = "Un dépôt donne exactement une notification")
    void notifies(Stack stack) {
        new EachUploadOnce(stack).check();
    }

    @Criterion(
            id = "content",
            order = 2,
            points = 4,
            task = 3,
            proves = {"C6", "C7", "C8", "C9"},
            title = "Bucket et clé sont justes, dans le texte et les attributs",
            dependsOn = "notify")
    void tellsBucketAndKey(Stack stack) {
        AnnouncedUploads uploads = new AnnouncedUploads(stack);
        String key = AnnouncedUploads.key();
        uploads.put(key);
        Notification seen = uploads.first();
        Expectation.that("Le sujet de la notification est celui du contrat.")
                .hint("relis ce que la notification doit porter.")
                .equal(SUBJECT, seen.subject());
        Expectation.that("Le texte de la notification nomme le bucket.")
                .hint("écris le nom du bucket dans le texte.")
                .containing(uploads.bucket, seen.text());
        Expectation.that("Le texte de la notification nomme la clé.")
                .hint("écris la clé dans le texte.")
                .containing(key, seen.text());
        Expectation.that("L'attribut « bucket », de type String, est le nom du bucket.")
                .hint("ajoute l'attribut avec messageAttributes, de type String.")
                .equal(uploads.bucket, seen.string("bucket"));
        Expectation.that("L'attribut « cle », de type String, est la clé.")
                .hint("ajoute l'attribut avec messageAttributes, de type String.")
                .equal(key, seen.string("cle"));
    }

    @Criterion(
            id = "key",
            order = 3,
            points = 3,
            task = 2,
            proves = "C10",
            title = "Les clés avec espace, +, accents ou 900 caractères sont décodées",
            dependsOn = "notify")
    void decodesKeys(Stack stack) {
        for (String key : AnnouncedUploads.encodedKeys()) {
            AnnouncedUploads uploads = new AnnouncedUploads(stack);
            uploads.put(key);
            Notification seen = uploads.first();
            boolean decoded = seen.text().contains(key)
                    && (seen.string("cle").isEmpty() || seen.string("cle").equals(key));
            Expectation.that("La clé annoncée est celle du fichier, décodée.")
                    .expected(key)
                    .seen("texte : %s%nattribut cle : %s".formatted(seen.text(), seen.string("cle")))
                    .hint("S3 encode les clés comme une URL (un espace arrive comme +) ; décode-les en UTF-8.")
                    .holdsIf(decoded);
        }
    }

    @Criterion(
            id = "many",
            order = 4,
            points = 2,
            task = 3,
            proves = "C13",
            title = "20 fichiers à la fois : 20 notifications, aucune en double",
            dependsOn = "notify")
    void announcesEachOfMany(Stack stack) {
        AnnouncedUploads uploads = new AnnouncedUploads(stack);
        List<String> numbered = AnnouncedUploads.numberedKeys(8);
        Set<String> keys = Stream.concat(numbered.stream(), Stream.generate(AnnouncedUploads::key))
                .distinct()
                .limit(20)
                .collect(Collectors.toCollection(TreeSet::new));
        String sameForAll = Variety.text();
        keys.parallelStream().forEach(key -> uploads.put(key, sameForAll));
        stack.await(() -> uploads.probe.received().size() >= keys.size(), CROWD);
        stack.never(() -> uploads.probe.received().size() > keys.size(), QUIET);
        Expectation.that("Chaque fichier doit être annoncé une fois, même quand beaucoup arrivent ensemble.")
                .hint("ne garde rien d'une invocation à l'autre, et traite chaque enregistrement de l'événement.")
                .eachOnce(keys, uploads.announced(keys), TopicProbe.NOTIFICATION);
        announcesEachOfSeveral(stack, numbered.subList(0, 3));
    }

    private static void announcesEachOfSeveral(Stack stack, List<String> keys) {
        AnnouncedUploads uploads = new AnnouncedUploads(stack);
        if (new SeveralRecords(stack, uploads.bucket).deliver(keys)) {
            stack.await(() -> uploads.probe.received().size() >= keys.size(), SOON);
            stack.never(() -> uploads.probe.received().size() > keys.size(), QUIET);
            Expectation.that("Un événement qui porte plusieurs Records donne une notification pour chacun.")
                    .hint("parcours event.getRecords(), et publie une notification par enregistrement.")
                    .eachOnce(keys, uploads.announced(keys), TopicProbe.NOTIFICATION);
        }
    }

    @Criterion(
            id = "delete",
            order = 5,
            points = 1,
            task = 1,
            proves = {"C11", "C12"},
            title = "Une suppression n'annonce rien, un remplacement annonce de nouveau",
            dependsOn = "notify")
    void announcesOverwritesAndNoDeletions(Stack stack) {
        AnnouncedUploads uploads = new AnnouncedUploads(stack);
        String key = AnnouncedUploads.key();
        uploads.put(key);
        uploads.first();
        uploads.put(key);
        boolean again = stack.await(() -> uploads.probe.received().size() >= 2, SOON);
        Expectation.that("Un fichier remplacé doit être annoncé de nouveau.")
                .expected("2 notifications après deux dépôts sous la même clé")
                .seen(TopicProbe.said(uploads.probe.received().size()))
                .hint("abonne la fonction à s3:ObjectCreated:*.")
                .holdsIf(again);
        uploads.tag(key);
        boolean untold = stack.never(() -> uploads.probe.received().size() > 2, QUIET);
        Expectation.that("Changer les étiquettes d'un fichier n'est pas un dépôt.")
                .expected("aucune notification de plus")
                .seen(TopicProbe.said(uploads.probe.received().size() - 2) + " de plus")
                .hint("seulement s3:ObjectCreated:*, pas s3:ObjectTagging:*.")
                .holdsIf(untold);
        stack.aws().s3().deleteObject(r -> r.bucket(uploads.bucket).key(key));
        boolean silent = stack.never(() -> uploads.probe.received().size() > 2, QUIET);
        Expectation.that("Une suppression ne doit rien annoncer.")
                .expected("aucune notification après la suppression")
                .seen(TopicProbe.said(uploads.probe.received().size() - 2) + " de plus")
                .hint("seulement s3:ObjectCreated:*, pas s3:ObjectRemoved:*.")
                .holdsIf(silent);
    }

    @Criterion(
            id = "failure",
            order = 6,
            points = 2,
            task = 4,
            proves = {"C3", "C14", "C15"},
            title = "Publication refusée : échec, nouvelles tentatives, puis file d'échec",
            dependsOn = "notify",
            fresh = true)
    void keepsWhatFailed(Stack stack) {
        AnnouncedUploads uploads = new AnnouncedUploads(stack);
        FailureQueue failures = new FailureQueue(stack, stack.output(FAILURES));
        TopicRefusal refusal = TopicRefusal.on(stack, uploads.topic);
        uploads.put(AnnouncedUploads.key());
        boolean silent = stack.never(() -> !uploads.probe.received().isEmpty(), SECOND_ATTEMPT);
        refusal.lift();
        boolean retried = stack.await(() -> !uploads.probe.received().isEmpty(), RETRIES);
        Expectation.that("Quand la publication échoue, elle doit être tentée de nouveau, deux fois.")
                .expected("le sujet refuse deux fois, puis accepte de nouveau sns:Publish : la notification arrive")
                .seen(
                        silent
                                ? TopicProbe.said(uploads.probe.received().size())
                                : "une notification malgré le refus du sujet")
                .hint("laisse l'exception sortir du gestionnaire ; Lambda réessaie de lui-même, deux fois si"
                        + " MaximumRetryAttempts ne dit pas moins.")
                .holdsIf(silent && retried);

        refusal.apply();
        String lost = AnnouncedUploads.key();
        uploads.put(lost);
        boolean kept = stack.await(() -> failures.holds(lost), RETRIES);
        Expectation.that("L'événement qui échoue à chaque tentative doit arriver dans la file d'échec.")
                .expected("un message de la file nomme la clé " + lost)
                .seen(failures.size() + " message(s) dans la file, aucun ne la nomme")
                .hint("donne à la fonction une destination OnFailure (ou une DeadLetterQueue) vers la file.")
                .holdsIf(kept);
    }

    @Criterion(
            id = "iam",
            order = 7,
            points = 1,
            task = 5,
            proves = {"C18", "C19"},
            title = "Les droits sont réduits au nécessaire",
            dependsOn = "notify")
    void grantsNoMoreThanNeeded(Stack stack) {
        LeastPrivilege.check(stack, "nomme chaque action et chaque ressource ; ici, sns:Publish sur le sujet suffit.");
    }

    @Criterion(
            id = "config",
            order = 8,
            points = 1,
            task = 5,
            proves = {"C16", "C17"},
            title = "Deux piles du même template s'ignorent",
            dependsOn = "notify",
            pair = true)
    void livesBesideAnother(Stack stack) {
        AnnouncedUploads first = new AnnouncedUploads(stack);
        Stack second = SecondStack.beside(stack);
        AnnouncedUploads other = new AnnouncedUploads(second);
        other.put(AnnouncedUploads.key());
        boolean announced = stack.await(() -> !other.probe.received().isEmpty(), SOON);
        boolean silent = stack.never(() -> !first.probe.received().isEmpty(), QUIET);
        Expectation.that("Une seconde pile du même template doit marcher, sans que la première en voie rien.")
                .expected("1 notification dans la seconde pile, 0 dans la première")
                .seen("%s dans la seconde pile, %s dans la première"
                        .formatted(
                                TopicProbe.said(other.probe.received().size()),
                                TopicProbe.said(first.probe.received().size())))
                .hint("passe l'ARN du sujet à la fonction par !Ref, et ne nomme aucune ressource en dur.")
                .holdsIf(announced && silent);
    }
}
