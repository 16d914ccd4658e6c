package ateliers.cloud.services.scheduler;

import ateliers.cloud.kit.Arn;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
import ateliers.cloud.kit.Pojos;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleGroupRequest;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleGroupResponse;
import software.amazon.awssdk.services.scheduler.model.DeleteScheduleGroupRequest;
import software.amazon.awssdk.services.scheduler.model.DeleteScheduleGroupResponse;
import software.amazon.awssdk.services.scheduler.model.GetScheduleGroupRequest;
import software.amazon.awssdk.services.scheduler.model.GetScheduleGroupResponse;
import software.amazon.awssdk.services.scheduler.model.ListScheduleGroupsRequest;
import software.amazon.awssdk.services.scheduler.model.ListScheduleGroupsResponse;
import software.amazon.awssdk.services.scheduler.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.scheduler.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.scheduler.model.ScheduleGroupState;
import software.amazon.awssdk.services.scheduler.model.ScheduleGroupSummary;
import software.amazon.awssdk.services.scheduler.model.Tag;
import software.amazon.awssdk.services.scheduler.model.TagResourceRequest;
import software.amazon.awssdk.services.scheduler.model.TagResourceResponse;
import software.amazon.awssdk.services.scheduler.model.UntagResourceRequest;
import software.amazon.awssdk.services.scheduler.model.UntagResourceResponse;

/** Groups of schedules, and their tags. */
final class GroupOperations implements SchedulerClient, Operations {
    private final Groups groups;

    GroupOperations(Groups groups) {
        this.groups = groups;
    }

    @Override
    public CreateScheduleGroupResponse createScheduleGroup(CreateScheduleGroupRequest request) {
        Checks.name(Checks.constraints(), "name", request.name()).require();
        Map<String, String> tags = Checks.tags(request.tags());
        Checks.refuseSystemTags(tags.keySet());
        return groups.locked(() -> {
            Group group = groups.create(request.name());
            group.tags.putAll(tags);
            return CreateScheduleGroupResponse.builder()
                    .scheduleGroupArn(group.arn)
                    .build();
        });
    }

    /** Its schedules go with it. */
    @Override
    public DeleteScheduleGroupResponse deleteScheduleGroup(DeleteScheduleGroupRequest request) {
        return groups.locked(() -> {
            Group group = groups.group(request.name());
            if (group.name.equals(Group.DEFAULT)) {
                throw SchedulerErrors.validation("The default schedule group cannot be deleted.");
            }
            group.schedules.values().forEach(Ticks::disarm);
            group.schedules.clear();
            groups.delete(group);
            return DeleteScheduleGroupResponse.builder().build();
        });
    }

    @Override
    public GetScheduleGroupResponse getScheduleGroup(GetScheduleGroupRequest request) {
        return Pojos.copy(summary(groups.group(request.name())), GetScheduleGroupResponse.builder())
                .build();
    }

    @Override
    public ListScheduleGroupsResponse listScheduleGroups(ListScheduleGroupsRequest request) {
        List<ScheduleGroupSummary> all = groups.all().stream()
                .filter(group -> request.namePrefix() == null || group.name.startsWith(request.namePrefix()))
                .map(GroupOperations::summary)
                .toList();
        Paging.Page<ScheduleGroupSummary> page = Checks.page(all, request.nextToken(), request.maxResults());
        return ListScheduleGroupsResponse.builder()
                .scheduleGroups(page.items())
                .nextToken(page.next())
                .build();
    }

    private static ScheduleGroupSummary summary(Group group) {
        return ScheduleGroupSummary.builder()
                .arn(group.arn)
                .name(group.name)
                .state(ScheduleGroupState.ACTIVE)
                .creationDate(group.created)
                .lastModificationDate(group.created)
                .build();
    }

    @Override
    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
        return groups.locked(() -> ListTagsForResourceResponse.builder()
                .tags(tags(request.resourceArn()).entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList())
                .build());
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest request) {
        Map<String, String> more = Checks.tags(request.tags());
        Checks.refuseSystemTags(more.keySet());
        return groups.locked(() -> {
            tags(request.resourceArn()).putAll(more);
            return TagResourceResponse.builder().build();
        });
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        Checks.refuseSystemTags(request.tagKeys());
        return groups.locked(() -> {
            tags(request.resourceArn()).keySet().removeAll(request.tagKeys());
            return UntagResourceResponse.builder().build();
        });
    }

    /** Only groups have tags. */
    private Map<String, String> tags(String resource) {
        Arn arn = Arn.find(resource)
                .filter(found -> found.type().equals("schedule-group"))
                .orElseThrow(() -> SchedulerErrors.validation("Only schedule groups have tags: " + resource));
        return groups.group(arn.id()).tags;
    }
}
