package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Role;

/** {@code AWS::IAM::Role}, with its managed and inline policies. */
public final class RoleProvisioner implements Provisioner {

    @Override
    public String type() {
        return "AWS::IAM::Role";
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of(
                "AssumeRolePolicyDocument",
                "Description",
                "ManagedPolicyArns",
                "MaxSessionDuration",
                "Path",
                "PermissionsBoundary",
                "Policies",
                "RoleName",
                "Tags");
    }

    @Override
    public String nameProperty() {
        return "RoleName";
    }

    @Override
    public Optional<String> existing(ResourceCall call, String name) {
        call.client(IamClient.class).getRole(request -> request.roleName(name));
        return Optional.of(name);
    }

    @Override
    public Physical create(ResourceCall call) {
        IamClient iam = call.client(IamClient.class);
        String name = call.name("RoleName", 64);
        Role role = iam.createRole(request -> request.roleName(name)
                        .path(call.text("Path"))
                        .description(call.text("Description"))
                        .assumeRolePolicyDocument(call.document("AssumeRolePolicyDocument"))
                        .permissionsBoundary(call.text("PermissionsBoundary"))
                        .maxSessionDuration(integer(call.text("MaxSessionDuration")))
                        // None of aws:cloudformation:* comes to IAM's roles and users.
                        .tags(IamTags.of(call.tags())))
                .role();
        try {
            new PolicyHolder.OfRole(iam, name).apply(call.properties().objectNode(), call.properties());
        } catch (RuntimeException e) {
            delete(iam, name, call.properties());
            throw e;
        }
        return physical(role);
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        IamClient iam = call.client(IamClient.class);
        String name = call.physicalId();
        iam.updateAssumeRolePolicy(
                request -> request.roleName(name).policyDocument(call.document("AssumeRolePolicyDocument")));
        iam.updateRole(request -> request.roleName(name)
                .description(Objects.requireNonNullElse(call.text("Description"), ""))
                .maxSessionDuration(
                        integer(call.has("MaxSessionDuration") ? call.text("MaxSessionDuration") : "3600")));
        if (call.has("PermissionsBoundary")) {
            iam.putRolePermissionsBoundary(
                    request -> request.roleName(name).permissionsBoundary(call.text("PermissionsBoundary")));
        } else if (before.has("PermissionsBoundary")) {
            iam.deleteRolePermissionsBoundary(request -> request.roleName(name));
        }
        new PolicyHolder.OfRole(iam, name).apply(before, call.properties());
        call.tagChange(before)
                .apply(
                        keys -> iam.untagRole(request -> request.roleName(name).tagKeys(keys)),
                        set -> iam.tagRole(request -> request.roleName(name).tags(IamTags.of(set))));
        return physical(iam.getRole(request -> request.roleName(name)).role());
    }

    @Override
    public void delete(ResourceCall call) {
        delete(call.client(IamClient.class), call.physicalId(), call.properties());
    }

    private static void delete(IamClient iam, String name, ObjectNode given) {
        new PolicyHolder.OfRole(iam, name).clear(given);
        iam.deleteRole(request -> request.roleName(name));
    }

    private static Integer integer(String text) {
        return text == null ? null : Integer.valueOf(text);
    }

    private static Physical physical(Role role) {
        return new Physical(role.roleName(), Map.of("Arn", role.arn(), "RoleId", role.roleId()));
    }
}
