package ateliers.cloud.services.codecommit;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.services.TestServices;
import ateliers.cloud.services.sns.SnsService;
import ateliers.cloud.services.sqs.SqsService;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codecommit.model.RepositoryTrigger;
import software.amazon.awssdk.services.codecommit.model.RepositoryTriggerEventEnum;
import software.amazon.awssdk.services.codecommit.model.TestRepositoryTriggersResponse;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Triggers that are put and tried by the API, and what changes by it tell them. */
class TriggerTrialsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestServices services = new TestServices(new SqsService(), new SnsService(), new CodeCommitService());
    private final CodeCommitClient codecommit = services.client(CodeCommitClient.class);
    private final SqsClient sqs = services.client(SqsClient.class);
    private final String queue = sqs.createQueue(r -> r.queueName("inbox")).queueUrl();
    private final SnsClient sns = services.client(SnsClient.class);
    private final String topic = sns.createTopic(r -> r.name("changes")).topicArn();

    @BeforeEach
    void subscribe() {
        sns.subscribe(r -> r.topicArn(topic).protocol("sqs").endpoint(TestServices.PLACE.arn("sqs", "inbox")));
        codecommit.createRepository(r -> r.repositoryName("boutique"));
    }

    @AfterEach
    void close() {
        services.close();
        assertThat(services.defects).isEmpty();
    }

    @Test
    void aTrialTellsWhichTriggersReachTheirDestination() {
        TestRepositoryTriggersResponse answer = codecommit.testRepositoryTriggers(
                r -> r.repositoryName("boutique").triggers(trigger("good", topic), trigger("bad", topic + "-gone")));

        assertThat(answer.successfulExecutions()).containsExactly("good");
        assertThat(answer.failedExecutions()).singleElement().satisfies(failure -> {
            assertThat(failure.trigger()).isEqualTo("bad");
            assertThat(failure.failureMessage()).isEqualTo("Topic does not exist");
        });
        JsonNode record = received().get(0).path("Records").get(0);
        assertThat(record.path("eventTriggerName").asText()).isEqualTo("good");
        assertThat(record.at("/codecommit/references/0/commit").asText()).matches("0{40}");
        assertThat(codecommit
                        .getRepositoryTriggers(r -> r.repositoryName("boutique"))
                        .triggers())
                .isEmpty();
    }

    @Test
    void aTrialChecksItsTriggers() {
        assertThat(refusal(() -> codecommit.testRepositoryTriggers(
                        r -> r.repositoryName("boutique").triggers(trigger("a b", topic)))))
                .startsWith("InvalidRepositoryTriggerNameException");
        assertThat(refusal(() -> codecommit.testRepositoryTriggers(r -> r.repositoryName("boutique"))))
                .startsWith("RepositoryTriggersListRequiredException");
        assertThat(refusal(() -> codecommit.testRepositoryTriggers(
                        r -> r.repositoryName("autre").triggers(trigger("a", topic)))))
                .startsWith("RepositoryDoesNotExistException");
    }

    @Test
    void changesByTheApiReachTriggers() {
        codecommit.putRepositoryTriggers(r -> r.repositoryName("boutique").triggers(trigger("news", topic)));

        String commit = codecommit
                .putFile(r -> r.repositoryName("boutique")
                        .branchName("main")
                        .filePath("a.txt")
                        .fileContent(SdkBytes.fromUtf8String("a")))
                .commitId();
        codecommit.createBranch(
                r -> r.repositoryName("boutique").branchName("next").commitId(commit));
        codecommit.deleteBranch(r -> r.repositoryName("boutique").branchName("next"));

        assertThat(received())
                .extracting(message ->
                        message.at("/Records/0/codecommit/references/0").toString())
                .containsExactlyInAnyOrder(
                        "{\"commit\":\"%s\",\"ref\":\"refs/heads/main\",\"created\":true}".formatted(commit),
                        "{\"commit\":\"%s\",\"ref\":\"refs/heads/next\",\"created\":true}".formatted(commit),
                        "{\"commit\":\"%s\",\"ref\":\"refs/heads/next\",\"deleted\":true}".formatted(commit));
    }

    private static RepositoryTrigger trigger(String name, String destination) {
        return RepositoryTrigger.builder()
                .name(name)
                .destinationArn(destination)
                .branches(List.of())
                .events(RepositoryTriggerEventEnum.ALL)
                .build();
    }

    /** The messages that the topic has brought to the queue. */
    private List<JsonNode> received() {
        assertThat(services.clock.awaitIdle(Duration.ofMinutes(1))).isTrue();
        return sqs.receiveMessage(r -> r.queueUrl(queue).maxNumberOfMessages(10)).messages().stream()
                .map(message -> json(json(message.body()).path("Message").asText()))
                .toList();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
