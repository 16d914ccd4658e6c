package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.iam.IamClient;

/** {@code AWS::IAM::Group}, with its policies. */
public final class GroupProvisioner implements Provisioner {

    @Override
    public String type() {
        return "AWS::IAM::Group";
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of("GroupName", "ManagedPolicyArns", "Path", "Policies");
    }

    @Override
    public String nameProperty() {
        return "GroupName";
    }

    @Override
    public Optional<String> existing(ResourceCall call, String name) {
        call.client(IamClient.class).getGroup(request -> request.groupName(name));
        return Optional.of(name);
    }

    /** IAM could change a path, but this cloud has no UpdateGroup. */
    @Override
    public boolean replaces(ObjectNode before, ObjectNode after) {
        return !before.path("Path").equals(after.path("Path"));
    }

    @Override
    public Physical create(ResourceCall call) {
        IamClient iam = call.client(IamClient.class);
        String name = call.name("GroupName", 128);
        String arn = iam.createGroup(request -> request.groupName(name).path(call.text("Path")))
                .group()
                .arn();
        try {
            new PolicyHolder.OfGroup(iam, name).apply(call.properties().objectNode(), call.properties());
        } catch (RuntimeException e) {
            delete(iam, name, call.properties());
            throw e;
        }
        return new Physical(name, Map.of("Arn", arn));
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        IamClient iam = call.client(IamClient.class);
        String name = call.physicalId();
        new PolicyHolder.OfGroup(iam, name).apply(before, call.properties());
        String arn = iam.getGroup(request -> request.groupName(name)).group().arn();
        return new Physical(name, Map.of("Arn", arn));
    }

    @Override
    public void delete(ResourceCall call) {
        delete(call.client(IamClient.class), call.physicalId(), call.properties());
    }

    private static void delete(IamClient iam, String name, ObjectNode given) {
        new PolicyHolder.OfGroup(iam, name).clear(given);
        iam.deleteGroup(request -> request.groupName(name));
    }
}
