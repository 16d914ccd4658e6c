package ateliers.grader.checklists.photos;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.targets.Target.Injected;
import ateliers.grader.targets.Target.InjectsFaults;
import ateliers.grader.variety.Variety;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** S3 may tell of a photo twice, and members may drop another under the same key. */
final class Replays {
    private static final String AGAIN =
            "recommencer doit donner le même résultat : réécris la miniature et la ligne, sans condition.";
    private static final String WHOLE =
            "une photo remplacée remplace sa ligne entière : PutItem l'écrit d'un coup, UpdateItem laisse ce qu'il ne"
                    + " nomme pas.";

    private final Stack stack;
    private final PhotoClub club;
    private final String key = Variety.fileName(".jpg");

    Replays(Stack stack) {
        this.stack = stack;
        this.club = new PhotoClub(stack);
    }

    void check() {
        NoFailure quiet = NoFailure.fromNow(stack, club);
        Mosaic photo = Mosaic.landscape(3);
        stack.offers(InjectsFaults.class).ifPresentOrElse(faults -> twice(faults, photo), () -> drop(photo));
        requireOne(photo, "Le même événement livré deux fois", AGAIN);
        quiet.check(List.of(key), AGAIN);
        requireOne(photo, "Le même événement livré deux fois", AGAIN);

        Mosaic other = Mosaic.landscape(4);
        drop(other);
        requireOne(other, "Une autre photo sous la même clé", AGAIN);
        // Who remembers which files it has treated treats this one no more.
        drop(photo);
        requireOne(photo, "La première photo, de nouveau sous la même clé", AGAIN);

        club.put(key, Variety.text().getBytes(StandardCharsets.UTF_8));
        if (!stack.await(() -> club.says(key, PhotoClub.REFUSED), PhotoClub.SOON)) {
            return; // what becomes of files that are no photos is another row's
        }
        requireLine("Remplacée par un fichier illisible", PhotoClub.REFUSED, "miniature");
        Mosaic last = Mosaic.landscape(2);
        drop(last);
        requireLine("Remplacée par une bonne photo", PhotoClub.DONE, "motif");
        requireOne(last, "De nouveau une bonne photo sous la même clé", AGAIN);
    }

    private void drop(Mosaic photo) {
        club.put(key, Pictures.jpeg(photo));
        stack.await(() -> isTold(photo), PhotoClub.SOON);
    }

    /** Whatever carries the event from S3 to the function, a function that was called or a queue or topic between, does it twice. */
    private void twice(InjectsFaults faults, Mosaic photo) {
        try (Injected functions = faults.deliverTwice("lambda", "Invoke").always();
                Injected queues = faults.deliverTwice("sqs", "SendMessage").always();
                Injected topics = faults.deliverTwice("sns", "Publish").always()) {
            drop(photo);
            stack.await(() -> functions.answered() + queues.answered() + topics.answered() > 0, PhotoClub.QUIET);
        }
        stack.never(() -> false, PhotoClub.QUIET);
    }

    private boolean isTold(Mosaic photo) {
        return club.says(key, line -> Integer.toString(photo.width()).equals(number(line, "largeur")))
                && club.thumbnail(key)
                        .filter(Thumbnail::isPicture)
                        .map(seen -> seen.difference(photo).isEmpty())
                        .orElse(false);
    }

    private void requireOne(Mosaic photo, String what, String hint) {
        List<Map<String, AttributeValue>> lines = club.lines(key);
        Expectation.that("%s : une ligne, et c'est celle de la photo.".formatted(what))
                .expected("1 ligne REUSSI, largeur = %d, hauteur = %d".formatted(photo.width(), photo.height()))
                .seen(club.saidLines(key))
                .hint(hint)
                .holdsIf(lines.size() == 1
                        && PhotoClub.text(lines.get(0), "statut").equals(PhotoClub.DONE)
                        && Integer.toString(photo.width()).equals(number(lines.get(0), "largeur"))
                        && Integer.toString(photo.height()).equals(number(lines.get(0), "hauteur")));
        Shown.jpeg(key, photo, hint).checkNow(club, what);
    }

    private void requireLine(String what, String status, String stale) {
        List<Map<String, AttributeValue>> lines = club.lines(key);
        Expectation.that("%s : rien ne reste de l'ancienne ligne.".formatted(what))
                .expected("1 ligne, statut = %s, sans « %s »".formatted(status, stale))
                .seen(club.saidLines(key))
                .hint(WHOLE)
                .holdsIf(lines.size() == 1
                        && PhotoClub.text(lines.get(0), "statut").equals(status)
                        && PhotoClub.text(lines.get(0), stale).isBlank());
    }

    private static String number(Map<String, AttributeValue> line, String attribute) {
        AttributeValue value = line.get(attribute);
        return value == null || value.n() == null ? "" : value.n();
    }
}
