package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/** {@code AWS::Logs::LogGroup}. */
public final class LogGroupProvisioner implements Provisioner {

    @Override
    public String type() {
        return "AWS::Logs::LogGroup";
    }

    @Override
    public Completes completes() {
        return Completes.by("LogGroupName");
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of("LogGroupName", "RetentionInDays", "Tags");
    }

    @Override
    public String nameProperty() {
        return "LogGroupName";
    }

    @Override
    public Optional<String> existing(ResourceCall call, String name) {
        return call
                .client(CloudWatchLogsClient.class)
                .describeLogGroups(request -> request.logGroupNamePrefix(name))
                .logGroups()
                .stream()
                .map(each -> each.logGroupName())
                .filter(name::equals)
                .findFirst();
    }

    @Override
    public Physical create(ResourceCall call) {
        String name = call.name("LogGroupName", 512);
        call.client(CloudWatchLogsClient.class)
                .createLogGroup(request -> request.logGroupName(name).tags(call.allTags()));
        try {
            retain(call, name, false);
        } catch (RuntimeException e) {
            call.client(CloudWatchLogsClient.class).deleteLogGroup(request -> request.logGroupName(name));
            throw e;
        }
        return physical(call, name);
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        retain(call, call.physicalId(), before.has("RetentionInDays"));
        CloudWatchLogsClient logs = call.client(CloudWatchLogsClient.class);
        String arn = call.place().arn("logs", "log-group:" + call.physicalId());
        call.tagChange(before)
                .apply(
                        keys -> logs.untagResource(
                                request -> request.resourceArn(arn).tagKeys(keys)),
                        set -> logs.tagResource(
                                request -> request.resourceArn(arn).tags(set)));
        return physical(call, call.physicalId());
    }

    @Override
    public void delete(ResourceCall call) {
        call.client(CloudWatchLogsClient.class).deleteLogGroup(request -> request.logGroupName(call.physicalId()));
    }

    private static void retain(ResourceCall call, String name, boolean before) {
        CloudWatchLogsClient logs = call.client(CloudWatchLogsClient.class);
        if (call.has("RetentionInDays")) {
            int days = Integer.parseInt(call.text("RetentionInDays"));
            logs.putRetentionPolicy(request -> request.logGroupName(name).retentionInDays(days));
        } else if (before) {
            logs.deleteRetentionPolicy(request -> request.logGroupName(name));
        }
    }

    private static Physical physical(ResourceCall call, String name) {
        return new Physical(name, Map.of("Arn", call.place().arn("logs", "log-group:" + name + ":*")));
    }
}
