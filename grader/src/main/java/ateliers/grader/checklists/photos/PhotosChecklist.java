package ateliers.grader.checklists.photos;

import ateliers.grader.checklist.Checklist;
import ateliers.grader.checklist.Criterion;
import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklists.common.LeastPrivilege;
import ateliers.grader.checklists.common.SecondStack;
import ateliers.grader.variety.Variety;

/** Lab 06: each photo that falls into a bucket gets a thumbnail and a line in the journal. */
@Checklist(
        lab = "06-images-s3-dynamodb",
        title = "Des miniatures pour un club photo (S3, Lambda, DynamoDB)",
        outputs = {PhotosChecklist.PHOTOS, PhotosChecklist.THUMBNAILS, PhotosChecklist.JOURNAL, PhotosChecklist.FAILURES
        })
public final class PhotosChecklist {
    static final String PHOTOS = "PhotosBucketName";
    static final String THUMBNAILS = "ThumbnailsBucketName";
    static final String JOURNAL = "JournalTableName";
    static final String FAILURES = "FailureQueueUrl";

    @Criterion(
            id = "thumbnail",
            order = 1,
            proves = {"C1", "C2", "C3", "C5", "C6", "C8", "C9", "C13"},
            points = 5,
            task = 1,
            title = "Une photo déposée a sa miniature")
    void makesThumbnails(Stack stack) {
        new FirstPhoto(stack).check();
    }

    @Criterion(
            id = "journal",
            order = 2,
            proves = {"C18", "C19", "C21", "C22", "C23", "C24", "C25", "C26"},
            points = 3,
            task = 2,
            title = "Le journal a une ligne par photo, dont chaque champ est exact",
            dependsOn = "thumbnail")
    void keepsAJournal(Stack stack) {
        new JournalLine(stack).check();
    }

    @Criterion(
            id = "formats",
            order = 3,
            proves = {"C7", "C9", "C10", "C11", "C12"},
            points = 2,
            task = 3,
            title = "Portraits, transparence, gris, palettes et petites photos",
            dependsOn = "thumbnail")
    void knowsFormats(Stack stack) {
        new Formats(stack).check();
    }

    @Criterion(
            id = "keys",
            order = 4,
            proves = {"C15", "C16", "C17", "C20"},
            points = 2,
            task = 4,
            title = "Dossiers, espaces, +, accents, suffixe en majuscules ; le reste est ignoré",
            dependsOn = "thumbnail")
    void readsKeys(Stack stack) {
        new Keys(stack).check();
    }

    @Criterion(
            id = "reject",
            order = 5,
            proves = {"C27", "C28", "C29", "C30"},
            points = 2,
            task = 5,
            title = "Ce qui n'est pas une photo lisible est refusé, avec un motif",
            dependsOn = "journal")
    void refusesWhatIsNoPhoto(Stack stack) {
        new Rejects(stack).check();
    }

    @Criterion(
            id = "bomb",
            order = 6,
            proves = {"C30", "C31", "C32", "C33", "C34"},
            points = 1,
            task = 5,
            title = "Une image de 900 millions de pixels est refusée, et la suivante passe",
            dependsOn = "journal")
    void survivesABomb(Stack stack) {
        new BombRefused(stack).check();
    }

    @Criterion(
            id = "many",
            order = 7,
            proves = {"C14", "C35"},
            points = 1,
            task = 2,
            title = "20 photos à la fois, de toutes les façons : 20 miniatures, 20 lignes",
            dependsOn = "journal")
    void treatsEachOfMany(Stack stack) {
        new ManyPhotos(stack).check();
    }

    @Criterion(
            id = "replay",
            order = 8,
            proves = {"C36", "C37"},
            points = 1,
            task = 6,
            title = "Un événement livré deux fois ne change rien ; une photo remplacée remplace tout",
            dependsOn = "journal")
    void repeatsWithoutHarm(Stack stack) {
        new Replays(stack).check();
    }

    @Criterion(
            id = "failure",
            order = 9,
            proves = {"C4", "C38", "C39", "C40"},
            points = 1,
            task = 6,
            title = "Écriture refusée : échec, nouvelles tentatives, puis file d'échec",
            dependsOn = "thumbnail",
            fresh = true)
    void keepsWhatFailed(Stack stack) {
        new RefusedThumbnails(stack).check();
    }

    @Criterion(
            id = "iam",
            order = 10,
            proves = {"C41"},
            points = 1,
            task = 7,
            title = "Les droits sont réduits au nécessaire",
            dependsOn = "thumbnail")
    void grantsNoMoreThanNeeded(Stack stack) {
        LeastPrivilege.check(
                stack,
                "nomme chaque action et chaque ressource ; ici, lire le premier bucket, écrire dans le second et dans"
                        + " la table suffit.");
    }

    @Criterion(
            id = "config",
            order = 11,
            proves = {"C42", "C43"},
            points = 1,
            task = 7,
            title = "Deux piles du même template s'ignorent",
            dependsOn = "thumbnail",
            pair = true)
    void livesBesideAnother(Stack stack) {
        PhotoClub first = new PhotoClub(stack);
        Stack second = SecondStack.beside(stack);
        PhotoClub other = new PhotoClub(second);
        String name = Variety.fileName("");
        String key = name + ".jpg";
        other.put(key, Pictures.jpeg(Mosaic.landscape()));
        boolean made = second.await(() -> other.hasThumbnail(key), PhotoClub.SOON);
        boolean silent = stack.never(() -> first.hasTraceOf(name), PhotoClub.QUIET);
        Expectation.that("Une seconde pile du même template doit marcher, sans que la première en voie rien.")
                .expected("1 miniature dans la seconde pile, rien dans la première")
                .seen("%s dans la seconde pile, %s dans la première"
                        .formatted(
                                made ? "1 miniature" : "aucune miniature", silent ? "rien" : "une trace de la photo"))
                .hint("passe les noms à la fonction par !Ref ou !Sub, et ne nomme aucune ressource en dur.")
                .holdsIf(made && silent);
    }

    @Criterion(
            id = "exif",
            order = 12,
            proves = {"C44"},
            points = 1,
            bonus = true,
            task = 8,
            title = "La photo d'un téléphone tenu debout sort droite (EXIF)",
            dependsOn = "thumbnail")
    void turnsPhotosUpright(Stack stack) {
        PhotoClub club = new PhotoClub(stack);
        Mosaic upright = Mosaic.of(600, 800);
        String key = Variety.fileName(".jpg");
        club.put(key, Pictures.turnedJpeg(upright));
        Shown.jpeg(
                        key,
                        upright,
                        "l'orientation 6 veut un quart de tour vers la droite. C'est un bonus : sans lui, la note ne"
                                + " baisse pas.")
                .check(stack, club, "Photo de 800 x 600 avec l'orientation 6");
        Mosaic straight = Mosaic.landscape();
        String other = Variety.fileName(".jpg");
        club.put(other, Pictures.straightJpeg(straight));
        Shown.jpeg(
                        other,
                        straight,
                        "l'orientation 1 est celle d'une photo déjà droite : ne tourne que ce qui doit l'être.")
                .check(stack, club, "Photo avec l'orientation 1");
    }
}
