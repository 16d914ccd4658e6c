package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;

/** {@code AWS::CloudWatch::Dashboard}. */
public final class DashboardProvisioner implements Provisioner {
    private static final int LONGEST_NAME = 255;

    @Override
    public String type() {
        return "AWS::CloudWatch::Dashboard";
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of("DashboardName", "DashboardBody");
    }

    @Override
    public String nameProperty() {
        return "DashboardName";
    }

    @Override
    public Physical create(ResourceCall call) {
        return put(call, call.name("DashboardName", LONGEST_NAME));
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        return put(call, call.physicalId());
    }

    @Override
    public void delete(ResourceCall call) {
        call.client(CloudWatchClient.class).deleteDashboards(request -> request.dashboardNames(call.physicalId()));
    }

    private static Physical put(ResourceCall call, String name) {
        call.client(CloudWatchClient.class)
                .putDashboard(request -> request.dashboardName(name).dashboardBody(call.text("DashboardBody")));
        return new Physical(name, Map.of());
    }
}
