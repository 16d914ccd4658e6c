package ateliers.grader.checklists.annexe;

import ateliers.grader.checklist.Checklist;
import ateliers.grader.checklist.Criterion;
import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklist.TopicProbe;
import ateliers.grader.checklist.TopicProbe.Notification;
import ateliers.grader.checklists.common.LeastPrivilege;
import ateliers.grader.checklists.common.SecondStack;
import ateliers.grader.variety.Variety;

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
                .hint("reprends le sujet du contrat, à la lettre.")
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
            new AnnouncedKey(key).check(uploads.first());
        }
    }

    @Criterion(
            id = "many",
            order = 4,
            points = 2,
            task = 3,
            proves = {"C4", "C13"},
            title = "20 fichiers à la fois : 20 notifications, aucune en double",
            dependsOn = "notify")
    void announcesEachOfMany(Stack stack) {
        new EachOfMany(stack).check();
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
        String content = Variety.text();
        uploads.put(key, content);
        uploads.first();
        uploads.put(key, content);
        boolean again = stack.await(() -> uploads.probe.received().size() >= 2, uploads.soon());
        Expectation.that("Un fichier remplacé, même par un fichier identique, doit être annoncé de nouveau.")
                .expected("2 notifications après deux dépôts sous la même clé")
                .seen(TopicProbe.said(uploads.probe.received().size()))
                .hint(
                        "abonne la fonction à s3:ObjectCreated:*, et ne retiens ni les clés ni les contenus (eTag) déjà vus.")
                .holdsIf(again);
        int told = uploads.probe.received().size();
        uploads.tag(key);
        uploads.untag(key);
        boolean untold = stack.never(() -> uploads.probe.received().size() > told, uploads.quiet());
        Expectation.that("Changer les étiquettes d'un fichier, ou les retirer, n'est pas un dépôt.")
                .expected("aucune notification de plus")
                .seen(TopicProbe.said(uploads.probe.received().size() - told) + " de plus")
                .hint("n'abonne la fonction qu'à s3:ObjectCreated:*, pas à s3:ObjectTagging:*.")
                .holdsIf(untold);
        stack.aws().s3().deleteObject(r -> r.bucket(uploads.bucket).key(key));
        boolean silent = stack.never(() -> uploads.probe.received().size() > told, uploads.quiet());
        Expectation.that("Une suppression ne doit rien annoncer.")
                .expected("aucune notification après la suppression")
                .seen(TopicProbe.said(uploads.probe.received().size() - told) + " de plus")
                .hint("n'abonne la fonction qu'à s3:ObjectCreated:*, pas à s3:ObjectRemoved:*.")
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
        new RefusedPublication(stack).check();
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
        boolean announced = stack.await(() -> !other.probe.received().isEmpty(), other.soon());
        boolean silent = stack.never(() -> !first.probe.received().isEmpty(), other.quiet());
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
