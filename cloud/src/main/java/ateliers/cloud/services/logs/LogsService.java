package ateliers.cloud.services.logs;

import ateliers.cloud.door.AwsService;
import ateliers.cloud.door.Members;
import ateliers.cloud.door.Need;
import ateliers.cloud.door.Place;
import ateliers.cloud.door.Rows;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.ServiceModule;
import ateliers.cloud.door.SystemTags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteMetricFilterRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteResourcePolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteSubscriptionFilterRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeMetricFiltersRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeResourcePoliciesRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeSubscriptionFiltersRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutMetricFilterRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutResourcePolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutSubscriptionFilterRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.TestMetricFilterRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagResourceRequest;

/** Makes Amazon CloudWatch Logs for a cloud. */
public final class LogsService implements ServiceModule {
    @Override
    public List<AwsService<?>> create(ServiceContext cloud) {
        LogStore store = new LogStore(cloud.place(), cloud.clock(), cloud.memory());
        SubscriptionFilterOperations subscriptions = new SubscriptionFilterOperations(store, cloud);
        ResourcePolicies policies = new ResourcePolicies(cloud.clock());
        return List.of(AwsService.of("logs", CloudWatchLogsClient.class)
                .operations(new LogGroups(store))
                .operations(new LogStreams(store))
                .operations(new LogEvents(store, new LogMetrics(cloud.metrics()), subscriptions))
                .operations(new MetricFilterOperations(store))
                .operations(subscriptions)
                .operations(policies)
                .rows(rows -> rows(rows, cloud.place()))
                .members(LogsService::members)
                .target(new LogGroupTarget(cloud))
                .resourcePolicy(arn -> policies.all())
                .resourceTags(store::tags)
                .denied((need, message) -> LogsErrors.denied(message))
                .build());
    }

    private static void members(Members members) {
        members.lacking("CreateLogGroup", "kmsKeyId", "deletionProtectionEnabled")
                .lacking("DescribeLogGroups", "accountIdentifiers", "includeLinkedAccounts", "logGroupIdentifiers")
                .lacking("PutLogEvents", "entity")
                .lacking(
                        "PutMetricFilter",
                        "applyOnTransformedLogs",
                        "fieldSelectionCriteria",
                        "emitSystemFieldDimensions")
                .lacking(
                        "PutSubscriptionFilter", "applyOnTransformedLogs", "fieldSelectionCriteria", "emitSystemFields")
                // Nothing is masked here, and AWS itself no longer looks at the other two.
                .inert(Members.EVERY, "unmask", "interleaved", "sequenceToken");
    }

    private static void rows(Rows rows, Place place) {
        rows.onEach(CreateLogGroupRequest.class, r -> createGroup(place, r));
        rows.on(DeleteLogGroupRequest.class, r -> group(place, "DeleteLogGroup", r.logGroupName()));
        rows.on(
                DescribeLogGroupsRequest.class,
                r -> new Need("logs:DescribeLogGroups", place.arn("logs", "log-group::log-stream:")));
        rows.on(
                CreateLogStreamRequest.class,
                r -> stream(place, "CreateLogStream", r.logGroupName(), r.logStreamName()));
        rows.on(
                DeleteLogStreamRequest.class,
                r -> stream(place, "DeleteLogStream", r.logGroupName(), r.logStreamName()));
        rows.on(
                DescribeLogStreamsRequest.class,
                r -> group(place, "DescribeLogStreams", name(r.logGroupName(), r.logGroupIdentifier())));
        rows.on(PutLogEventsRequest.class, r -> stream(place, "PutLogEvents", r.logGroupName(), r.logStreamName()));
        rows.on(
                GetLogEventsRequest.class,
                r -> stream(place, "GetLogEvents", name(r.logGroupName(), r.logGroupIdentifier()), r.logStreamName()));
        rows.on(
                FilterLogEventsRequest.class,
                r -> group(place, "FilterLogEvents", name(r.logGroupName(), r.logGroupIdentifier())));
        rows.on(PutRetentionPolicyRequest.class, r -> group(place, "PutRetentionPolicy", r.logGroupName()));
        rows.on(DeleteRetentionPolicyRequest.class, r -> group(place, "DeleteRetentionPolicy", r.logGroupName()));
        rows.on(
                TagResourceRequest.class,
                r -> group(place, "TagResource", Checks.ofArn(r.resourceArn())).tagging(r.tags()));
        rows.on(
                UntagResourceRequest.class,
                r -> group(place, "UntagResource", Checks.ofArn(r.resourceArn()))
                        .untagging(r.tagKeys()));
        rows.on(PutMetricFilterRequest.class, r -> group(place, "PutMetricFilter", r.logGroupName()));
        rows.on(DescribeMetricFiltersRequest.class, r -> group(place, "DescribeMetricFilters", r.logGroupName()));
        rows.on(DeleteMetricFilterRequest.class, r -> group(place, "DeleteMetricFilter", r.logGroupName()));
        rows.on(TestMetricFilterRequest.class, r -> Need.anywhere("logs:TestMetricFilter"));
        rows.on(PutSubscriptionFilterRequest.class, r -> group(place, "PutSubscriptionFilter", r.logGroupName()));
        rows.on(
                DescribeSubscriptionFiltersRequest.class,
                r -> group(place, "DescribeSubscriptionFilters", r.logGroupName()));
        rows.on(DeleteSubscriptionFilterRequest.class, r -> group(place, "DeleteSubscriptionFilter", r.logGroupName()));
        rows.on(PutResourcePolicyRequest.class, r -> Need.anywhere("logs:PutResourcePolicy"));
        rows.on(DescribeResourcePoliciesRequest.class, r -> Need.anywhere("logs:DescribeResourcePolicies"));
        rows.on(DeleteResourcePolicyRequest.class, r -> Need.anywhere("logs:DeleteResourcePolicy"));
        rows.on(
                ListTagsForResourceRequest.class,
                r -> group(place, "ListTagsForResource", Checks.ofArn(r.resourceArn())));
    }

    private static List<Need> createGroup(Place place, CreateLogGroupRequest request) {
        List<Need> needs = new ArrayList<>();
        Map<String, String> tags = SystemTags.others(request.tags());
        needs.add(group(place, "CreateLogGroup", request.logGroupName()).tagging(tags));
        if (!tags.isEmpty()) {
            needs.add(group(place, "TagResource", request.logGroupName()).tagging(tags));
        }
        return needs;
    }

    private static String name(String name, String identifier) {
        return name == null ? Checks.ofArn(identifier) : name;
    }

    /** AWS judges a group as all of its streams: a policy that names it must end in {@code :*}. */
    private static Need group(Place place, String action, String name) {
        return new Need(
                "logs:" + action, place.arn("logs", "log-group:" + (name == null ? "*" : name) + ":log-stream:"));
    }

    private static Need stream(Place place, String action, String group, String stream) {
        return new Need(
                "logs:" + action,
                place.arn("logs", "log-group:" + group + ":log-stream:" + (stream == null ? "*" : stream)));
    }
}
