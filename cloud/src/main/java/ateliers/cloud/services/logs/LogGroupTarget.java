package ateliers.cloud.services.logs;

import ateliers.cloud.door.Need;
import ateliers.cloud.door.Payload;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.Target;
import ateliers.cloud.kit.Arn;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;

/** Deliveries to log groups: an event of a stream whose name tells nothing, as AWS makes them up. */
record LogGroupTarget(ServiceContext cloud) implements Target {
    @Override
    public Need need(Arn group) {
        return new Need("logs:PutLogEvents", arn(group) + ":log-stream:*");
    }

    @Override
    public void send(Principal principal, Arn group, Payload payload) {
        CloudWatchLogsClient logs = cloud.door().as(principal, CloudWatchLogsClient.class);
        String name = name(group);
        String stream =
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
        try {
            logs.createLogStream(request -> request.logGroupName(name).logStreamName(stream));
        } catch (ResourceAlreadyExistsException e) {
            // by an earlier delivery
        }
        InputLogEvent event = InputLogEvent.builder()
                .timestamp(cloud.clock().instant().toEpochMilli())
                .message(payload.body())
                .build();
        logs.putLogEvents(
                request -> request.logGroupName(name).logStreamName(stream).logEvents(event));
    }

    private String arn(Arn group) {
        return cloud.place().arn("logs", "log-group:" + name(group));
    }

    /** The ARN of a group may end in {@code :*}. */
    private static String name(Arn group) {
        return group.parts().get(1);
    }
}
