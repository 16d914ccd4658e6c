package ateliers.grader.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ateliers.grader.targets.Target.Injected;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.ThrottledException;
import software.amazon.awssdk.services.sqs.model.Message;

/** What a function that publishes gets over HTTP, retries off, while SNS refuses it. */
class PublicationFaultsTest {
    private static EmbeddedTarget target;
    private static AwsClients grader;
    private static FunctionClients function;
    private static SnsClient sns;

    @BeforeAll
    static void start() {
        target = EmbeddedTarget.start();
        grader = new AwsClients(target);
        function = new FunctionClients(target, grader);
        sns = function.client(SnsClient.builder());
    }

    @AfterAll
    static void close() {
        function.close();
        grader.close();
        target.close();
    }

    /** botocore's model of SNS gives ThrottledException the code Throttled and the status 429. */
    @Test
    void refusesWithTheStatusByWhichSdksKnowAThrottling() {
        String topic = grader.sns().createTopic(r -> r.name("trop")).topicArn();
        try (Injected fault = target.refuse("sns", "Publish", "Throttled").times(1)) {
            AwsServiceException refusal = catchThrowableOfType(
                    ThrottledException.class,
                    () -> sns.publish(r -> r.topicArn(topic).message("m")));

            assertThat(refusal.statusCode()).isEqualTo(429);
            assertThat(refusal.isThrottlingException()).isTrue();
            assertThat(fault.answered()).isEqualTo(1);
        }
    }

    @Test
    void refusesSingleEntriesOfWhatAFunctionPublishesByOneCall() {
        String topic = grader.sns().createTopic(r -> r.name("lot")).topicArn();
        String queue = grader.sqs().createQueue(r -> r.queueName("lot")).queueUrl();
        FunctionClients.subscribe(grader, topic, queue);
        List<PublishBatchRequestEntry> three = Stream.of("un", "deux", "trois")
                .map(each -> PublishBatchRequestEntry.builder()
                        .id("n-" + each)
                        .message(each)
                        .build())
                .toList();
        try (Injected fault = target.refusePublications("deux")) {
            grader.sns().publishBatch(r -> r.topicArn(topic).publishBatchRequestEntries(three.subList(1, 2)));
            PublishBatchResponse answer =
                    sns.publishBatch(r -> r.topicArn(topic).publishBatchRequestEntries(three));

            assertThat(answer.successful()).extracting(each -> each.id()).containsExactly("n-un", "n-trois");
            assertThat(answer.failed()).singleElement().satisfies(each -> {
                assertThat(each.id()).isEqualTo("n-deux");
                assertThat(each.code()).isEqualTo("InternalError");
                assertThat(each.senderFault()).isFalse();
            });
            assertThat(fault.answered()).isEqualTo(1);
            assertThat(sns.publishBatch(r -> r.topicArn(topic).publishBatchRequestEntries(three))
                            .failed())
                    .isEmpty();
        }
        List<String> bodies = new ArrayList<>();
        target.await(() -> bodies.addAll(received(queue)) && bodies.size() == 6, Duration.ofSeconds(20));
        assertThat(bodies).hasSize(6);
    }

    private static List<String> received(String queue) {
        return grader.sqs().receiveMessage(r -> r.queueUrl(queue).maxNumberOfMessages(10)).messages().stream()
                .map(Message::body)
                .toList();
    }
}
