package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.InstanceProfile;

/** {@code AWS::IAM::InstanceProfile}, with its one role. */
public final class InstanceProfileProvisioner implements Provisioner {

    @Override
    public String type() {
        return "AWS::IAM::InstanceProfile";
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of("InstanceProfileName", "Path", "Roles");
    }

    @Override
    public String nameProperty() {
        return "InstanceProfileName";
    }

    @Override
    public Physical create(ResourceCall call) {
        IamClient iam = call.client(IamClient.class);
        String name = call.name("InstanceProfileName", 128);
        InstanceProfile profile = iam.createInstanceProfile(
                        request -> request.instanceProfileName(name).path(call.text("Path")))
                .instanceProfile();
        try {
            roles(iam, name, call.properties().objectNode(), call.properties());
        } catch (RuntimeException e) {
            remove(iam, name);
            throw e;
        }
        return new Physical(name, Map.of("Arn", profile.arn()));
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        IamClient iam = call.client(IamClient.class);
        roles(iam, call.physicalId(), before, call.properties());
        String arn = iam.getInstanceProfile(request -> request.instanceProfileName(call.physicalId()))
                .instanceProfile()
                .arn();
        return new Physical(call.physicalId(), Map.of("Arn", arn));
    }

    @Override
    public void delete(ResourceCall call) {
        remove(call.client(IamClient.class), call.physicalId());
    }

    private static void remove(IamClient iam, String name) {
        iam.getInstanceProfile(request -> request.instanceProfileName(name))
                .instanceProfile()
                .roles()
                .forEach(role -> iam.removeRoleFromInstanceProfile(
                        request -> request.instanceProfileName(name).roleName(role.roleName())));
        iam.deleteInstanceProfile(request -> request.instanceProfileName(name));
    }

    private static void roles(IamClient iam, String name, ObjectNode before, ObjectNode after) {
        ListChange.of("Roles", before, after)
                .apply(
                        role -> iam.addRoleToInstanceProfile(
                                request -> request.instanceProfileName(name).roleName(role)),
                        role -> iam.removeRoleFromInstanceProfile(
                                request -> request.instanceProfileName(name).roleName(role)));
    }
}
