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
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.*;

/** Makes Amazon CloudWatch Logs for a cloud. */
public final class LogsModule implements ServiceModule {
    @Override
    public String name() {
        return "logs";
    }

    @Override
    public AwsService<?> create(ServiceContext context) {
        return new Service(context.place(), new CloudWatchLogs(context));
    }

    record Service(Place place, CloudWatchLogs implementation) implements AwsService<CloudWatchLogsClient> {
        @Override
        public Class<CloudWatchLogsClient> api() {
            return CloudWatchLogsClient.class;
        }

        @Override
        public void authorization(Rows rows) {
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
                    r -> tagged(group("TagResource", Names.ofArn(r.resourceArn())), r.tags()));
            rows.on(
                    UntagResourceRequest.class,
                    r -> group("UntagResource", Names.ofArn(r.resourceArn()))
                            .with("aws:TagKeys", r.tagKeys().toArray(String[]::new)));
            rows.on(PutResourcePolicyRequest.class, r -> Need.anywhere("logs:PutResourcePolicy"));
            rows.on(DescribeResourcePoliciesRequest.class, r -> Need.anywhere("logs:DescribeResourcePolicies"));
            rows.on(DeleteResourcePolicyRequest.class, r -> Need.anywhere("logs:DeleteResourcePolicy"));
            rows.on(ListTagsForResourceRequest.class, r -> group("ListTagsForResource", Names.ofArn(r.resourceArn())));
        }

        @Override
        public void members(Members members) {
            members.lacking("CreateLogGroup", "kmsKeyId", "deletionProtectionEnabled")
                    .lacking("DescribeLogGroups", "accountIdentifiers", "includeLinkedAccounts", "logGroupIdentifiers")
                    .lacking("PutLogEvents", "entity")
                    // Nothing is masked here, and AWS itself no longer looks at the other two.
                    .inert(Members.EVERY, "unmask", "interleaved", "sequenceToken");
        }

        private List<Need> createGroup(CreateLogGroupRequest request) {
            List<Need> needs = new ArrayList<>();
            Map<String, String> tags = SystemTags.others(request.tags());
            needs.add(tagged(group("CreateLogGroup", request.logGroupName()), tags));
            if (!tags.isEmpty()) {
                needs.add(tagged(group("TagResource", request.logGroupName()), tags));
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

        private static Need tagged(Need need, Map<String, String> tags) {
            Need tagged = tags.isEmpty()
                    ? need
                    : need.with("aws:TagKeys", tags.keySet().toArray(String[]::new));
            for (Map.Entry<String, String> tag : tags.entrySet()) {
                tagged = tagged.with("aws:RequestTag/" + tag.getKey(), tag.getValue());
            }
            return tagged;
        }

        @Override
        public Optional<String> resourcePolicy(String resourceArn) {
            return implementation.policy();
        }

        @Override
        public AwsServiceException denied(Need need, String message) {
            return LogsErrors.denied(message);
        }
    }
}
