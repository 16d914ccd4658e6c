package ateliers.cloud.services.iam;

import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Need;
import ateliers.cloud.door.Place;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.Rows;
import ateliers.cloud.door.SystemTags;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.iam.model.AddRoleToInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.AddUserToGroupRequest;
import software.amazon.awssdk.services.iam.model.AttachGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.CreateGroupRequest;
import software.amazon.awssdk.services.iam.model.CreateInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateServiceSpecificCredentialRequest;
import software.amazon.awssdk.services.iam.model.CreateUserRequest;
import software.amazon.awssdk.services.iam.model.DeleteAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.DeleteGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteGroupRequest;
import software.amazon.awssdk.services.iam.model.DeleteInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteServiceSpecificCredentialRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserPermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserRequest;
import software.amazon.awssdk.services.iam.model.DetachGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetGroupRequest;
import software.amazon.awssdk.services.iam.model.GetInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetUserRequest;
import software.amazon.awssdk.services.iam.model.ListAccessKeysRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedGroupPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedUserPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListEntitiesForPolicyRequest;
import software.amazon.awssdk.services.iam.model.ListGroupPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListGroupsForUserRequest;
import software.amazon.awssdk.services.iam.model.ListGroupsRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesForRoleRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesRequest;
import software.amazon.awssdk.services.iam.model.ListPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyTagsRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRoleTagsRequest;
import software.amazon.awssdk.services.iam.model.ListRolesRequest;
import software.amazon.awssdk.services.iam.model.ListServiceSpecificCredentialsRequest;
import software.amazon.awssdk.services.iam.model.ListUserPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListUserTagsRequest;
import software.amazon.awssdk.services.iam.model.ListUsersRequest;
import software.amazon.awssdk.services.iam.model.PutGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.PutRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.PutUserPermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.PutUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.RemoveRoleFromInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.RemoveUserFromGroupRequest;
import software.amazon.awssdk.services.iam.model.ResetServiceSpecificCredentialRequest;
import software.amazon.awssdk.services.iam.model.SetDefaultPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagPolicyRequest;
import software.amazon.awssdk.services.iam.model.TagRoleRequest;
import software.amazon.awssdk.services.iam.model.TagUserRequest;
import software.amazon.awssdk.services.iam.model.UntagPolicyRequest;
import software.amazon.awssdk.services.iam.model.UntagRoleRequest;
import software.amazon.awssdk.services.iam.model.UntagUserRequest;
import software.amazon.awssdk.services.iam.model.UpdateAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleDescriptionRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleRequest;
import software.amazon.awssdk.services.iam.model.UpdateServiceSpecificCredentialRequest;

/** What each of IAM's operations needs, as the service authorization reference says. */
final class IamRows {
    private final Rows rows;
    private final Place place;
    private final IamState state;

    IamRows(Rows rows, Place place, IamState state) {
        this.rows = rows;
        this.place = place;
        this.state = state;
    }

    void declare() {
        roles();
        users();
        groups();
        policies();
        profiles();
    }

    private void roles() {
        on(GetRoleRequest.class, r -> need("GetRole", role(r.roleName())));
        on(DeleteRoleRequest.class, r -> need("DeleteRole", role(r.roleName())));
        on(UpdateRoleRequest.class, r -> need("UpdateRole", role(r.roleName())));
        on(UpdateRoleDescriptionRequest.class, r -> need("UpdateRoleDescription", role(r.roleName())));
        on(UpdateAssumeRolePolicyRequest.class, r -> need("UpdateAssumeRolePolicy", role(r.roleName())));
        on(ListRoleTagsRequest.class, r -> need("ListRoleTags", role(r.roleName())));
        on(PutRolePolicyRequest.class, r -> need("PutRolePolicy", role(r.roleName())));
        on(GetRolePolicyRequest.class, r -> need("GetRolePolicy", role(r.roleName())));
        on(DeleteRolePolicyRequest.class, r -> need("DeleteRolePolicy", role(r.roleName())));
        on(ListRolePoliciesRequest.class, r -> need("ListRolePolicies", role(r.roleName())));
        on(ListAttachedRolePoliciesRequest.class, r -> need("ListAttachedRolePolicies", role(r.roleName())));
        on(DeleteRolePermissionsBoundaryRequest.class, r -> need("DeleteRolePermissionsBoundary", role(r.roleName())));
        on(
                AttachRolePolicyRequest.class,
                r -> need("AttachRolePolicy", role(r.roleName())).with("iam:PolicyARN", text(r.policyArn())));
        on(
                DetachRolePolicyRequest.class,
                r -> need("DetachRolePolicy", role(r.roleName())).with("iam:PolicyARN", text(r.policyArn())));
        on(
                PutRolePermissionsBoundaryRequest.class,
                r -> need("PutRolePermissionsBoundary", role(r.roleName()))
                        .with("iam:PermissionsBoundary", text(r.permissionsBoundary())));
        on(TagRoleRequest.class, r -> need("TagRole", role(r.roleName())).tagging(Tags.values(r.tags())));
        on(UntagRoleRequest.class, r -> need("UntagRole", role(r.roleName())).untagging(r.tagKeys()));
        on(ListRolesRequest.class, r -> listing("iam:ListRoles", "role", r.pathPrefix()));
        rows.onEach(CreateRoleRequest.class, r -> {
            String arn = arn("role" + path(r.path()) + r.roleName());
            return created(bounded(need("CreateRole", arn), r.permissionsBoundary()), "TagRole", r.tags());
        });
    }

    private void users() {
        on(DeleteUserRequest.class, r -> need("DeleteUser", user(r.userName())));
        on(ListUserTagsRequest.class, r -> need("ListUserTags", user(r.userName())));
        on(PutUserPolicyRequest.class, r -> need("PutUserPolicy", user(r.userName())));
        on(GetUserPolicyRequest.class, r -> need("GetUserPolicy", user(r.userName())));
        on(DeleteUserPolicyRequest.class, r -> need("DeleteUserPolicy", user(r.userName())));
        on(ListUserPoliciesRequest.class, r -> need("ListUserPolicies", user(r.userName())));
        on(ListAttachedUserPoliciesRequest.class, r -> need("ListAttachedUserPolicies", user(r.userName())));
        on(DeleteUserPermissionsBoundaryRequest.class, r -> need("DeleteUserPermissionsBoundary", user(r.userName())));
        on(ListGroupsForUserRequest.class, r -> need("ListGroupsForUser", user(r.userName())));
        on(GetUserRequest.class, r -> need("GetUser", me(r.userName())));
        on(CreateAccessKeyRequest.class, r -> need("CreateAccessKey", me(r.userName())));
        on(DeleteAccessKeyRequest.class, r -> need("DeleteAccessKey", me(r.userName())));
        on(UpdateAccessKeyRequest.class, r -> need("UpdateAccessKey", me(r.userName())));
        on(
                CreateServiceSpecificCredentialRequest.class,
                r -> need("CreateServiceSpecificCredential", me(r.userName())));
        on(
                DeleteServiceSpecificCredentialRequest.class,
                r -> need("DeleteServiceSpecificCredential", me(r.userName())));
        on(ResetServiceSpecificCredentialRequest.class, r -> need("ResetServiceSpecificCredential", me(r.userName())));
        on(
                UpdateServiceSpecificCredentialRequest.class,
                r -> need("UpdateServiceSpecificCredential", me(r.userName())));
        on(ListServiceSpecificCredentialsRequest.class, r -> need("ListServiceSpecificCredentials", me(r.userName())));
        on(ListAccessKeysRequest.class, r -> need("ListAccessKeys", me(r.userName())));
        on(
                AttachUserPolicyRequest.class,
                r -> need("AttachUserPolicy", user(r.userName())).with("iam:PolicyARN", text(r.policyArn())));
        on(
                DetachUserPolicyRequest.class,
                r -> need("DetachUserPolicy", user(r.userName())).with("iam:PolicyARN", text(r.policyArn())));
        on(
                PutUserPermissionsBoundaryRequest.class,
                r -> need("PutUserPermissionsBoundary", user(r.userName()))
                        .with("iam:PermissionsBoundary", text(r.permissionsBoundary())));
        on(TagUserRequest.class, r -> need("TagUser", user(r.userName())).tagging(Tags.values(r.tags())));
        on(UntagUserRequest.class, r -> need("UntagUser", user(r.userName())).untagging(r.tagKeys()));
        on(ListUsersRequest.class, r -> listing("iam:ListUsers", "user", r.pathPrefix()));
        rows.onEach(CreateUserRequest.class, r -> {
            String arn = arn("user" + path(r.path()) + r.userName());
            return created(bounded(need("CreateUser", arn), r.permissionsBoundary()), "TagUser", r.tags());
        });
    }

    private void groups() {
        on(GetGroupRequest.class, r -> need("GetGroup", group(r.groupName())));
        on(DeleteGroupRequest.class, r -> need("DeleteGroup", group(r.groupName())));
        on(PutGroupPolicyRequest.class, r -> need("PutGroupPolicy", group(r.groupName())));
        on(GetGroupPolicyRequest.class, r -> need("GetGroupPolicy", group(r.groupName())));
        on(DeleteGroupPolicyRequest.class, r -> need("DeleteGroupPolicy", group(r.groupName())));
        on(ListGroupPoliciesRequest.class, r -> need("ListGroupPolicies", group(r.groupName())));
        on(ListAttachedGroupPoliciesRequest.class, r -> need("ListAttachedGroupPolicies", group(r.groupName())));
        on(AddUserToGroupRequest.class, r -> need("AddUserToGroup", group(r.groupName())));
        on(RemoveUserFromGroupRequest.class, r -> need("RemoveUserFromGroup", group(r.groupName())));
        on(
                AttachGroupPolicyRequest.class,
                r -> need("AttachGroupPolicy", group(r.groupName())).with("iam:PolicyARN", text(r.policyArn())));
        on(
                DetachGroupPolicyRequest.class,
                r -> need("DetachGroupPolicy", group(r.groupName())).with("iam:PolicyARN", text(r.policyArn())));
        on(ListGroupsRequest.class, r -> listing("iam:ListGroups", "group", r.pathPrefix()));
        on(CreateGroupRequest.class, r -> need("CreateGroup", arn("group" + path(r.path()) + r.groupName())));
    }

    private void policies() {
        on(GetPolicyRequest.class, r -> need("GetPolicy", text(r.policyArn())));
        on(DeletePolicyRequest.class, r -> need("DeletePolicy", text(r.policyArn())));
        on(CreatePolicyVersionRequest.class, r -> need("CreatePolicyVersion", text(r.policyArn())));
        on(GetPolicyVersionRequest.class, r -> need("GetPolicyVersion", text(r.policyArn())));
        on(ListPolicyVersionsRequest.class, r -> need("ListPolicyVersions", text(r.policyArn())));
        on(SetDefaultPolicyVersionRequest.class, r -> need("SetDefaultPolicyVersion", text(r.policyArn())));
        on(DeletePolicyVersionRequest.class, r -> need("DeletePolicyVersion", text(r.policyArn())));
        on(ListEntitiesForPolicyRequest.class, r -> need("ListEntitiesForPolicy", text(r.policyArn())));
        on(ListPolicyTagsRequest.class, r -> need("ListPolicyTags", text(r.policyArn())));
        on(TagPolicyRequest.class, r -> need("TagPolicy", text(r.policyArn())).tagging(Tags.values(r.tags())));
        on(
                UntagPolicyRequest.class,
                r -> need("UntagPolicy", text(r.policyArn())).untagging(r.tagKeys()));
        on(ListPoliciesRequest.class, r -> Need.anywhere("iam:ListPolicies"));
        rows.onEach(CreatePolicyRequest.class, r -> {
            String arn = arn("policy" + path(r.path()) + r.policyName());
            return created(need("CreatePolicy", arn), "TagPolicy", r.tags());
        });
    }

    private void profiles() {
        on(GetInstanceProfileRequest.class, r -> need("GetInstanceProfile", profile(r.instanceProfileName())));
        on(DeleteInstanceProfileRequest.class, r -> need("DeleteInstanceProfile", profile(r.instanceProfileName())));
        on(
                RemoveRoleFromInstanceProfileRequest.class,
                r -> need("RemoveRoleFromInstanceProfile", profile(r.instanceProfileName())));
        on(ListInstanceProfilesForRoleRequest.class, r -> need("ListInstanceProfilesForRole", role(r.roleName())));
        on(
                ListInstanceProfilesRequest.class,
                r -> listing("iam:ListInstanceProfiles", "instance-profile", r.pathPrefix()));
        rows.onEach(CreateInstanceProfileRequest.class, r -> {
            String arn = arn("instance-profile" + path(r.path()) + r.instanceProfileName());
            return created(need("CreateInstanceProfile", arn), "TagInstanceProfile", r.tags());
        });
        rows.onEach(
                AddRoleToInstanceProfileRequest.class,
                r -> List.of(
                        need("AddRoleToInstanceProfile", profile(r.instanceProfileName())),
                        Need.passRole(role(r.roleName()), "ec2.amazonaws.com")));
    }

    private <R extends SdkRequest> void on(Class<R> request, Function<R, Need> need) {
        rows.on(request, need);
    }

    private static Need need(String action, String resource) {
        return new Need("iam:" + action, resource);
    }

    private static Need bounded(Need need, String boundary) {
        return boundary == null ? need : need.with("iam:PermissionsBoundary", boundary);
    }

    /** A creation with tags needs the permission to tag, too. */
    private static List<Need> created(Need need, String tagging, List<Tag> all) {
        Map<String, String> tags = SystemTags.others(Tags.values(all));
        return tags.isEmpty()
                ? List.of(need)
                : List.of(need.tagging(tags), need(tagging, need.resource()).tagging(tags));
    }

    private String role(String name) {
        return known(EntityKind.ROLE, name);
    }

    private String user(String name) {
        return known(EntityKind.USER, name);
    }

    private String group(String name) {
        return known(EntityKind.GROUP, name);
    }

    /** The ARN with the path that it really has, else with the one it would have by default. */
    private String known(EntityKind kind, String name) {
        return state.find(kind, text(name)).map(Entity::arn).orElseGet(() -> arn(kind.label() + "/" + text(name)));
    }

    private String profile(String name) {
        return state.profile(text(name))
                .map(profile -> profile.described().arn())
                .orElseGet(() -> arn("instance-profile/" + text(name)));
    }

    /** All of a kind under a path. */
    private Need listing(String action, String kind, String pathPrefix) {
        return new Need(action, arn(kind + Objects.requireNonNullElse(pathPrefix, "/")));
    }

    /** The user that is named, or else who calls. */
    private String me(String name) {
        if (name == null && CallContext.caller() instanceof Principal.User user) {
            return user.arn();
        }
        return name == null ? arn("user/") : user(name);
    }

    private String arn(String resource) {
        return place.globalArn("iam", resource);
    }

    private static String path(String path) {
        return path == null ? "/" : path;
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
