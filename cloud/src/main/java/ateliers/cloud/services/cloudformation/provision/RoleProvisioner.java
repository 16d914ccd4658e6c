package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;

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
    public Physical create(ResourceCall call) {
        IamClient iam = call.client(IamClient.class);
        String name = call.name("RoleName", 64);
        Role role = iam.createRole(request -> request.roleName(name)
                        .path(call.text("Path"))
                        .description(call.text("Description"))
                        .assumeRolePolicyDocument(call.document("AssumeRolePolicyDocument"))
                        .permissionsBoundary(call.text("PermissionsBoundary"))
                        .maxSessionDuration(integer(call.text("MaxSessionDuration")))
                        .tags(tags(call.allTags())))
                .role();
        try {
            call.texts("ManagedPolicyArns")
                    .forEach(arn -> iam.attachRolePolicy(
                            request -> request.roleName(name).policyArn(arn)));
            inline(call.properties()).forEach((policy, document) -> put(iam, name, policy, document));
        } catch (RuntimeException e) {
            delete(iam, name);
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
        List<String> attached = new ArrayList<>();
        before.path("ManagedPolicyArns").forEach(each -> attached.add(each.asText()));
        List<String> wanted = call.texts("ManagedPolicyArns");
        attached.stream()
                .filter(arn -> !wanted.contains(arn))
                .forEach(arn ->
                        iam.detachRolePolicy(request -> request.roleName(name).policyArn(arn)));
        wanted.stream()
                .filter(arn -> !attached.contains(arn))
                .forEach(arn ->
                        iam.attachRolePolicy(request -> request.roleName(name).policyArn(arn)));
        Map<String, String> inline = inline(call.properties());
        inline(before).keySet().stream()
                .filter(policy -> !inline.containsKey(policy))
                .forEach(policy ->
                        iam.deleteRolePolicy(request -> request.roleName(name).policyName(policy)));
        inline.forEach((policy, document) -> put(iam, name, policy, document));
        call.tagChange(before)
                .apply(
                        keys -> iam.untagRole(request -> request.roleName(name).tagKeys(keys)),
                        set -> iam.tagRole(request -> request.roleName(name).tags(tags(set))));
        return physical(iam.getRole(request -> request.roleName(name)).role());
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
        iam.listAttachedRolePolicies(request -> request.roleName(name))
                .attachedPolicies()
                .forEach(each ->
                        iam.detachRolePolicy(request -> request.roleName(name).policyArn(each.policyArn())));
        iam.listRolePolicies(request -> request.roleName(name))
                .policyNames()
                .forEach(each ->
                        iam.deleteRolePolicy(request -> request.roleName(name).policyName(each)));
        iam.deleteRole(request -> request.roleName(name));
    }

    private static void put(IamClient iam, String role, String policy, String document) {
        iam.putRolePolicy(request -> request.roleName(role).policyName(policy).policyDocument(document));
    }

    private static Map<String, String> inline(ObjectNode properties) {
        Map<String, String> inline = new LinkedHashMap<>();
        for (JsonNode each : properties.path("Policies")) {
            inline.put(each.path("PolicyName").asText(), ResourceCall.document(each.get("PolicyDocument")));
        }
        return inline;
    }

    private static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(each ->
                        Tag.builder().key(each.getKey()).value(each.getValue()).build())
                .toList();
    }

    private static Integer integer(String text) {
        return text == null ? null : Integer.valueOf(text);
    }

    private static Physical physical(Role role) {
        return new Physical(role.roleName(), Map.of("Arn", role.arn(), "RoleId", role.roleId()));
    }
}
