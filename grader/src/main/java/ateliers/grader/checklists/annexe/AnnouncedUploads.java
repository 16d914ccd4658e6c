package ateliers.grader.checklists.annexe;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklist.TopicProbe;
import ateliers.grader.checklist.TopicProbe.Notification;
import ateliers.grader.checklists.common.OutputShape;
import ateliers.grader.variety.Variety;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** Lab 00's two ends: the bucket into which files fall, and a probe on the topic that announces them. */
final class AnnouncedUploads {
    private static final List<String> ENDINGS = List.of(".txt", ".pdf", ".csv", ".odt", ".jpg", "");
    private static final int LONG_KEY = 900;

    final String bucket;
    final String topic;
    final TopicProbe probe;

    private final Stack stack;

    AnnouncedUploads(Stack stack) {
        this.stack = stack;
        this.bucket = OutputShape.bucket(stack, AnnexeS3SnsChecklist.BUCKET);
        this.topic = stack.output(AnnexeS3SnsChecklist.TOPIC);
        this.probe = TopicProbe.on(stack, topic);
    }

    /** Drops a file of random content. */
    void put(String key) {
        put(key, Variety.text());
    }

    void put(String key, String content) {
        stack.aws().s3().putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString(content));
    }

    /** Copies an object of the bucket to another key. */
    void copy(String from, String to) {
        stack.aws()
                .s3()
                .copyObject(r -> r.sourceBucket(bucket)
                        .sourceKey(from)
                        .destinationBucket(bucket)
                        .destinationKey(to));
    }

    /** Uploads an object as large ones are uploaded; one part is enough. */
    void putInParts(String key) {
        var s3 = stack.aws().s3();
        String upload = s3.createMultipartUpload(r -> r.bucket(bucket).key(key)).uploadId();
        String etag = s3.uploadPart(
                        r -> r.bucket(bucket).key(key).uploadId(upload).partNumber(1),
                        RequestBody.fromString(Variety.text()))
                .eTag();
        s3.completeMultipartUpload(r -> r.bucket(bucket)
                .key(key)
                .uploadId(upload)
                .multipartUpload(parts -> parts.parts(
                        List.of(CompletedPart.builder().partNumber(1).eTag(etag).build()))));
    }

    /** A key that nobody knows beforehand; S3 writes it as it is. */
    static String key() {
        return Variety.fileName(Variety.one(ENDINGS));
    }

    /** Keys that S3 encodes, each in another way. */
    static List<String> encodedKeys() {
        String ending = Variety.one(ENDINGS);
        return Variety.shuffled(List.of(
                Variety.words(Variety.between(2, 4)) + ending,
                "%s+%s+%d%%%s".formatted(Variety.word(), Variety.word(), Variety.between(10, 99), ending),
                "%s/%s-%sç-œ%s%s"
                        .formatted(Variety.word(), Variety.accented(), Variety.word(), Variety.accented(), ending),
                Variety.resourceNameOf(LONG_KEY)));
    }

    /** The first notification that comes, or the criterion's failure. */
    Notification first(String task) {
        stack.await(() -> !probe.received().isEmpty(), Duration.ofSeconds(40));
        List<Notification> received = probe.received();
        Expectation.that("Le fichier déposé doit être annoncé.")
                .expected("1 notification")
                .seen(TopicProbe.said(received.size()))
                .hint(task + " : la fonction traite-t-elle cette clé sans exception ?")
                .holdsIf(!received.isEmpty());
        return received.get(0);
    }
}
