package ateliers.grader.checklists.annexe;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklist.TopicProbe;
import ateliers.grader.checklist.TopicProbe.Notification;
import ateliers.grader.checklists.common.EventSources;
import ateliers.grader.checklists.common.OutputShape;
import ateliers.grader.checklists.common.Uploads;
import ateliers.grader.variety.Variety;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.LambdaFunctionConfiguration;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.TopicConfiguration;

/** Lab 00's two ends: the bucket into which files fall, and a probe on the topic that announces them. */
final class AnnouncedUploads {
    private static final List<String> ENDINGS = List.of(".txt", ".pdf", ".csv", ".odt", ".jpg", "");
    private static final int LONG_KEY = 900;

    /** Cloud time: a cold start, with every core busy. */
    private static final Duration SOON = Duration.ofSeconds(40);

    private static final Duration QUIET = Duration.ofSeconds(10);

    /** Lambda runs a failed event again after one and two minutes: who publishes and then fails publishes again. */
    private static final Duration RETRIES = Duration.ofMinutes(5);

    /** Two retries, after one and two minutes, with room. */
    private static final Duration ALL_RETRIES = Duration.ofMinutes(15);

    /** @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html">limits of multipart uploads</a> */
    private static final int LEAST_PART = 5 * 1024 * 1024;

    final String bucket;
    final String topic;
    final TopicProbe probe;

    private final Stack stack;
    private final Uploads uploads;
    private final EventSources sources;

    AnnouncedUploads(Stack stack) {
        this.stack = stack;
        this.sources = new EventSources(stack);
        this.bucket = OutputShape.bucket(stack, UploadsChecklist.BUCKET);
        this.uploads = new Uploads(stack, bucket);
        this.topic = stack.output(UploadsChecklist.TOPIC);
        this.probe = TopicProbe.on(stack, topic);
    }

    /** In which a file should be announced: where a queue brings it to the function, that may take its time. */
    Duration soon() {
        return SOON.plus(sources.untilRead());
    }

    /** In which a notification too many would come. */
    Duration quiet() {
        return QUIET.plus(sources.untilRead());
    }

    /** The same where the function may have failed before it. */
    Duration retries() {
        return RETRIES.plus(sources.untilReadAgain());
    }

    /** After which an event that fails at each attempt is given up. */
    Duration allRetries() {
        return ALL_RETRIES.plus(sources.untilSetAside());
    }

    /** What names must begin and end with, as the bucket's notifications ask, such as {@code suffix .jpg}. */
    List<String> filters() {
        GetBucketNotificationConfigurationResponse all =
                stack.aws().s3().getBucketNotificationConfiguration(r -> r.bucket(bucket));
        return Stream.of(
                        all.lambdaFunctionConfigurations().stream().map(LambdaFunctionConfiguration::filter),
                        all.topicConfigurations().stream().map(TopicConfiguration::filter),
                        all.queueConfigurations().stream().map(QueueConfiguration::filter))
                .flatMap(filters -> filters)
                .filter(Objects::nonNull)
                .flatMap(filter -> filter.key().filterRules().stream())
                .map(rule -> rule.nameAsString() + " " + rule.value())
                .distinct()
                .toList();
    }

    /** Drops a file of random content. */
    void put(String key) {
        put(key, Variety.text());
    }

    void put(String key, String content) {
        uploads.put(key, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Copies an object of the bucket to another key. */
    void copy(String from, String to) {
        uploads.copy(from, to);
    }

    /** Uploads a large object, in parts as large as S3 wants all but the last to be. */
    void putInParts(String key) {
        uploads.putInParts(key, Variety.bytes(LEAST_PART), Variety.bytes(Variety.between(1, LEAST_PART / 8)));
    }

    /** Puts tags on an object that is there; its content stays. */
    void tag(String key) {
        Tag tag = Tag.builder().key(Variety.word()).value(Variety.word()).build();
        stack.aws().s3().putObjectTagging(r -> r.bucket(bucket).key(key).tagging(tags -> tags.tagSet(tag)));
    }

    /** Takes all tags from an object; its content stays. */
    void untag(String key) {
        stack.aws().s3().deleteObjectTagging(r -> r.bucket(bucket).key(key));
    }

    /** A key that nobody knows beforehand; S3 writes it as it is. */
    static String key() {
        return Variety.fileName(Variety.one(ENDINGS));
    }

    /** Keys that differ by their numbers only, as those of a camera do. */
    static List<String> numberedKeys(int count) {
        String name = Variety.word();
        int first = Variety.between(10, 70);
        return IntStream.range(first, first + count)
                .mapToObj(number -> "%s_%d.jpg".formatted(name, number))
                .toList();
    }

    /**
     * Keys that S3 encodes, each in another way; one has an accent of its own and two spaces, one begins and ends in a space: nobody may
     * tidy them up. Another has what means something in HTML and in the replacement of a regular expression.
     */
    static List<String> encodedKeys() {
        String ending = Variety.one(ENDINGS);
        return Variety.shuffled(List.of(
                Variety.words(Variety.between(2, 4)) + ending,
                "%s+%s+%d%%%s".formatted(Variety.word(), Variety.word(), Variety.between(10, 99), ending),
                "%s/%s-%sç-œ%s%s"
                        .formatted(
                                Variety.properName(), Variety.accented(), Variety.word(), Variety.accented(), ending),
                "%s & %s d'%s (%d$)%s"
                        .formatted(Variety.word(), Variety.word(), Variety.word(), Variety.between(10, 99), ending),
                "%s  %se\u0301%s%s".formatted(Variety.word(), Variety.word(), Variety.word(), ending),
                " %s %s ".formatted(Variety.word(), Variety.word()),
                Variety.resourceNameOf(LONG_KEY)));
    }

    /**
     * Which of these keys the notifications announce, each as often as they do. One that names none of them counts for any that was
     * not announced: that it does not is another criterion's matter.
     */
    List<String> announced(Collection<String> keys) {
        List<String> announced = new ArrayList<>();
        int nameless = 0;
        for (Notification notification : probe.received()) {
            Optional<String> key = keys.stream()
                    .filter(each -> notification.text().contains(each)
                            || notification.string("cle").equals(each))
                    .max(Comparator.comparingInt(String::length));
            key.ifPresent(announced::add);
            nameless += key.isPresent() ? 0 : 1;
        }
        Deque<String> missing = new ArrayDeque<>(keys);
        missing.removeAll(announced);
        for (int i = 0; i < nameless; i++) {
            announced.add(missing.isEmpty() ? "un fichier inconnu" : missing.poll());
        }
        return announced;
    }

    /** The first notification that comes, or the criterion's failure. */
    Notification first() {
        stack.await(() -> !probe.received().isEmpty(), soon());
        List<Notification> received = probe.received();
        Expectation.that("Le fichier déposé doit être annoncé.")
                .expected("1 notification")
                .seen(TopicProbe.said(received.size()))
                .hint("la fonction traite-t-elle cette clé sans exception ?")
                .holdsIf(!received.isEmpty());
        return received.get(0);
    }
}
