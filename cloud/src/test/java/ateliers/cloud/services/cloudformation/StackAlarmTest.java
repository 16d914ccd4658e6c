package ateliers.cloud.services.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

@SuppressWarnings("unchecked") // the SDK takes builders as a variable number of lambdas
class StackAlarmTest extends StackFixture {
    private static final String TEMPLATE = """
            Resources:
              Topic: {Type: AWS::SNS::Topic}
              Queue: {Type: AWS::SQS::Queue}
              MayTell:
                Type: AWS::SQS::QueuePolicy
                Properties:
                  Queues: [!Ref Queue]
                  PolicyDocument:
                    Statement: [{Effect: Allow, Principal: {Service: sns.amazonaws.com}, Action: sqs:SendMessage, Resource: !GetAtt Queue.Arn}]
              Subscription:
                Type: AWS::SNS::Subscription
                Properties: {TopicArn: !Ref Topic, Protocol: sqs, Endpoint: !GetAtt Queue.Arn, RawMessageDelivery: true}
              Errors:
                Type: AWS::CloudWatch::Alarm
                Properties:
                  AlarmDescription: too many
                  Namespace: Shop
                  MetricName: Errors
                  Dimensions: [{Name: Service, Value: orders}]
                  Statistic: Sum
                  Period: 60
                  EvaluationPeriods: 1
                  Threshold: 0
                  ComparisonOperator: GreaterThanThreshold
                  TreatMissingData: notBreaching
                  AlarmActions: [!Ref Topic]
              Any:
                Type: AWS::CloudWatch::CompositeAlarm
                Properties: {AlarmRule: !Sub 'ALARM("${Errors}")'}
              Board:
                Type: AWS::CloudWatch::Dashboard
                Properties: {DashboardBody: '{"widgets":[]}'}
            Outputs:
              QueueUrl: {Value: !Ref Queue}
              Alarm: {Value: !GetAtt Errors.Arn}
            """;

    @Test
    void anAlarmOfAStackTellsItsTopicAndGoesWithTheStack() {
        Stack stack = create(TEMPLATE);
        assertThat(stack.stackStatusAsString())
                .as(() -> String.join("\n", events()))
                .isEqualTo("CREATE_COMPLETE");
        CloudWatchClient cloudWatch = client(CloudWatchClient.class);
        assertThat(cloudWatch.describeAlarms().metricAlarms())
                .extracting(MetricAlarm::alarmArn)
                .containsExactly(output(stack, "Alarm"));

        cloudWatch.putMetricData(request -> request.namespace("Shop")
                .metricData(datum -> datum.metricName("Errors")
                        .dimensions(dimension -> dimension.name("Service").value("orders"))
                        .value(1.0)));
        cloud.clock().advance(Duration.ofMinutes(1));
        settle();

        assertThat(client(SqsClient.class)
                        .receiveMessage(request -> request.queueUrl(output(stack, "QueueUrl")))
                        .messages())
                .singleElement()
                .extracting(Message::body)
                .asString()
                .contains("\"NewStateValue\":\"ALARM\"", "\"AlarmDescription\":\"too many\"");
        update(TEMPLATE.replace("Threshold: 0", "Threshold: 10"));
        assertThat(cloudWatch.describeAlarms().metricAlarms())
                .extracting(MetricAlarm::threshold)
                .containsExactly(10.0);
        delete();
        assertThat(cloudWatch
                        .describeAlarms(request -> request.alarmTypes(AlarmType.knownValues()))
                        .metricAlarms())
                .isEmpty();
        assertThat(cloudWatch.listDashboards().dashboardEntries()).isEmpty();
    }
}
