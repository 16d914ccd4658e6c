package ateliers.cloud.services.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.CloudExtension;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.InvalidEventPatternException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** EventBridge as the SDK's client speaks to it. */
class EventsWireTest {
    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    @Test
    void eventsAndErrorsTravel() {
        EventBridgeClient events = cloud.client(EventBridgeClient.builder());

        PutEventsRequestEntry whole = PutEventsRequestEntry.builder()
                .source("shop")
                .detailType("t")
                .detail("{}")
                .build();
        PutEventsRequestEntry part =
                PutEventsRequestEntry.builder().source("shop").build();
        List<PutEventsResultEntry> results =
                events.putEvents(r -> r.entries(whole, part)).entries();

        assertThat(results.get(0).eventId()).isNotBlank();
        assertThat(results.get(1).errorCode()).isEqualTo("InvalidArgument");
        assertThatThrownBy(() -> events.describeRule(r -> r.name("none")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Rule none does not exist on EventBus default.");
        assertThatThrownBy(() -> events.putRule(r -> r.name("bad").eventPattern("{\"string\": \"my-value\"}")))
                .isInstanceOf(InvalidEventPatternException.class)
                .hasMessageContaining("Event pattern is not valid. Reason: \"string\" must be an object or an array\n"
                        + " at [Source: (String)\"{\"string\": \"my-value\"}\"; line: 1, column: 13]");
    }

    /** What an ARN of another account names is not the bus of the same name here. */
    @Test
    void theBusOfAnotherAccountIsAnother() {
        EventBridgeClient events = cloud.client(EventBridgeClient.builder());
        String bus = "arn:aws:events:eu-west-3:111111111111:event-bus/default";

        assertThatThrownBy(() -> events.putEvents(r -> r.entries(PutEventsRequestEntry.builder()
                        .eventBusName(bus)
                        .source("shop")
                        .detailType("t")
                        .detail("{}")
                        .build())))
                .hasMessageContaining("is not authorized to perform: events:PutEvents on resource: " + bus
                        + " because no resource-based policy allows the events:PutEvents action");
        assertThatThrownBy(() ->
                        events.putRule(r -> r.name("rule").eventBusName(bus).scheduleExpression("rate(1 day)")))
                .hasMessageContaining("events:PutRule on resource: arn:aws:events:eu-west-3:111111111111:rule/rule");
    }

    /** As AWS's services do, without a policy of the bus. */
    @Test
    void alarmsTellTheDefaultBusUnasked() {
        EventBridgeClient events = cloud.client(EventBridgeClient.builder());
        SqsClient sqs = cloud.client(SqsClient.builder());
        String queue = sqs.createQueue(r -> r.queueName("seen").attributes(Map.of(QueueAttributeName.POLICY, """
                        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sqs:SendMessage",
                          "Principal": {"Service": "events.amazonaws.com"}, "Resource": "*"}]}""")))
                .queueUrl();
        events.putRule(r -> r.name("alarms").eventPattern("{\"source\":[\"aws.cloudwatch\"]}"));
        events.putTargets(r -> r.rule("alarms")
                .targets(Target.builder()
                        .id("1")
                        .arn(cloud.cloud().place().arn("sqs", "seen"))
                        .build()));
        CloudWatchClient alarms = cloud.client(CloudWatchClient.builder());
        alarms.putMetricAlarm(r -> r.alarmName("a")
                .namespace("N")
                .metricName("m")
                .statistic(Statistic.SUM)
                .period(60)
                .evaluationPeriods(1)
                .threshold(1.0)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD));

        alarms.setAlarmState(r -> r.alarmName("a").stateValue(StateValue.ALARM).stateReason("why"));

        assertThat(sqs.receiveMessage(r -> r.queueUrl(queue).waitTimeSeconds(20))
                        .messages())
                .singleElement()
                .satisfies(message -> assertThat(message.body()).contains("CloudWatch Alarm State Change"));
    }
}
