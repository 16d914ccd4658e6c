package ateliers.cloud.services.iam;

import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
import ateliers.cloud.policy.Policy;
import ateliers.cloud.policy.PolicyKind;
import java.util.List;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleResponse;
import software.amazon.awssdk.services.iam.model.DeleteRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleResponse;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.ListRoleTagsRequest;
import software.amazon.awssdk.services.iam.model.ListRoleTagsResponse;
import software.amazon.awssdk.services.iam.model.ListRolesRequest;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;
import software.amazon.awssdk.services.iam.model.PutRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.PutRolePermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.TagRoleRequest;
import software.amazon.awssdk.services.iam.model.TagRoleResponse;
import software.amazon.awssdk.services.iam.model.UntagRoleRequest;
import software.amazon.awssdk.services.iam.model.UntagRoleResponse;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.UpdateRoleDescriptionRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleDescriptionResponse;
import software.amazon.awssdk.services.iam.model.UpdateRoleRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleResponse;

/** Roles, their trust, tags and boundaries. */
final class Roles implements IamClient, Operations {
    private static final int HOUR = 3_600;
    private static final int MAX_TRUST = 2_048;

    private final IamState state;
    private final AttachedPolicies policies;

    Roles(IamState state) {
        this.state = state;
        this.policies = new AttachedPolicies(state);
    }

    @Override
    public CreateRoleResponse createRole(CreateRoleRequest request) {
        String name = Checks.name(request.roleName(), "roleName", EntityKind.ROLE.maxName());
        String path = Checks.path(request.path());
        if (path.startsWith("/aws-service-role/")) {
            throw IamErrors.invalidInput("Invalid path: /aws-service-role/ is a reserved path.");
        }
        Checks.text(request.description(), "description", 1000);
        int seconds = Checks.between(request.maxSessionDuration(), HOUR, "maxSessionDuration", HOUR, 12 * HOUR);
        Tags.check(request.tags());
        return state.change(() -> {
            String trust = trust(request.assumeRolePolicyDocument());
            if (state.roles().containsKey(name)) {
                throw IamErrors.alreadyExists("Role with name " + name + " already exists.");
            }
            RoleEntity role = new RoleEntity(path, name, trust, state);
            role.description(request.description());
            role.maxSessionSeconds(seconds);
            role.tags().add(request.tags());
            policies.putBoundary(role, request.permissionsBoundary());
            state.roles().put(name, role);
            return CreateRoleResponse.builder().role(role.described()).build();
        });
    }

    @Override
    public GetRoleResponse getRole(GetRoleRequest request) {
        return state.read(() -> GetRoleResponse.builder()
                .role(state.role(request.roleName()).described())
                .build());
    }

    @Override
    public ListRolesResponse listRoles(ListRolesRequest request) {
        String prefix = request.pathPrefix() == null ? "/" : request.pathPrefix();
        return state.read(() -> {
            List<Role> all = state.roles().values().stream()
                    .filter(role -> role.path().startsWith(prefix))
                    .map(RoleEntity::listed)
                    .toList();
            Paging.Page<Role> page = Checks.page(all, request.marker(), request.maxItems());
            return ListRolesResponse.builder()
                    .roles(page.items())
                    .isTruncated(page.isTruncated())
                    .marker(page.next())
                    .build();
        });
    }

    @Override
    public DeleteRoleResponse deleteRole(DeleteRoleRequest request) {
        return state.change(() -> {
            RoleEntity role = state.role(request.roleName());
            role.requireBare();
            if (state.profiles().values().stream().anyMatch(profile -> profile.role() == role)) {
                throw IamErrors.deleteConflict("Cannot delete entity, must remove roles from instance profile first.");
            }
            state.roles().remove(role.name());
            return DeleteRoleResponse.builder().build();
        });
    }

    @Override
    public UpdateRoleResponse updateRole(UpdateRoleRequest request) {
        Checks.text(request.description(), "description", 1000);
        int seconds = Checks.between(request.maxSessionDuration(), HOUR, "maxSessionDuration", HOUR, 12 * HOUR);
        return state.change(() -> {
            RoleEntity role = state.role(request.roleName());
            // AWS, too, resets what an update leaves out.
            role.description(request.description());
            role.maxSessionSeconds(seconds);
            return UpdateRoleResponse.builder().build();
        });
    }

    @Override
    public UpdateRoleDescriptionResponse updateRoleDescription(UpdateRoleDescriptionRequest request) {
        Checks.text(request.description(), "description", 1000);
        return state.change(() -> {
            RoleEntity role = state.role(request.roleName());
            role.description(request.description());
            return UpdateRoleDescriptionResponse.builder()
                    .role(role.described())
                    .build();
        });
    }

    @Override
    public UpdateAssumeRolePolicyResponse updateAssumeRolePolicy(UpdateAssumeRolePolicyRequest request) {
        return state.change(() -> {
            RoleEntity role = state.role(request.roleName());
            role.trust(trust(request.policyDocument()));
            return UpdateAssumeRolePolicyResponse.builder().build();
        });
    }

    @Override
    public PutRolePermissionsBoundaryResponse putRolePermissionsBoundary(PutRolePermissionsBoundaryRequest request) {
        return state.change(() -> {
            policies.putBoundary(state.role(request.roleName()), request.permissionsBoundary());
            return PutRolePermissionsBoundaryResponse.builder().build();
        });
    }

    @Override
    public DeleteRolePermissionsBoundaryResponse deleteRolePermissionsBoundary(
            DeleteRolePermissionsBoundaryRequest request) {
        return state.change(() -> {
            policies.deleteBoundary(state.role(request.roleName()));
            return DeleteRolePermissionsBoundaryResponse.builder().build();
        });
    }

    @Override
    public TagRoleResponse tagRole(TagRoleRequest request) {
        return state.change(() -> {
            state.role(request.roleName()).tags().add(request.tags());
            return TagRoleResponse.builder().build();
        });
    }

    @Override
    public UntagRoleResponse untagRole(UntagRoleRequest request) {
        return state.change(() -> {
            state.role(request.roleName()).tags().remove(request.tagKeys());
            return UntagRoleResponse.builder().build();
        });
    }

    @Override
    public ListRoleTagsResponse listRoleTags(ListRoleTagsRequest request) {
        return state.read(() -> {
            var page = Checks.page(state.role(request.roleName()).tags().list(), request.marker(), request.maxItems());
            return ListRoleTagsResponse.builder()
                    .tags(page.items())
                    .isTruncated(page.isTruncated())
                    .marker(page.next())
                    .build();
        });
    }

    private String trust(String document) {
        Policy policy = Documents.parse(document, PolicyKind.TRUST);
        if (Documents.size(document) > MAX_TRUST) {
            throw IamErrors.limitExceeded("Cannot exceed quota for ACLSizePerRole: " + MAX_TRUST);
        }
        TrustedPrincipals trusted = new TrustedPrincipals(state);
        policy.principals().forEach(principal -> trusted.require(principal.getKey(), principal.getValue()));
        return document;
    }
}
