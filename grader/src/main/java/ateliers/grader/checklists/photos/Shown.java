package ateliers.grader.checklists.photos;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A thumbnail, held against the photo that it is of.
 *
 * @param hint of what is most likely wrong, beginning with its task
 */
record Shown(String key, Mosaic photo, String format, Supplier<String> hint, int tolerance) {
    /** Of inks each program makes its own colours, but nobody a negative. */
    private static final int INKS = 96;

    static Shown jpeg(String key, Mosaic photo, String hint) {
        return jpeg(key, photo, () -> hint);
    }

    /** With a hint that it takes calls to find out. */
    static Shown jpeg(String key, Mosaic photo, Supplier<String> hint) {
        return new Shown(key, photo, "JPEG", hint, Thumbnail.TOLERANCE);
    }

    static Shown png(String key, Mosaic photo, String hint) {
        return new Shown(key, photo, "PNG", () -> hint, Thumbnail.TOLERANCE);
    }

    /** Of a photo that is stored as printers' inks. */
    Shown ofInks() {
        return new Shown(key, photo, format, hint, INKS);
    }

    /** Waits for the thumbnail, and fails the criterion unless it is right. */
    void check(Stack stack, PhotoClub club, String what) {
        stack.await(() -> club.hasThumbnail(key), PhotoClub.SOON);
        checkNow(club, what);
    }

    /** Fails the criterion unless the thumbnail is there and right. */
    void checkNow(PhotoClub club, String what) {
        Optional<Thumbnail> seen = club.thumbnail(key);
        Expectation.that("%s : la miniature est dans le second bucket, sous la même clé.".formatted(what))
                .expected("un objet de clé " + key)
                .seen("aucun objet sous cette clé" + others(club) + refusal(club))
                .hint(hint)
                .holdsIf(seen.isPresent());
        check(seen.orElseThrow(), what);
    }

    /** A function that refuses a photo says why. */
    private String refusal(PhotoClub club) {
        return club.says(key, PhotoClub.REFUSED) ? " ; le journal dit : " + club.saidLines(key) : "";
    }

    private String others(PhotoClub club) {
        String name = key.replaceFirst("\\.\\w+$", "");
        var near = club.keys(club.thumbnails, name);
        return near.isEmpty() ? "" : ", mais " + String.join(", ", near);
    }

    void check(Thumbnail seen, String what) {
        Expectation.that("%s : format, taille et Content-Type de la miniature sont ceux du contrat.".formatted(what))
                .expected("%s de %d x %d, Content-Type %s"
                        .formatted(format, scaled(photo.width()), scaled(photo.height()), contentType()))
                .seen(seen.said())
                .hint(hint)
                .holdsIf(seen.measures(scaled(photo.width()), scaled(photo.height()))
                        && seen.format().equals(format)
                        && contentType().equals(seen.contentType()));
        Optional<String> difference = isThin() ? Optional.empty() : seen.difference(photo, tolerance);
        Expectation.that("%s : la miniature montre la même image que la photo.".formatted(what))
                .expected("les mêmes couleurs aux mêmes endroits, transparence comprise")
                .seen(difference.orElse("les mêmes"))
                .hint(hint)
                .holdsIf(difference.isEmpty());
    }

    private String contentType() {
        return format.equals("PNG") ? "image/png" : "image/jpeg";
    }

    /** A side of the thumbnail: in proportion, at least 1, never enlarged. */
    private int scaled(int side) {
        int longest = Math.max(photo.width(), photo.height());
        return longest <= Mosaic.LONGEST ? side : Math.max(1, Math.round((float) side * Mosaic.LONGEST / longest));
    }

    /** Of a line of pixels no cell can be told from another. */
    private boolean isThin() {
        return Math.min(scaled(photo.width()), scaled(photo.height())) < 2 * Mosaic.COLUMNS;
    }
}
