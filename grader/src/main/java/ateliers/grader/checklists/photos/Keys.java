package ateliers.grader.checklists.photos;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.variety.Variety;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Members name their photos as they like, and drop other files too. */
final class Keys {
    private final Stack stack;
    private final PhotoClub club;
    private final String name = Variety.fileName("");

    Keys(Stack stack) {
        this.stack = stack;
        this.club = new PhotoClub(stack);
    }

    void check() {
        Map<String, Shown> wanted = new LinkedHashMap<>();
        for (String key : List.of(
                "%s/%d/%s/%s.jpg".formatted(Variety.properName(), Variety.between(2015, 2035), Variety.word(), name),
                name + " " + Variety.words(2) + ".jpg",
                "%s+%s+%d%%.jpg".formatted(name, Variety.word(), Variety.between(10, 99)),
                "%s-%sç-e\u0301-œ%s.jpeg".formatted(name, Variety.accented(), Variety.accented()),
                name + Variety.small(2) + ".JPG",
                name + Variety.small(3) + Variety.one(List.of(".JpEg", ".Jpg", ".jPG", ".Jpeg")))) {
            Mosaic photo = Mosaic.landscape();
            wanted.put(key, Shown.jpeg(key, photo, hint(key)));
            club.put(key, Pictures.jpeg(photo));
        }
        String upper = name + Variety.small(4) + ".PNG";
        Mosaic png = Mosaic.landscape();
        wanted.put(upper, Shown.png(upper, png, hint(upper)));
        club.put(upper, Pictures.png(png));
        List<String> ignored = List.of(name + ".gif", name + ".txt", name + ".jpg.bak", name + "-jpg", name + ".webp");
        ignored.forEach(key -> club.put(key, Pictures.jpeg(Mosaic.landscape())));
        stack.awaitAll(() -> club.withoutThumbnail(wanted.keySet()), PhotoClub.SOON);
        wanted.forEach((key, shown) -> shown.checkNow(club, "« %s »".formatted(key)));
        boolean silent = stack.never(() -> !unwanted(wanted).isEmpty(), PhotoClub.QUIET);
        Expectation.that("Les autres fichiers sont ignorés, et le journal ne connaît que les clés décodées.")
                .expected("ni miniature ni ligne sous une autre clé que celles des photos")
                .seen(silent ? "rien d'autre" : String.join("\n", unwanted(wanted)))
                .hint("décode la clé avant tout, et ne garde que celles qui finissent par .jpg, .jpeg ou .png, en"
                        + " minuscules ou en majuscules.")
                .holdsIf(silent);
    }

    private List<String> unwanted(Map<String, Shown> wanted) {
        return Stream.concat(
                        club.keys(club.thumbnails, name).stream().filter(key -> !wanted.containsKey(key)),
                        club.linesNaming(name).stream().filter(key -> !wanted.containsKey(key)))
                .distinct()
                .toList();
    }

    private static String hint(String key) {
        return key.matches(".*\\.[a-z]+")
                ? "S3 encode les clés comme une URL (un espace arrive comme +) ; décode-les en UTF-8."
                : "le suffixe compte aussi en majuscules ; un filtre de S3, lui, distingue .jpg et .JPG.";
    }
}
