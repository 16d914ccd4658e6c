package ateliers.cloud.services.cloudformation.provision;

import ateliers.cloud.door.Unsupported;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * {@code AWS::CodeDeploy::DeploymentGroup} of functions whose aliases move at once: the role in which they are moved.
 *
 * @see <a href="https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html">Deployment configurations</a>
 */
public final class DeploymentGroupProvisioner implements Provisioner {
    /** The type of which stacks are searched for a group. */
    public static final String TYPE = "AWS::CodeDeploy::DeploymentGroup";

    private static final String AT_ONCE = "CodeDeployDefault.LambdaAllAtOnce";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of("ApplicationName", "DeploymentConfigName", "DeploymentStyle", "ServiceRoleArn");
    }

    @Override
    public Set<String> inert() {
        // A deployment at once is done, or has changed nothing.
        return Set.of("AutoRollbackConfiguration", "Tags");
    }

    @Override
    public void refuseGaps(ObjectNode properties) {
        lacking(properties, "DeploymentConfigName", "CodeDeployDefault.OneAtATime", AT_ONCE);
        JsonNode style = properties.path("DeploymentStyle");
        lacking(style, "DeploymentType", "IN_PLACE", "BLUE_GREEN");
        lacking(style, "DeploymentOption", "WITHOUT_TRAFFIC_CONTROL", "WITH_TRAFFIC_CONTROL");
    }

    /** @param standard what AWS takes where nothing is given */
    private static void lacking(JsonNode properties, String name, String standard, String supported) {
        JsonNode given = properties.path(name);
        String value = given.asText(standard);
        if (!given.isContainerNode() && !value.equals(supported)) {
            throw new Unsupported("cloudformation: " + name + " " + value + " of " + TYPE);
        }
    }

    @Override
    public Physical create(ResourceCall call) {
        String name = call.generatedName(100);
        require(call, "CreateDeploymentGroup", name);
        CodeDeploy.requireRole(call, call.text("ServiceRoleArn"));
        return Physical.of(name);
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        require(call, "UpdateDeploymentGroup", call.physicalId());
        CodeDeploy.requireRole(call, call.text("ServiceRoleArn"));
        return Physical.of(call.physicalId());
    }

    @Override
    public void delete(ResourceCall call) {
        require(call, "DeleteDeploymentGroup", call.physicalId());
    }

    private void require(ResourceCall call, String action, String name) {
        refuseGaps(call.properties());
        CodeDeploy.require(
                call.door(), call.principal(), action, "deploymentgroup:" + call.text("ApplicationName") + "/" + name);
    }
}
