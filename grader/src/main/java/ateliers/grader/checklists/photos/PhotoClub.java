package ateliers.grader.checklists.photos;

import ateliers.grader.checklist.Stack;
import ateliers.grader.checklists.common.OutputShape;
import ateliers.grader.checklists.common.StoredObject;
import ateliers.grader.checklists.common.Uploads;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Lab 06's stack as the club's members see it: photos fall into one bucket, thumbnails into the other, lines into the journal. */
final class PhotoClub {
    /** Cloud time: a cold start, with every core busy. */
    static final Duration SOON = Duration.ofSeconds(60);

    static final Duration QUIET = Duration.ofSeconds(10);

    /** Lambda runs a failed event again after one and two minutes; a queue that is read has its own pace. */
    static final Duration RETRIES = Duration.ofMinutes(15);

    static final String DONE = "REUSSI";
    static final String REFUSED = "REFUSE";

    final Uploads uploads;
    final String photos;
    final String thumbnails;
    final String journal;

    private final Stack stack;

    PhotoClub(Stack stack) {
        this.stack = stack;
        this.photos = OutputShape.bucket(stack, PhotosChecklist.PHOTOS);
        this.uploads = new Uploads(stack, photos);
        this.thumbnails = OutputShape.bucket(stack, PhotosChecklist.THUMBNAILS);
        this.journal = stack.output(PhotosChecklist.JOURNAL);
    }

    void put(String key, byte[] file) {
        uploads.put(key, file);
    }

    /** What lies under the photo's key in the second bucket. */
    Optional<Thumbnail> thumbnail(String key) {
        return StoredObject.of(stack, thumbnails, key)
                .map(object -> Thumbnail.of(object.content(), object.contentType()));
    }

    /** When a photo was dropped, in the cloud's time. */
    Instant droppedAt(String key) {
        return stack.aws().s3().headObject(r -> r.bucket(photos).key(key)).lastModified();
    }

    boolean hasThumbnail(String key) {
        return keys(thumbnails, key).contains(key);
    }

    /** The keys of a bucket that name a photo, which may be a part of its key. */
    List<String> keys(String bucket, String name) {
        return stack.aws().s3().listObjectsV2Paginator(r -> r.bucket(bucket)).contents().stream()
                .map(S3Object::key)
                .filter(key -> key.contains(name))
                .toList();
    }

    /** What lies in the first bucket, with sizes. */
    Map<String, Long> deposits() {
        return stack.aws().s3().listObjectsV2Paginator(r -> r.bucket(photos)).contents().stream()
                .collect(Collectors.toMap(S3Object::key, S3Object::size, (one, other) -> other, TreeMap::new));
    }

    /** A photo's lines: one, unless the table has another key than the contract's. */
    List<Map<String, AttributeValue>> lines(String key) {
        return all().filter(line -> text(line, "photo").equals(key)).toList();
    }

    private Stream<Map<String, AttributeValue>> all() {
        return stack.aws().dynamoDb().scanPaginator(r -> r.tableName(journal).consistentRead(true)).items().stream();
    }

    /** The photos that the journal has a line of, whose name holds this text in whatever way. */
    List<String> linesNaming(String name) {
        return all().map(line -> text(line, "photo"))
                .filter(photo -> photo.contains(name))
                .toList();
    }

    boolean says(String key, String status) {
        return says(key, line -> text(line, "statut").equals(status));
    }

    boolean says(String key, Predicate<Map<String, AttributeValue>> what) {
        return lines(key).stream().anyMatch(what);
    }

    /** How many of these photos have no thumbnail so far; a look costs one call, however many they are. */
    int withoutThumbnail(Collection<String> keys) {
        Set<String> there = new HashSet<>(keys(thumbnails, ""));
        return (int) keys.stream().filter(key -> !there.contains(key)).count();
    }

    /** Whether a bucket or the journal names a photo. */
    boolean hasTraceOf(String name) {
        return !keys(photos, name).isEmpty()
                || !keys(thumbnails, name).isEmpty()
                || !linesNaming(name).isEmpty();
    }

    /** A String attribute; empty where it is absent or of another type. */
    static String text(Map<String, AttributeValue> line, String attribute) {
        AttributeValue value = line.get(attribute);
        return value == null || value.s() == null ? "" : value.s();
    }

    /** A line as a person would tell it. */
    static String said(Map<String, AttributeValue> line) {
        return line.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + " = " + said(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    String saidLines(String key) {
        List<Map<String, AttributeValue>> lines = lines(key);
        return lines.isEmpty()
                ? "aucune ligne de clé « %s »".formatted(key)
                : lines.stream().map(PhotoClub::said).collect(Collectors.joining("\n"));
    }

    private static String said(AttributeValue value) {
        return switch (value.type()) {
            case S -> "%s (S)".formatted(value.s());
            case N -> "%s (N)".formatted(value.n());
            default -> "(" + value.type() + ")";
        };
    }
}
