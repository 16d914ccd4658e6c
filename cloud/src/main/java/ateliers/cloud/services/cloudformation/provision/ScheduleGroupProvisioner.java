package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.GetScheduleGroupResponse;
import software.amazon.awssdk.services.scheduler.model.Tag;

/** {@code AWS::Scheduler::ScheduleGroup}. */
public final class ScheduleGroupProvisioner implements Provisioner {
    private static final int LONGEST_NAME = 64;

    @Override
    public String type() {
        return "AWS::Scheduler::ScheduleGroup";
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of("Name", "Tags");
    }

    @Override
    public String nameProperty() {
        return "Name";
    }

    @Override
    public Physical create(ResourceCall call) {
        String name = call.name("Name", LONGEST_NAME);
        call.client(SchedulerClient.class)
                .createScheduleGroup(request -> request.name(name).tags(tags(call.allTags())));
        return physical(call, name);
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        SchedulerClient scheduler = call.client(SchedulerClient.class);
        Physical same = physical(call, call.physicalId());
        String arn = same.attributes().get("Arn");
        call.tagChange(before)
                .apply(
                        keys -> scheduler.untagResource(
                                request -> request.resourceArn(arn).tagKeys(keys)),
                        set -> scheduler.tagResource(
                                request -> request.resourceArn(arn).tags(tags(set))));
        return same;
    }

    @Override
    public void delete(ResourceCall call) {
        call.client(SchedulerClient.class).deleteScheduleGroup(request -> request.name(call.physicalId()));
    }

    private static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    private static Physical physical(ResourceCall call, String name) {
        GetScheduleGroupResponse group =
                call.client(SchedulerClient.class).getScheduleGroup(request -> request.name(name));
        return new Physical(
                name,
                Map.of(
                        "Arn", group.arn(),
                        "State", group.stateAsString(),
                        "CreationDate", group.creationDate().toString(),
                        "LastModificationDate", group.lastModificationDate().toString()));
    }
}
