package ateliers.cloud.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EventBridgeConfiguration;
import software.amazon.awssdk.services.sns.SnsClient;

class EventBridgeFactsTest extends ConformanceCase {
    private static final String RULE = "all";

    private EventBridgeClient events;
    private OpenQueue queue;

    @BeforeEach
    void makeQueue() {
        events = cloud.client(EventBridgeClient.builder());
        queue = new OpenQueue("inbox");
    }

    @Test
    @Fact(12)
    @DisplayName("Fact 12: what a bucket tells EventBridge")
    void bucket() {
        rule("{\"source\":[\"aws.s3\"]}", target());
        S3Client s3 = cloud.client(S3Client.builder().forcePathStyle(true));
        s3.createBucket(r -> r.bucket("photos-of-the-club")
                .createBucketConfiguration(
                        c -> c.locationConstraint(cloud.cloud().place().region())));
        s3.putBucketNotificationConfiguration(r -> r.bucket("photos-of-the-club")
                .notificationConfiguration(c -> c.eventBridgeConfiguration(
                        EventBridgeConfiguration.builder().build())));
        s3.putObject(r -> r.bucket("photos-of-the-club").key("a b"), RequestBody.fromString("four"));

        JsonNode created = queue.takeJson();

        assertThat(created.path("detail-type").asText()).isEqualTo("Object Created");
        assertThat(created.at("/detail/object/etag").asText()).isEqualTo("8cbad96aced40b3838dd9f07f6ef5772");
        assertThat(created.at("/detail/object/key").asText()).isEqualTo("a b");
        assertThat(created.at("/detail/reason").asText()).isEqualTo("PutObject");
        s3.deleteObject(r -> r.bucket("photos-of-the-club").key("a b"));
        JsonNode deleted = queue.takeJson();
        assertThat(deleted.path("detail-type").asText()).isEqualTo("Object Deleted");
        assertThat(deleted.at("/detail/deletion-type").asText()).isEqualTo("Permanently Deleted");
    }

    @Test
    @Fact(49)
    @DisplayName("Fact 49: an event at a queue and at a topic")
    void event() {
        SnsClient sns = cloud.client(SnsClient.builder());
        String topic = sns.createTopic(r -> r.name("news")).topicArn();
        sns.setTopicAttributes(r -> r.topicArn(topic).attributeName("Policy").attributeValue("""
                {"Statement":[{"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},"Action":"sns:Publish",
                 "Resource":"%s"}]}""".formatted(topic)));
        sns.subscribe(r -> r.topicArn(topic).protocol("sqs").endpoint(queue.arn));
        rule("{\"source\":[\"shop\"]}", target());
        put();

        JsonNode atTheQueue = queue.takeJson();

        assertThat(atTheQueue.properties().stream().map(Map.Entry::getKey))
                .containsExactly(
                        "version", "id", "detail-type", "source", "account", "time", "region", "resources", "detail");
        assertThat(atTheQueue.path("resources").isArray()).isTrue();
        assertThat(atTheQueue.path("resources").isEmpty()).isTrue();
        rule("{\"source\":[\"shop\"]}", Target.builder().id("1").arn(topic));
        put();
        JsonNode envelope = queue.takeJson();
        assertThat(envelope.has("Subject")).isFalse();
        assertThat(envelope.path("Message").asText())
                .startsWith("{\"version\":\"0\",\"id\":\"")
                .endsWith("}");
    }

    @Test
    @Fact(50)
    @DisplayName("Fact 50: the event of a schedule, which only the default bus has")
    void schedule() {
        String arn = events.putRule(r -> r.name(RULE).scheduleExpression("rate(1 minute)"))
                .ruleArn();
        events.putTargets(r -> r.rule(RULE).targets(target().build()));
        cloud.cloud().clock().advance(Duration.ofMinutes(1));

        JsonNode event = queue.takeJson();

        assertThat(event.path("source").asText()).isEqualTo("aws.events");
        assertThat(event.path("detail-type").asText()).isEqualTo("Scheduled Event");
        assertThat(event.path("detail").isEmpty()).isTrue();
        assertThat(event.path("resources").get(0).asText()).isEqualTo(arn);
        events.createEventBus(r -> r.name("shop"));
        assertThatThrownBy(() ->
                        events.putRule(r -> r.name(RULE).eventBusName("shop").scheduleExpression("rate(1 minute)")))
                .isInstanceOfSatisfying(
                        EventBridgeException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException"));
    }

    @Test
    @Fact(51)
    @DisplayName("Fact 51: a variable that is missing is an empty text")
    void missing() {
        rule(
                "{\"source\":[\"shop\"]}",
                target().inputTransformer(t ->
                        t.inputPathsMap(Map.of("none", "$.detail.none")).inputTemplate("{\"value\": <none>}")));
        put();

        assertThat(queue.takeJson().path("value").isTextual()).isTrue();
    }

    private Target.Builder target() {
        return Target.builder().id("1").arn(queue.arn);
    }

    private void rule(String pattern, Target.Builder target) {
        events.putRule(r -> r.name(RULE).eventPattern(pattern));
        events.putTargets(r -> r.rule(RULE).targets(target.build()));
    }

    private void put() {
        PutEventsRequestEntry entry = PutEventsRequestEntry.builder()
                .source("shop")
                .detailType("t")
                .detail("{}")
                .build();
        events.putEvents(r -> r.entries(entry));
    }
}
