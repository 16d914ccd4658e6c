package ateliers.cloud.services.events;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.faults.Fault;
import ateliers.cloud.journal.Entry;
import ateliers.cloud.services.TestServices;
import ateliers.cloud.services.sns.SnsService;
import ateliers.cloud.services.sqs.SqsService;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SqsException;

class EventsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SHOP = "{\"source\":[\"shop\"]}";
    private static final String QUEUE = "arn:aws:sqs:eu-west-3:123456789012:inbox";
    private static final String RULE = "arn:aws:events:eu-west-3:123456789012:rule/orders";

    private final TestServices services = new TestServices(new SqsService(), new SnsService(), new EventsService());
    private final SqsClient sqs = services.client(SqsClient.class);
    private final EventBridgeClient events = services.client(EventBridgeClient.class);
    private final String queue = sqs.createQueue(r -> r.queueName("inbox")).queueUrl();

    @AfterEach
    void close() {
        services.close();
        assertThat(services.defects).isEmpty();
    }

    @Test
    void fact49AnEventHasNineKeysAtItsTarget() throws Exception {
        rule(SHOP, target -> target.arn(QUEUE));

        PutEventsResultEntry put = put("shop", "Order placed", "{\"total\": 10.50}");

        JsonNode event = JSON.readTree(received().get(0).body());
        assertThat(event.properties().stream().map(Map.Entry::getKey))
                .containsExactly(
                        "version", "id", "detail-type", "source", "account", "time", "region", "resources", "detail");
        assertThat(event.path("id").asText()).isEqualTo(put.eventId());
        assertThat(event.path("detail-type").asText()).isEqualTo("Order placed");
        assertThat(event.path("account").asText()).isEqualTo("123456789012");
        assertThat(event.path("time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        assertThat(event.path("resources").isEmpty()).isTrue();
        assertThat(event.path("detail")).isEqualTo(JSON.readTree("{\"total\": 10.50}"));
    }

    @Test
    void fact49ATopicGetsTheEventAsItsMessageWithoutSubject() throws Exception {
        SnsClient sns = services.client(SnsClient.class);
        String topic = sns.createTopic(r -> r.name("news")).topicArn();
        sns.subscribe(r -> r.topicArn(topic).protocol("sqs").endpoint(QUEUE));
        rule(SHOP, target -> target.arn(topic));

        put("shop", "Order placed", "{}");

        JsonNode envelope = JSON.readTree(received().get(0).body());
        assertThat(envelope.has("Subject")).isFalse();
        assertThat(envelope.path("Message").asText()).startsWith("{\"version\":\"0\",\"id\":\"");
    }

    @Test
    void fact50AScheduledRuleSendsAnEmptyEventOfItsOwn() throws Exception {
        events.putRule(r -> r.name("orders").scheduleExpression("rate(5 minutes)"));
        events.putTargets(r ->
                r.rule("orders").targets(Target.builder().id("1").arn(QUEUE).build()));

        services.clock.advance(Duration.ofMinutes(4));
        assertThat(received()).isEmpty();
        services.clock.advance(Duration.ofMinutes(1));

        JsonNode event = JSON.readTree(received().get(0).body());
        assertThat(event.path("source").asText()).isEqualTo("aws.events");
        assertThat(event.path("detail-type").asText()).isEqualTo("Scheduled Event");
        assertThat(event.path("resources").get(0).asText()).isEqualTo(RULE);
        assertThat(event.path("detail")).isEqualTo(JSON.readTree("{}"));
    }

    @Test
    void aScheduleGoesOnUntilItsRuleIsDisabledOrDeleted() {
        events.putRule(r -> r.name("orders").scheduleExpression("rate(1 minute)"));
        events.putTargets(r ->
                r.rule("orders").targets(Target.builder().id("1").arn(QUEUE).build()));

        services.clock.advance(Duration.ofMinutes(3));
        assertThat(received()).hasSize(3);
        events.disableRule(r -> r.name("orders"));
        services.clock.advance(Duration.ofMinutes(3));
        assertThat(received()).isEmpty();
        events.enableRule(r -> r.name("orders"));
        services.clock.advance(Duration.ofMinutes(2));
        assertThat(received()).hasSize(2);
        events.removeTargets(r -> r.rule("orders").ids("1"));
        events.deleteRule(r -> r.name("orders"));
        services.clock.advance(Duration.ofHours(1));
        assertThat(received()).isEmpty();
    }

    @Test
    void fact50ASchedulesBusIsTheDefaultOne() {
        events.createEventBus(r -> r.name("shop"));

        assertThat(refusal(() -> events.putRule(
                        r -> r.name("orders").eventBusName("shop").scheduleExpression("rate(5 minutes)"))))
                .isEqualTo("ValidationException: ScheduleExpression is supported only on the default event bus.");
        assertThat(refusal(() -> events.putRule(r -> r.name("orders").scheduleExpression("cron(0 1 * * * *)"))))
                .isEqualTo("ValidationException: Parameter ScheduleExpression is not valid.");
        assertThat(refusal(() -> events.putRule(r -> r.name("orders"))))
                .isEqualTo("ValidationException: Parameter(s) EventPattern or ScheduleExpression must be specified.");
    }

    @Test
    void eachEntryIsRefusedForItself() {
        List<PutEventsResultEntry> results = events.putEvents(r -> r.entries(
                        entry(null, "t", "{}"),
                        entry("shop", null, "{}"),
                        entry("shop", "t", null),
                        entry("shop", "t", "[1]"),
                        entry("shop", "t", "{"),
                        entry("aws.s3", "t", "{}"),
                        entry("shop", "t", "{}")))
                .entries();

        assertThat(results.stream().map(PutEventsResultEntry::errorCode))
                .containsExactly(
                        "InvalidArgument",
                        "InvalidArgument",
                        "InvalidArgument",
                        "MalformedDetail",
                        "MalformedDetail",
                        "NotAuthorizedForSourceException",
                        null);
        assertThat(results.stream().map(PutEventsResultEntry::errorMessage))
                .containsExactly(
                        "Parameter Source is not valid. Reason: Source is a required argument.",
                        "Parameter DetailType is not valid. Reason: DetailType is a required argument.",
                        "Parameter Detail is not valid. Reason: Detail is a required argument.",
                        "Detail is malformed.",
                        "Detail is malformed.",
                        "Not authorized for the source.",
                        null);
        assertThat(results.get(6).eventId()).isNotBlank();
    }

    @Test
    void requestsHaveTenEntriesAnd256KilobytesAtMost() {
        PutEventsRequestEntry small = entry("shop", "t", "{}");
        assertThat(refusal(() -> events.putEvents(
                        r -> r.entries(Stream.generate(() -> small).limit(11).toList()))))
                .startsWith("ValidationException: 1 validation error detected: Value '[PutEventsRequestEntry(")
                .endsWith(
                        "at 'entries' failed to satisfy constraint: Member must have length less than or equal to 10");

        PutEventsRequestEntry large = entry("shop", "t", "{\"a\":\"" + "x".repeat(262_144) + "\"}");
        assertThat(refusal(() -> events.putEvents(r -> r.entries(large))))
                .isEqualTo("ValidationException: Total size of the entries in the request is over the limit.");
    }

    @Test
    void anEventOfABusThatIsNotThereIsAcceptedAndTheJournalTells() {
        PutEventsResultEntry result = events.putEvents(r -> r.entries(entry("shop", "t", "{}").toBuilder()
                        .eventBusName("nowhere")
                        .build()))
                .entries()
                .get(0);

        assertThat(result.errorCode()).isNull();
        assertThat(dropped())
                .singleElement()
                .satisfies(entry -> assertThat(entry.outcome()).isEqualTo("NoSuchBus"));
    }

    @Test
    void theJournalTellsWhyNoRuleFired() {
        rule("{\"source\":[\"shop\"],\"detail\":{\"total\":[{\"numeric\":[\">\",100]}]}}", target -> target.arn(QUEUE));
        events.putRule(r -> r.name("off").eventPattern(SHOP).state(RuleState.DISABLED));

        put("shop", "Order placed", "{\"total\": 10}");

        assertThat(dropped())
                .singleElement()
                .satisfies(entry -> assertThat(entry.message())
                        .endsWith("off: disabled; orders: its pattern does not match detail.total (10)"));
    }

    @Test
    void theJournalTellsEachFieldThatKeptARuleFromFiring() {
        rule("""
                {"source":["shop"],"resources":["arn:other"],"detail":{"type":["branch"],"name":{"short":["main"]},\
                "$or":[{"a":[1]},{"b":[2]}]}}""", target -> target.arn(QUEUE));

        put("shop", "Pushed", "{\"type\": \"tag\", \"name\": {\"short\": \"main\"}}");

        assertThat(dropped())
                .singleElement()
                .satisfies(
                        entry -> assertThat(entry.message())
                                .endsWith(
                                        "orders: its pattern does not match resources ([]), detail.type (\"tag\"), detail.$or"));
    }

    @Test
    void aTargetWhoseServiceFailsGetsTheEventLater() {
        rule(SHOP, target -> target.arn(QUEUE));
        services.faults.inject("sqs", "SendMessage", request -> true, 2, Fault.failing(EventsTest::broken));

        put("shop", "t", "{}");
        assertThat(received()).isEmpty();
        services.clock.advance(Duration.ofMinutes(1));

        assertThat(received()).hasSize(1);
    }

    @Test
    void whatCannotBeDeliveredReachesTheDeadLetterQueueWithItsReason() throws Exception {
        sqs.createQueue(r -> r.queueName("dead"));
        rule(
                SHOP,
                target -> target.arn("arn:aws:sqs:eu-west-3:123456789012:gone")
                        .deadLetterConfig(c -> c.arn("arn:aws:sqs:eu-west-3:123456789012:dead")));

        put("shop", "t", "{\"a\":1}");

        assertThat(services.clock.awaitIdle(Duration.ofSeconds(30))).isTrue();
        assertThat(dropped()).hasSize(1);
        Message lost = sqs.receiveMessage(
                        r -> r.queueUrl(queue.replace("inbox", "dead")).messageAttributeNames("All"))
                .messages()
                .get(0);
        assertThat(JSON.readTree(lost.body()).path("detail").path("a").asInt()).isEqualTo(1);
        assertThat(lost.messageAttributes().get("ERROR_CODE").stringValue()).isEqualTo("NO_RESOURCE");
        assertThat(lost.messageAttributes().get("RULE_ARN").stringValue()).isEqualTo(RULE);
        assertThat(lost.messageAttributes().get("TARGET_ARN").stringValue())
                .isEqualTo("arn:aws:sqs:eu-west-3:123456789012:gone");
    }

    @Test
    void aRuleOfAnotherBusPassesEventsOn() throws Exception {
        events.createEventBus(r -> r.name("shop"));
        rule(SHOP, target -> target.arn(QUEUE));
        events.putRule(r -> r.name("on").eventBusName("shop").eventPattern(SHOP));

        assertThat(refusal(() -> events.putTargets(r -> r.rule("on")
                        .eventBusName("shop")
                        .targets(Target.builder()
                                .id("1")
                                .arn("arn:aws:events:eu-west-3:123456789012:event-bus/default")
                                .build()))))
                .startsWith("ValidationException: RoleArn is required for target ");
    }

    @Test
    void rulesAndBusesInTheirWords() {
        assertThat(refusal(() -> events.describeRule(r -> r.name("x"))))
                .isEqualTo("ResourceNotFoundException: Rule x does not exist on EventBus default.");
        assertThat(refusal(() -> events.describeEventBus(r -> r.name("x"))))
                .isEqualTo("ResourceNotFoundException: Event bus x does not exist.");
        assertThat(refusal(() -> events.deleteEventBus(r -> r.name("default"))))
                .isEqualTo("ValidationException: Cannot delete event bus default.");
        events.createEventBus(r -> r.name("shop"));
        assertThat(refusal(() -> events.createEventBus(r -> r.name("shop"))))
                .isEqualTo("ResourceAlreadyExistsException: Event bus shop already exists.");
        rule(SHOP, target -> target.arn(QUEUE));
        assertThat(refusal(() -> events.deleteRule(r -> r.name("orders"))))
                .isEqualTo("ValidationException: Rule can't be deleted since it has targets.");
        assertThat(refusal(() -> events.putTargets(r -> r.rule("orders")
                        .targets(Target.builder().id("!@").arn(QUEUE).build()))))
                .isEqualTo(
                        "ValidationException: 1 validation error detected: Value '!@' at 'targets.1.member.id' failed"
                                + " to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+");
        assertThat(refusal(() -> events.removePermission(r -> r.statementId("x"))))
                .isEqualTo("ResourceNotFoundException: Statement with the provided id does not exist.");
    }

    @Test
    void aPermissionIsAStatementOfTheBusPolicy() throws Exception {
        events.putPermission(r -> r.statementId("one").principal("111122223333").action("events:PutEvents"));

        assertThat(JSON.readTree(events.describeEventBus(r -> {}).policy()))
                .isEqualTo(JSON.readTree(
                        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"one\",\"Effect\":\"Allow\","
                                + "\"Principal\":{\"AWS\":\"arn:aws:iam::111122223333:root\"},\"Action\":\"events:PutEvents\","
                                + "\"Resource\":\"arn:aws:events:eu-west-3:123456789012:event-bus/default\"}]}"));
        events.removePermission(r -> r.statementId("one"));
        assertThat(events.describeEventBus(r -> {}).policy()).isNull();
    }

    @Test
    void archivesReplaysAndDestinationsByHttpAreUnsupportedInWords() {
        Map<String, Runnable> lacking = Map.of(
                "CreateArchive", () -> events.createArchive(r -> r.archiveName("a")),
                "StartReplay", () -> events.startReplay(r -> r.replayName("r")),
                "CreateApiDestination", () -> events.createApiDestination(r -> r.name("d")),
                "CreateConnection", () -> events.createConnection(r -> r.name("c")),
                "CreateEndpoint", () -> events.createEndpoint(r -> r.name("e")));

        lacking.forEach((operation, call) -> assertThat(refusal(call))
                .isEqualTo("Unsupported: Unsupported by the embedded cloud: the operation events:" + operation));
    }

    private void rule(String pattern, java.util.function.Consumer<Target.Builder> target) {
        events.putRule(r -> r.name("orders").eventPattern(pattern));
        Target.Builder builder = Target.builder().id("1");
        target.accept(builder);
        events.putTargets(r -> r.rule("orders").targets(builder.build()));
    }

    private PutEventsResultEntry put(String source, String type, String detail) {
        return events.putEvents(r -> r.entries(entry(source, type, detail)))
                .entries()
                .get(0);
    }

    private static PutEventsRequestEntry entry(String source, String type, String detail) {
        return PutEventsRequestEntry.builder()
                .source(source)
                .detailType(type)
                .detail(detail)
                .build();
    }

    private List<Message> received() {
        services.clock.awaitIdle(Duration.ofSeconds(30));
        List<Message> messages = sqs.receiveMessage(
                        r -> r.queueUrl(queue).maxNumberOfMessages(10).waitTimeSeconds(0))
                .messages();
        messages.forEach(each -> sqs.deleteMessage(r -> r.queueUrl(queue).receiptHandle(each.receiptHandle())));
        return messages;
    }

    private static SqsException broken() {
        return (SqsException)
                AwsErrors.of(SqsException.builder(), "InternalFailure", 500, "We encountered an internal error.");
    }

    private List<Entry> dropped() {
        return services.journal.entries().stream()
                .filter(each -> each.kind() == Entry.Kind.DROPPED)
                .toList();
    }
}
