package ateliers.cloud.services.codecommit;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.CloudExtension;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What EventBridge hears of pushes. */
class StateChangesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    @TempDir
    Path folder;

    private GitFixture git;
    private SqsClient sqs;
    private String queue;

    @BeforeEach
    void start() {
        git = new GitFixture(cloud, folder);
        sqs = cloud.client(SqsClient.builder());
        queue = sqs.createQueue(r -> r.queueName("changes")).queueUrl();
        String arn = cloud.cloud().place().arn("sqs", "changes");
        sqs.setQueueAttributes(r -> r.queueUrl(queue)
                .attributes(java.util.Map.of(
                        QueueAttributeName.POLICY,
                        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":"
                                + "\"events.amazonaws.com\"},\"Action\":\"sqs:SendMessage\",\"Resource\":\"" + arn
                                + "\"}]}")));
        EventBridgeClient events = cloud.client(EventBridgeClient.builder());
        events.putRule(r -> r.name("changes").eventPattern("{\"source\":[\"aws.codecommit\"]}"));
        events.putTargets(r ->
                r.rule("changes").targets(Target.builder().id("queue").arn(arn).build()));
    }

    @AfterEach
    void close() {
        git.close();
    }

    @Test
    void aBranchIsCreatedUpdatedAndDeleted() throws Exception {
        Git mine = git.newClone();
        RevCommit first = GitFixture.commit(mine, "README.md", "1");
        git.push(mine, "HEAD:refs/heads/main", "HEAD:refs/heads/essai");
        List<JsonNode> created = events(2);
        RevCommit second = GitFixture.commit(mine, "README.md", "2");
        git.push(mine, "HEAD:refs/heads/essai");
        JsonNode updated = events(1).get(0);
        git.push(mine, ":refs/heads/essai");
        JsonNode deleted = events(1).get(0);

        assertThat(created.stream()
                        .map(event -> event.at("/detail/referenceName").asText()))
                .containsExactlyInAnyOrder("main", "essai");
        JsonNode main = created.stream()
                .filter(event -> event.at("/detail/referenceName").asText().equals("main"))
                .findFirst()
                .orElseThrow();
        assertThat(main.path("detail-type").asText()).isEqualTo("CodeCommit Repository State Change");
        assertThat(main.path("source").asText()).isEqualTo("aws.codecommit");
        assertThat(main.path("account").asText())
                .isEqualTo(cloud.cloud().place().account());
        assertThat(main.at("/resources/0").asText()).isEqualTo(git.metadata().arn());
        JsonNode expected = JSON.createObjectNode()
                .put("callerUserArn", cloud.cloud().place().globalArn("iam", "user/zoe"))
                .put("commitId", first.name())
                .put("event", "referenceCreated")
                .put("referenceFullName", "refs/heads/main")
                .put("referenceName", "main")
                .put("referenceType", "branch")
                .put("repositoryId", git.metadata().repositoryId())
                .put("repositoryName", "boutique");
        assertThat(main.path("detail")).isEqualTo(expected);

        assertThat(updated.at("/detail/event").asText()).isEqualTo("referenceUpdated");
        assertThat(updated.at("/detail/oldCommitId").asText()).isEqualTo(first.name());
        assertThat(updated.at("/detail/commitId").asText()).isEqualTo(second.name());

        assertThat(deleted.at("/detail/event").asText()).isEqualTo("referenceDeleted");
        assertThat(deleted.at("/detail/oldCommitId").asText()).isEqualTo(second.name());
        assertThat(deleted.path("detail").has("commitId")).isFalse();
    }

    @Test
    void aTagIsAReferenceOfItsOwnType() throws Exception {
        Git mine = git.newClone();
        RevCommit commit = GitFixture.commit(mine, "README.md", "1");
        mine.tag().setName("v1").setAnnotated(false).call();
        git.push(mine, "refs/tags/v1");

        JsonNode detail = events(1).get(0).path("detail");

        assertThat(detail.path("referenceType").asText()).isEqualTo("tag");
        assertThat(detail.path("referenceFullName").asText()).isEqualTo("refs/tags/v1");
        assertThat(detail.path("referenceName").asText()).isEqualTo("v1");
        assertThat(detail.path("commitId").asText()).isEqualTo(commit.name());
    }

    @Test
    void whatIsRefusedIsNotTold() throws Exception {
        Git mine = git.newClone();
        GitFixture.commit(mine, "README.md", "1");
        git.push(mine, "HEAD:refs/heads/main");
        events(1);

        git.push(mine, ":refs/heads/main");
        git.push(mine, "HEAD:refs/heads/main");

        assertThat(cloud.cloud().clock().awaitIdle(java.time.Duration.ofMinutes(1)))
                .isTrue();
        assertThat(sqs.receiveMessage(r -> r.queueUrl(queue)).messages()).isEmpty();
    }

    /** So many events that have come. */
    private List<JsonNode> events(int count) throws Exception {
        List<JsonNode> events = new ArrayList<>();
        while (events.size() < count) {
            List<Message> messages = sqs.receiveMessage(
                            r -> r.queueUrl(queue).waitTimeSeconds(20).maxNumberOfMessages(10))
                    .messages();
            assertThat(messages).as("after %s", events).isNotEmpty();
            for (Message message : messages) {
                events.add(JSON.readTree(message.body()));
                sqs.deleteMessage(r -> r.queueUrl(queue).receiptHandle(message.receiptHandle()));
            }
        }
        assertThat(events).hasSize(count);
        return events;
    }
}
