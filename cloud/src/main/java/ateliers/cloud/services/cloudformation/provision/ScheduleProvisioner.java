package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.UpdateScheduleRequest;

/** {@code AWS::Scheduler::Schedule}. */
public final class ScheduleProvisioner implements Provisioner {
    private static final int LONGEST_NAME = 64;

    @Override
    public String type() {
        return "AWS::Scheduler::Schedule";
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of(
                "Name",
                "GroupName",
                "Description",
                "ScheduleExpression",
                "ScheduleExpressionTimezone",
                "StartDate",
                "EndDate",
                "State",
                "FlexibleTimeWindow",
                "Target.Arn",
                "Target.RoleArn",
                "Target.Input",
                "Target.DeadLetterConfig",
                "Target.RetryPolicy",
                "Target.SqsParameters",
                "Target.EventBridgeParameters");
    }

    @Override
    public String nameProperty() {
        return "Name";
    }

    @Override
    public Physical create(ResourceCall call) {
        String name = call.name("Name", LONGEST_NAME);
        String arn = call.client(SchedulerClient.class)
                .createSchedule(Shapes.fill(CreateScheduleRequest.builder(), call.properties())
                        .name(name)
                        .build())
                .scheduleArn();
        return new Physical(name, Map.of("Arn", arn));
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        String arn = call.client(SchedulerClient.class)
                .updateSchedule(Shapes.fill(UpdateScheduleRequest.builder(), call.properties())
                        .name(call.physicalId())
                        .build())
                .scheduleArn();
        return new Physical(call.physicalId(), Map.of("Arn", arn));
    }

    @Override
    public void delete(ResourceCall call) {
        call.client(SchedulerClient.class)
                .deleteSchedule(request -> request.name(call.physicalId()).groupName(call.text("GroupName")));
    }

    /** A schedule does not move from one group to another. */
    @Override
    public boolean replaces(ObjectNode before, ObjectNode after) {
        return !before.path("GroupName").equals(after.path("GroupName"));
    }
}
