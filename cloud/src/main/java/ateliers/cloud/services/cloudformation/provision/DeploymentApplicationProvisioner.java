package ateliers.cloud.services.cloudformation.provision;

import ateliers.cloud.door.Unsupported;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** {@code AWS::CodeDeploy::Application}: a name for the deployment groups of functions. */
public final class DeploymentApplicationProvisioner implements Provisioner {

    @Override
    public String type() {
        return "AWS::CodeDeploy::Application";
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of("ComputePlatform");
    }

    @Override
    public Set<String> inert() {
        return Set.of("Tags");
    }

    @Override
    public void refuseGaps(ObjectNode properties) {
        String platform = properties.path("ComputePlatform").asText("Server");
        if (!platform.equals("Lambda")) {
            throw new Unsupported("cloudformation: the ComputePlatform " + platform + " of " + type());
        }
    }

    @Override
    public Physical create(ResourceCall call) {
        String name = call.generatedName(100);
        require(call, "CreateApplication", name);
        return Physical.of(name);
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        return Physical.of(call.physicalId());
    }

    @Override
    public void delete(ResourceCall call) {
        require(call, "DeleteApplication", call.physicalId());
    }

    private static void require(ResourceCall call, String action, String name) {
        CodeDeploy.require(call.door(), call.principal(), action, "application:" + name);
    }
}
