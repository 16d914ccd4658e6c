package ateliers.cloud.services.monitoring;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.services.TestServices;
import ateliers.cloud.services.events.EventsService;
import ateliers.cloud.services.sns.SnsService;
import ateliers.cloud.services.sqs.SqsService;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmHistoryItem;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * What alarms tell and to whom. Messages and reasons were recorded on AWS by LocalStack's test suite
 * (tests/aws/services/cloudwatch).
 */
@SuppressWarnings("unchecked") // the SDK takes builders as a variable number of lambdas
class AlarmsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestServices cloud =
            new TestServices(new MonitoringService(), new SnsService(), new SqsService(), new EventsService());
    private final CloudWatchClient client = cloud.client(CloudWatchClient.class);
    private final SqsClient sqs = cloud.client(SqsClient.class);
    private String topic;
    private String queue;

    @BeforeEach
    void topicWithQueue() {
        topic = cloud.client(SnsClient.class).createTopic(r -> r.name("alarms")).topicArn();
        queue = sqs.createQueue(r -> r.queueName("seen")).queueUrl();
        String arn = sqs.getQueueAttributes(r -> r.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        cloud.client(SnsClient.class)
                .subscribe(r -> r.topicArn(topic)
                        .protocol("sqs")
                        .endpoint(arn)
                        .attributes(Map.of("RawMessageDelivery", "true")));
    }

    @AfterEach
    void close() {
        assertThat(cloud.defects).isEmpty();
        cloud.close();
    }

    private PutMetricAlarmRequest.Builder alarm(String name) {
        return PutMetricAlarmRequest.builder()
                .alarmName(name)
                .alarmDescription("about " + name)
                .namespace("N")
                .metricName("m")
                .dimensions(dimension -> dimension.name("InstanceId").value("abc"))
                .period(60)
                .evaluationPeriods(1)
                .statistic("Average")
                .unit("Seconds")
                .comparisonOperator("GreaterThanThreshold")
                .threshold(21.0)
                .treatMissingData("ignore")
                .alarmActions(topic)
                .okActions(topic);
    }

    private void aMinutePasses() {
        cloud.clock.advance(Duration.ofMinutes(1));
        assertThat(cloud.clock.awaitIdle(Duration.ofSeconds(60))).isTrue();
    }

    private JsonNode next() throws JsonProcessingException {
        assertThat(cloud.clock.await(() -> !messages().isEmpty(), Duration.ofSeconds(1)))
                .isTrue();
        Message message = sqs.receiveMessage(r -> r.queueUrl(queue)).messages().get(0);
        sqs.deleteMessage(r -> r.queueUrl(queue).receiptHandle(message.receiptHandle()));
        return JSON.readTree(message.body());
    }

    private List<Integer> messages() {
        String number = sqs.getQueueAttributes(
                        r -> r.queueUrl(queue).attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                .attributes()
                .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
        return number.equals("0") ? List.of() : List.of(Integer.parseInt(number));
    }

    private void put(double... values) {
        for (double value : values) {
            client.putMetricData(request -> request.namespace("N")
                    .metricData(datum -> datum.metricName("m")
                            .unit("Seconds")
                            .dimensions(
                                    dimension -> dimension.name("InstanceId").value("abc"))
                            .value(value)));
        }
    }

    @Test
    void whatCrossesTheThresholdIsToldToTheTopic() throws JsonProcessingException {
        client.putMetricAlarm(alarm("a").build());
        put(21, 22);
        aMinutePasses();
        JsonNode message = next();
        assertThat(message.path("AlarmName").asText()).isEqualTo("a");
        assertThat(message.path("NewStateValue").asText()).isEqualTo("ALARM");
        assertThat(message.path("OldStateValue").asText()).isEqualTo("INSUFFICIENT_DATA");
        assertThat(message.path("NewStateReason").asText())
                .matches(
                        "Threshold Crossed: 1 datapoint \\[21\\.5 \\(\\d\\d/\\d\\d/\\d\\d \\d\\d:\\d\\d:00\\)] was greater"
                                + " than the threshold \\(21\\.0\\)\\.");
        assertThat(message.path("Trigger").toString())
                .isEqualTo("{\"MetricName\":\"m\",\"Namespace\":\"N\",\"StatisticType\":\"Statistic\","
                        + "\"Statistic\":\"AVERAGE\",\"Unit\":\"Seconds\",\"Dimensions\":[{\"value\":\"abc\","
                        + "\"name\":\"InstanceId\"}],\"Period\":60,\"EvaluationPeriods\":1,"
                        + "\"ComparisonOperator\":\"GreaterThanThreshold\",\"Threshold\":21.0,"
                        + "\"TreatMissingData\":\"ignore\",\"EvaluateLowSampleCountPercentile\":\"\"}");
        MetricAlarm shown = client.describeAlarms().metricAlarms().get(0);
        assertThat(shown.stateValue()).isEqualTo(StateValue.ALARM);
        assertThat(JSON.readTree(shown.stateReasonData())
                        .path("evaluatedDatapoints")
                        .get(0)
                        .path("sampleCount")
                        .asInt())
                .isEqualTo(2);
        assertThat(client.describeAlarmHistory(r -> r.alarmName("a").historyItemType("StateUpdate"))
                        .alarmHistoryItems())
                .extracting(AlarmHistoryItem::historySummary)
                .containsExactly("Alarm updated from INSUFFICIENT_DATA to ALARM");
    }

    @Test
    void reasonsTellOfWhatIsMissing() {
        client.putMetricAlarm(
                alarm("a").evaluationPeriods(2).treatMissingData("breaching").build());
        aMinutePasses();
        assertThat(client.describeAlarms().metricAlarms().get(0).stateReason())
                .isEqualTo("Threshold Crossed: no datapoints were received for 2 periods and 2 missing datapoints were"
                        + " treated as [Breaching].");
        client.putMetricAlarm(
                alarm("a").evaluationPeriods(1).treatMissingData("notBreaching").build());
        aMinutePasses();
        assertThat(client.describeAlarms().metricAlarms().get(0).stateReason())
                .isEqualTo(
                        "Threshold Crossed: no datapoints were received for 1 period and 1 missing datapoint was treated"
                                + " as [NonBreaching].");
    }

    @Test
    void setStatesActAndLastUntilTheNextJudgement() throws JsonProcessingException {
        client.putMetricAlarm(alarm("a").build());
        client.setAlarmState(r -> r.alarmName("a").stateValue(StateValue.ALARM).stateReason("testing alarm"));
        assertThat(next().path("NewStateReason").asText()).isEqualTo("testing alarm");
        client.disableAlarmActions(r -> r.alarmNames("a"));
        client.setAlarmState(r -> r.alarmName("a").stateValue(StateValue.OK).stateReason("resetting alarm"));
        assertThat(cloud.clock.never(() -> !messages().isEmpty(), Duration.ofSeconds(1)))
                .isTrue();
        client.enableAlarmActions(r -> r.alarmNames("a"));
        put(30);
        aMinutePasses();
        assertThat(next().path("OldStateValue").asText()).isEqualTo("OK");
    }

    @Test
    void theBusIsTold() throws JsonProcessingException {
        EventBridgeClient events = cloud.client(EventBridgeClient.class);
        String target = sqs.createQueue(r -> r.queueName("bus")).queueUrl();
        String arn = sqs.getQueueAttributes(r -> r.queueUrl(target).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        events.putRule(r -> r.name("alarms").eventPattern("{\"source\":[\"aws.cloudwatch\"]}"));
        events.putTargets(r -> r.rule("alarms").targets(t -> t.id("1").arn(arn)));
        client.putMetricAlarm(alarm("a").alarmActions(List.of()).build());
        client.setAlarmState(r -> r.alarmName("a").stateValue(StateValue.ALARM).stateReason("why"));
        queue = target;
        JsonNode event = next();
        assertThat(event.path("detail-type").asText()).isEqualTo("CloudWatch Alarm State Change");
        JsonNode detail = event.path("detail");
        assertThat(detail.path("alarmName").asText()).isEqualTo("a");
        assertThat(detail.path("state").path("reason").asText()).isEqualTo("why");
        assertThat(detail.path("previousState").path("reason").asText()).isEqualTo("Unchecked: Initial alarm creation");
        assertThat(detail.at("/configuration/metrics/0/metricStat/metric").toString())
                .isEqualTo("{\"namespace\":\"N\",\"name\":\"m\",\"dimensions\":{\"InstanceId\":\"abc\"}}");
    }

    @Test
    void compositeAlarmsFollowOthers() throws JsonProcessingException {
        client.putMetricAlarm(
                alarm("one").alarmActions(List.of()).okActions(List.of()).build());
        client.putMetricAlarm(
                alarm("two").alarmActions(List.of()).okActions(List.of()).build());
        String two = client.describeAlarms(r -> r.alarmNames("two"))
                .metricAlarms()
                .get(0)
                .alarmArn();
        client.putCompositeAlarm(r -> r.alarmName("both")
                .alarmRule("ALARM(one) AND NOT (OK(\"" + two + "\") OR FALSE)")
                .alarmActions(topic));
        assertThat(composite()).isEqualTo(StateValue.OK);
        client.setAlarmState(
                r -> r.alarmName("one").stateValue(StateValue.ALARM).stateReason("why"));
        assertThat(next().path("AlarmRule").asText()).startsWith("ALARM(one)");
        client.setAlarmState(r -> r.alarmName("two").stateValue(StateValue.OK).stateReason("why"));
        assertThat(composite()).isEqualTo(StateValue.OK);
        assertThat(refusal(() -> client.deleteAlarms(r -> r.alarmNames("two"))))
                .startsWith("ValidationError: Cannot delete two as there are composite alarm(s) depending on it.");
        assertThat(refusal(() -> client.putCompositeAlarm(r -> r.alarmName("x").alarmRule("ALARM(nowhere)"))))
                .isEqualTo(
                        "ValidationError: Could not save the composite alarm as alarms [nowhere] in the alarm rule do not"
                                + " exist");
        client.deleteAlarms(r -> r.alarmNames("both", "two"));
        assertThat(client.describeAlarms(r -> r.alarmTypes(AlarmType.knownValues()))
                        .compositeAlarms())
                .isEmpty();
    }

    private StateValue composite() {
        return client.describeAlarms(r -> r.alarmTypes(AlarmType.COMPOSITE_ALARM))
                .compositeAlarms()
                .get(0)
                .stateValue();
    }

    @Test
    void mathIsWatchedToo() {
        client.putMetricAlarm(PutMetricAlarmRequest.builder()
                .alarmName("rate")
                .evaluationPeriods(1)
                .comparisonOperator("GreaterThanThreshold")
                .threshold(0.5)
                .metrics(
                        query -> query.id("e").expression("errors/calls").returnData(true),
                        query -> query.id("errors")
                                .returnData(false)
                                .metricStat(stat -> stat.stat("Sum")
                                        .period(60)
                                        .metric(metric -> metric.namespace("N").metricName("errors"))),
                        query -> query.id("calls")
                                .returnData(false)
                                .metricStat(stat -> stat.stat("Sum")
                                        .period(60)
                                        .metric(metric -> metric.namespace("N").metricName("calls"))))
                .build());
        client.putMetricData(r -> r.namespace("N")
                .metricData(
                        datum -> datum.metricName("errors").value(3.0),
                        datum -> datum.metricName("calls").value(4.0)));
        aMinutePasses();
        assertThat(client.describeAlarms().metricAlarms().get(0).stateValue()).isEqualTo(StateValue.ALARM);
    }

    @Test
    void aQueueIsWatchedAtEachMinute() throws JsonProcessingException {
        String rejected = sqs.createQueue(r -> r.queueName("rejected")).queueUrl();
        client.putMetricAlarm(PutMetricAlarmRequest.builder()
                .alarmName("rejected")
                .namespace("AWS/SQS")
                .metricName("ApproximateNumberOfMessagesVisible")
                .dimensions(dimension -> dimension.name("QueueName").value("rejected"))
                .period(60)
                .evaluationPeriods(1)
                .statistic("Maximum")
                .comparisonOperator("GreaterThanThreshold")
                .threshold(0.0)
                .alarmActions(topic)
                .build());
        aMinutePasses();
        assertThat(client.describeAlarms().metricAlarms().get(0).stateValue()).isNotEqualTo(StateValue.ALARM);
        sqs.sendMessage(r -> r.queueUrl(rejected).messageBody("poison"));
        aMinutePasses();
        assertThat(next().path("AlarmName").asText()).isEqualTo("rejected");
        assertThat(client.listMetrics(r -> r.namespace("AWS/SQS")
                                .dimensions(filter -> filter.name("QueueName").value("rejected")))
                        .metrics())
                .extracting(metric -> metric.metricName())
                .containsExactlyInAnyOrder(
                        "ApproximateNumberOfMessagesDelayed",
                        "ApproximateNumberOfMessagesNotVisible",
                        "ApproximateNumberOfMessagesVisible",
                        "NumberOfMessagesSent",
                        "SentMessageSize");
    }

    @Test
    void refusalsAreInAwsWords() {
        assertThat(refusal(() -> client.setAlarmState(
                        r -> r.alarmName("a").stateValue("INVALID").stateReason("x"))))
                .isEqualTo(
                        "ValidationError: 1 validation error detected: Value 'INVALID' at 'stateValue' failed to satisfy"
                                + " constraint: Member must satisfy enum value set: [INSUFFICIENT_DATA, ALARM, OK]");
        assertThat(refusal(() -> client.setAlarmState(
                        r -> r.alarmName("a").stateValue("OK").stateReason("x"))))
                .startsWith("ResourceNotFound");
        assertThat(refusal(() -> client.putMetricAlarm(alarm("a").period(45).build())))
                .isEqualTo("ValidationError: Period must be 10, 20, 30 or a multiple of 60");
        assertThat(refusal(() -> client.putMetricAlarm(
                        alarm("a").period(300).evaluationPeriods(300).build())))
                .contains("(EvaluationPeriods * Period must be <= 86400)");
        assertThat(refusal(() -> client.putMetricAlarm(alarm("a")
                        .alarmActions("arn:aws:automate:eu-west-3:ec2:stop")
                        .build())))
                .startsWith("Unsupported");
        assertThat(refusal(() -> client.putDashboard(r -> r.dashboardName("a b").dashboardBody("{}"))))
                .isEqualTo(
                        "InvalidParameterValue: The value for field DashboardName contains invalid characters. It can"
                                + " only contain alphanumerics, dash (-) and underscore (_).\n");
    }

    @Test
    void anAlarmIsAsItWasMade() {
        client.putMetricAlarm(alarm("a").tags(tag -> tag.key("k").value("v")).build());
        MetricAlarm shown = client.describeAlarms().metricAlarms().get(0);
        assertThat(shown.stateReason()).isEqualTo("Unchecked: Initial alarm creation");
        assertThat(shown.actionsEnabled()).isTrue();
        assertThat(shown.alarmDescription()).isEqualTo("about a");
        assertThat(shown.dimensions()).hasSize(1);
        assertThat(client.listTagsForResource(r -> r.resourceARN(shown.alarmArn()))
                        .tags())
                .hasSize(1);
        assertThat(client.describeAlarmsForMetric(r -> r.namespace("N")
                                .metricName("m")
                                .dimensions(dimension ->
                                        dimension.name("InstanceId").value("abc")))
                        .metricAlarms())
                .containsExactly(shown);
        client.putDashboard(r -> r.dashboardName("d").dashboardBody("{\"widgets\":[]}"));
        assertThat(client.getDashboard(r -> r.dashboardName("d")).dashboardBody())
                .isEqualTo("{\"widgets\":[]}");
        assertThat(client.listDashboards(r -> r.dashboardNamePrefix("d")).dashboardEntries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.size()).isEqualTo(14));
        client.deleteDashboards(r -> r.dashboardNames("d"));
        assertThat(client.listDashboards().dashboardEntries()).isEmpty();
    }
}
