package ateliers.cloud.services.logs;

import ateliers.cloud.door.Need;
import ateliers.cloud.door.Place;
import ateliers.cloud.door.Rows;
import ateliers.cloud.door.SystemTags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatchlogs.model.*;

/** What the operations of CloudWatch Logs need to be allowed. */
record LogsRows(Place place) {
    void declare(Rows rows) {
        rows.onEach(CreateLogGroupRequest.class, this::createGroup);
        rows.on(DeleteLogGroupRequest.class, r -> group("DeleteLogGroup", r.logGroupName()));
        rows.on(DescribeLogGroupsRequest.class, r -> Need.anywhere("logs:DescribeLogGroups"));
        rows.on(CreateLogStreamRequest.class, r -> stream("CreateLogStream", r.logGroupName(), r.logStreamName()));
        rows.on(DeleteLogStreamRequest.class, r -> stream("DeleteLogStream", r.logGroupName(), r.logStreamName()));
        rows.on(
                DescribeLogStreamsRequest.class,
                r -> group("DescribeLogStreams", name(r.logGroupName(), r.logGroupIdentifier())));
        rows.on(PutLogEventsRequest.class, r -> stream("PutLogEvents", r.logGroupName(), r.logStreamName()));
        rows.on(
                GetLogEventsRequest.class,
                r -> stream("GetLogEvents", name(r.logGroupName(), r.logGroupIdentifier()), r.logStreamName()));
        rows.on(
                FilterLogEventsRequest.class,
                r -> group("FilterLogEvents", name(r.logGroupName(), r.logGroupIdentifier())));
        rows.on(PutRetentionPolicyRequest.class, r -> group("PutRetentionPolicy", r.logGroupName()));
        rows.on(DeleteRetentionPolicyRequest.class, r -> group("DeleteRetentionPolicy", r.logGroupName()));
        rows.on(
                TagResourceRequest.class,
                r -> group("TagResource", Names.ofArn(r.resourceArn())).tagging(r.tags()));
        rows.on(
                UntagResourceRequest.class,
                r -> group("UntagResource", Names.ofArn(r.resourceArn())).untagging(r.tagKeys()));
        rows.on(PutResourcePolicyRequest.class, r -> Need.anywhere("logs:PutResourcePolicy"));
        rows.on(DescribeResourcePoliciesRequest.class, r -> Need.anywhere("logs:DescribeResourcePolicies"));
        rows.on(DeleteResourcePolicyRequest.class, r -> Need.anywhere("logs:DeleteResourcePolicy"));
        rows.on(ListTagsForResourceRequest.class, r -> group("ListTagsForResource", Names.ofArn(r.resourceArn())));
    }

    private List<Need> createGroup(CreateLogGroupRequest request) {
        List<Need> needs = new ArrayList<>();
        Map<String, String> tags = SystemTags.others(request.tags());
        needs.add(group("CreateLogGroup", request.logGroupName()).tagging(tags));
        if (!tags.isEmpty()) {
            needs.add(group("TagResource", request.logGroupName()).tagging(tags));
        }
        return needs;
    }

    private static String name(String name, String identifier) {
        return name == null ? Names.ofArn(identifier) : name;
    }

    /** AWS judges a group as all of its streams: a policy that names it must end in {@code :*}. */
    private Need group(String action, String name) {
        return new Need(
                "logs:" + action, place.arn("logs", "log-group:" + (name == null ? "*" : name) + ":log-stream:"));
    }

    private Need stream(String action, String group, String stream) {
        return new Need(
                "logs:" + action,
                place.arn("logs", "log-group:" + group + ":log-stream:" + (stream == null ? "*" : stream)));
    }
}
