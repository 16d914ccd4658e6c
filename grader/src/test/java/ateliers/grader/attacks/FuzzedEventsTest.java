package ateliers.grader.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.Cloud;
import ateliers.cloud.journal.Entry;
import ateliers.grader.SolutionCopy;
import ateliers.grader.build.Builder;
import ateliers.grader.deploy.Deployed;
import ateliers.grader.deploy.Deployer;
import ateliers.grader.packaging.Packager;
import ateliers.grader.submission.Labs;
import ateliers.grader.submission.Submission;
import ateliers.grader.submission.Submissions;
import ateliers.grader.targets.AwsClients;
import ateliers.grader.targets.EmbeddedTarget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Whatever an object is called, annex 00's solution announces it, once; whatever event a function gets, it answers or fails. */
@Tag("longue")
class FuzzedEventsTest {
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("ateliers.hasard", 60) / 6L);
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final int FEWEST = 3;
    private static final int BATCH = 20;
    private static final int LONGEST_KEY = 200;

    private static final List<String> STRANGE = List.of(
            "+",
            "%2F",
            "%",
            "&",
            "=",
            "?",
            "#",
            " ",
            "/",
            "..",
            "\\",
            "\"",
            "'",
            "{\"a\":1}",
            "<b>",
            "$1",
            "é",
            "e\u0301",
            "\uD83D\uDE80",
            "漢",
            "\u202e",
            "~",
            "`",
            "*",
            "|");

    private static final List<String> EVENTS = List.of(
            "null",
            "1",
            "\"texte\"",
            "[]",
            "{}",
            "{\"Records\":null}",
            "{\"Records\":[]}",
            "{\"Records\":[null]}",
            "{\"Records\":[{}]}",
            "{\"Records\":[{\"s3\":{}}]}",
            "{\"Records\":[{\"s3\":{\"bucket\":{\"name\":null},\"object\":{\"key\":null}}}]}",
            "{\"Records\":[{\"s3\":{\"bucket\":{\"name\":\"b\"},\"object\":{\"key\":\"%\"}}}]}",
            "{\"Records\":\"texte\"}",
            "{\"a\":".repeat(900) + "1" + "}".repeat(900),
            "{\"Records\":[{\"eventTime\":\"hier\"}]}");

    @TempDir
    Path folder;

    private final Cloud cloud = Cloud.start();
    private final EmbeddedTarget target = EmbeddedTarget.on(cloud);
    private final AwsClients aws = new AwsClients(target);
    private Deployed stack;

    @BeforeEach
    void deploy() throws Exception {
        Labs labs = Labs.in(Path.of("..").toRealPath());
        Submission read = new Submissions(labs)
                .read(
                        SolutionCopy.of(Hostile.LAB, folder).folder().toRealPath(),
                        Hostile.LAB,
                        Files.createDirectories(folder.resolve("lu")));
        Packager packager = new Packager(
                read.template(),
                new Builder(labs.home()).build(read, Files.createDirectories(folder.resolve("construit"))));
        stack = new Deployer(packager, Map.of()).deploy(target, aws, "hasard");
    }

    @AfterEach
    void close() {
        aws.close();
        target.close();
    }

    @Test
    void whateverAnObjectIsCalledItIsAnnouncedOnce() {
        String bucket = stack.outputs().get("UploadBucketName");
        String queue = queue(stack.outputs().get("NotificationTopicArn"));
        long end = System.nanoTime() + TIME.toNanos();
        for (int round = 0; round < FEWEST || System.nanoTime() < end; round++) {
            Random random = new Random(round);
            TreeSet<String> keys = new TreeSet<>();
            while (keys.size() < BATCH) {
                keys.add(key(random));
            }
            keys.forEach(key -> aws.s3().putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString("x")));
            assertThat(target.awaitIdle(LONGEST)).as("round " + round).isTrue();

            List<String> texts = texts(queue);
            assertThat(texts).as("round " + round).hasSize(BATCH);
            assertThat(keys)
                    .as("round " + round)
                    .allSatisfy(key -> assertThat(texts).anyMatch(text -> text.contains(key)));
        }
        assertNoDefect();
    }

    @Test
    void whateverEventAFunctionGetsItAnswersOrFails() {
        String function = aws.lambda().listFunctions().functions().get(0).functionName();
        for (String event : EVENTS) {
            var answer = aws.lambda().invoke(r -> r.functionName(function).payload(SdkBytes.fromUtf8String(event)));
            assertThat(answer.statusCode()).as(event).isEqualTo(200);
            assertThat(answer.functionError() == null || answer.functionError().equals("Unhandled"))
                    .as(event)
                    .isTrue();
        }
        assertNoDefect();
    }

    private void assertNoDefect() {
        assertThat(cloud.journal().entries())
                .filteredOn(entry -> entry.kind() == Entry.Kind.DEFECT || entry.kind() == Entry.Kind.UNSUPPORTED)
                .isEmpty();
    }

    private static String key(Random random) {
        StringBuilder key = new StringBuilder("k").append(random.nextInt(1000)).append('-');
        int length = 1 + random.nextInt(LONGEST_KEY);
        while (key.length() < length) {
            key.append(
                    random.nextBoolean()
                            ? STRANGE.get(random.nextInt(STRANGE.size()))
                            : (char) (' ' + random.nextInt(95)));
        }
        return key.append('.').toString();
    }

    private String queue(String topic) {
        String url = aws.sqs().createQueue(r -> r.queueName("ecoute")).queueUrl();
        String arn = aws.sqs()
                .getQueueAttributes(r -> r.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        String policy = """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"sns.amazonaws.com"},
                 "Action":"sqs:SendMessage","Resource":"%s"}]}""".formatted(arn);
        aws.sqs().setQueueAttributes(r -> r.queueUrl(url).attributes(Map.of(QueueAttributeName.POLICY, policy)));
        aws.sns()
                .subscribe(r -> r.topicArn(topic)
                        .protocol("sqs")
                        .endpoint(arn)
                        .attributes(Map.of("RawMessageDelivery", "true")));
        return url;
    }

    private List<String> texts(String queue) {
        List<String> texts = new ArrayList<>();
        for (List<Message> some = receive(queue); !some.isEmpty(); some = receive(queue)) {
            some.forEach(message -> {
                texts.add(message.body());
                aws.sqs().deleteMessage(r -> r.queueUrl(queue).receiptHandle(message.receiptHandle()));
            });
        }
        return texts;
    }

    private List<Message> receive(String queue) {
        return aws.sqs()
                .receiveMessage(r -> r.queueUrl(queue).maxNumberOfMessages(10).waitTimeSeconds(0))
                .messages();
    }
}
