package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.iam.IamClient;

/** {@code AWS::IAM::User}, with its groups and policies; without a password. */
public final class UserProvisioner implements Provisioner {

    @Override
    public String type() {
        return "AWS::IAM::User";
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of("Groups", "ManagedPolicyArns", "Path", "PermissionsBoundary", "Policies", "Tags", "UserName");
    }

    @Override
    public String nameProperty() {
        return "UserName";
    }

    @Override
    public Optional<String> existing(ResourceCall call, String name) {
        call.client(IamClient.class).getUser(request -> request.userName(name));
        return Optional.of(name);
    }

    /** IAM could change a path, but this cloud has no UpdateUser. */
    @Override
    public boolean replaces(ObjectNode before, ObjectNode after) {
        return !before.path("Path").equals(after.path("Path"));
    }

    @Override
    public Physical create(ResourceCall call) {
        IamClient iam = call.client(IamClient.class);
        String name = call.name("UserName", 64);
        String arn = iam.createUser(request -> request.userName(name)
                        .path(call.text("Path"))
                        .permissionsBoundary(call.text("PermissionsBoundary"))
                        .tags(IamTags.of(call.tags())))
                .user()
                .arn();
        try {
            apply(iam, name, call.properties().objectNode(), call.properties());
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
        apply(iam, name, before, call.properties());
        if (call.has("PermissionsBoundary")) {
            iam.putUserPermissionsBoundary(
                    request -> request.userName(name).permissionsBoundary(call.text("PermissionsBoundary")));
        } else if (before.has("PermissionsBoundary")) {
            iam.deleteUserPermissionsBoundary(request -> request.userName(name));
        }
        call.tagChange(before)
                .apply(
                        keys -> iam.untagUser(request -> request.userName(name).tagKeys(keys)),
                        set -> iam.tagUser(request -> request.userName(name).tags(IamTags.of(set))));
        return new Physical(
                name,
                Map.of(
                        "Arn",
                        iam.getUser(request -> request.userName(name)).user().arn()));
    }

    @Override
    public void delete(ResourceCall call) {
        delete(call.client(IamClient.class), call.physicalId(), call.properties());
    }

    private static void delete(IamClient iam, String name, ObjectNode given) {
        iam.listGroupsForUser(request -> request.userName(name))
                .groups()
                .forEach(each -> iam.removeUserFromGroup(
                        request -> request.userName(name).groupName(each.groupName())));
        new PolicyHolder.OfUser(iam, name).clear(given);
        iam.deleteUser(request -> request.userName(name));
    }

    private static void apply(IamClient iam, String name, ObjectNode before, ObjectNode after) {
        ListChange.of("Groups", before, after)
                .apply(
                        group -> iam.addUserToGroup(
                                request -> request.userName(name).groupName(group)),
                        group -> iam.removeUserFromGroup(
                                request -> request.userName(name).groupName(group)));
        new PolicyHolder.OfUser(iam, name).apply(before, after);
    }
}
