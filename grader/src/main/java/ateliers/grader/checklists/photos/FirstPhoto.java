package ateliers.grader.checklists.photos;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.variety.Variety;
import java.util.List;
import java.util.Map;

/** A member drops one photo: its thumbnail appears in the second bucket, and nothing changes in the first. */
final class FirstPhoto {
    private static final String NOTHING =
            "l'événement S3 du bucket lance-t-il la fonction ? A-t-elle s3:GetObject sur le premier bucket et"
                    + " s3:PutObject sur le second ?";

    private final Stack stack;
    private final PhotoClub club;

    FirstPhoto(Stack stack) {
        this.stack = stack;
        this.club = new PhotoClub(stack);
    }

    void check() {
        Mosaic photo = Mosaic.of(1600, 1200);
        String key = Variety.fileName(".jpg");
        byte[] file = Pictures.jpeg(photo);
        club.put(key, file);
        stack.await(() -> club.hasThumbnail(key), PhotoClub.SOON);
        Shown.jpeg(key, photo, NOTHING).checkNow(club, "Photo JPEG de 1600 x 1200");
        Map<String, Long> untouched = Map.of(key, (long) file.length);
        boolean alone = stack.never(() -> !club.deposits().equals(untouched), PhotoClub.QUIET);
        Expectation.that("Rien n'est écrit dans le premier bucket.")
                .expected("la photo déposée, telle quelle, et rien d'autre")
                .seen(String.join("\n", said(club.deposits())))
                .hint("écris la miniature dans le second bucket ; dans le premier, elle relancerait la fonction.")
                .holdsIf(alone);
    }

    private static List<String> said(Map<String, Long> deposits) {
        return deposits.entrySet().stream()
                .limit(5)
                .map(entry -> "%s (%d octets)".formatted(entry.getKey(), entry.getValue()))
                .toList();
    }
}
