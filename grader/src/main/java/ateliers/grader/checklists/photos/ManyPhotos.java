package ateliers.grader.checklists.photos;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.variety.Variety;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A whole outing comes in at once: some photos are put, some are uploaded in parts, and ten are copies of one. */
final class ManyPhotos {
    private static final int PUT = 8;
    private static final int IN_PARTS = 2;
    private static final int COPIES = 10;

    /** A function whose concurrency is reserved is throttled, and Lambda gives it the rest of a crowd later and later. */
    private static final Duration CROWD = Duration.ofMinutes(30);

    private final Stack stack;
    private final PhotoClub club;
    private final Map<String, Mosaic> photos = new LinkedHashMap<>();

    ManyPhotos(Stack stack) {
        this.stack = stack;
        this.club = new PhotoClub(stack);
    }

    void check() {
        stack.requiresBursts();
        drop();
        List<String> keys = List.copyOf(photos.keySet());
        stack.awaitAll(() -> club.withoutThumbnail(keys), CROWD);
        stack.awaitAll(() -> unsaid(keys).size(), CROWD);
        photos.forEach((key, photo) -> Shown.jpeg(
                        key,
                        photo,
                        "ne garde rien d'une photo à l'autre, et abonne la fonction à s3:ObjectCreated:* (une copie et un"
                                + " envoi en plusieurs parties sont aussi des dépôts).")
                .checkNow(club, "20 photos à la fois"));
        List<String> missing = unsaid(keys);
        Expectation.that("Chaque photo a sa ligne, même quand beaucoup arrivent ensemble.")
                .expected("20 lignes REUSSI")
                .seen("%d sans ligne : %s".formatted(missing.size(), String.join(", ", missing)))
                .hint("ne garde rien d'une invocation à l'autre, et traite chaque enregistrement de l'événement.")
                .holdsIf(missing.isEmpty());
    }

    private void drop() {
        List<Runnable> ways = new ArrayList<>();
        for (int i = 0; i < PUT + IN_PARTS; i++) {
            Mosaic photo = Mosaic.landscape();
            String key = Variety.fileName(".jpg");
            byte[] file = Pictures.jpeg(photo);
            photos.put(key, photo);
            ways.add(i < PUT ? () -> club.put(key, file) : () -> club.uploads.putInParts(key, file));
        }
        ways.parallelStream().forEach(Runnable::run);
        String copied = Variety.one(List.copyOf(photos.keySet()));
        List<String> copies = Stream.generate(() -> Variety.fileName(".jpg"))
                .distinct()
                .limit(COPIES)
                .toList();
        copies.parallelStream().forEach(copy -> club.uploads.copy(copied, copy));
        copies.forEach(copy -> photos.put(copy, photos.get(copied)));
    }

    private List<String> unsaid(List<String> keys) {
        return keys.stream().filter(key -> !club.says(key, PhotoClub.DONE)).toList();
    }
}
