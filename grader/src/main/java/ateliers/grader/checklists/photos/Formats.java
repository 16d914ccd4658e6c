package ateliers.grader.checklists.photos;

import ateliers.grader.checklist.Stack;
import ateliers.grader.variety.Variety;
import java.util.LinkedHashMap;
import java.util.Map;

/** What else members bring than a landscape in colours. All are dropped together, then held against their thumbnails. */
final class Formats {
    private final Stack stack;
    private final PhotoClub club;
    private final Map<String, Shown> shown = new LinkedHashMap<>();

    Formats(Stack stack) {
        this.stack = stack;
        this.club = new PhotoClub(stack);
    }

    void check() {
        Mosaic portrait = Mosaic.portrait();
        jpeg("Portrait de " + portrait, portrait, Pictures.jpeg(portrait), proportion());
        Mosaic small = Mosaic.of(Variety.between(90, 200), Variety.between(60, 150));
        jpeg("Petite photo de " + small, small, Pictures.jpeg(small), proportion());
        Mosaic grey = Mosaic.grey(640, 480);
        jpeg("JPEG en niveaux de gris", grey, Pictures.greyJpeg(grey), greys());
        png("PNG en niveaux de gris", grey, Pictures.greyPng(grey), greys());
        Mosaic thin = Mosaic.of(1200, 2);
        png("Image de 1200 x 2", thin, Pictures.png(thin), proportion());
        Mosaic coloured = Mosaic.landscape();
        png("PNG à palette", coloured, Pictures.palettePng(coloured), channels());
        Mosaic holed = Mosaic.landscape().withHoles();
        png("PNG à transparence", holed, Pictures.png(holed), transparency());
        Mosaic palette = Mosaic.landscape().withHoles();
        png("PNG à palette dont une couleur est transparente", palette, Pictures.palettePng(palette), transparency());
        stack.awaitAll(
                () -> club.withoutThumbnail(
                        shown.values().stream().map(Shown::key).toList()),
                PhotoClub.SOON);
        shown.forEach((what, each) -> each.checkNow(club, what));
    }

    private void jpeg(String what, Mosaic photo, byte[] file, String hint) {
        drop(what, Shown.jpeg(Variety.fileName(".jpg"), photo, hint), file);
    }

    private void png(String what, Mosaic photo, byte[] file, String hint) {
        drop(what, Shown.png(Variety.fileName(".png"), photo, hint), file);
    }

    private void drop(String what, Shown photo, byte[] file) {
        shown.put(what, photo);
        club.put(photo.key(), file);
    }

    private static String proportion() {
        return "le plus grand côté passe à 200, l'autre suit (arrondi, au moins 1) ; une petite photo n'est pas"
                + " agrandie.";
    }

    private static String channels() {
        return "dessine la photo sur une image neuve, en couleurs (TYPE_INT_RGB), plutôt que du type de la photo.";
    }

    private static String greys() {
        return channels() + " Copie les gris avec drawImage : getRGB et ColorConvertOp les éclaircissent.";
    }

    private static String transparency() {
        return "garde la transparence (TYPE_INT_ARGB), pour une palette aussi, et écris un PNG.";
    }
}
