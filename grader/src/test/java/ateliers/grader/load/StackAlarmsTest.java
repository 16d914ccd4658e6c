package ateliers.grader.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.grader.checklist.Stack;
import ateliers.grader.submission.Unusable;
import ateliers.grader.targets.AwsClients;
import ateliers.grader.targets.EmbeddedTarget;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

class StackAlarmsTest {
    private static final String TEMPLATE = """
            Resources:
              Errors:
                Type: AWS::CloudWatch::Alarm
                Properties:
                  AlarmName: erreurs
                  Namespace: Banque
                  MetricName: Erreurs
                  Statistic: Sum
                  Period: 60
                  EvaluationPeriods: 1
                  Threshold: 1
                  ComparisonOperator: GreaterThanOrEqualToThreshold
              Topic: {Type: AWS::SNS::Topic}
            Outputs:
              Topic: {Value: !Ref Topic}
            """;

    private final EmbeddedTarget target = EmbeddedTarget.start();
    private final AwsClients aws = new AwsClients(target);

    @BeforeEach
    void deploy() {
        aws.cloudFormation().createStack(r -> r.stackName("banque").templateBody(TEMPLATE));
        target.awaitIdle(Duration.ofSeconds(30));
    }

    @AfterEach
    void close() {
        aws.close();
        target.close();
    }

    @Test
    void anAlarmThatGoesOffIsTold() {
        Stack stack = ExistingStack.named("banque", target, aws);
        StackAlarms alarms = new StackAlarms(stack);
        alarms.settle();
        assertThat(stack.outputs()).containsOnlyKeys("Topic");
        assertThat(alarms.count()).isEqualTo(1);
        assertThat(alarms.wentOff()).isEmpty();

        aws.cloudWatch()
                .putMetricData(r -> r.namespace("Banque")
                        .metricData(MetricDatum.builder()
                                .metricName("Erreurs")
                                .value(2.0)
                                .build()));
        alarms.settle();

        assertThat(alarms.wentOff()).containsOnlyKeys("erreurs");
        assertThat(alarms.wentOff().get("erreurs")).endsWith("to ALARM");
    }

    @Test
    void whatWentOffBeforeIsNotTold() {
        aws.cloudWatch()
                .setAlarmState(
                        r -> r.alarmName("erreurs").stateValue(StateValue.ALARM).stateReason("essai"));

        assertThat(new StackAlarms(ExistingStack.named("banque", target, aws)).wentOff())
                .isEqualTo(Map.of());
    }

    @Test
    void aStackThatIsNotThereIsTold() {
        assertThatThrownBy(() -> ExistingStack.named("nulle-part", target, aws))
                .isInstanceOf(Unusable.class)
                .hasMessageContaining("La pile nulle-part n'est pas là : ValidationError (400)");
    }

    @Test
    void aStackThatIsNotUpIsTold() {
        aws.cloudFormation()
                .createStack(r -> r.stackName("ratee")
                        .templateBody("Resources: {T: {Type: AWS::SNS::Topic, Properties: {TopicName: 'a b'}}}"));
        target.awaitIdle(Duration.ofSeconds(30));

        assertThatThrownBy(() -> ExistingStack.named("ratee", target, aws))
                .isInstanceOf(Unusable.class)
                .hasMessage("La pile ratee n'est pas prête : elle est ROLLBACK_COMPLETE.");
    }
}
