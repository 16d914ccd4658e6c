package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.PutCompositeAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.Tag;

/** {@code AWS::CloudWatch::CompositeAlarm}. */
public final class CompositeAlarmProvisioner implements Provisioner {
    @Override
    public String type() {
        return "AWS::CloudWatch::CompositeAlarm";
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of(
                "AlarmName",
                "AlarmDescription",
                "AlarmRule",
                "ActionsEnabled",
                "AlarmActions",
                "OKActions",
                "InsufficientDataActions",
                "ActionsSuppressor",
                "ActionsSuppressorWaitPeriod",
                "ActionsSuppressorExtensionPeriod",
                "Tags");
    }

    @Override
    public String nameProperty() {
        return "AlarmName";
    }

    @Override
    public Physical create(ResourceCall call) {
        return put(call, call.name("AlarmName", AlarmProvisioner.LONGEST_NAME), AlarmProvisioner.tags(call.allTags()));
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        Physical same = put(call, call.physicalId(), null);
        AlarmProvisioner.retag(call, before, same.attributes().get("Arn"));
        return same;
    }

    @Override
    public void delete(ResourceCall call) {
        call.client(CloudWatchClient.class).deleteAlarms(request -> request.alarmNames(call.physicalId()));
    }

    private static Physical put(ResourceCall call, String name, List<Tag> tags) {
        call.client(CloudWatchClient.class)
                .putCompositeAlarm(Shapes.fill(PutCompositeAlarmRequest.builder(), call.properties())
                        .alarmName(name)
                        .tags(tags)
                        .build());
        return new Physical(name, Map.of("Arn", AlarmProvisioner.arn(call, name)));
    }
}
