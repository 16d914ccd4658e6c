package ateliers.cloud.services.scheduler;

import ateliers.cloud.door.Door;
import ateliers.cloud.kit.Constraints;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
import ateliers.cloud.kit.Pojos;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.ActionAfterCompletion;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.DeleteScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.DeleteScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.GetScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ListSchedulesRequest;
import software.amazon.awssdk.services.scheduler.model.ListSchedulesResponse;
import software.amazon.awssdk.services.scheduler.model.ScheduleState;
import software.amazon.awssdk.services.scheduler.model.ScheduleSummary;
import software.amazon.awssdk.services.scheduler.model.Target;
import software.amazon.awssdk.services.scheduler.model.UpdateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.UpdateScheduleResponse;

/** Schedules. */
final class ScheduleOperations implements SchedulerClient, Operations {
    private static final int LONGEST_EXPRESSION = 256;
    private static final int LONGEST_DESCRIPTION = 512;
    private static final int MOST_RETRIES = 185;
    private static final int OLDEST_SECONDS = 86_400;

    private final Groups groups;
    private final Ticks ticks;
    private final Door door;

    ScheduleOperations(Groups groups, Ticks ticks, Door door) {
        this.groups = groups;
        this.ticks = ticks;
        this.door = door;
    }

    @Override
    public CreateScheduleResponse createSchedule(CreateScheduleRequest request) {
        GetScheduleResponse settings = checked(request.name(), request.target(), request);
        String arn = groups.locked(() -> {
            Group group = groups.group(request.groupName());
            if (group.schedules.containsKey(request.name())) {
                throw SchedulerErrors.conflict("Schedule " + request.name() + " already exists.");
            }
            Planned planned =
                    new Planned(group, request.name(), groups.scheduleArn(group.name, request.name()), groups.now());
            group.schedules.put(planned.name, planned);
            set(planned, settings);
            return planned.arn;
        });
        return CreateScheduleResponse.builder().scheduleArn(arn).build();
    }

    /** Replaces all that there was: what is not given gets its default. */
    @Override
    public UpdateScheduleResponse updateSchedule(UpdateScheduleRequest request) {
        GetScheduleResponse settings = checked(request.name(), request.target(), request);
        String arn = groups.locked(() -> {
            Planned planned = groups.schedule(request.groupName(), request.name());
            set(planned, settings);
            return planned.arn;
        });
        return UpdateScheduleResponse.builder().scheduleArn(arn).build();
    }

    private void set(Planned planned, GetScheduleResponse settings) {
        planned.settings = settings;
        planned.schedule = Checks.schedule(settings.scheduleExpression());
        planned.zone = Checks.zone(settings.scheduleExpressionTimezone());
        planned.modified = groups.now();
        ticks.arm(planned);
    }

    /** What a request gives, with the defaults of what it does not give. */
    private GetScheduleResponse checked(String name, Target target, SdkPojo request) {
        GetScheduleResponse given =
                Pojos.copy(request, GetScheduleResponse.builder()).build();
        Constraints constraints = Checks.name(Checks.constraints(), "name", name)
                .present("scheduleExpression", given.scheduleExpression())
                .length("scheduleExpression", given.scheduleExpression(), 1, LONGEST_EXPRESSION)
                .length("description", given.description(), 0, LONGEST_DESCRIPTION)
                .oneOf("state", given.stateAsString(), List.of("ENABLED", "DISABLED"))
                .present("flexibleTimeWindow", given.flexibleTimeWindow())
                .present("target", target);
        if (target != null) {
            check(constraints, target);
        }
        constraints.require();
        if (Checks.schedule(given.scheduleExpression()).recurs()) {
            Checks.dates(given.startDate(), given.endDate(), groups.now());
        }
        Checks.zone(given.scheduleExpressionTimezone());
        Checks.window(given.flexibleTimeWindow());
        Checks.target(door, target);
        return given.toBuilder()
                .state(Optional.ofNullable(given.state()).orElse(ScheduleState.ENABLED))
                .scheduleExpressionTimezone(
                        Optional.ofNullable(given.scheduleExpressionTimezone()).orElse("UTC"))
                .actionAfterCompletion(
                        Optional.ofNullable(given.actionAfterCompletion()).orElse(ActionAfterCompletion.NONE))
                .build();
    }

    private static void check(Constraints constraints, Target target) {
        constraints.present("target.arn", target.arn()).present("target.roleArn", target.roleArn());
        if (target.retryPolicy() != null) {
            constraints
                    .between(
                            "target.retryPolicy.maximumRetryAttempts",
                            target.retryPolicy().maximumRetryAttempts(),
                            0,
                            MOST_RETRIES)
                    .between(
                            "target.retryPolicy.maximumEventAgeInSeconds",
                            target.retryPolicy().maximumEventAgeInSeconds(),
                            60,
                            OLDEST_SECONDS);
        }
    }

    @Override
    public GetScheduleResponse getSchedule(GetScheduleRequest request) {
        return groups.locked(() -> {
            Planned planned = groups.schedule(request.groupName(), request.name());
            return planned.settings.toBuilder()
                    .arn(planned.arn)
                    .name(planned.name)
                    .groupName(planned.group.name)
                    .creationDate(planned.created)
                    .lastModificationDate(planned.modified)
                    .build();
        });
    }

    @Override
    public DeleteScheduleResponse deleteSchedule(DeleteScheduleRequest request) {
        groups.locked(() -> {
            Planned planned = groups.schedule(request.groupName(), request.name());
            Ticks.disarm(planned);
            return planned.group.schedules.remove(planned.name);
        });
        return DeleteScheduleResponse.builder().build();
    }

    @Override
    public ListSchedulesResponse listSchedules(ListSchedulesRequest request) {
        List<ScheduleSummary> all = groups.locked(() -> groups.all().stream()
                .filter(group -> request.groupName() == null || group.name.equals(request.groupName()))
                .flatMap(group -> group.schedules.values().stream())
                .filter(planned -> request.namePrefix() == null || planned.name.startsWith(request.namePrefix()))
                .filter(planned -> request.state() == null || planned.settings.state() == request.state())
                .map(ScheduleOperations::summary)
                .toList());
        Paging.Page<ScheduleSummary> page = Checks.page(all, request.nextToken(), request.maxResults());
        return ListSchedulesResponse.builder()
                .schedules(page.items())
                .nextToken(page.next())
                .build();
    }

    private static ScheduleSummary summary(Planned planned) {
        return ScheduleSummary.builder()
                .arn(planned.arn)
                .name(planned.name)
                .groupName(planned.group.name)
                .state(planned.settings.state())
                .target(target -> target.arn(planned.settings.target().arn()))
                .creationDate(planned.created)
                .lastModificationDate(planned.modified)
                .build();
    }
}
