package ateliers.cloud.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricTransformation;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** An empty list or map on the wire, or a text that AWS's pattern lets be empty, asks for nothing: tools send them. */
class EmptyMembersTest extends ConformanceCase {

    /** See <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html">PutMetricAlarm</a>. */
    @Test
    void anAlarmOnOneMetricHasNoListOfThem() {
        CloudWatchClient cloudWatch = cloud.client(CloudWatchClient.builder());

        cloudWatch.putMetricAlarm(r -> r.alarmName("late")
                .namespace("Shop")
                .metricName("Orders")
                .metrics(List.of())
                .dimensions(List.of())
                .statistic(Statistic.SUM)
                .period(60)
                .evaluationPeriods(1)
                .threshold(1.0)
                .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD));
        cloudWatch.putMetricAlarm(r -> r.alarmName("sum")
                .metrics(MetricDataQuery.builder()
                        .id("a")
                        .expression("1")
                        .period(60)
                        .build())
                .dimensions(List.of())
                .evaluationPeriods(1)
                .threshold(1.0)
                .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD));

        assertThat(cloudWatch
                        .describeAlarms(r -> r.alarmNames("late"))
                        .metricAlarms()
                        .get(0)
                        .metricName())
                .isEqualTo("Orders");
        cloudWatch.putMetricData(r -> r.namespace("Shop")
                .metricData(MetricDatum.builder()
                        .metricName("Orders")
                        .value(1.0)
                        .values(List.of())
                        .counts(List.of())
                        .build()));
        cloud.cloud().clock().advance(Duration.ofMinutes(2));
        assertThat(cloudWatch.describeAlarms(r -> r.alarmNames("late")).metricAlarms())
                .hasSize(1);
    }

    /** See <a href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_MetricTransformation.html">MetricTransformation</a>. */
    @Test
    void aFilterWithoutDimensionsMayHaveADefault() {
        CloudWatchLogsClient logs = cloud.client(CloudWatchLogsClient.builder());
        logs.createLogGroup(r -> r.logGroupName("shop"));

        logs.putMetricFilter(r -> r.logGroupName("shop")
                .filterName("errors")
                .filterPattern("ERROR")
                .metricTransformations(MetricTransformation.builder()
                        .metricName("Errors")
                        .metricNamespace("Shop")
                        .metricValue("1")
                        .defaultValue(0.0)
                        .dimensions(Map.of())
                        .build()));
    }

    /** The pattern of <a href="https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionConfiguration.html">KMSKeyArn</a>. */
    @Test
    void noKeyIsTheKeyOfAws() {
        LambdaClient lambda = cloud.client(LambdaClient.builder());
        String role = cloud.client(IamClient.builder())
                .createRole(
                        r -> r.roleName("runner")
                                .assumeRolePolicyDocument(
                                        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                                                + "\"Principal\":{\"Service\":\"lambda.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}"))
                .role()
                .arn();

        lambda.createFunction(r -> r.functionName("f")
                .runtime("java17")
                .handler("a.B")
                .role(role)
                .kmsKeyArn("")
                .layers(List.of())
                .code(c -> c.zipFile(SdkBytes.fromByteArray(FunctionJar.of(Reporting.class)))));

        assertThatCode(() -> lambda.updateFunctionConfiguration(r -> r.functionName("f")
                        .kmsKeyArn("")
                        .vpcConfig(v -> v.subnetIds(List.of()).securityGroupIds(List.of()))
                        .fileSystemConfigs(List.of())))
                .doesNotThrowAnyException();
    }
}
