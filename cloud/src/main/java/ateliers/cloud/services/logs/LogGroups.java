package ateliers.cloud.services.logs;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroupClass;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagResourceResponse;

/** Log groups, how long they keep what is in them, and their tags. */
final class LogGroups implements CloudWatchLogsClient, Operations {
    private static final List<Integer> RETENTION = List.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653);

    private final LogStore store;

    LogGroups(LogStore store) {
        this.store = store;
    }

    @Override
    public CreateLogGroupResponse createLogGroup(CreateLogGroupRequest request) {
        Checks.group(request.logGroupName());
        if (request.logGroupClass() != null && request.logGroupClass() != LogGroupClass.STANDARD) {
            throw new Unsupported("logs: log groups of the class " + request.logGroupClassAsString());
        }
        Checks.refuseSystemTags(request.tags().keySet());
        store.create(request.logGroupName()).tags.putAll(request.tags());
        return CreateLogGroupResponse.builder().build();
    }

    @Override
    public DeleteLogGroupResponse deleteLogGroup(DeleteLogGroupRequest request) {
        Checks.group(request.logGroupName());
        store.delete(request.logGroupName());
        return DeleteLogGroupResponse.builder().build();
    }

    @Override
    public DescribeLogGroupsResponse describeLogGroups(DescribeLogGroupsRequest request) {
        if (request.logGroupNamePrefix() != null && request.logGroupNamePattern() != null) {
            throw LogsErrors.invalid(
                    "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.");
        }
        Checks.constraints()
                .oneOf(
                        "logGroupClass",
                        request.logGroupClassAsString(),
                        List.of("INFREQUENT_ACCESS", "STANDARD", "DELIVERY"))
                .require();
        boolean standard = request.logGroupClass() == null || request.logGroupClass() == LogGroupClass.STANDARD;
        List<LogGroup> all = store.all().stream()
                .filter(g -> standard) // there are no others here
                .filter(g -> request.logGroupNamePrefix() == null || g.name.startsWith(request.logGroupNamePrefix()))
                .filter(g -> request.logGroupNamePattern() == null || g.name.contains(request.logGroupNamePattern()))
                .map(this::view)
                .toList();
        Paging.Page<LogGroup> page = Checks.page(all, request.nextToken(), request.limit(), 50);
        return DescribeLogGroupsResponse.builder()
                .logGroups(page.items())
                .nextToken(page.next())
                .build();
    }

    private LogGroup view(LogStore.Group group) {
        return LogGroup.builder()
                .logGroupName(group.name)
                .creationTime(group.created)
                .retentionInDays(group.retentionDays.orElse(null))
                .metricFilterCount(0)
                .arn(group.arn + ":*")
                .logGroupArn(group.arn)
                .logGroupClass(LogGroupClass.STANDARD)
                .storedBytes(0L)
                .build();
    }

    @Override
    public PutRetentionPolicyResponse putRetentionPolicy(PutRetentionPolicyRequest request) {
        LogStore.Group group = store.get(request.logGroupName());
        Checks.constraints()
                .present("retentionInDays", request.retentionInDays())
                .must(
                        request.retentionInDays() == null || RETENTION.contains(request.retentionInDays()),
                        request.retentionInDays(),
                        "retentionInDays",
                        "satisfy enum value set: " + RETENTION)
                .require();
        group.retentionDays = Optional.of(request.retentionInDays());
        return PutRetentionPolicyResponse.builder().build();
    }

    @Override
    public DeleteRetentionPolicyResponse deleteRetentionPolicy(DeleteRetentionPolicyRequest request) {
        store.get(request.logGroupName()).retentionDays = Optional.empty();
        return DeleteRetentionPolicyResponse.builder().build();
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest request) {
        Checks.refuseSystemTags(request.tags().keySet());
        store.get(Checks.ofArn(request.resourceArn())).tags.putAll(request.tags());
        return TagResourceResponse.builder().build();
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        Checks.refuseSystemTags(request.tagKeys());
        store.get(Checks.ofArn(request.resourceArn())).tags.keySet().removeAll(request.tagKeys());
        return UntagResourceResponse.builder().build();
    }

    @Override
    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
        return ListTagsForResourceResponse.builder()
                .tags(Map.copyOf(store.get(Checks.ofArn(request.resourceArn())).tags))
                .build();
    }
}
