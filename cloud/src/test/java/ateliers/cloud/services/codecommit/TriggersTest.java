package ateliers.cloud.services.codecommit;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.door.CallContext;
import ateliers.cloud.journal.Entry;
import ateliers.cloud.services.TestServices;
import ateliers.cloud.services.sns.SnsService;
import ateliers.cloud.services.sqs.SqsService;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codecommit.model.RepositoryTrigger;
import software.amazon.awssdk.services.codecommit.model.RepositoryTriggerEventEnum;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What triggers send. */
class TriggersTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectId ONE = ObjectId.fromString("1111111111111111111111111111111111111111");
    private static final ObjectId TWO = ObjectId.fromString("2222222222222222222222222222222222222222");

    private final TestServices services = new TestServices(new SqsService(), new SnsService());
    private final SqsClient sqs = services.client(SqsClient.class);
    private final String queue = sqs.createQueue(r -> r.queueName("inbox")).queueUrl();
    private final SnsClient sns = services.client(SnsClient.class);
    private final String topic = sns.createTopic(r -> r.name("changes")).topicArn();
    private final Repositories repositories = new Repositories(TestServices.PLACE, services.clock, services.memory);
    private final Repository repository = repositories.create("boutique");
    private final Announcements announcements = new Announcements(services.context(), repositories);

    TriggersTest() {
        sns.subscribe(r -> r.topicArn(topic).protocol("sqs").endpoint(TestServices.PLACE.arn("sqs", "inbox")));
        repository.triggersId = Optional.of("c0ffee");
    }

    @AfterEach
    void close() {
        services.close();
    }

    private RepositoryTrigger trigger(RepositoryTriggerEventEnum event, String... branches) {
        return RepositoryTrigger.builder()
                .name("notifie")
                .destinationArn(topic)
                .customData("pour moi")
                .branches(branches)
                .events(event)
                .build();
    }

    private void changed(RefChange... changes) throws Exception {
        CallContext call = services.door.below(TestServices.ROOT, Map.of());
        call.call(() -> {
            announcements.changed(repository, List.of(changes));
            return null;
        });
        assertThat(services.clock.awaitIdle(Duration.ofMinutes(1))).isTrue();
    }

    private static RefChange created(String ref) {
        return new RefChange(ref, Optional.empty(), Optional.of(ONE));
    }

    private static RefChange updated(String ref) {
        return new RefChange(ref, Optional.of(ONE), Optional.of(TWO));
    }

    private static RefChange deleted(String ref) {
        return new RefChange(ref, Optional.of(TWO), Optional.empty());
    }

    private List<JsonNode> notifications() {
        return sqs.receiveMessage(r -> r.queueUrl(queue).maxNumberOfMessages(10)).messages().stream()
                .map(message -> read(message.body()))
                .toList();
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }

    @Test
    void aTriggerTellsOfAllReferencesOfOnePush() throws Exception {
        repository.triggers = List.of(trigger(RepositoryTriggerEventEnum.ALL));

        changed(created("refs/heads/main"), updated("refs/heads/essai"), deleted("refs/tags/v1"));

        JsonNode notification = notifications().get(0);
        assertThat(notification.path("Subject").asText()).isEqualTo("UPDATE: AWS CodeCommit eu-west-3 push: boutique");
        JsonNode record = read(notification.path("Message").asText()).at("/Records/0");
        assertThat(record.at("/codecommit/references").toString())
                .isEqualTo("[{\"commit\":\"" + ONE.name() + "\",\"ref\":\"refs/heads/main\",\"created\":true},"
                        + "{\"commit\":\"" + TWO.name() + "\",\"ref\":\"refs/heads/essai\"},"
                        + "{\"commit\":\"" + TWO.name() + "\",\"ref\":\"refs/tags/v1\",\"deleted\":true}]");
        assertThat(record.path("eventName").asText()).isEqualTo("ReferenceChanges");
        assertThat(record.path("eventSource").asText()).isEqualTo("aws:codecommit");
        assertThat(record.path("eventSourceARN").asText())
                .isEqualTo("arn:aws:codecommit:eu-west-3:123456789012:boutique");
        assertThat(record.path("awsRegion").asText()).isEqualTo("eu-west-3");
        assertThat(record.path("customData").asText()).isEqualTo("pour moi");
        assertThat(record.path("eventTriggerName").asText()).isEqualTo("notifie");
        assertThat(record.path("eventTriggerConfigId").asText()).isEqualTo("c0ffee");
        assertThat(record.path("eventVersion").asText()).isEqualTo("1.0");
        assertThat(record.path("eventPartNumber").asInt()).isEqualTo(1);
        assertThat(record.path("eventTotalParts").asInt()).isEqualTo(1);
        assertThat(record.path("userIdentityARN").asText()).isEqualTo("arn:aws:iam::123456789012:root");
        assertThat(record.path("eventTime").asText())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\+0000");
    }

    @Test
    void aTriggerIsForItsEventsAndBranchesOnly() throws Exception {
        repository.triggers = List.of(trigger(RepositoryTriggerEventEnum.UPDATE_REFERENCE, "main"));

        changed(created("refs/heads/main"));
        changed(deleted("refs/heads/main"));
        changed(updated("refs/heads/essai"));
        changed(updated("refs/tags/main"));
        assertThat(notifications()).isEmpty();

        changed(updated("refs/heads/main"), updated("refs/heads/essai"));
        JsonNode references =
                read(notifications().get(0).path("Message").asText()).at("/Records/0/codecommit/references");
        assertThat(references).hasSize(1);
        assertThat(references.at("/0/ref").asText()).isEqualTo("refs/heads/main");
    }

    @Test
    void aTriggerThatReachesNothingIsToldInTheJournal() throws Exception {
        repository.triggers = List.of(trigger(RepositoryTriggerEventEnum.ALL).toBuilder()
                .destinationArn("arn:aws:sns:eu-west-3:123456789012:autre")
                .build());

        changed(created("refs/heads/main"));

        Entry dropped = services.journal.entries().stream()
                .filter(entry ->
                        entry.kind() == Entry.Kind.DROPPED && entry.resource().endsWith(":autre"))
                .findFirst()
                .orElseThrow();
        assertThat(dropped.message())
                .startsWith("trigger notifie of arn:aws:codecommit:eu-west-3:123456789012:boutique: ");
        assertThat(dropped.outcome()).isEqualTo("NotFound");
    }
}
