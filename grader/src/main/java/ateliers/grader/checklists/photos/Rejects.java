package ateliers.grader.checklists.photos;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.variety.Variety;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Files that are called photos and are none, or are of a sort that not every program reads. */
final class Rejects {
    static final String HINT =
            "une image illisible n'est pas une panne. Écris la ligne REFUSE avec son motif, et finis sans exception.";

    private static final String FORMAT =
            "la miniature a le format que dit la clé, quel que soit celui du fichier ; ou bien refuse la photo.";

    private final Stack stack;
    private final PhotoClub club;
    private final Map<String, File> refused = new LinkedHashMap<>();
    private final Map<String, File> either = new LinkedHashMap<>();

    Rejects(Stack stack) {
        this.stack = stack;
        this.club = new PhotoClub(stack);
    }

    void check() {
        NoFailure quiet = NoFailure.fromNow(stack, club);
        Mosaic photo = Mosaic.landscape();
        refuse("Un texte nommé .jpg", ".jpg", Variety.text().getBytes(StandardCharsets.UTF_8));
        refuse("Un JPEG coupé en route", ".jpg", Pictures.cut(Pictures.jpeg(photo)));
        refuse("Un PNG coupé en route", ".png", Pictures.cut(Pictures.png(photo)));
        refuse("Un fichier vide", ".png", new byte[0]);
        either(
                "Un JPEG en CMJN",
                Shown.jpeg(Variety.fileName(".jpg"), photo, HINT).ofInks(),
                Pictures.cmykJpeg(photo));
        either(
                "Un PNG de 16 bits par canal",
                Shown.png(Variety.fileName(".png"), photo, HINT),
                Pictures.deepPng(photo));
        either(
                "Un GIF animé nommé .png",
                Shown.png(Variety.fileName(".png"), photo, FORMAT),
                Pictures.gif(photo, Mosaic.of(photo.width(), photo.height())));
        either("Un PNG nommé .jpg", Shown.jpeg(Variety.fileName(".jpg"), photo, FORMAT), Pictures.png(photo));
        either("Un JPEG nommé .png", Shown.png(Variety.fileName(".png"), photo, FORMAT), Pictures.jpeg(photo));
        List<String> all = Stream.concat(refused.keySet().stream(), either.keySet().stream())
                .toList();
        stack.awaitAll(
                () -> (int)
                        all.stream().filter(key -> club.lines(key).isEmpty()).count(),
                PhotoClub.SOON);
        refused.forEach(this::requireRefused);
        either.forEach(this::requireEither);
        quiet.check(all, HINT);
    }

    private void refuse(String what, String suffix, byte[] file) {
        String key = Variety.fileName(suffix);
        refused.put(key, new File(what, file.length, null));
        club.put(key, file);
    }

    private void either(String what, Shown shown, byte[] file) {
        either.put(shown.key(), new File(what, file.length, shown));
        club.put(shown.key(), file);
    }

    private void requireRefused(String key, File file) {
        requireRefusal(club, key, file.what(), file.length(), HINT);
    }

    /** Fails the criterion unless the file is refused as the contract says. */
    static void requireRefusal(PhotoClub club, String key, String what, long length, String hint) {
        List<Map<String, AttributeValue>> lines = club.lines(key);
        Expectation.that("%s : la ligne du journal dit REFUSE, et pourquoi.".formatted(what))
                .expected("statut = REFUSE (S), un motif (S), octets = %d (N), pas de miniature".formatted(length))
                .seen(club.saidLines(key))
                .hint(hint)
                .holdsIf(lines.size() == 1 && isRefusal(lines.get(0), length));
        Expectation.that("%s : ce qui est refusé n'a pas de miniature.".formatted(what))
                .expected("aucun objet de clé " + key)
                .seen("un objet dans le second bucket")
                .hint("vérifie que la photo se lit entière avant d'écrire quoi que ce soit ; Java ne fait qu'avertir"
                        + " (IIOReadWarningListener) quand un JPEG est coupé.")
                .holdsIf(!club.hasThumbnail(key));
    }

    private static boolean isRefusal(Map<String, AttributeValue> line, long length) {
        AttributeValue octets = line.get("octets");
        return PhotoClub.text(line, "statut").equals(PhotoClub.REFUSED)
                && !PhotoClub.text(line, "motif").isBlank()
                && !line.containsKey("miniature")
                && octets != null
                && Long.toString(length).equals(octets.n());
    }

    private void requireEither(String key, File file) {
        if (club.says(key, PhotoClub.DONE)) {
            stack.await(() -> club.hasThumbnail(key), PhotoClub.SOON);
        }
        Optional<Thumbnail> made = club.thumbnail(key);
        if (made.isEmpty()) {
            requireRefused(key, file);
            return;
        }
        Expectation.that("%s : une miniature va avec une ligne REUSSI.".formatted(file.what()))
                .expected("statut = REUSSI (S)")
                .seen(club.saidLines(key))
                .hint(HINT)
                .holdsIf(club.says(key, PhotoClub.DONE));
        file.shown().check(made.get(), file.what());
    }

    /**
     * A file.
     *
     * @param shown its thumbnail, if it gets one; null where it must be refused
     */
    private record File(String what, long length, Shown shown) {}
}
