package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutSubscriptionFilterRequest;

/** {@code AWS::Logs::SubscriptionFilter}. */
public final class SubscriptionFilterProvisioner implements Provisioner {
    private static final int LONGEST_NAME = 512;

    @Override
    public String type() {
        return "AWS::Logs::SubscriptionFilter";
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of("LogGroupName", "FilterName", "FilterPattern", "DestinationArn", "RoleArn", "Distribution");
    }

    @Override
    public String nameProperty() {
        return "FilterName";
    }

    @Override
    public Physical create(ResourceCall call) {
        return put(call, call.name("FilterName", LONGEST_NAME));
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        return put(call, call.physicalId());
    }

    @Override
    public void delete(ResourceCall call) {
        call.client(CloudWatchLogsClient.class)
                .deleteSubscriptionFilter(request ->
                        request.logGroupName(call.text("LogGroupName")).filterName(call.physicalId()));
    }

    private static Physical put(ResourceCall call, String name) {
        call.client(CloudWatchLogsClient.class)
                .putSubscriptionFilter(Shapes.fill(PutSubscriptionFilterRequest.builder(), call.properties())
                        .filterName(name)
                        .build());
        return new Physical(name, Map.of());
    }
}
