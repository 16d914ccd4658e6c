package ateliers.grader.checklists.photos;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.variety.Variety;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;

/** A picture that no memory holds is refused unread, and the next photo is treated as if nothing had been. */
final class BombRefused {
    private static final int MEMORY_MB = 512;

    /** 900 million pixels: no function can hold them. */
    private static final int LARGE = 30_000;

    /** A little over 100 million: they would fit. */
    private static final int SLIGHT = 10_500;

    private static final int MEGABYTE = 1_000_000;

    private static final String TOO_LARGE =
            "lis la taille de l'image avant ses pixels, et refuse ce qui dépasse 100 millions de pixels :"
                    + " compte-les en long (un int déborde dès 46 341 x 46 341).";

    private final Stack stack;
    private final PhotoClub club;

    BombRefused(Stack stack) {
        this.stack = stack;
        this.club = new PhotoClub(stack);
    }

    void check() {
        requireLittleMemory();
        NoFailure quiet = NoFailure.fromNow(stack, club);
        List<String> bombs = new ArrayList<>();
        for (int side : List.of(LARGE, SLIGHT)) {
            byte[] bomb = Bomb.png(side);
            String key = Variety.fileName(".png");
            bombs.add(key);
            club.put(key, bomb);
            stack.await(() -> !club.lines(key).isEmpty(), PhotoClub.SOON);
            String what = "PNG de %1$d x %1$d pixels en %2$d Ko".formatted(side, bomb.length / 1000);
            Rejects.requireRefusal(club, key, what, bomb.length, TOO_LARGE);
        }

        requireOwnReason(bombs.get(0));
        Mosaic large = Mosaic.of(4000, 3000);
        String next = Variety.fileName(".jpg");
        club.put(next, Pictures.heavyJpeg(large, MEGABYTE));
        Shown.jpeg(
                        next,
                        large,
                        "ne refuse que ce qui dépasse 100 millions de pixels (largeur x hauteur), quel que soit le poids du fichier.")
                .check(stack, club, "La photo suivante, un JPEG de 4000 x 3000");
        quiet.check(Stream.concat(bombs.stream(), Stream.of(next)).toList(), Rejects.HINT);
    }

    /** What is too large is another matter than what is no picture. */
    private void requireOwnReason(String bomb) {
        String text = Variety.fileName(".png");
        club.put(text, Variety.text().getBytes(StandardCharsets.UTF_8));
        stack.await(() -> !club.lines(text).isEmpty(), PhotoClub.SOON);
        String reason = reason(bomb);
        Expectation.that("Le motif dit pourquoi : une image trop grande et un fichier illisible n'ont pas le même.")
                .expected("deux motifs")
                .seen("« %s » pour l'image trop grande, « %s » pour un texte nommé .png"
                        .formatted(reason, reason(text)))
                .hint("écris dans motif ce qui ne va pas : la personne qui a déposé la photo le lira.")
                .holdsIf(!reason.equals(reason(text)));
    }

    private String reason(String key) {
        return club.lines(key).stream()
                .map(line -> PhotoClub.text(line, "motif"))
                .findFirst()
                .orElse("");
    }

    private void requireLittleMemory() {
        List<String> large = stack.functions().stream()
                .filter(function -> memory(function) > MEMORY_MB)
                .map(function -> "%d pour %s".formatted(memory(function), function.logicalResourceId()))
                .toList();
        Expectation.that("Chaque fonction a 512 Mo de mémoire au plus.")
                .expected("MemorySize : 512 au plus")
                .seen(String.join(", ", large))
                .hint("baisse MemorySize, et lis la taille d'une image avant ses pixels.")
                .holdsIf(large.isEmpty());
    }

    private int memory(StackResourceSummary function) {
        return stack.aws()
                .lambda()
                .getFunctionConfiguration(r -> r.functionName(function.physicalResourceId()))
                .memorySize();
    }
}
