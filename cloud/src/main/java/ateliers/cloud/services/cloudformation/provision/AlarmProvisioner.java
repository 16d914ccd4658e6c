package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.Tag;

/** {@code AWS::CloudWatch::Alarm}. */
public final class AlarmProvisioner implements Provisioner {
    static final int LONGEST_NAME = 255;

    @Override
    public String type() {
        return "AWS::CloudWatch::Alarm";
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of(
                "AlarmName",
                "AlarmDescription",
                "ActionsEnabled",
                "AlarmActions",
                "OKActions",
                "InsufficientDataActions",
                "Namespace",
                "MetricName",
                "Dimensions",
                "Metrics",
                "Statistic",
                "ExtendedStatistic",
                "Period",
                "Unit",
                "EvaluationPeriods",
                "DatapointsToAlarm",
                "Threshold",
                "ComparisonOperator",
                "TreatMissingData",
                "EvaluateLowSampleCountPercentile",
                "ThresholdMetricId",
                "Tags");
    }

    @Override
    public String nameProperty() {
        return "AlarmName";
    }

    @Override
    public Optional<String> existing(ResourceCall call, String name) {
        return call
                .client(CloudWatchClient.class)
                .describeAlarms(request -> request.alarmNames(name))
                .metricAlarms()
                .stream()
                .map(each -> each.alarmName())
                .findFirst();
    }

    @Override
    public Physical create(ResourceCall call) {
        return put(call, call.name("AlarmName", LONGEST_NAME), tags(call.allTags()));
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        Physical same = put(call, call.physicalId(), null);
        retag(call, before, same.attributes().get("Arn"));
        return same;
    }

    @Override
    public void delete(ResourceCall call) {
        call.client(CloudWatchClient.class).deleteAlarms(request -> request.alarmNames(call.physicalId()));
    }

    private static Physical put(ResourceCall call, String name, List<Tag> tags) {
        CloudWatchClient cloudWatch = call.client(CloudWatchClient.class);
        cloudWatch.putMetricAlarm(Shapes.fill(PutMetricAlarmRequest.builder(), call.properties())
                .alarmName(name)
                .tags(tags)
                .build());
        return new Physical(name, Map.of("Arn", arn(call, name)));
    }

    static String arn(ResourceCall call, String name) {
        return call.place().arn("cloudwatch", "alarm:" + name);
    }

    static void retag(ResourceCall call, ObjectNode before, String arn) {
        CloudWatchClient cloudWatch = call.client(CloudWatchClient.class);
        call.tagChange(before)
                .apply(
                        keys -> cloudWatch.untagResource(
                                request -> request.resourceARN(arn).tagKeys(keys)),
                        set -> cloudWatch.tagResource(
                                request -> request.resourceARN(arn).tags(tags(set))));
    }

    static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
