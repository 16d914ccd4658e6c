package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Tag;

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
                        .tags(tags(call.allTags())))
                .user()
                .arn();
        try {
            apply(iam, name, call.properties().objectNode(), call.properties());
        } catch (RuntimeException e) {
            delete(iam, name);
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
                        set -> iam.tagUser(request -> request.userName(name).tags(tags(set))));
        return new Physical(
                name,
                Map.of(
                        "Arn",
                        iam.getUser(request -> request.userName(name)).user().arn()));
    }

    @Override
    public void delete(ResourceCall call) {
        try {
            delete(call.client(IamClient.class), call.physicalId());
        } catch (NoSuchEntityException e) {
            // gone already
        }
    }

    private static void delete(IamClient iam, String name) {
        iam.listGroupsForUser(request -> request.userName(name))
                .groups()
                .forEach(each -> iam.removeUserFromGroup(
                        request -> request.userName(name).groupName(each.groupName())));
        InlinePolicies.clear(new Policies(iam, name));
        iam.deleteUser(request -> request.userName(name));
    }

    private static void apply(IamClient iam, String name, ObjectNode before, ObjectNode after) {
        InlinePolicies.members(
                before,
                after,
                "Groups",
                group -> iam.addUserToGroup(request -> request.userName(name).groupName(group)),
                group -> iam.removeUserFromGroup(
                        request -> request.userName(name).groupName(group)));
        InlinePolicies.apply(new Policies(iam, name), before, after);
    }

    /** The policies of one user. */
    private record Policies(IamClient iam, String name) implements InlinePolicies.Holder {
        @Override
        public void attach(String arn) {
            iam.attachUserPolicy(request -> request.userName(name).policyArn(arn));
        }

        @Override
        public void detach(String arn) {
            iam.detachUserPolicy(request -> request.userName(name).policyArn(arn));
        }

        @Override
        public void put(String policy, String document) {
            iam.putUserPolicy(
                    request -> request.userName(name).policyName(policy).policyDocument(document));
        }

        @Override
        public void drop(String policy) {
            iam.deleteUserPolicy(request -> request.userName(name).policyName(policy));
        }

        @Override
        public List<String> attached() {
            return iam.listAttachedUserPolicies(request -> request.userName(name)).attachedPolicies().stream()
                    .map(AttachedPolicy::policyArn)
                    .toList();
        }

        @Override
        public List<String> inline() {
            return iam.listUserPolicies(request -> request.userName(name)).policyNames();
        }
    }

    private static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(each ->
                        Tag.builder().key(each.getKey()).value(each.getValue()).build())
                .toList();
    }
}
