package ateliers.cloud.services.monitoring;

import ateliers.cloud.door.AwsService;
import ateliers.cloud.door.Members;
import ateliers.cloud.door.Need;
import ateliers.cloud.door.Place;
import ateliers.cloud.door.Rows;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.ServiceModule;
import java.util.List;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.DeleteAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DeleteDashboardsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmHistoryRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsForMetricRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DisableAlarmActionsRequest;
import software.amazon.awssdk.services.cloudwatch.model.EnableAlarmActionsRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetDashboardRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListDashboardsRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutCompositeAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutDashboardRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.SetAlarmStateRequest;
import software.amazon.awssdk.services.cloudwatch.model.TagResourceRequest;
import software.amazon.awssdk.services.cloudwatch.model.UntagResourceRequest;

/**
 * Amazon CloudWatch as a service of a cloud, with what each operation needs.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html">Actions,
 *     resources and condition keys for Amazon CloudWatch</a>
 */
public final class MonitoringService implements ServiceModule {
    @Override
    public List<AwsService<?>> create(ServiceContext cloud) {
        Alarms alarms = new Alarms(cloud.place());
        History history = new History(cloud.clock());
        Changes changes = new Changes(history, new AlarmActions(cloud));
        Evaluations evaluations = new Evaluations(cloud.clock(), alarms, cloud.metrics(), changes);
        return List.of(AwsService.of("cloudwatch", CloudWatchClient.class)
                .operations(new MetricOperations(cloud.metrics(), cloud.clock()))
                .operations(new MetricDataOperations(cloud.metrics(), cloud.clock()))
                .operations(new AlarmOperations(alarms, cloud.clock(), history, changes, evaluations))
                .operations(new AlarmQueries(alarms, history))
                .operations(new DashboardOperations(cloud.place(), cloud.clock()))
                .operations(new TagOperations(alarms))
                .rows(rows -> rows(rows, alarms, cloud.place()))
                .members(MonitoringService::members)
                .denied((need, message) -> MonitoringErrors.denied(message))
                .build());
    }

    private static void members(Members members) {
        members.lacking("GetMetricData", "LabelOptions")
                .lacking("PutMetricData", "EntityMetricData.Entity", "EntityMetricData.MetricData");
    }

    private static void rows(Rows rows, Alarms alarms, Place place) {
        String dataset = place.arn("cloudwatch", "dataset/default");
        rows.on(
                PutMetricDataRequest.class,
                r -> new Need("cloudwatch:PutMetricData", dataset).with("cloudwatch:namespace", r.namespace()));
        rows.on(ListMetricsRequest.class, r -> new Need("cloudwatch:ListMetrics", dataset));
        rows.on(GetMetricStatisticsRequest.class, r -> Need.anywhere("cloudwatch:GetMetricStatistics"));
        rows.on(GetMetricDataRequest.class, r -> new Need("cloudwatch:GetMetricData", dataset));
        rows.on(
                PutMetricAlarmRequest.class,
                r -> new Need("cloudwatch:PutMetricAlarm", alarms.arn(r.alarmName())).tagging(Checks.tags(r.tags())));
        rows.on(
                PutCompositeAlarmRequest.class,
                r -> new Need("cloudwatch:PutCompositeAlarm", alarms.arn(r.alarmName()))
                        .tagging(Checks.tags(r.tags())));
        rows.onEach(DeleteAlarmsRequest.class, r -> each("cloudwatch:DeleteAlarms", alarms, r.alarmNames()));
        rows.on(SetAlarmStateRequest.class, r -> new Need("cloudwatch:SetAlarmState", alarms.arn(r.alarmName())));
        rows.onEach(
                EnableAlarmActionsRequest.class, r -> each("cloudwatch:EnableAlarmActions", alarms, r.alarmNames()));
        rows.onEach(
                DisableAlarmActionsRequest.class, r -> each("cloudwatch:DisableAlarmActions", alarms, r.alarmNames()));
        rows.on(DescribeAlarmsRequest.class, r -> new Need("cloudwatch:DescribeAlarms", alarms.arn("*")));
        rows.on(DescribeAlarmsForMetricRequest.class, r -> Need.anywhere("cloudwatch:DescribeAlarmsForMetric"));
        rows.on(
                DescribeAlarmHistoryRequest.class,
                r -> new Need(
                        "cloudwatch:DescribeAlarmHistory", alarms.arn(r.alarmName() == null ? "*" : r.alarmName())));
        rows.on(
                PutDashboardRequest.class,
                r -> new Need("cloudwatch:PutDashboard", DashboardOperations.arn(place, r.dashboardName())));
        rows.on(
                GetDashboardRequest.class,
                r -> new Need("cloudwatch:GetDashboard", DashboardOperations.arn(place, r.dashboardName())));
        rows.onEach(
                DeleteDashboardsRequest.class,
                r -> r.dashboardNames().stream()
                        .map(name -> new Need("cloudwatch:DeleteDashboards", DashboardOperations.arn(place, name)))
                        .toList());
        rows.on(ListDashboardsRequest.class, r -> Need.anywhere("cloudwatch:ListDashboards"));
        rows.on(ListTagsForResourceRequest.class, r -> new Need("cloudwatch:ListTagsForResource", r.resourceARN()));
        rows.on(
                TagResourceRequest.class,
                r -> new Need("cloudwatch:TagResource", r.resourceARN()).tagging(Checks.tags(r.tags())));
        rows.on(
                UntagResourceRequest.class,
                r -> new Need("cloudwatch:UntagResource", r.resourceARN()).untagging(r.tagKeys()));
    }

    private static List<Need> each(String action, Alarms alarms, List<String> names) {
        return names.stream().map(name -> new Need(action, alarms.arn(name))).toList();
    }
}
