package ateliers.cloud.services.scheduler;

import ateliers.cloud.door.AwsService;
import ateliers.cloud.door.Members;
import ateliers.cloud.door.Need;
import ateliers.cloud.door.Rows;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.ServiceModule;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleGroupRequest;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.DeleteScheduleGroupRequest;
import software.amazon.awssdk.services.scheduler.model.DeleteScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.GetScheduleGroupRequest;
import software.amazon.awssdk.services.scheduler.model.GetScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.ListScheduleGroupsRequest;
import software.amazon.awssdk.services.scheduler.model.ListSchedulesRequest;
import software.amazon.awssdk.services.scheduler.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.scheduler.model.TagResourceRequest;
import software.amazon.awssdk.services.scheduler.model.Target;
import software.amazon.awssdk.services.scheduler.model.UntagResourceRequest;
import software.amazon.awssdk.services.scheduler.model.UpdateScheduleRequest;

/**
 * Amazon EventBridge Scheduler as a service of a cloud, with what each operation needs.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridgescheduler.html">Actions,
 *     resources and condition keys for Amazon EventBridge Scheduler</a>
 */
public final class SchedulerService implements ServiceModule {
    @Override
    public List<AwsService<?>> create(ServiceContext cloud) {
        Groups groups = new Groups(cloud.place(), cloud.clock());
        Ticks ticks = new Ticks(cloud.clock(), groups, new Invocations(cloud));
        return List.of(AwsService.of("scheduler", SchedulerClient.class)
                .operations(new ScheduleOperations(groups, ticks, cloud.door()))
                .operations(new GroupOperations(groups))
                .rows(rows -> rows(rows, groups))
                .members(SchedulerService::members)
                .denied((need, message) -> SchedulerErrors.denied(message))
                .build());
    }

    private static void members(Members members) {
        members.lacking(Members.EVERY, "KmsKeyArn")
                .lacking(
                        Members.EVERY,
                        "Target.EcsParameters",
                        "Target.KinesisParameters",
                        "Target.SageMakerPipelineParameters")
                // A repeated request is told by the schedule's name.
                .inert(Members.EVERY, "ClientToken")
                // Copied by their names, from requests and into answers.
                .elsewhere(
                        Members.EVERY,
                        "ActionAfterCompletion",
                        "Description",
                        "EndDate",
                        "FlexibleTimeWindow",
                        "ScheduleExpression",
                        "ScheduleExpressionTimezone",
                        "StartDate",
                        "State");
    }

    private static void rows(Rows rows, Groups groups) {
        rows.onEach(
                CreateScheduleRequest.class,
                r -> schedule(groups, "CreateSchedule", r.groupName(), r.name(), r.target()));
        rows.onEach(
                UpdateScheduleRequest.class,
                r -> schedule(groups, "UpdateSchedule", r.groupName(), r.name(), r.target()));
        rows.on(
                GetScheduleRequest.class,
                r -> new Need("scheduler:GetSchedule", groups.scheduleArn(r.groupName(), r.name())));
        rows.on(
                DeleteScheduleRequest.class,
                r -> new Need("scheduler:DeleteSchedule", groups.scheduleArn(r.groupName(), r.name())));
        rows.on(ListSchedulesRequest.class, r -> Need.anywhere("scheduler:ListSchedules"));
        rows.on(
                CreateScheduleGroupRequest.class,
                r -> new Need("scheduler:CreateScheduleGroup", groups.groupArn(r.name()))
                        .tagging(Checks.tags(r.tags())));
        rows.on(GetScheduleGroupRequest.class, r -> new Need("scheduler:GetScheduleGroup", groups.groupArn(r.name())));
        rows.on(
                DeleteScheduleGroupRequest.class,
                r -> new Need("scheduler:DeleteScheduleGroup", groups.groupArn(r.name())));
        rows.on(ListScheduleGroupsRequest.class, r -> Need.anywhere("scheduler:ListScheduleGroups"));
        rows.on(ListTagsForResourceRequest.class, r -> new Need("scheduler:ListTagsForResource", r.resourceArn()));
        rows.on(
                TagResourceRequest.class,
                r -> new Need("scheduler:TagResource", r.resourceArn()).tagging(Checks.tags(r.tags())));
        rows.on(
                UntagResourceRequest.class,
                r -> new Need("scheduler:UntagResource", r.resourceArn()).untagging(r.tagKeys()));
    }

    private static List<Need> schedule(Groups groups, String action, String group, String name, Target target) {
        List<Need> needs = new ArrayList<>();
        needs.add(new Need("scheduler:" + action, groups.scheduleArn(group, name)));
        if (target != null && target.roleArn() != null) {
            needs.add(Need.passRole(target.roleArn(), "scheduler.amazonaws.com"));
        }
        return needs;
    }
}
