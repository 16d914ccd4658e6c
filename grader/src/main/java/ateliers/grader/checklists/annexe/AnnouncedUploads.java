package ateliers.grader.checklists.annexe;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklist.TopicProbe;
import ateliers.grader.checklist.TopicProbe.Notification;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.core.sync.RequestBody;

/** Lab 00's two ends: the bucket into which files fall, and a probe on the topic that announces them. */
final class AnnouncedUploads {
    final String bucket;
    final String topic;
    final TopicProbe probe;

    private final Stack stack;

    AnnouncedUploads(Stack stack) {
        this.stack = stack;
        this.bucket = stack.output(AnnexeS3SnsChecklist.BUCKET);
        this.topic = stack.output(AnnexeS3SnsChecklist.TOPIC);
        this.probe = TopicProbe.on(stack, topic);
    }

    /** Drops a file of random content. */
    void put(String key) {
        put(key, UUID.randomUUID().toString());
    }

    void put(String key, String content) {
        stack.aws().s3().putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString(content));
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
